# cython: language_level=3
cdef extern from "functions.h":
    long c_one "one" (long x)
    double c_two "two" (double x, double y)

def one(long x):
    return c_one(x)

def two(double x, double y):
    return c_two(x, y)
