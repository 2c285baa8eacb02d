"""The examples on the pages of reason codes: each gets the code of its page."""

import json
import os
import re
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOOL = os.environ["PYUNBOX_TOOL"]
INCLUDE = os.environ["PYUNBOX_PYTHON_INCLUDE"]

EXAMPLES = os.path.join(ROOT, "docs", "reasons", "examples")
PAGES = os.path.dirname(EXAMPLES)

TABLE = """
static PyMethodDef methods[] = {
    {"example", (PyCFunction)(void *)example, %s, NULL}, {NULL, NULL, 0, NULL}};
"""
MODULE = """
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "m", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_m(void) { return PyModule_Create(&definition); }
"""


def unit(text):
    """A module with the example, in the table that fits its parameters if it has none."""
    if "PyMethodDef" in text:
        return "#include <Python.h>\n" + text + MODULE
    parameters = re.search(r"example\(([^)]*)\)", text)[1]
    flags = "METH_VARARGS"
    if parameters.endswith("*x"):
        flags = "METH_O"
    elif parameters.endswith("*keywords"):
        flags = "METH_VARARGS | METH_KEYWORDS"
    return "#include <Python.h>\n" + text + TABLE % flags + MODULE


class ReasonsTest(unittest.TestCase):
    def codes(self, text):
        """The reason code and the likely bugs of the method in the example."""
        flags = re.findall(r"^// gcc (.*)", text)
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "m.c")
            with open(path, "w", encoding="utf-8") as file:
                file.write(unit(text))
            command = [TOOL, "analyze", "--cache-dir=", "--format=json", path, "--"]
            command += ["gcc", "-I" + INCLUDE, *flags]
            report = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        (method,) = json.loads(report.stdout)["methods"]
        found = [finding["code"] for finding in method["findings"]]
        return found + ([method["reason"]["code"]] if method["reason"] else [])

    def test_each_example(self):
        for name in sorted(os.listdir(EXAMPLES)):
            code = name.partition(".")[0]
            with self.subTest(code):
                with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
                    text = file.read()
                self.assertIn(code, self.codes(text))

    def test_each_page_has_one(self):
        pages = {name[:-3] for name in os.listdir(PAGES) if name.endswith(".md")} - {"README"}
        self.assertEqual({name[:-2] for name in os.listdir(EXAMPLES)}, pages)

    def test_no_reason_without_cause(self):
        """The frame around the examples gives none."""
        with open(os.path.join(EXAMPLES, "suppressed.c"), encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(self.codes(text.replace("NOPYUNBOX", "")), [])


if __name__ == "__main__":
    unittest.main()
