"""Finds the Python interpreters on this machine that extensions can be built for.

Debian's python3 and pypy3, every other /usr/bin/python3.N, and the versions that
pyenv holds, if it is there. An interpreter without Python.h is left out.
"""

import functools
import glob
import json
import os
import shutil
import subprocess
import sys

OLDEST = (3, 8)

_DESCRIBE = """
import json, sys, sysconfig
print(json.dumps({
    "implementation": sys.implementation.name,
    "version": list(sys.version_info[:3]),
    "pypy": list(getattr(sys, "pypy_version_info", ())[:3]),
    "include": [sysconfig.get_path("include"), sysconfig.get_path("platinclude")],
    "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
}))
"""


class Interpreter:
    """One interpreter: `path`, `implementation` ("cpython" or "pypy"), `version`
    (of the language, a tuple), `name` for messages, `include` (directories) and
    `suffix` (of extension modules)."""

    def __init__(self, path, facts):
        self.path = path
        self.implementation = facts["implementation"]
        self.version = tuple(facts["version"])
        own = facts["pypy"] or facts["version"]
        self.name = "%s-%s" % (self.implementation, ".".join(map(str, own)))
        self.include = sorted({path for path in facts["include"] if path})
        self.suffix = facts["suffix"]

    @property
    def is_pypy(self):
        return self.implementation == "pypy"

    def __repr__(self):
        return "%s (%s)" % (self.name, self.path)


@functools.lru_cache(maxsize=None)
def found():
    """All usable interpreters, one per version, as a tuple. Tells which on stderr."""
    by_name = {}
    for path in _candidates():
        interpreter = _describe(path)
        if interpreter is not None:
            by_name.setdefault(interpreter.name, interpreter)
    interpreters = tuple(by_name.values())
    sys.stderr.write("interpreters: %s\n" % ", ".join(map(repr, interpreters)))
    return interpreters


def pypy():
    """The first PyPy. Raises LookupError if there is none."""
    for interpreter in found():
        if interpreter.is_pypy:
            return interpreter
    raise LookupError("no PyPy with headers found (Debian: pypy3, pypy3-dev)")


def cpythons():
    """All CPythons, as a list."""
    return [interpreter for interpreter in found() if not interpreter.is_pypy]


def _candidates():
    for name in ("/usr/bin/python3", "/usr/bin/pypy3"):
        if os.path.exists(name):
            yield name
    for path in sorted(glob.glob("/usr/bin/python3.*")):
        if path.rpartition(".")[2].isdigit():
            yield path
    yield from sorted(glob.glob(os.path.join(_pyenv_root(), "versions/*/bin/python3")))


def _pyenv_root():
    if shutil.which("pyenv"):
        answer = subprocess.run(["pyenv", "root"], stdout=subprocess.PIPE, text=True)
        if answer.returncode == 0:
            return answer.stdout.strip()
    return os.path.expanduser("~/.pyenv")


def _describe(path):
    answer = subprocess.run(
        [path, "-c", _DESCRIBE],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd="/",
    )
    if answer.returncode != 0:
        return None
    interpreter = Interpreter(path, json.loads(answer.stdout))
    if interpreter.version < OLDEST:
        return None
    headers = (os.path.join(path, "Python.h") for path in interpreter.include)
    return interpreter if any(map(os.path.exists, headers)) else None


if __name__ == "__main__":
    found()
