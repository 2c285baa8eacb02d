"""Runs in a process of its own: test/differential's worker, for any extension module.

    child.py records MODULE FUNCTION...     what the records say, as JSON
    child.py ...                            as worker.py of ../differential

An extension file found through PYTHONPATH goes before a module that the interpreter
has built in, and one it has loaded already.
"""

import importlib.machinery
import json
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_DIFFERENTIAL = os.path.join(os.path.dirname(_HERE), "differential")


class ExtensionsFirst:
    """Finds extension modules in one folder, before anybody else looks."""

    def __init__(self, folder):
        suffixes = importlib.machinery.EXTENSION_SUFFIXES
        self._finder = importlib.machinery.FileFinder(
            folder, (importlib.machinery.ExtensionFileLoader, suffixes)
        )

    def find_spec(self, name, path=None, target=None):
        spec = self._finder.find_spec(name)
        # A folder may be a package with an __init__.py, which this finder cannot see.
        return spec if spec is not None and spec.loader is not None else None


def prefer_extensions(folder):
    """From now on the modules in `folder` are imported from there."""
    sys.meta_path.insert(0, ExtensionsFirst(folder))
    for file in os.listdir(folder):
        # What was imported before keeps its own.
        sys.modules.pop(file.split(".")[0], None)
    importlib.invalidate_caches()


def records(module, functions):
    """For each function: {"how", "signature"} of its record, or {"none": why}."""
    return {function: record(module + "." + function) for function in functions}


def record(name):
    """What the record of the function `name` says."""
    import entries
    import pyunbox
    import signature
    import values
    import worker

    try:
        function = worker.find(name)
    except (ImportError, AttributeError) as error:
        return {"none": "not found in the loaded module: %s" % error}
    try:
        found = pyunbox.signature(function)
    except Exception as error:
        # A record this version of the package cannot put into words.
        return {"none": "unreadable record: %r" % error}
    if found is None:
        return {"none": "no record"}
    if not entries.can_call(found) or not all(map(values.can_fit, found.arguments)):
        return {"none": "the battery has no values of these types: %r" % found}
    return {"how": found.call, "signature": signature.to_json(worker.signature_of(name, found))}


def main(arguments):
    import confinement

    confinement.limit()
    import worker

    prefer_extensions(os.environ["PYTHONPATH"].split(os.pathsep)[-1])
    if arguments[0] == "records":
        print(json.dumps(records(arguments[1], arguments[2:])))
    else:
        worker.main(arguments)


if __name__ == "__main__":
    sys.path.insert(0, _DIFFERENTIAL)
    main(sys.argv[1:])
