"""calls.py MODULE LOOP CALLS: one of the loops below, with that many turns."""

import sys

LOOPS = {
    "scalars": {
        "none": "pass",
        "one": "one(5)",
        "two": "two(1.5, 2.5)",
        "three": "three(1.5, 2.5, 3.5)",
        "named": "three(1.5, 2.5, z=3.5)",
        # A guard does not let a bool pass for an int.
        "fallback": "one(True)",
        "fallback-three": "three(1.5, 2.5, True)",
        # The parser raises.
        "error": "try: one(None)\n        except TypeError: pass",
    },
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

TEXT = """
def main():
    i = 0
    total = 0.0
    while i < %s:
        %s
        i += 1
    return i
"""

module, loop, calls = sys.argv[1:]
names = {}
if loop != "none":
    exec("from %s import *" % module, names)
exec(TEXT % (calls, LOOPS[module][loop]), names)
print(names["main"]())
