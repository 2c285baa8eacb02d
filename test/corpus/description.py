"""The descriptions of projects in projects/: README.md says what the fields mean."""

import json
import os

_HERE = os.path.dirname(os.path.abspath(__file__))
PROJECTS = os.path.join(_HERE, "projects")
EXPECTED = os.path.join(_HERE, "expected")

#: In a module's not_called: all functions that are not named themselves.
ANY = "*"


class Module:
    """One extension module of a project; the attributes are fields of its description."""

    def __init__(
        self,
        name,
        sources,
        flags=(),
        libraries=(),
        imports=(),
        python=(),
        analyse_only=None,
        not_called=(),
    ):
        self.name = name
        self.imports = list(imports)
        self.python = dict(python)
        self.sources = sources
        self.flags = list(flags)
        self.libraries = list(libraries)
        self.analyse_only = analyse_only
        self.not_called = dict(not_called)

    def import_name(self, reported):
        """The name to import a module by that the sources call `reported`: they do not
        know their package."""
        return self.name if reported == self.name.split(".")[-1] else reported

    def why_not_called(self, function):
        """Why the function is never called, None if it is."""
        return self.not_called.get(function, self.not_called.get(ANY))


class Project:
    """One project; the attributes are fields of its project.json, and `rules`, the path
    of its rules.json, and `expected`, the path of what reading its sources yielded."""

    def __init__(
        self,
        folder,
        name,
        source,
        interpreter,
        needs,
        flags,
        modules,
        rules="rules.json",
        effects=None,
        converters=None,
        pypy_flags=None,
        for_pypy=False,
    ):
        if name != os.path.basename(folder):
            raise ValueError("%s describes %r" % (folder, name))
        self.name = name
        self.source = source
        self.interpreter = interpreter
        self.needs = needs
        self.modules = [Module(**module) for module in modules]
        self.rules = os.path.normpath(os.path.join(folder, rules))
        self.expected = os.path.join(EXPECTED, name + ".tsv")
        self._folder = folder
        self._flags = pypy_flags if for_pypy and pypy_flags else flags
        self._declarations = {"effects": effects, "converters": converters}

    def declarations(self):
        """(kind, path) of the files that say more than the sources: "effects",
        "converters"."""
        return [
            (kind, os.path.normpath(os.path.join(self._folder, file)))
            for kind, file in self._declarations.items()
            if file
        ]

    def module(self, name):
        """The Module of this name."""
        return next(module for module in self.modules if module.name == name)

    def add_flags(self, flags):
        """Have all modules compiled with these, too."""
        self._flags = self._flags + flags

    def flags(self, module):
        """The compiler's flags for the sources of one Module."""
        return [flag.replace("{project}", self._folder) for flag in self._flags + module.flags]


def load(name, for_pypy=False):
    """The Project in the folder `name` of projects/, to be built for its interpreter or
    for PyPy.

    Raises TypeError on a field that is missing or unknown."""
    folder = os.path.join(PROJECTS, name)
    with open(os.path.join(folder, "project.json"), encoding="utf-8") as file:
        return Project(folder, for_pypy=for_pypy, **json.load(file))


def names():
    """All projects that are described."""
    return sorted(
        name
        for name in os.listdir(PROJECTS)
        if os.path.exists(os.path.join(PROJECTS, name, "project.json"))
    )
