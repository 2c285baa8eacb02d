"""Units that begin with the same headers share their parse, and nobody can tell."""

import json
import unittest

from case import COMPILER, Case, apart

# Whose child asks the compiler tells whether a unit has a parse of its own.
ASKED = 'sed -n "s/^PPid:\\t*//p" /proc/$PPID/status >> "%s"\n'

METHOD = """
static PyObject *%(name)s(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(%(result)s);
}
static PyMethodDef methods_%(name)s[] = {{"%(name)s", %(name)s, METH_O, ""}, {0}};
struct PyModuleDef module_%(name)s = {PyModuleDef_HEAD_INIT, "%(name)s", 0, -1, methods_%(name)s};
"""


def method(name, result="x + 1"):
    return METHOD % {"name": name, "result": result}


class Prefixes(Case):
    def setUp(self):
        super().setUp()
        self.write(
            "one.h",
            "#ifndef ONE\n#define ONE 1\nstatic inline int one(void) { return 1; }\n#endif\n",
        )
        self.write("two.h", '#ifndef TWO\n#define TWO 2\n#include "one.h"\n#endif\n')

    def set_compiler(self, when="nothing", action=":"):
        text = COMPILER.replace("exec gcc", ASKED % (self.folder / "parents") + "exec gcc")
        text %= {"log": self.folder / "log", "when": when, "action": action}
        self.compiler.write_text(text)
        self.compiler.chmod(0o755)

    def units(self, *texts):
        """Writes a.c, b.c and so on."""
        self.sources = ["%c.c" % (ord("a") + number) for number in range(len(texts))]
        for name, text in zip(self.sources, texts):
            self.write(name, text)

    def run_engine(self, shared, *options, status=0, command=("analyze", "--format=json")):
        """What is printed, and how many units began in the process of another one."""
        self.set_commands(self.sources)
        if not shared:
            path = self.project / "compile_commands.json"
            path.write_text(json.dumps(apart(json.loads(path.read_text()))))
        parents = self.folder / "parents"
        parents.write_text("")
        process = self.start("--cache-dir=", "--jobs=1", *options, command=command)
        out, _ = self.finish(process, status)
        return out, sum(int(parent) != process.pid for parent in parents.read_text().split())

    def check(self, *texts, forked=None, status=0):
        """The report, which is that of units that share nothing. `forked` of them began
        in the process of another one; by default all but that one."""
        self.units(*texts)
        plain, none = self.run_engine(False, status=status)
        self.assertEqual(none, 0)
        shared, number = self.run_engine(True, status=status)
        self.assertEqual(shared, plain)
        self.assertEqual(self.run_engine(True, "--jobs=2", status=status)[0], plain)
        self.assertEqual(number, len(texts) - 1 if forked is None else forked)
        rewrite = {"command": ["rewrite", "--diff"], "status": status}
        diff = self.run_engine(True, **rewrite)[0]
        self.assertEqual(diff, self.run_engine(False, **rewrite)[0])
        if not status:  # else there is none
            self.assertIn("\n+#include <pyunbox/typed_method.h>", diff)
        return json.loads(shared)

    def test_comments_may_differ(self):
        report = self.check(
            '/* A. */\n#include <Python.h>\n#include "one.h"\n' + method("a"),
            "/* A much longer\n   text. */\n\n#include <Python.h>\n" + method("b"),
            '#include <Python.h>\n\n\n/* So. */ #include "one.h"\n' + method("c", "x + ONE"),
            '// D\n#include <Python.h>\n#include "two.h"\n' + method("d", "one() + TWO"),
        )
        self.assertEqual(report["summary"]["typed"], 4)
        self.assertEqual(
            [each["locations"]["wrapper"]["line"] for each in report["methods"]], [5, 6, 6, 5]
        )

    def test_code_that_says_where_it_stands(self):
        self.write("base.h", "static const int length = sizeof __BASE_FILE__;\n")
        part = "#if __LINE__ == 2\n#define A\n#endif\n"
        line = "#include <Python.h>\n" + part + '#include "one.h"\n'
        own = '#include <Python.h>\n#include "one.h"\nint l = __LINE__ + sizeof __FILE__;\n'
        for texts, forked in (
            # In what is shared it tells units apart: they do not share.
            ((line, "\n" + line), 0),
            (("#if __LINE__ < 3\n#endif\n" + line, "\n#if __LINE__ < 3\n#endif\n" + line), 0),
            (['#include <Python.h>\n#include "base.h"\n#include "one.h"\n'] * 2, 0),
            # What stands behind is each one's own.
            ([own] * 2, 1),
        ):
            with self.subTest(texts):
                self.check(texts[0] + method("a"), texts[1] + method("b"), forked=forked)

    def test_other_macros_in_front(self):
        head = '#include <Python.h>\n#include "one.h"\n'
        self.check("#define ONE 7\n" + head + method("a"), head + method("b"), forked=0)
        self.check(
            "#include <Python.h>\n#define ONE 7\n" + head + method("a", "ONE"),
            "#include <Python.h>\n#define ONE 8\n" + head + method("b", "ONE"),
            "#include <Python.h>\n" + head + method("c", "ONE"),
        )

    def test_headers_that_are_skipped(self):
        head = '#include <Python.h>\n#include "one.h"\n#include "one.h"\n'
        self.check(
            head + '#include "two.h"\n' + method("a", "TWO"),
            head + method("b", "ONE"),
            head + '#define TWO 3\n#include "two.h"\n' + method("c", "TWO"),
        )

    def test_what_is_left_out(self):
        part = "#ifdef NEVER\n#define WIDE 1\n#endif\n"
        report = self.check(
            "#include <Python.h>\n\n" + part + '#include "one.h"\n' + method("a"),
            "/* a\n b */\n#include <Python.h>\n/* c\n d */\n"
            + part
            + '#include "one.h"\n'
            + method("b"),
            "#include <Python.h>\n" + part + '#include "one.h"\n' + method("c"),
        )
        left_out = [unit["left_out"][0] for unit in report["units"]]
        self.assertEqual([each["location"]["line"] for each in left_out], [3, 6, 2])
        self.assertEqual([each["last_line"] for each in left_out], [5, 8, 4])
        # Nothing stands in front that could be made longer.
        report = self.check(
            part + "#include <Python.h>\n" + method("a"),
            "/* b */\n" + part + "#include <Python.h>\n" + method("b"),
        )
        columns = [unit["left_out"][0]["location"]["column"] for unit in report["units"]]
        self.assertEqual(columns, [1, 1])

    def test_a_unit_that_includes_another_one(self):
        self.check(
            '#include <Python.h>\n#include "one.h"\n' + method("a"),
            '/* b */\n#include <Python.h>\n#include "one.h"\n#include "a.c"\n' + method("b"),
        )

    def test_errors_are_those_of_the_unit(self):
        head = '#include <Python.h>\n#include "one.h"\n'
        report = self.check(
            head + method("a"),
            "\n" + head + method("b", "undeclared"),
            head + '#include "missing.h"\n' + method("c"),
            head + method("d"),
            forked=3,
            status=3,
        )
        self.assertEqual(
            [unit["status"] for unit in report["units"]], ["ok", "failed", "failed", "ok"]
        )
        self.assertEqual(report["units"][1]["diagnostics"][0]["location"]["line"], 8)

    def test_unusual_files(self):
        head = '#include <Python.h>\n#include "one.h"\n'
        self.check(
            head + method("a"),
            head.replace("\n", "\r\n") + method("b"),
            "\ufeff" + head + method("c"),
            head + method("d").rstrip("\n"),
            head + method("e") + "// the end",
            head,
            forked=3,
        )

    def test_one_that_dies(self):
        head = '#include <Python.h>\n#include "one.h"\n'
        self.units(head + method("a"), head + method("b"), head + method("c"))
        self.set_compiler(when="b.c", action="kill -KILL $PPID; sleep 1")
        report = json.loads(self.run_engine(True, status=3)[0])
        self.assertEqual([unit["status"] for unit in report["units"]], ["ok", "failed", "ok"])
        self.assertIn("signal 9", report["units"][1]["diagnostics"][0]["message"])

    def test_what_is_kept_rests_on_each_units_own_files(self):
        head = '#include <Python.h>\n#include "one.h"\n'
        self.units(head + method("a"), head + '#include "two.h"\n' + method("b", "TWO"))
        self.set_commands(self.sources)
        self.assertEqual(self.analyze("--jobs=1")[2], 2)
        self.assertEqual(self.analyze("--jobs=1")[2], 0)
        for name, parsed in (("two.h", 1), ("one.h", 2), ("a.c", 1)):
            self.write(name, (self.project / name).read_text() + "\n/* changed */\n")
            report, _, number = self.analyze("--jobs=1")
            self.assertEqual(number, parsed, name)
            self.assertEqual(report, self.fresh())


if __name__ == "__main__":
    unittest.main()
