"""Builds a project with pip, for one interpreter, as it is or rewritten.

The unmodified build is kept in the cache; what pyunbox had a hand in is built
anew each time.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

from project import cache_directory, cache_lock

_HERE = os.path.dirname(os.path.abspath(__file__))
_ROOT = os.path.dirname(os.path.dirname(_HERE))

SANITIZE = "-fsanitize=address,undefined"


def tool():
    """Path of the pyunbox executable: $PYUNBOX_TOOL, else the newest one in build/."""
    named = os.environ.get("PYUNBOX_TOOL")
    if named:
        return named
    candidates = [
        os.path.join(_ROOT, "build", preset, "bin", "pyunbox")
        for preset in ("release", "debug", "asan-ubsan")
    ]
    built = [path for path in candidates if os.path.exists(path)]
    if not built:
        raise LookupError("no pyunbox executable: build it or set PYUNBOX_TOOL")
    # The launcher is seldom built anew; what it starts is.
    return max(built, key=lambda path: os.path.getmtime(path + "-engine"))


def environment(name, requirements):
    """The python of a virtual environment of Debian's python3, kept in the cache under
    `name`, with what the file `requirements` lists; it is made if it is missing."""
    with open(requirements, "rb") as file:
        key = hashlib.sha256(file.read()).hexdigest()[:8]
    folder = cache_directory("environments", "%s-%s" % (name, key))
    path = os.path.join(folder, "bin", "python3")
    with open(folder + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(os.path.join(folder, "ready")):
            shutil.rmtree(folder)
            _run(["/usr/bin/python3", "-m", "venv", folder])
            pip = [path, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            _run(pip + ["-r", requirements])
            open(os.path.join(folder, "ready"), "w").close()
    return path


def enter_search_environment():
    """Run the calling script anew where hypothesis is, unless it is there already."""
    python = environment("search", os.path.join(_HERE, "requirements.txt"))
    # What hypothesis finds out about Unicode is for no working directory.
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = cache_directory("search", "hypothesis")
    if sys.prefix != os.path.dirname(os.path.dirname(python)):
        os.execv(python, [python, *sys.argv])


class Builder:
    """Builds projects for one interpreter (test/support's Interpreter)."""

    def __init__(self, interpreter):
        self.interpreter = interpreter
        self._key = "%s-%s" % (
            interpreter.name,
            hashlib.sha256(interpreter.path.encode()).hexdigest()[:8],
        )

    def pip(self):
        """The command that runs pip in a virtual environment of the interpreter."""
        environment = cache_directory("environments", self._key)
        python = os.path.join(environment, "bin", "python3")
        if not os.path.exists(os.path.join(environment, "ready")):
            shutil.rmtree(environment)
            _run([self.interpreter.path, "-m", "venv", environment])
            open(os.path.join(environment, "ready"), "w").close()
        return [python, "-m", "pip", "--disable-pip-version-check"]

    def unmodified(self, project):
        """Directory to import the project from, built as anybody would."""
        directory = os.path.join(
            cache_directory("builds"), "%s-%s-%s" % (project.file, project.sha256[:8], self._key)
        )
        if not os.path.exists(directory):
            # Built aside and moved: a build that was interrupted is not found.
            aside = tempfile.mkdtemp(dir=cache_directory("builds"))
            self._install(project, aside, {"CC": "gcc"})
            try:
                os.rename(aside, directory)
            except OSError:
                # Somebody else was faster.
                shutil.rmtree(aside)
        return directory

    def rewritten(self, project, directory, reports=None, **variables):
        """Build through `pyunbox cc` into `directory`; returns it. `variables` go into
        the build's environment."""
        variables["CC"] = "%s cc -- gcc" % tool()
        if reports:
            variables["PYUNBOX_REPORT_DIR"] = reports
        return self._install(project, directory, variables)

    def sanitized(self, project, directory):
        """Build the unmodified source with sanitizers that end the process."""
        flags = SANITIZE + " -fno-sanitize-recover=all -fno-omit-frame-pointer -g -O1"
        return self._install(
            project, directory, {"CC": "gcc", "CFLAGS": flags, "LDFLAGS": SANITIZE}
        )

    def _install(self, project, directory, variables):
        with cache_lock():
            pip = self.pip()
            source = project.source(pip)
        # pip's own cache of wheels would hand out what another compiler built.
        _run(
            pip
            + ["install", "--quiet", "--no-cache-dir", "--no-deps", "--target", directory]
            + ["--no-binary", project.name]
            + project.pip_options
            + [source],
            {**os.environ, **variables},
        )
        return directory


def sanitizer_environment():
    """What a program that loads a sanitized module must have in its environment."""
    libraries = [
        subprocess.run(
            ["gcc", "-print-file-name=" + library], check=True, stdout=subprocess.PIPE, text=True
        ).stdout.strip()
        for library in ("libasan.so", "libubsan.so")
    ]
    return {
        "LD_PRELOAD": " ".join(libraries),
        # The interpreter itself leaks and is not ours to judge.
        "ASAN_OPTIONS": "detect_leaks=0:handle_segv=0",
        "UBSAN_OPTIONS": "print_stacktrace=0",
    }


def _run(command, environment=None):
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    if answer.returncode != 0:
        sys.stderr.write(answer.stdout)
        raise RuntimeError("%s: exit status %d" % (" ".join(command), answer.returncode))
