"""by_cffi.py FILE: write the C source of the module by_cffi."""

import sys

import cffi

ffi = cffi.FFI()
ffi.cdef("long one(long x); double two(double x, double y);")
ffi.set_source("by_cffi", '#include "functions.h"')
ffi.emit_c_code(sys.argv[1])
