"""The releases of Cython that the tests run, fetched with pip and kept in the cache."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import types
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("support", "differential")]

import build  # noqa: E402
import extensions  # noqa: E402
import interpreters  # noqa: E402
import project  # noqa: E402

# Cython without compiled parts is one file for all interpreters.
_PLAIN = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]


def load():
    with open(os.path.join(HERE, "releases.json"), encoding="ascii") as file:
        return [types.SimpleNamespace(**pin) for pin in json.load(file)]


def folder_of(version, sha256=None):
    """The folder with the package of the release `version`."""
    folder = os.path.join(project.cache_directory("cython"), version)
    with project.cache_lock():
        if os.path.exists(folder):
            return folder
        pip = build.Builder(interpreters.cpythons()[0]).pip()
        with tempfile.TemporaryDirectory(dir=project.cache_directory("cython")) as scratch:
            requirements = os.path.join(scratch, "cython.txt")
            with open(requirements, "w", encoding="ascii") as file:
                file.write("cython==" + version)
                file.write(" --hash=sha256:%s\n" % sha256 if sha256 else "\n")
            command = pip + ["download", "--quiet", "--no-deps", *_PLAIN, "-r", requirements]
            subprocess.run(command + ["-d", scratch], check=True)
            wheel = next(name for name in os.listdir(scratch) if name.endswith(".whl"))
            with zipfile.ZipFile(os.path.join(scratch, wheel)) as archive:
                archive.extractall(os.path.join(scratch, "package"))
            shutil.move(os.path.join(scratch, "package"), folder)
    return folder


def translate(folder, source, target, *options):
    """Let the Cython in `folder` write `target` from `source`."""
    environment = dict(os.environ, PYTHONPATH=folder)
    # Into the folder of the source, whose name is that of the module.
    command = [sys.executable, "-m", "cython", *options, os.path.basename(source), "-o", target]
    extensions.run(command, env=environment, cwd=os.path.dirname(source))


def methods_of(path, interpreter, compiler="gcc"):
    """The methods in the report on the file `path`, as `compiler` reads it."""
    folder = os.path.dirname(path)
    command = [compiler, "-O2", *extensions.include_flags(interpreter), "-c", path]
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump([{"directory": folder, "file": path, "arguments": command}], file)
    report = subprocess.run(
        [build.tool(), "analyze", "-p", folder, "--format=json", path],
        check=True,
        stdout=subprocess.PIPE,
        env=dict(os.environ, PYUNBOX_CACHE_DIR=""),
    )
    return json.loads(report.stdout)["methods"]
