"""What the tests of builds share: the tools, a real project's source, and a look
at what a built module carries."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE.parent / name) for name in ("support", "differential", "corpus", "report")]

from project import cache_directory, cache_lock, load  # noqa: E402

BUILD = pathlib.Path(os.environ["PYUNBOX_BUILD"])
CMAKE = os.environ["PYUNBOX_CMAKE"]
NINJA = os.environ["PYUNBOX_NINJA"]
PYTHON = "/usr/bin/python3"
RUNTIME = ROOT / "runtime" / "python"

# Prints the signatures of the functions of a module in a file.
SHOW = """
import importlib.machinery, importlib.util, sys
import pyunbox
name, path = sys.argv[1:]
loader = importlib.machinery.ExtensionFileLoader(name, path)
module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
loader.exec_module(module)
print(*sorted(key for key, value in vars(module).items() if pyunbox.signature(value)))
"""


def run(command, cwd=None, **env):
    """The output of a command that must succeed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean_environment(), **{k: str(v) for k, v in env.items()}},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def clean_environment():
    return {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYUNBOX_", "CCACHE_", "CMAKE_"))
        and key not in ("CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "PYTHONPATH")
    }


def tools():
    """The bin folder of an environment with the packages of requirements.txt."""
    wanted = (HERE / "requirements.txt").read_bytes()
    name = "build-tools-" + hashlib.sha256(wanted).hexdigest()[:12]
    with cache_lock():
        folder = pathlib.Path(cache_directory("environments", name))
        if not (folder / "ready").exists():
            shutil.rmtree(folder)
            run([PYTHON, "-m", "venv", folder])
            run([folder / "bin/pip", "--disable-pip-version-check", "install", "--quiet"]
                + ["--require-hashes", "-r", HERE / "requirements.txt"])
            (folder / "ready").touch()
    return folder / "bin"


class BuildsCase(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="pyunbox-test-")
        self.addCleanup(holder.cleanup)
        self.dir = pathlib.Path(holder.name).resolve()

    def write(self, name, text):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def unpack(self, name):
        """The source of a project of test/projects, as a folder."""
        project = load(name)
        pip = [str(tools() / "python3"), "-m", "pip", "--disable-pip-version-check"]
        with cache_lock():
            archive = project.source(pip)
        folder = self.dir / name
        shutil.unpack_archive(archive, folder)
        (source,) = folder.iterdir()
        return source

    def typed(self, module):
        """Names of the functions in a built module that carry a record."""
        name = pathlib.Path(module).name.partition(".")[0]
        return run([PYTHON, "-c", SHOW, name, module], PYTHONPATH=RUNTIME).split()
