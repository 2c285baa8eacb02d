#!/usr/bin/python3
"""Stands in for pyunbox-engine: inserts one visible thing before the table.

FAKE_ENGINE tells it how to (mis)behave, FAKE_ENGINE_LOG where to write down
that it was called, and with what, FAKE_ENGINE_HEADERS what the compiler reads.
"""

import json
import os
import signal
import sys
import time

TABLE = "static PyMethodDef"
MARK = "compiled from the rewritten source"


def quote(path):
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rewrite(text, source):
    """What the launcher may expect of the engine: #line at the start, and
    again after what was inserted."""
    before, table, after = text.partition(TABLE)
    line = before.count("\n") + 1
    return (
        f"#line 1 {quote(source)}\n{before}"
        "#include <pyunbox/typed_method.h>\n"
        f'FAKE_RECORD("{MARK}");\n'
        f"#line {line} {quote(source)}\n{table}{after}"
    )


def main():
    arguments = sys.argv[1:]
    log = os.environ.get("FAKE_ENGINE_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(json.dumps(arguments) + "\n")
    if arguments[:1] == ["identity"]:
        print("identity", os.environ.get("FAKE_IDENTITY", "1"))
        return 0
    if arguments[:1] != ["unit"]:
        print("engine:", *arguments)
        return 5
    options = dict(zip(arguments[1 : arguments.index("--") : 2], arguments[2::2]))
    behaviour = os.environ.get("FAKE_ENGINE", "rewrite")
    if behaviour == "nothing":
        return 10
    if behaviour == "refuse":
        print("pyunbox: left it alone: a reason of the engine's", file=sys.stderr)
        return 1
    if behaviour == "mute":
        return 1
    if behaviour == "crash":
        print("a stack trace\n" * 50, file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGSEGV)
    if behaviour == "hang":
        time.sleep(600)
    if behaviour == "no-output":
        return 0
    with open(options["--source"], encoding="utf-8", errors="surrogateescape") as file:
        text = rewrite(file.read(), options["--source"])
    if behaviour == "broken":
        text += "this is not C;\n"
    if behaviour == "chatty":
        print("the engine's standard output")
    with open(
        options["--output"], "w", encoding="utf-8", errors="surrogateescape"
    ) as file:
        file.write(text)
    if "FAKE_ENGINE_HEADERS" in os.environ:
        with open(options["--headers"], "w", encoding="utf-8") as file:
            file.write(os.environ["FAKE_ENGINE_HEADERS"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
