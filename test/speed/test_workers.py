"""Units are analysed in processes of their own: one that dies takes nothing along."""

import json
import unittest

from case import Case


class Workers(Case):
    def test_a_killed_one(self):
        # The compiler is a child of the worker that asks it.
        self.set_compiler(when="helper.c", action="kill -KILL $PPID; sleep 1")
        report, _, _ = self.analyze(status=3)
        units = {unit["path"]: unit for unit in json.loads(report)["units"]}
        self.assertEqual(units["module.c"]["status"], "ok")
        self.assertEqual(units["helper.c"]["status"], "failed")
        self.assertIn("signal 9", units["helper.c"]["diagnostics"][0]["message"])
        # It is no result to keep.
        self.set_compiler(when="nothing")
        self.assertEqual(self.analyze()[0], self.fresh())

    def test_the_order_is_that_of_the_command(self):
        # The first one takes longest.
        names = ["a%d.c" % number for number in range(8)]
        for name in names:
            self.write(name, "int %s;\n" % name[:-2])
        self.set_commands(names)
        self.set_compiler(when="a0.c", action="sleep 1")
        one = self.analyze("--jobs=1", cached=False)[0]
        four = self.analyze("--jobs=4", cached=False)[0]
        self.assertEqual(one, four)
        self.assertEqual([unit["path"] for unit in json.loads(one)["units"]], names)

    def test_no_jobs(self):
        _, err = self.finish(self.start("--jobs=0"), status=1)
        self.assertIn("--jobs must be at least 1", err)
        _, err = self.finish(self.start("--jobs=many"), status=1)
        self.assertIn("jobs", err)


if __name__ == "__main__":
    unittest.main()
