"""Builds the modules of bindings/: the same functions, bound by what a user would pick."""

import os
import subprocess

import extensions
import seed

_SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bindings")
#: What a table calls it -> the folder it is in, the module, and its functions.
BOUND = {
    "METH_VARARGS, built by pyunbox": ("by pyunbox", "varargs", {"one": "one", "two": "two"}),
    "METH_VARARGS": ("as written", "varargs", {"one": "one", "two": "two"}),
    "METH_O, built by pyunbox": ("by pyunbox", "mytypedmod", {"one": "inc"}),
    "METH_O": ("as written", "mytypedmod", {"one": "inc"}),
    "Cython": ("others", "by_cython", {"one": "one", "two": "two"}),
    "nanobind": ("others", "by_nanobind", {"one": "one", "two": "two"}),
    "pybind11": ("others", "by_pybind11", {"one": "one", "two": "two"}),
    "cffi, API mode": ("others", "by_cffi", {"one": "one", "two": "two"}),
}


def by_hand(interpreter, compiler, directory):
    """The two that are written against the Python API, in folders below `directory`;
    returns these as a search path."""
    folders = []
    for source in ("seed/mytypedmod.c", "varargs/varargs.c"):
        folders.append(os.path.join(directory, os.path.basename(source)))
        seed.build(interpreter, [*compiler, "gcc"], folders[-1], source)
    return os.pathsep.join(folders)


def by_others(interpreter, python, cython, directory):
    """The others, into `directory`. `python` is of an environment of the interpreter that
    has nanobind, pybind11 and cffi, and `cython` of any that has Cython."""

    def run(*command):
        extensions.run([*command], cwd=directory)

    def output(*command):
        return extensions.run([*command]).strip()

    def compile_it(name):
        extensions.build_module(
            interpreter, name, [os.path.join(directory, name + ".c")], directory,
            ["-DNDEBUG", "-I" + _SOURCES], "gcc",
        )  # fmt: skip

    os.makedirs(directory)
    source = os.path.join(_SOURCES, "by_cython.pyx")
    run(cython, "-m", "cython", source, "-o", os.path.join(directory, "by_cython.c"))
    compile_it("by_cython")
    run(python, os.path.join(_SOURCES, "by_cffi.py"), "by_cffi.c")
    compile_it("by_cffi")
    run(
        "cmake", "-G", "Ninja", "-S", _SOURCES, "-B", directory, "-DCMAKE_BUILD_TYPE=Release",
        "-DPython_EXECUTABLE=" + python,
        "-Dnanobind_DIR=" + output(python, "-m", "nanobind", "--cmake_dir"),
        "-Dpybind11_DIR=" + output(python, "-m", "pybind11", "--cmakedir"),
    )  # fmt: skip
    subprocess.run(["cmake", "--build", directory], stdout=subprocess.DEVNULL, check=True)
    return directory
