# cython: language_level=3
cimport mytypedmod as typed

def loop(long turns):
    cdef long i = 0
    while i < turns:
        i = typed.inc(i)
    return i
