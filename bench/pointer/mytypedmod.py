"""Stands in for the extension: the bare C function, no guard around it.

Not a module to use: it does not do what the extension does for other arguments.
"""

import os

import _cffi_backend

_LONG = _cffi_backend.new_primitive_type("long")
_TYPE = _cffi_backend.new_function_type((_LONG,), _LONG)
# Held: PyPy unloads a library that nobody holds, whatever points into it.
_LIBRARY = _cffi_backend.load_library(os.environ["BENCH_LIBRARY"])
inc = _LIBRARY.load_function(_TYPE, "inc_impl")
