"""Times noise2 over a grid; run by the demo, once per build of noise. Prints the
best of three rounds and the sum of the results, as JSON."""

import json
import time

from noise import _perlin, _simplex

SIDE = 1000


def grid(function):
    total = 0.0
    for row in range(SIDE):
        y = row / 97.0
        for column in range(SIDE):
            total += function(column / 97.0, y)
    return total


def measure(name, function):
    best = None
    for _ in range(3):
        start = time.perf_counter()
        total = grid(function)
        elapsed = time.perf_counter() - start
        best = elapsed if best is None else min(best, elapsed)
    return {"function": name, "seconds": best, "sum": total.hex()}


if __name__ == "__main__":
    results = [
        measure("_perlin.noise2", _perlin.noise2),
        measure("_simplex.noise2", _simplex.noise2),
    ]
    print(json.dumps(results))
