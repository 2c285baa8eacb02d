"""Keeps the calls of unknown functions away from everything else.

A child gets limits (child.py sets them) and a PID namespace of its own: what it
signals is itself, and what it leaves behind ends with it.
"""

import functools
import resource
import subprocess

#: Seconds of processor time and of the clock, bytes of memory and of a file.
CPU_SECONDS = 240
CLOCK_SECONDS = 600
MEMORY = 4 << 30
FILE = 1 << 30

_NAMESPACE = ("unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child")


@functools.lru_cache(maxsize=None)
def prefix():
    """The words in front of a child's command; none where namespaces are not allowed."""
    try:
        answer = subprocess.run([*_NAMESPACE, "true"], stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        return ()
    return _NAMESPACE if answer.returncode == 0 else ()


def limit():
    """Limit this process and all that it starts."""
    # The hard limit kills: a first process of a namespace ignores the signal of the
    # soft one.
    _lower(resource.RLIMIT_CPU, CPU_SECONDS)
    _lower(resource.RLIMIT_AS, MEMORY)
    _lower(resource.RLIMIT_FSIZE, FILE)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind, value):
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))
