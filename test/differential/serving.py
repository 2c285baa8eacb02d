"""Calls functions as it is told to, a process for each sequence of calls: worker.py serve.

Lines of JSON, an answer to each. A line that starts a session, {"signature": ..., "rules":
path, "entries": bool}, forks; true is the answer of the child, whose module no call has
touched yet. What follows is for it. A list of argument sets (strategies.py) is answered by a
list of outcomes; null ends the session, and is answered by what it counted. However the child
ends, the parent's answer is {"ended": status of the process}, and the next line starts a
session.
"""

import json
import os
import random
import struct
import traceback

import outcome
import rules
import signature
import values


def many_bytes(seed, length):
    """So many bytes without a pattern; the same on every interpreter."""
    return random.Random(seed).getrandbits(8 * length + 1).to_bytes(length + 1, "little")[:length]


def float_of_bits(bits):
    """The float of this pattern of 64 bits."""
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


#: What the text of a set may name.
_NAMES = {
    **vars(values),
    "many_bytes": many_bytes,
    "float_of_bits": float_of_bits,
    "inf": float("inf"),
}


def read(text):
    """The positional arguments and the keyword arguments of a set."""
    values.shared[:] = b"shared"
    return eval("(%s)" % text, _NAMES)


def serve(find):
    """Answer stdin's lines on stdout; `find` yields the function of a name, which imports it."""
    requests = os.dup(0)
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    # What functions read and write is not for us.
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    outcome.record_warnings()
    for line in _lines(requests):
        data = json.loads(line)
        function = find(data["signature"]["name"])
        child = os.fork()
        if child == 0:
            try:
                Session(data, function).run(_lines(requests), answers)
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        _answer(answers, {"ended": status})


def _lines(requests):
    """Each line of the descriptor. None is read before it is asked for, as the next may be
    for another process; the other side sends none before it has its answer."""
    line = b""
    while True:
        data = os.read(requests, 1 << 20)
        if not data:
            return
        line += data
        if line.endswith(b"\n"):
            yield line
            line = b""


def _answer(answers, data):
    answers.write(json.dumps(data) + "\n")
    answers.flush()


class Session:
    """The calls of one function."""

    def __init__(self, data, function):
        self._function = function
        self._signature = signature.from_json(data["signature"])
        self._rules = rules.load(data["rules"]).of(self._signature.name)
        self._entry = None
        self._counts = {"typed": 0, "bailed": 0, "boxed": 0, "excluded": 0}
        if data["entries"]:
            import entries

            self._entry = entries.Entry(function, self._signature)

    def run(self, lines, answers):
        _answer(answers, True)
        for line in lines:
            batch = json.loads(line)
            if batch is None:
                _answer(answers, self._summary())
                return
            _answer(answers, [self._outcome(text) for text in batch])

    def _outcome(self, text):
        if self._rules:
            # Asked for its value, an argument may change.
            seen = rules.seen_by_c(self._signature, *read(text))
            for rule in self._rules:
                if rule.covers(seen):
                    self._counts["excluded"] += 1
                    return "excluded by " + rule.name
        positional, keywords = read(text)
        if self._entry:
            how, typed = self._entry.outcome(positional, keywords)
            self._counts[how] += 1
            if typed is not None:
                return typed
        return outcome.of(self._function, positional, keywords)

    def _summary(self):
        import worker

        name = self._signature.name
        return {
            "excluded": self._counts["excluded"],
            "entry": self._counts["typed"] if self._entry else None,
            "counts": worker.counts(name),
            "fast_calls": worker.fast_calls(name),
        }
