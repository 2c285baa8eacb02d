"""gil.py LOOP CALLS: one of the loops below, with that many calls of fastrand, whose
functions change variables of the module."""

import sys

LOOPS = {
    "none": "pass",
    "draw": "pcg32()",
    "uniform": "total += pcg32_uniform()",
    "seed": "pcg32_seed(i)",
    # Two calls make a point; a quarter of a circle among the points.
    "pi": "x = pcg32_uniform(); y = pcg32_uniform(); total += x * x + y * y < 1.0",
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

names = {}
if sys.argv[1] != "none":
    exec("from fastrand import pcg32, pcg32_seed, pcg32_uniform", names)
exec(TEXT % (sys.argv[2], LOOPS[sys.argv[1]]), names)
print(names["main"]())
