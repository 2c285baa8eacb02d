"""calls.py MODULE LOOP CALLS: one of the loops below, with that many turns; prints their
number, and the last result."""

import importlib
import sys

LOOPS = {
    "varargs": {
        "none": "pass",
        "one": "r = one(5)",
        "two": "r = two(1.5, 2.5)",
        "three": "r = three(1.5, 2.5, 3.5)",
        "named": "r = three(1.5, 2.5, z=3.5)",
        # These do more than compute: they change a variable, look at errno.
        "state": "r = add(5)",
        "errno": "r = logarithm(1.5)",
        "text": "r = length(TEXT)",
        "long text": "r = length(LONG_TEXT)",
        "text not ASCII": "r = length(NOT_ASCII)",
        "text or None": "r = length_or_none(None)",
        "bytes": "r = of_bytes(DATA)",
        "bytes as s#": "r = of_either(DATA)",
        "text as s#": "r = of_either(TEXT)",
        # A guard does not let a bool pass for an int, nor a subclass.
        "falls back: one": "r = one(True)",
        "falls back: three": "r = three(1.5, 2.5, True)",
        "falls back: state": "r = add(True)",
        "falls back: text": "r = length(OTHER_TEXT)",
        "falls back: bytes": "r = of_bytes(OTHER_DATA)",
        # The parser raises; the method does.
        "parser raises: one": "try: one(None)\n        except TypeError: pass",
        "parser raises: text": "try: length(5)\n        except TypeError: pass",
        "raises: state": "try: add(-1)\n        except ValueError: pass",
        "raises: errno": "try: logarithm(-1.5)\n        except ArithmeticError: pass",
    },
    "crcmod._crcfunext": {
        "_crc32r, 10 bytes": "r = _crc32r(DATA, 0, TABLE)",
        "_crc32r, 1000 bytes": "r = _crc32r(LONG_DATA, 0, TABLE)",
        "_crc8, 10 bytes": "r = _crc8(DATA, 0, SMALL_TABLE)",
        # Not bytes, but a buffer.
        "falls back: _crc32r": "r = _crc32r(BYTEARRAY, 0, TABLE)",
        "raises: _crc32r": "try: _crc32r(DATA, 0, DATA)\n        except ValueError: pass",
    },
    "noise._simplex": {"noise2": "r = noise2(1.5, 2.5)"},
    # Its functions change variables of the module.
    "fastrand": {
        "none": "pass",
        "draw": "pcg32()",
        "uniform": "total += pcg32_uniform()",
        "seed": "pcg32_seed(i)",
        # Two calls make a point; a quarter of a circle among the points.
        "pi": "x = pcg32_uniform(); y = pcg32_uniform(); total += x * x + y * y < 1.0",
    },
}


class OtherText(str):
    pass


class OtherBytes(bytes):
    pass


ARGUMENTS = {
    "TEXT": "0123456789",
    "LONG_TEXT": "0123456789" * 100,
    "NOT_ASCII": "0123456\u00fc89",
    "OTHER_TEXT": OtherText("0123456789"),
    "DATA": bytes(range(10)),
    "LONG_DATA": bytes(range(250)) * 4,
    "OTHER_DATA": OtherBytes(range(10)),
    "BYTEARRAY": bytearray(range(10)),
    "SMALL_TABLE": bytes(range(256)),
    "TABLE": bytes(range(256)) * 4,
}

PROGRAM = """
def main():
    i = 0
    total = 0.0
    r = None
    while i < %s:
        %s
        i += 1
    return i, r
"""


def main(module, loop, calls):
    names = dict(ARGUMENTS)
    if loop != "none":
        names.update(vars(importlib.import_module(module)))
    exec(PROGRAM % (calls, LOOPS[module][loop]), names)
    print(names["main"]())


if __name__ == "__main__":
    main(*sys.argv[1:])
