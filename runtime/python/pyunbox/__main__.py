"""Run a Python program with unboxed calls: the program's own view of sys.argv,
sys.path and __main__ is that of a plain start of the interpreter."""

import sys

USAGE = """\
usage: python -m pyunbox run SCRIPT [ARGUMENT...]
       python -m pyunbox run -m MODULE [ARGUMENT...]
       python -m pyunbox run -c CODE [ARGUMENT...]
       python -m pyunbox pth --install | --remove
       python -m pyunbox --pxd MODULE
       python -m pyunbox --include-dir | --version | --help
"""


def main(arguments):
    """Do what the command line says; returns an exit status."""
    import pyunbox

    if arguments[:1] == ["--version"]:
        print("pyunbox", pyunbox.__version__)
    elif arguments[:1] == ["--include-dir"]:
        print(pyunbox.include_dir())
    elif arguments in (["pth", "--install"], ["pth", "--remove"]):
        from . import _pth

        return _pth.command(arguments[1:])
    elif len(arguments) == 2 and arguments[0] == "--pxd":
        return print_pxd(arguments[1])
    elif arguments[:1] in (["--help"], ["-h"]):
        sys.stdout.write(USAGE)
    elif len(arguments) >= 3 and arguments[0] == "run" and arguments[1] in RUNNERS:
        pyunbox.install()
        return RUNNERS[arguments[1]](arguments[2], arguments[3:])
    elif len(arguments) >= 2 and arguments[0] == "run" and arguments[1] not in RUNNERS:
        pyunbox.install()
        return run_script(arguments[1], arguments[2:])
    else:
        sys.stderr.write(USAGE)
        return 2
    return 0


def print_pxd(name):
    """Print declarations for Cython of the C functions of the module `name`."""
    import importlib

    from . import _capsules

    try:
        module = importlib.import_module(name)
    except ImportError as error:
        sys.stderr.write("pyunbox: cannot import %s: %s\n" % (name, error))
        return 2
    sys.stdout.write(_capsules.pxd(module))
    return 0


def run_script(path, arguments):
    """Run the program in the file `path`."""
    import os

    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        sys.stderr.write("pyunbox: cannot read %s: %s\n" % (path, error.strerror))
        return 2
    sys.argv = [path] + arguments
    set_first_path(os.path.dirname(os.path.realpath(path)))
    path = os.path.abspath(path)
    execute(compile(source, path, "exec", dont_inherit=True), __file__=path)


def run_code(code, arguments):
    """Run the program text `code`."""
    sys.argv = ["-c"] + arguments
    set_first_path("")
    execute(compile(code, "<string>", "exec", dont_inherit=True))


def run_module(name, arguments):
    """Run the module or package `name` as a program."""
    import runpy

    sys.argv = ["-m"] + arguments
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def set_first_path(directory):
    """Put `directory` where `-m pyunbox` put the working directory, if it did."""
    if not sys.flags.isolated and not getattr(sys.flags, "safe_path", False):
        sys.path[0] = directory


def execute(code, **names):
    """Run `code` in a fresh __main__ module that also holds `names`."""
    import builtins

    module = type(sys)("__main__")
    module.__dict__.update(names, __builtins__=builtins)
    sys.modules["__main__"] = module
    exec(code, module.__dict__)


RUNNERS = {"-c": run_code, "-m": run_module}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
