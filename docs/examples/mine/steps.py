"""Runs the commands that make up the work on one package, each with a time limit."""

import re
import shlex
import subprocess


class Failed(Exception):
    """What was being done, and what went wrong."""

    def __init__(self, step, why):
        super().__init__(step, why)
        self.step, self.why = step, why

    def __str__(self):
        return "%s: %s" % (self.step, self.why)


def run(step, command, timeout, log, accepted=(0,), **options):
    """Run a command; its output goes to the file `log`. Raises Failed unless it ends with
    an accepted exit status within `timeout` seconds.

    timeout(1) also ends what the command started, and does so even if this process is gone.
    """
    log.write("$ %s\n" % shlex.join(command))
    log.flush()
    begin = log.seek(0, 2)
    status = subprocess.run(
        ["timeout", "--kill-after=5", str(timeout), *command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        **options,
    ).returncode
    log.seek(0, 2)
    if status in accepted:
        return
    if status == 124:
        raise Failed(step, "not done within %d seconds" % timeout)
    with open(log.name, encoding="utf-8", errors="replace") as file:
        file.seek(begin)
        raise Failed(step, "exit status %d: %s" % (status, _what_went_wrong(file.read())))


def _what_went_wrong(text):
    """The first error in a command's output. pip announces others' errors by one of its own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error: ", line, re.IGNORECASE)]
    errors = [line for line in errors if "subprocess-exited-with-error" not in line]
    return (errors or lines[-1:] or ["it says nothing"])[0]
