"""Compiles a module as it is and through `pyunbox cc`, and keeps what the tool says."""

import collections
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile

from paths import build

#: How the launcher tells that it compiled a source as it was.
_LEFT_ALONE = "pyunbox: left "

#: For both builds: the rewritten one must not be warned about where the original is not.
_WARN = ["-Wall", "-Wextra"]

_WARNING = re.compile(r"(?P<file>[^:\n]+):\d+:\d+: warning: (?P<text>.*)")


class CannotBuild(Exception):
    """The module does not compile or link as it is, without any part of the tool's."""


class Built:
    """What became of one description.Module.

    original, rewritten: folders to import it from, None if it is only analysed;
    methods: the methods of all reports; failures: (source, why) of the sources that the
    tool could not analyse or whose rewritten form did not compile; warnings: (file,
    text) of the compiler's warnings that only the rewritten form has."""

    def __init__(self):
        self.original = self.rewritten = None
        self.methods = []
        self.failures = []
        self.warnings = []


class Builder:
    """Builds modules of one project.

    sources: the folder of its sources; interpreter: test/support's Interpreter;
    directory: for everything that is made."""

    def __init__(self, project, sources, interpreter, directory):
        self._project = project
        self._sources = sources
        self._interpreter = interpreter
        self._directory = directory
        self._imported = {}

    def build(self, module):
        """The Built of `module`. Raises CannotBuild."""
        built = Built()
        report = self._analyse(module, built)
        if module.analyse_only is None:
            original = collections.Counter()
            built.original = self._link(
                module, "original", lambda *unit: self._compile(*unit, original)
            )
            rewritten = collections.Counter()
            built.rewritten = self._link(
                module,
                "rewritten",
                lambda *unit: self._compile_rewritten(*unit, report, built, rewritten),
            )
            built.warnings = sorted((rewritten - original).elements())
            for folder in (built.original, built.rewritten):
                self._add_imports(module, folder)
        return built

    def _add_imports(self, module, folder):
        """Put what `module` imports into its folder, extension modules as they are."""
        self._add_python(module, folder)
        for name in module.imports:
            imported = self._project.module(name)
            self._add_python(imported, folder)
            if name not in self._imported:
                self._imported[name] = self._link(
                    imported, "imported", lambda *unit: self._compile(*unit, collections.Counter())
                )
            target = self._library(imported, folder)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(self._library(imported, self._imported[name]), target)

    def _add_python(self, module, folder):
        for target, source in module.python.items():
            shutil.copyfile(
                os.path.join(self._sources, source), os.path.join(folder, target)
            )

    def _library(self, module, folder):
        """Where the extension file of `module` is in a folder to import it from."""
        return os.path.join(folder, *module.name.split(".")) + self._interpreter.suffix

    def _flags(self, module):
        include = ["-I" + folder for folder in self._interpreter.include]
        return self._project.flags(module) + include + ["-fPIC", *_WARN]

    def _analyse(self, module, built):
        """Analyse the module's sources together, under the compiler that builds them. The
        path of the report."""
        folder = tempfile.mkdtemp(dir=self._directory)
        commands = [
            {"directory": self._sources, "file": source, "arguments": self._gcc(module, source)}
            for source in module.sources
        ]
        with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump(commands, file)
        path = os.path.join(folder, "report.json")
        answer = self._run(
            [build.tool(), "analyze", "--format=json", "--output", path, "-p", folder]
            + ["--%s=%s" % pair for pair in self._project.declarations()]
            + module.sources
        )
        if answer.returncode < 0 or not os.path.exists(path):
            built.failures.append(
                (module.name, "the analysis ended with %s" % answer.returncode)
            )
            return path
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        for method in report["methods"]:
            _rename(method, module.import_name(method["module"]))
            built.methods.append(method)
        for unit in report["units"]:
            if unit["status"] != "ok":
                first = unit["diagnostics"][0]["message"] if unit["diagnostics"] else ""
                built.failures.append((unit["path"], "does not parse: " + first))
        return path

    def _gcc(self, module, source):
        return ["gcc", *self._flags(module), "-c", source]

    def _compile(self, module, source, target, warned):
        answer = self._run([*self._gcc(module, source), "-o", target])
        if answer.returncode != 0:
            raise CannotBuild("%s: %s" % (source, _first_error(answer.stderr)))
        warned.update(_warnings(answer.stderr))

    def _compile_rewritten(self, module, source, target, report, built, warned):
        command = [build.tool(), "cc", "--", *self._gcc(module, source), "-o", target]
        known = {"PYUNBOX_" + kind.upper(): path for kind, path in self._project.declarations()}
        answer = self._run(command, PYUNBOX_PRIOR=report, **known)
        warned.update(_warnings(answer.stderr))
        for line in answer.stderr.splitlines():
            if line.startswith(_LEFT_ALONE):
                built.failures.append((source, line))
        if answer.returncode != 0:
            # The launcher compiles the original if the rewritten form fails, so a
            # passing build never fails. This one passed.
            built.failures.append((source, "the launcher failed: " + _first_error(answer.stderr)))
            self._compile(module, source, target, warned)

    def _link(self, module, kind, compile_one):
        """Compile the sources and link them; the folder with the extension file."""
        folder = os.path.join(self._directory, kind, module.name)
        library = self._library(module, folder)
        os.makedirs(os.path.dirname(library))
        objects = []
        for source in module.sources:
            objects.append(os.path.join(folder, "%d.o" % len(objects)))
            compile_one(module, source, objects[-1])
        # The interpreter exports functions of the same names: it has most of these
        # modules built in.
        command = ["gcc", "-shared", "-Wl,-Bsymbolic", *objects, *module.libraries]
        answer = self._run(command + ["-o", library])
        if answer.returncode != 0:
            raise CannotBuild(_first_error(answer.stderr))
        for path in glob.glob(os.path.join(folder, "*.o")):
            os.remove(path)
        return folder

    def _run(self, command, **environment):
        return subprocess.run(
            command,
            cwd=self._sources,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )


def _rename(method, module):
    """Put the name by which the module is imported into what was found of a method."""
    if method["module"] and method["id"].startswith(method["module"] + "."):
        method["id"] = module + method["id"][len(method["module"]) :]
    method["module"] = module


def _first_error(text):
    lines = text.splitlines()
    errors = [line for line in lines if "error" in line]
    return (errors or lines or ["no message"])[0]


def _warnings(text):
    """(file, text) of each warning: lines and columns are not the rewritten file's."""
    return [match.group("file", "text") for match in _WARNING.finditer(text)]
