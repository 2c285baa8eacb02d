"""callers.py HOW FUNCTION TURNS: who else than PyPy can call a function of a typed module:
`inc` of mytypedmod, or `noise2` of noise.

HOW is `boxed`, `ctypes`, `cffi`, `numba`, `cython`, or `loop` (no call)."""

import sys


def inc_loop(inc, turns):
    i = 0
    for _ in range(turns):
        i = inc(i)
    return i


def noise2_loop(noise2, turns):
    total = 0.0
    for i in range(turns):
        total += noise2(i / 16, 0.5)
    return total


def loop(function):
    def bare_inc(_, turns):
        for _ in range(turns):
            pass
        return turns

    def bare_noise2(_, turns):
        total = 0.0
        for i in range(turns):
            total += i / 16
        return total

    return bare_inc if function == "inc" else bare_noise2


def boxed(function):
    return globals()[function + "_loop"]


def numba(function):
    import numba
    import pyunbox.numba

    pyunbox.numba.init()
    if function == "inc":
        from mytypedmod import inc

        @numba.njit
        def compiled(turns):
            i = 0
            for _ in range(turns):
                i = inc(i)
            return i
    else:
        from noise._perlin import noise2

        @numba.njit
        def compiled(turns):
            total = 0.0
            for i in range(turns):
                total += noise2(i / 16, 0.5)
            return total

    # Compiled now, whatever TURNS is: that is part of the start.
    compiled(1)
    return lambda _, turns: compiled(turns)


def cython(function):
    import mytypedmod
    import pyunbox

    pyunbox.export_capsules(mytypedmod)
    import client

    return lambda _, turns: client.loop(turns)


def main(how, function, turns):
    if function == "inc":
        from mytypedmod import inc as called
    else:
        from noise._perlin import noise2 as called
    if how in ("ctypes", "cffi"):
        import pyunbox

        called = getattr(pyunbox, how)(called)
        run = boxed(function)
    else:
        run = globals()[how](function)
    result = run(called, int(turns))
    print("%.17g" % result if function == "noise2" else result)


if __name__ == "__main__":
    main(*sys.argv[1:])
