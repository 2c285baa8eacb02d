"""Starts workers (worker.py) and reads what they found."""

import itertools
import json
import os
import struct
import subprocess
import tempfile

import rules
import signature
from battery import Battery

_HERE = os.path.dirname(os.path.abspath(__file__))
_ROOT = os.path.dirname(os.path.dirname(_HERE))
_PACKAGE = os.path.join(_ROOT, "runtime", "python")
_WORKER = os.path.join(_HERE, "worker.py")


class WorkerDied(Exception):
    """A worker did not end as it should; the text says on which argument set."""


class Run:
    """How one build of one function is run: everything but the function.

    interpreter: test/support's Interpreter; site: directory to import the project
    from; typed: whether to install pyunbox; options: for the interpreter;
    environment: variables on top of this process's own; worker: the script that is
    run; prefix: words in front of the command; timeout: seconds it may take."""

    def __init__(
        self,
        interpreter,
        site,
        typed=False,
        options=(),
        environment=(),
        worker=_WORKER,
        prefix=(),
        timeout=None,
    ):
        self.command = [*prefix, interpreter.path, *options, worker]
        self.typed = typed
        self.timeout = timeout
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYUNBOX")
        }
        self.environment["PYTHONPATH"] = os.pathsep.join((_PACKAGE, site))
        self.environment["PYTHONDONTWRITEBYTECODE"] = "1"
        self.environment.update(environment)


class Task:
    """The sets of one function; the files of its workers are kept in `directory`."""

    def __init__(self, signature, rules_path, seed, sets, directory):
        self.signature = signature
        self.sets = sets
        self._data = {"signature": signature, "rules": rules_path, "seed": seed, "sets": sets}
        self._directory = tempfile.mkdtemp(dir=directory)
        self._numbers = itertools.count()

    def outcomes(self, run):
        """(path of the file of outcomes, summary) of a worker."""
        job, paths = self._job(run)
        return paths["out"], self._work(run, "outcomes", job, paths)

    def differences_on_cpython(self, boxed, rewritten):
        """differences(), but for calls with a keyword that is no str: where it passes
        an array, the interpreter refuses those itself (docs/cpython.md)."""
        data = self._data
        source = Battery(
            signature.from_json(self.signature), rules.load(data["rules"]), data["seed"], self.sets
        )
        for index, before, after in differences(boxed, rewritten):
            _, keywords = source.arguments(index)
            refused = after == "raises builtins.TypeError 'keywords must be strings'"
            if not refused or all(isinstance(key, str) for key in keywords):
                yield index, before, after

    def entries(self, run):
        """The summary of calling the entry through its address."""
        job, paths = self._job(run)
        return self._work(run, "entries", job, paths)

    def one_set(self, run, index):
        """The finished process that ran the set `index` alone."""
        job, _ = self._job(run)
        return start(run, ["set", job, str(index)])

    def _job(self, run):
        stem = os.path.join(self._directory, "%d" % next(self._numbers))
        paths = {"out": stem + ".out", "progress": stem + ".progress"}
        with open(stem + ".json", "w", encoding="ascii") as file:
            json.dump({**self._data, **paths, "typed": run.typed}, file)
        return stem + ".json", paths

    def _work(self, run, command, job, paths):
        answer = start(run, [command, job])
        if answer.returncode == 0:
            return json.loads(answer.stdout.splitlines()[-1])
        text = "%s of %s: exit status %d" % (command, self.signature["name"], answer.returncode)
        if os.path.exists(paths["progress"]):
            with open(paths["progress"], "rb") as file:
                (index,) = struct.unpack("<q", file.read(8))
            text += " in " + self.one_set(run, index).stdout
        raise WorkerDied(text + "\n" + answer.stdout + answer.stderr)


def signatures(run, way, functions):
    """The signatures of the functions, by name, as JSON carries them. All must be
    called in that `way`: "direct" or "gil"."""
    answer = start(run, ["signatures", way, *functions])
    if answer.returncode != 0:
        raise WorkerDied(answer.stdout + answer.stderr)
    return {each["name"]: each for each in json.loads(answer.stdout)}


def differences(one, other):
    """Yields (index, line, other line) where two files of outcomes differ."""
    with open(one, encoding="ascii") as first, open(other, encoding="ascii") as second:
        for index, (a, b) in enumerate(itertools.zip_longest(first, second)):
            if a != b:
                yield index, (a or "nothing").rstrip(), (b or "nothing").rstrip()


def start(run, arguments):
    """The finished process of a worker. Raises WorkerDied if it takes too long."""
    try:
        return subprocess.run(
            run.command + arguments,
            env=run.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            cwd="/",
            timeout=run.timeout,
        )
    except subprocess.TimeoutExpired:
        raise WorkerDied("%s: still running after %d seconds" % (arguments, run.timeout))
