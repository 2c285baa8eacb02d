"""Builds what calls the functions of typed modules: the program that embeds Python, and the
client in Cython."""

import os

import extensions

_SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "callers")


def embedded(interpreter, directory):
    """callers/embedded.c, linked with libpyunbox; returns its path."""
    os.makedirs(directory)
    path = os.path.join(directory, "embedded")
    config = [interpreter.path + "-config", "--ldflags", "--embed"]
    # What it exports is what modules of a static libpython need.
    extensions.run(
        ["gcc", "-O2", "-rdynamic", *extensions.include_flags(interpreter), "-o", path]
        + [os.path.join(_SOURCES, "embedded.c"), *extensions.library(interpreter, directory)]
        + [*extensions.run(config).split(), "-lffi"]
    )
    return path


def cython(interpreter, python, path, directory):
    """callers/client.pyx, into `directory`. `path` leads to mytypedmod and the package."""
    os.makedirs(directory)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    declarations = extensions.run(
        [python, "-m", "pyunbox", "--pxd", "mytypedmod"], env=environment
    )
    with open(os.path.join(directory, "mytypedmod.pxd"), "w", encoding="ascii") as file:
        file.write(declarations)
    generated = os.path.join(directory, "client.c")
    source = os.path.join(_SOURCES, "client.pyx")
    extensions.run([python, "-m", "cython", "-I", directory, source, "-o", generated])
    extensions.build_module(interpreter, "client", [generated], directory, ["-DNDEBUG"], "gcc")
    return directory
