"""Virtual environments with pinned packages, which are kept. Needs ../differential on the path."""

import fcntl
import hashlib
import os
import shutil

import extensions
import project


def python(name, requirements, interpreter):
    """The interpreter of an environment of `interpreter` (interpreters.Interpreter) with what
    the file `requirements` pins; it is made if it is missing."""
    with open(requirements, "rb") as file:
        key = hashlib.sha256(file.read()).hexdigest()[:8]
    folder = project.cache_directory("environments", "%s-%s" % (name, key))
    path = os.path.join(folder, "bin", "python3")
    ready = os.path.join(folder, "ready")
    with open(folder + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(ready):
            shutil.rmtree(folder)
            extensions.run([interpreter.path, "-m", "venv", folder])
            pip = [path, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
            extensions.run(pip + ["-r", requirements])
            open(ready, "w").close()
    return path
