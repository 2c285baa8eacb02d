"""Sees every extension module right after its import, on PyPy.

Loaded at the start of every program, so it imports nothing that the interpreter
has not loaded by then; the rest of the package comes with the first extension.
"""

import sys
from _frozen_importlib_external import ExtensionFileLoader

_installed = False


def install():
    """Patch the extension modules imported so far, and those to come."""
    global _installed
    import os

    if _installed or os.environ.get("PYUNBOX") == "0":
        return
    _installed = True
    exec_module = ExtensionFileLoader.exec_module

    def exec_and_patch(self, module):
        exec_module(self, module)
        patch(module, imported_now=True)

    ExtensionFileLoader.exec_module = exec_and_patch
    for module in list(sys.modules.values()):
        if _is_extension(module):
            patch(module, imported_now=False)


def patch(module, imported_now):
    """Replace what can be replaced in `module`. Never fails: an import must not."""
    from . import _methods, _patch, _trace

    try:
        _patch.patch(module, imported_now)
        _methods.patch(module)
    except Exception as error:
        _trace.line(getattr(module, "__name__", module), "left alone: %r" % error)


def _is_extension(module):
    # Not by getattr, which makes a lazy module load itself.
    if not issubclass(type(module), type(sys)):
        return False
    spec = object.__getattribute__(module, "__dict__").get("__spec__")
    return isinstance(getattr(spec, "loader", None), ExtensionFileLoader)
