"""Runs on PyPy: typed calls in a loop, interrupted by a signal handler that makes
typed calls of the same functions, bail-outs among them.

Prints a JSON object: how many signals came, how many results were wrong.
"""

import json
import signal
import sys

import pyunbox

pyunbox.install()

import forms

SIGNALS = 400
MOST_ROUNDS = 5_000_000

seen = 0
wrong = 0


def expect(got, expected):
    global wrong
    if got != expected:
        wrong += 1


def error_of(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    return None


def once(i):
    """One call of each kind: a result, a bail-out with one, a bail-out with none."""
    expect(forms.o_long(i), 3 * i + 1)
    if i % 7:
        expect(forms.o_repeat_int(i), 2 * i + 1)
    else:
        expected = "ValueError: large, or a multiple of seven"
        expect(error_of(forms.o_repeat_int, i), expected)
    expect(forms.fk_scale(i, by=-2), -2 * i)
    expect(error_of(forms.v_flag, True, 7), "ValueError: seven")
    expect(forms.t_divide(i, by=-3), (-(i // 3), i % 3, i / -3))
    expect(error_of(forms.t_divide, i, 0), "ZeroDivisionError: %d by 0" % i)
    expect(forms.t_unsigned(2**64 - 1 - i)[4], (-3 - 3 * i) % 2**64)
    expect(forms.o_status(i % 7 + 7 if i % 7 else 1), None)


def handler(number, frame):
    global seen
    seen += 1
    for i in range(seen % 7, seen % 7 + 9):
        once(i)


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
rounds = 0
while seen < SIGNALS and rounds < MOST_ROUNDS:
    rounds += 1
    once(rounds % 1000)
signal.setitimer(signal.ITIMER_REAL, 0)
counts = pyunbox.counts()
json.dump(
    {
        "signals": seen,
        "wrong": wrong,
        "bailed": counts["forms.v_flag"].bailed if counts else None,
    },
    sys.stdout,
)
