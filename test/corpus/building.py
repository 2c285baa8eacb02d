"""Compiles a module as it is and through `pyunbox cc`, and keeps what the tool says."""

import glob
import json
import os
import subprocess

from paths import build

#: How the launcher tells that it compiled a source as it was.
_LEFT_ALONE = "pyunbox: left "


class CannotBuild(Exception):
    """The module does not compile or link as it is, without any part of the tool's."""


class Built:
    """What became of one description.Module.

    original, rewritten: folders to import it from, None if it is only analysed;
    methods: the methods of all reports; failures: (source, why) of the sources that the
    tool could not analyse or whose rewritten form did not compile."""

    def __init__(self):
        self.original = self.rewritten = None
        self.methods = []
        self.failures = []


class Builder:
    """Builds modules of one project.

    sources: the folder of its sources; interpreter: test/support's Interpreter;
    directory: for everything that is made."""

    def __init__(self, project, sources, interpreter, directory):
        self._project = project
        self._sources = sources
        self._interpreter = interpreter
        self._directory = directory

    def build(self, module):
        """The Built of `module`. Raises CannotBuild."""
        built = Built()
        for source in module.sources:
            self._analyse(module, source, built)
        if module.analyse_only is None:
            built.original = self._link(module, "original", lambda *unit: self._compile(*unit))
            built.rewritten = self._link(
                module, "rewritten", lambda *unit: self._compile_rewritten(*unit, built)
            )
        return built

    def _flags(self, module):
        include = ["-I" + folder for folder in self._interpreter.include]
        return self._project.flags(module) + include + ["-fPIC"]

    def _analyse(self, module, source, built):
        answer = self._run(
            [build.tool(), "analyze", "--format=json", source, "--", *self._flags(module)]
        )
        if answer.returncode < 0 or not answer.stdout:
            built.failures.append((source, "the analysis ended with %s" % answer.returncode))
            return
        report = json.loads(answer.stdout)
        built.methods += report["methods"]
        for unit in report["units"]:
            if unit["status"] != "ok":
                first = unit["diagnostics"][0]["message"] if unit["diagnostics"] else ""
                built.failures.append((source, "does not parse: " + first))

    def _compile(self, module, source, target):
        answer = self._run(["gcc", *self._flags(module), "-c", source, "-o", target])
        if answer.returncode != 0:
            raise CannotBuild("%s: %s" % (source, _first_error(answer.stderr)))

    def _compile_rewritten(self, module, source, target, built):
        command = [build.tool(), "cc", "--", "gcc", *self._flags(module)]
        answer = self._run(command + ["-c", source, "-o", target])
        for line in answer.stderr.splitlines():
            if line.startswith(_LEFT_ALONE):
                built.failures.append((source, line))
        if answer.returncode != 0:
            # The launcher compiles the original if the rewritten form fails, so a
            # passing build never fails. This one passed.
            built.failures.append((source, "the launcher failed: " + _first_error(answer.stderr)))
            self._compile(module, source, target)

    def _link(self, module, kind, compile_one):
        """Compile the sources and link them; the folder with the extension file."""
        folder = os.path.join(self._directory, kind, module.name)
        os.makedirs(folder)
        objects = []
        for source in module.sources:
            objects.append(os.path.join(folder, "%d.o" % len(objects)))
            compile_one(module, source, objects[-1])
        library = os.path.join(folder, module.name + self._interpreter.suffix)
        # The interpreter exports functions of the same names: it has most of these
        # modules built in.
        command = ["gcc", "-shared", "-Wl,-Bsymbolic", *objects, *module.libraries]
        answer = self._run(command + ["-o", library])
        if answer.returncode != 0:
            raise CannotBuild(_first_error(answer.stderr))
        for path in glob.glob(os.path.join(folder, "*.o")):
            os.remove(path)
        return folder

    def _run(self, command):
        return subprocess.run(
            command,
            cwd=self._sources,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )


def _first_error(text):
    lines = text.splitlines()
    errors = [line for line in lines if "error" in line]
    return (errors or lines or ["no message"])[0]
