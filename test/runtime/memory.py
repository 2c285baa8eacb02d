"""How much memory calls leave behind."""

import gc


def resident():
    """How many bytes the process has in memory."""
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def grown(work, calls):
    """By how many bytes the process grows while `work`, given a number of calls, makes
    them; it has made a tenth as many before."""
    work(calls // 10)
    before = resident()
    work(calls)
    return resident() - before
