"""What docs/tutorial.md tells a new user to do, word for word and in its order, from
a checkout to a faster module, in a real environment of PyPy."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

from test_commands import ROOT, TOOL, commands

sys.path[:0] = [os.path.join(ROOT, "test", name) for name in ("differential", "support")]

import interpreters  # noqa: E402
from build import Builder  # noqa: E402
from project import cache_directory, load  # noqa: E402

TUTORIAL = "docs/tutorial.md"

#: Most of its time goes into unpacking pip, with nothing of ours in it. So an environment
#: without is made, and takes pip from the one that the tests of real projects keep.
MAKE_ENVIRONMENT = "pypy3 -m venv v"
PIP = """\
#!{folder}/bin/python3
import sys
from pip._internal.cli.main import main
sys.exit(main())
"""

#: Says of each function of noise whether its typed form is what was called.
COUNT = """
import json, runpy, pyunbox
runpy.run_path("grid.py")
print(json.dumps({name: count.typed for name, count in pyunbox.counts().items() if count.typed}))
"""


def program(page, name):
    """The Python program that a page shows, below its name."""
    with open(os.path.join(ROOT, page), encoding="utf-8") as file:
        return re.search(rf"`{re.escape(name)}`:\n\n```python\n(.*?)```", file.read(), re.S)[1]


class NewUser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-tutorial-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = holder.name
        # A checkout, as far as the page makes use of it.
        os.symlink(os.path.join(ROOT, "runtime"), cls.path("runtime"))
        os.makedirs(cls.path("build/release"))
        os.symlink(os.path.dirname(TOOL), cls.path("build/release/bin"))
        with open(cls.path("grid.py"), "w", encoding="utf-8") as file:
            file.write(program(TUTORIAL, "grid.py"))
        pip = Builder(interpreters.pypy()).pip()
        # Pinned and fetched once; the page's command takes the newest.
        load("noise").source(pip)

        shown = commands(TUTORIAL)
        assert shown[0].startswith(MAKE_ENVIRONMENT + " && "), shown[0]
        cls.make_environment(pip[0])
        shown[0] = shown[0][len(MAKE_ENVIRONMENT + " && "):]
        marked = "\n".join(f"echo '@@@'\n{command} || exit" for command in shown)
        cls.outputs = dict(zip(shown, cls.run_shell(marked).split("@@@\n")[1:]))

    @classmethod
    def make_environment(cls, with_pip):
        """Like MAKE_ENVIRONMENT; `with_pip` is the interpreter of another one."""
        cls.run_shell(MAKE_ENVIRONMENT + " --without-pip")
        code = "import sysconfig; print(sysconfig.get_path('purelib'))"
        theirs, ours = (
            cls.run_shell(f'{python} -c "{code}"').strip() for python in (with_pip, "v/bin/python3")
        )
        with open(os.path.join(ours, "pip.pth"), "w", encoding="utf-8") as file:
            file.write(theirs + "\n")
        with open(cls.path("v/bin/pip"), "w", encoding="utf-8") as file:
            file.write(PIP.format(folder=cls.path("v")))
        os.chmod(cls.path("v/bin/pip"), 0o755)

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    @classmethod
    def run_shell(cls, script, **variables):
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PYUNBOX", "PYTHON"))
        }
        environment.update(
            PATH="/usr/bin:/bin",
            PIP_FIND_LINKS=f"{cache_directory('sources')} {os.environ.get('PIP_FIND_LINKS', '')}",
            **variables,
        )
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=cls.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise AssertionError(f"{script}\n{done.stdout}{done.stderr}")
        return done.stdout

    def test_every_method_is_typed(self):
        methods = []
        for name in os.listdir(self.path("reports")):
            with open(self.path("reports/" + name), encoding="utf-8") as file:
                methods += json.load(file)["methods"]
        found = sorted((m["id"], m["verdict"], m["callable"]["pypy"]["how"]) for m in methods)
        wanted = [name.removeprefix("noise.") for name in load("noise").directly_callable]
        self.assertEqual(found, [(name, "typed", "direct") for name in sorted(wanted)])

    def test_the_page_shows_them(self):
        with open(self.path("report.html"), encoding="utf-8") as file:
            page = file.read()
        for name in load("noise").directly_callable:
            self.assertIn(name.removeprefix("noise."), page)

    def test_the_program_prints_the_same(self):
        boxed, typed = (
            self.outputs[f"time pypy3 {way}grid.py"] for way in ("", "-m pyunbox run ")
        )
        self.assertRegex(boxed, r"^-?\d+\.\d+\n$")
        self.assertEqual(typed, boxed)

    def test_the_program_makes_typed_calls(self):
        printed = self.run_shell(
            f". v/bin/activate\npypy3 -m pyunbox run -c '{COUNT}'", PYUNBOX_COUNT="1"
        )
        counts = json.loads(printed.splitlines()[-1])
        self.assertEqual(counts, {"noise._perlin.noise2": 1000000})


if __name__ == "__main__":
    unittest.main()
