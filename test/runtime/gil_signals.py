"""Runs on PyPy: calls that raise, interrupted by a signal handler that makes such calls
of the same functions, and sometimes raises.

Prints a JSON object: how many signals came, how many results were wrong, how many calls
were typed.
"""

import json
import signal
import sys

import pyunbox

pyunbox.install()

import gil

SIGNALS = 400
MOST_ROUNDS = 5_000_000

seen = wrong = interrupted = 0
armed = False


class Interruption(Exception):
    pass


def error_of(function, *arguments):
    try:
        return function(*arguments)
    except Interruption:
        raise
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


def once(i):
    global wrong
    expected = "ValueError: %d is odd" % i if i % 2 else i // 2
    wrong += error_of(gil.even, i) != expected
    wrong += error_of(gil.halves, i) != (expected if i % 2 else (i // 2, i / 4))
    wrong += error_of(gil.measure, "text", b"bytes", i) != (
        "ValueError: text" if i > 5 else 2.5
    )
    wrong += error_of(gil.call, i) != ("KeyError: %d" % i if i % 3 == 0 else 2 * i + 1)


def answer(x):
    if x % 3 == 0:
        raise KeyError(x)
    return 2 * x


def handler(number, frame):
    global seen, armed
    seen += 1
    was, armed = armed, False
    for i in range(seen % 7, seen % 7 + 9):
        once(i)
    armed = was
    if armed and seen % 5 == 0:
        raise Interruption


gil.set_callback(answer)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
rounds = 0
while seen < SIGNALS and rounds < MOST_ROUNDS:
    rounds += 1
    try:
        armed = True
        once(rounds % 1000)
        armed = False
    except Interruption:
        armed = False
        interrupted += 1
signal.setitimer(signal.ITIMER_REAL, 0)
counts = pyunbox.counts()
json.dump(
    {
        "signals": seen,
        "interrupted": interrupted,
        "wrong": wrong,
        "typed": counts["gil.even"].typed if counts else None,
    },
    sys.stdout,
)
