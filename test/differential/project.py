"""The pinned projects of test/projects, and where their sources are kept."""

import contextlib
import fcntl
import hashlib
import json
import os
import subprocess

_HERE = os.path.dirname(os.path.abspath(__file__))
PROJECTS = os.path.join(os.path.dirname(_HERE), "projects")


def cache_directory(*parts):
    """A directory outside the repository that outlives a test run; made if missing."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    path = os.path.join(base, "pyunbox", *parts)
    os.makedirs(path, exist_ok=True)
    return path


@contextlib.contextmanager
def cache_lock():
    """Held while something is put into the cache: tests may run side by side."""
    with open(os.path.join(cache_directory(), "lock"), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def download(command, pin, directory):
    """Put the source distribution that `pin` tells the name, version and sha256 of
    into `directory`, with `command`, pip's "download" and options."""
    requirements = os.path.join(directory, pin.name + ".txt")
    with open(requirements, "w", encoding="ascii") as file:
        file.write("%s==%s --hash=sha256:%s\n" % (pin.name, pin.version, pin.sha256))
    subprocess.run(
        command
        + ["--quiet", "--no-deps", "--no-binary", pin.name]
        + ["--require-hashes", "-r", requirements, "-d", directory],
        check=True,
    )


class Project:
    """One project; its attributes are the fields of its project.json, and `rules`,
    the path of its rules.json."""

    def __init__(self, folder):
        self.rules = os.path.join(folder, "rules.json")
        with open(os.path.join(folder, "project.json"), encoding="utf-8") as file:
            data = json.load(file)
        self.name = data["name"]
        self.version = data["version"]
        self.file = data["file"]
        self.sha256 = data["sha256"]
        self.pip_options = data["pip_options"]
        self.directly_callable = data["directly_callable"]
        self.with_gil = data.get("with_gil", [])
        self.fastcalls = data.get("fastcalls", [])

    def source(self, pip):
        """Path of the source distribution, fetched with `pip` (an argument list)
        unless it is there already. Its hash is checked in either case.

        Call it with the cache_lock held."""
        directory = cache_directory("sources")
        path = os.path.join(directory, self.file)
        if not os.path.exists(path):
            download(pip + ["download"] + self.pip_options, self, directory)
        with open(path, "rb") as file:
            found = hashlib.sha256(file.read()).hexdigest()
        if found != self.sha256:
            raise ValueError("%s has the hash %s, the pin says %s" % (path, found, self.sha256))
        return path


def load(name):
    """The project pinned in the folder `name` of test/projects."""
    return Project(os.path.join(PROJECTS, name))


def names():
    """All pinned projects."""
    return sorted(
        name
        for name in os.listdir(PROJECTS)
        if os.path.exists(os.path.join(PROJECTS, name, "project.json"))
    )
