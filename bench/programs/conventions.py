"""conventions.py MODULE: a line with each function of the module that is no METH_FASTCALL one."""

import ctypes
import importlib
import sys
import types

METH_FASTCALL = 0x80

flags = ctypes.pythonapi.PyCFunction_GetFlags
flags.argtypes = [ctypes.py_object]
for name, function in vars(importlib.import_module(sys.argv[1])).items():
    if isinstance(function, types.BuiltinFunctionType) and not flags(function) & METH_FASTCALL:
        print(name)
