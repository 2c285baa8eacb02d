"""Calls the entries of directives.c."""
import ctypes

import directives
import pyunbox


def entry(method):
    signature = pyunbox.signature(method)
    assert signature.call == "direct", signature
    return ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_long)(signature.address), signature.bail_value


kept, bail = entry(directives.kept)
assert [kept(x) for x in (0, 7, 2**32 - 1)] == [0, 3, 2**31 - 1]
assert kept(2**32) == bail
half_in, _ = entry(directives.half_in)
assert [half_in(x) for x in (30, -3)] == [10, 255]
