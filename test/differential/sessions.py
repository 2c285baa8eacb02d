"""Starts workers that call what they are told (serving.py), and survives their deaths."""

import json
import os
import select
import signal
import subprocess
import tempfile

#: Seconds that a batch may take.
PATIENCE = 60


class Died(Exception):
    """The process that made the calls ended, or gave no answer; the text says how."""


class Server:
    """A worker for a workers.Run, whose functions can be called in one session after the
    other."""

    def __init__(self, run, entries=False):
        self._run = run
        self._entries = entries
        self._process = None
        self._in_session = False

    def begin(self, signature, rules):
        """Start a session for the function of the `signature`, as JSON carries it, that
        remembers nothing of earlier ones."""
        if self._in_session:
            self.end()
        if self._process is None:
            self._start()
        self._send({"signature": signature, "rules": rules, "entries": self._entries})
        self.receive()
        self._in_session = True

    def send(self, batch):
        """Have the sets called; receive() gets what came of it."""
        self._send(batch)

    def receive(self):
        """The outcomes of the batch that was sent. Raises Died."""
        answer = self._receive()
        if isinstance(answer, dict):
            self._in_session = False
            raise Died(_described(answer["ended"]))
        return answer

    def end(self):
        """End the session; returns what it counted."""
        self._send(None)
        summary = self._receive()
        if "ended" in summary:
            self._in_session = False
            raise Died(_described(summary["ended"]))
        self._receive()
        self._in_session = False
        return summary

    def close(self):
        """End the worker and all that it started."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()
        self._said.close()
        self._process, self._in_session = None, False

    def _start(self):
        self._said = tempfile.TemporaryFile(mode="w+", errors="replace")
        self._process = subprocess.Popen(
            self._run.command + ["serve", "typed" if self._run.typed else "boxed"],
            env=self._run.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            bufsize=0,
            cwd="/",
            start_new_session=True,
        )
        self._rest = b""

    def _send(self, data):
        try:
            self._process.stdin.write(json.dumps(data).encode() + b"\n")
        except BrokenPipeError:
            # What became of it is said where its answer is missed.
            pass

    def _receive(self):
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
            data = os.read(self._process.stdout.fileno(), 1 << 20) if ready else b""
            if not data:
                self._give_up("no answer in %d seconds" % PATIENCE if not ready else None)
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def _give_up(self, why):
        if why is None:
            self._said.seek(0)
            why = "the worker ended with %s\n%s" % (self._process.wait(), self._said.read())
        self.close()
        raise Died(why)


def _described(status):
    if os.WIFSIGNALED(status):
        return "died of signal %d" % os.WTERMSIG(status)
    return "ended with status %d" % os.WEXITSTATUS(status)
