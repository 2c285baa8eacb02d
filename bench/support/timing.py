"""CPU time of child processes, measured in interleaved rounds."""

import os
import statistics
import subprocess
import sys
import time


class Program:
    """One command to time, run in `folder`. `lines` is the number of lines that it must
    print, None for any: a program that failed is no fast program. A short one runs more
    often: of ten million calls that take 2 ns each, little is left above the noise of a
    start."""

    def __init__(self, name, command, environment, lines, short, folder="/"):
        self.name = name
        self.command = command
        self.environment = {**os.environ, **environment}
        self.lines = lines
        self.short = short
        self.folder = folder
        self.seconds = []
        self.walls = []
        #: Bytes of memory that the largest of its processes had at once, in any round.
        self.peak = 0

    @property
    def median(self):
        """Median of user and system CPU seconds."""
        return statistics.median(self.seconds)

    @property
    def median_wall(self):
        """Median of the seconds that passed."""
        return statistics.median(self.walls)

    @property
    def spread(self):
        """Distance from the fastest round to the slowest, in seconds."""
        return max(self.seconds) - min(self.seconds)


def measure(programs, rounds):
    """Run all programs `rounds` times in turn, after a round that does not count.

    In turn, so that a load that comes and goes falls on all of them."""
    short = [program for program in programs if program.short]
    for number in range(rounds + 1):
        for group in (programs, short, short):
            for program in group:
                begin = time.monotonic()
                seconds, peak = _run(program)
                if number:
                    program.seconds.append(seconds)
                    program.walls.append(time.monotonic() - begin)
                    program.peak = max(program.peak, peak)
        sys.stderr.write("round %d of %d\n" % (number, rounds))


def median_of(formula, *programs):
    """The median, over the rounds, of `formula` of the programs' times in a round.

    Taken within rounds, a load that slows a round down cancels out of differences."""
    return statistics.median(formula(*times) for times in zip(*(p.seconds for p in programs)))


def _run(program):
    """CPU seconds, and bytes of the largest process."""
    child = subprocess.Popen(
        program.command,
        env=program.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=program.folder,
    )
    printed = child.stdout.read()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    lines = printed.count(b"\n")
    if child.returncode != 0 or program.lines not in (None, lines):
        raise RuntimeError(
            "%s: exit status %d, printed %r" % (program.name, child.returncode, printed)
        )
    return usage.ru_utime + usage.ru_stime, 1024 * usage.ru_maxrss
