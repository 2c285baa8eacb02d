"""How much memory calls leave behind."""

import gc

CALLS = 1_000_000


def _resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def grown(work):
    """By how many bytes the process grows while `work`, given a number of calls, makes
    them; it has made a tenth as many before."""
    work(CALLS // 10)
    before = _resident()
    work(CALLS)
    return _resident() - before
