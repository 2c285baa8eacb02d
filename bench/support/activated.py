"""An environment in which the package is active."""

import os
import subprocess


def python(interpreter, package, directory):
    """Make a virtual environment whose .pth file activates the installed `package` (a
    folder, which must be on the path); returns its interpreter."""
    subprocess.run([interpreter.path, "-m", "venv", "--without-pip", directory], check=True)
    path = os.path.join(directory, "bin", "python")
    subprocess.run(
        [path, "-m", "pyunbox", "pth", "--install"],
        env={**os.environ, "PYTHONPATH": package},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return path
