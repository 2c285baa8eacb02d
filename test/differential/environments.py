"""Virtual environments with pinned packages, kept in the cache."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

from project import cache_directory


def python(interpreter, requirements):
    """The interpreter of an environment of `interpreter` (a path) with the packages of the
    file `requirements`; it is made if it is missing."""
    with open(requirements, "rb") as file:
        key = hashlib.sha256(interpreter.encode() + file.read()).hexdigest()[:8]
    folder = cache_directory("environments", "pinned-" + key)
    path = os.path.join(folder, "bin", "python3")
    ready = os.path.join(folder, "ready")
    with open(folder + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(ready):
            shutil.rmtree(folder)
            subprocess.run([interpreter, "-m", "venv", folder], check=True)
            pip = [path, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            subprocess.run(pip + ["-r", requirements], check=True)
            open(ready, "w").close()
    return path


def enter_search():
    """Run the calling script anew in the environment that the search needs, unless it is
    there already."""
    # What hypothesis finds out about Unicode is for no working directory.
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = cache_directory("search", "hypothesis")
    requirements = os.path.join(os.path.dirname(os.path.abspath(__file__)), "requirements.txt")
    path = python("/usr/bin/python3", requirements)
    if sys.prefix != os.path.dirname(os.path.dirname(path)):
        os.execv(path, [path, *sys.argv])
