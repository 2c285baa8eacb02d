"""Makes typed calls while a signal handler makes typed calls, too.

    signals.py EXPECTATIONS SIGNALS

EXPECTATIONS: a JSON list of [function, positional, keywords, outcome], the outcomes
those of the unmodified module. Runs until the handler ran SIGNALS times; prints as
JSON how many calls were made where and which results were wrong.
"""

import importlib
import json
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import outcome  # noqa: E402

#: Seconds between two signals: shorter than a batch of calls.
INTERVAL = 0.0002


class Calls:
    """Goes through the expectations again and again, checking each call."""

    def __init__(self, expectations):
        self.expectations = expectations
        self.next = 0
        self.made = 0
        self.wrong = []

    def make(self, number):
        """Make the next `number` calls."""
        for _ in range(number):
            name, function, positional, keywords, expected = self.expectations[self.next]
            self.next = (self.next + 1) % len(self.expectations)
            # Not outcome.of: a signal may arrive between its steps, and while an
            # exception is being handled, which then is the context of another.
            try:
                got = outcome.result(function(*positional, **keywords))
            except Exception as error:
                got = outcome.exception(error)
            self.made += 1
            if got != expected and len(self.wrong) < 10:
                self.wrong.append([name, positional, keywords, expected, got])


def main(path, signals):
    import pyunbox

    pyunbox.install()
    with open(path, encoding="ascii") as file:
        expectations = [
            (name, find(name), positional, keywords, expected)
            for name, positional, keywords, expected in json.load(file)
        ]
    outside, inside = Calls(expectations), Calls(expectations)
    inside.next = len(expectations) // 2
    handled = 0

    def handler(number, frame):
        nonlocal handled
        handled += 1
        inside.make(5)
        start_timer()

    signal.signal(signal.SIGALRM, handler)
    start_timer()
    while handled < signals:
        outside.make(100)
    signal.setitimer(signal.ITIMER_REAL, 0)

    print(
        json.dumps(
            {
                "signals": handled,
                "outside": outside.made,
                "inside": inside.made,
                "wrong": outside.wrong + inside.wrong,
                "counts": {
                    name: [count.typed, count.boxed, count.bailed]
                    for name, count in pyunbox.counts().items()
                },
            }
        )
    )


def start_timer():
    """For one signal: a handler that is itself interrupted without end runs out of
    stack."""
    signal.setitimer(signal.ITIMER_REAL, INTERVAL)


def find(name):
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
