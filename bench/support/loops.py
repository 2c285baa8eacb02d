"""Loops whose number of turns is the last argument of their program: what a turn costs."""

import os
import subprocess

import timing


class Loop:
    """`command` with `turns` behind it. What starting it costs is found by no turns, and
    what the loop costs by `bare`, a Loop that does not call."""

    def __init__(self, name, command, turns, variables=None, bare=None, short=False):
        self.name = name
        self.turns = turns
        self.bare = bare
        self._command = [*command]
        self._variables = variables or {}
        self.full, self.start = (
            timing.Program(
                label, [*command, str(count)], self._variables, lines=1, short=short
            )
            for label, count in ((name, turns), (name + " start", 0))
        )

    @property
    def per_turn(self):
        """Seconds."""
        if self.bare is None:
            return timing.median_of(
                lambda full, start: (full - start) / self.turns, self.full, self.start
            )
        return timing.median_of(
            lambda full, start, bare, bare_start: (full - start) / self.turns
            - (bare - bare_start) / self.bare.turns,
            *[self.full, self.start, self.bare.full, self.bare.start],
        )

    def printed(self, turns):
        """What it prints after so many turns."""
        return subprocess.run(
            [*self._command, str(turns)],
            env={**os.environ, **self._variables},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd="/",
        ).stdout


def check(loops, turns=1000):
    """Raises RuntimeError unless all of them print the same."""
    printed = {loop.name: loop.printed(turns) for loop in loops}
    if len(set(printed.values())) > 1:
        raise RuntimeError("different results: %r" % printed)


def measure(loops, rounds):
    """Run all loops, and the bare ones among them, in turn."""
    bare = {id(loop.bare): loop.bare for loop in loops if loop.bare}
    every = [*bare.values(), *[loop for loop in loops if id(loop) not in bare]]
    timing.measure([each for loop in every for each in (loop.full, loop.start)], rounds)
