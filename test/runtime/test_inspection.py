"""pyunbox.signature() says what the record says, on every interpreter."""

import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

SCRIPT = """
import json, sys
import forms
import pyunbox
original = forms.k_mixed
pyunbox.install()
signatures = {
    "original": pyunbox.signature(original),
    "replaced": pyunbox.signature(forms.k_mixed),
    "method": pyunbox.signature(forms.Type.o_long),
    "boxed": pyunbox.signature(forms.boxed_only),
    "status": pyunbox.signature(forms.o_status),
    "tuple": pyunbox.signature(forms.t_divide),
}
for other in (forms.no_record, forms.Type, forms, len, str.join, print, 3, None, lambda: 0):
    assert pyunbox.signature(other) is None, other
def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if hasattr(value, "__dict__"):
        return {key: plain(item) for key, item in vars(value).items()}
    return value
json.dump({key: plain(value) for key, value in signatures.items()}, sys.stdout)
"""


def argument(name, c_type, python_type, *default):
    return {
        "name": name,
        "c_type": c_type,
        "python_type": python_type,
        "keyword": bool(name),
        "keyword_only": False,
        "optional": bool(default),
        "default": default[0] if default else None,
    }


MIXED = {
    "name": "k_mixed",
    "declaration": "double (int, unsigned long long, int, char, int)",
    "arguments": [
        argument("octaves", "int32_t", "int"),
        argument("seed", "uint64_t", "int", 2**64 - 1),
        argument("flag", "int32_t", "bool", 1),
        argument("c", "int8_t", "bytes of length 1", -1),
        argument("class", "int32_t", "str of length 1", 0x10FFFF),
    ],
    "result_c_type": "double",
    "result_python_type": "float",
    "result_items": [],
    "bail_out": "distinct",
    "bail_value": -1e300,
    "effects": ["pure"],
    "call": "direct",
}


class SignatureTest(unittest.TestCase):
    def inspect(self, interpreter):
        with tempfile.TemporaryDirectory() as directory:
            source = os.path.join(HERE, "fixtures", "forms.c")
            extensions.build_module(interpreter, "forms", [source], directory)
            answer = extensions.run(
                [interpreter.path, "-c", SCRIPT], env=extensions.environment(directory)
            )
        return json.loads(answer)

    def check(self, interpreter):
        got = self.inspect(interpreter)
        self.assertTrue(got["original"].pop("address"))
        self.assertEqual(got["original"], dict(MIXED, unboxed=False))
        self.assertTrue(got["replaced"].pop("address"))
        self.assertEqual(got["replaced"], dict(MIXED, unboxed=interpreter.is_pypy))
        self.assertEqual(got["method"]["declaration"], "long (long)")
        self.assertEqual(got["method"]["unboxed"], interpreter.is_pypy)
        self.assertEqual(got["boxed"]["address"], 0)
        self.assertEqual(got["boxed"]["call"], "boxed")
        self.assertEqual(got["boxed"]["effects"], ["needs_gil"])
        self.assertEqual(got["status"]["result_c_type"], "int32_t")
        self.assertEqual(got["status"]["result_python_type"], "None")
        self.assertEqual(got["status"]["bail_value"], -7)
        self.assertEqual(got["tuple"]["result_c_type"], "int32_t")
        self.assertEqual(got["tuple"]["result_python_type"], "tuple")
        items = [("int32_t", "int"), ("int32_t", "int"), ("double", "float")]
        self.assertEqual(
            got["tuple"]["result_items"],
            [{"c_type": c_type, "python_type": python_type} for c_type, python_type in items],
        )
        self.assertEqual(len(got["tuple"]["arguments"]), 2)
        self.assertEqual((got["tuple"]["bail_out"], got["tuple"]["bail_value"]), ("distinct", -7))

    def test_every_interpreter(self):
        for interpreter in interpreters.found():
            with self.subTest(interpreter.name):
                self.check(interpreter)


if __name__ == "__main__":
    unittest.main()
