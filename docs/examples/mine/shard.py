"""Mines one source distribution: fetches, unpacks and compiles it, and analyses what was compiled.

Nothing in here knows who calls it, or in which process.
"""

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile

import compilers
from steps import Failed, run

#: Exit status of an analysis: done, or done but for files that do not parse, which are
#: in the report.
ANALYSED = (0, 3)


@dataclasses.dataclass(frozen=True)
class Setup:
    """What is the same for all packages. Paths are absolute."""

    output: str
    tool: str
    version: str  # what the tool's --version says
    python: str  # that the extensions are compiled for; has pip
    cc: str
    cxx: str
    isolation: bool  # whether pip fetches what a build needs
    timeout: int  # seconds, for each step
    recorder: str  # the text of record_compiler.py


def report_of(pin, setup):
    """Where the report of a package is: the name stands for all that it is made from."""
    inputs = [pin.requirement, pin.sha256, setup.version, setup.python, setup.cc, setup.cxx]
    key = hashlib.sha256(json.dumps(inputs).encode()).hexdigest()[:16]
    return os.path.join(setup.output, "reports", "%s-%s.json" % (pin.label, key))


def log_of(pin, setup):
    return os.path.join(setup.output, "logs", pin.label + ".log")


def mine(pin, setup):
    """Leave the report of a package. None, or what failed: (step, why)."""
    try:
        with open(log_of(pin, setup), "w", encoding="utf-8") as log:
            with tempfile.TemporaryDirectory(prefix="pyunbox-mine-") as work:
                _check_tool(setup)
                _mine(pin, setup, os.path.realpath(work), log)
    except Failed as failed:
        return failed.step, failed.why
    except OSError as error:
        return "files", str(error)
    return None


def merge(setup, target, reports):
    """Make `target` one report of several; returns it. Raises Failed."""
    with open(target + ".log", "w", encoding="utf-8") as log:
        run("merge", [setup.tool, "merge", "--output", target, *reports], setup.timeout, log)
    return target


def _check_tool(setup):
    """Reports of different tools do not go together."""
    answer = subprocess.run([setup.tool, "--version"], stdout=subprocess.PIPE, text=True)
    if answer.stdout != setup.version:
        words = (answer.stdout.strip(), setup.version.strip())
        raise Failed("tool", "this machine has '%s', not '%s'" % words)


def _mine(pin, setup, work, log):
    archive = _fetch(pin, setup, work, log)
    source = os.path.join(work, pin.label)
    _unpack(archive, source, work, setup, log)
    build = os.path.join(work, "build")
    _build(source, build, setup, work, log)
    units = compilers.write_database(work, [source, build])
    if not units:
        raise Failed("build", "compiles no C or C++ source")
    report = os.path.join(work, "report.json")
    # Paths are reported below the base folder, and so begin with the package's name. That
    # folder has another name the next time: nothing would be found in the cache.
    command = [setup.tool, "analyze", "--quiet", "--jobs=1", "--cache-dir=", "-p", work]
    command += ["--base-dir=" + work, "--format=json", "--output=" + report, *units]
    run("analyze", command, setup.timeout, log, accepted=ANALYSED)
    _put(report, report_of(pin, setup))


def _put(report, path):
    """Others see all of the file or none."""
    descriptor, aside = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".part")
    with open(report, "rb") as source, open(descriptor, "wb") as target:
        target.write(source.read())
    os.replace(aside, path)


def _pip(setup, work, log, step, *words, **variables):
    """Run pip, which may run the package's own code."""
    isolation = [] if setup.isolation else ["--no-build-isolation"]
    command = [setup.python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    temporary = os.path.join(work, "tmp")
    os.makedirs(temporary, exist_ok=True)
    # Older versions build in another way without the last one, newer ones do not know it.
    environment = {**os.environ, "TMPDIR": temporary, **variables, "PIP_USE_PEP517": "1"}
    command += [*words, "--no-deps", *isolation]
    run(step, command, setup.timeout, log, cwd=work, env=environment)


def _fetch(pin, setup, work, log):
    """The archive, which has the hash that is given. Kept in the output folder."""
    kept = os.path.join(setup.output, "sdists", pin.label + "-" + (pin.sha256[:16] or "any"))
    if not os.path.exists(kept):
        wanted = os.path.join(work, "wanted.txt")
        with open(wanted, "w", encoding="utf-8") as file:
            file.write(pin.requirement + (" --hash=sha256:" + pin.sha256 if pin.sha256 else ""))
        binary = ["--no-binary", pin.name] if pin.name else []
        with tempfile.TemporaryDirectory(dir=os.path.dirname(kept)) as aside:
            folder = os.path.join(aside, "fetched")
            _pip(setup, work, log, "fetch", "download", "-r", wanted, "-d", folder, *binary)
            os.rename(folder, kept)
    [name] = os.listdir(kept)
    archive = os.path.join(kept, name)
    with open(archive, "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if pin.sha256 not in ("", found):
        raise Failed("fetch", "%s has the hash %s; remove it" % (archive, found))
    return archive


def _unpack(archive, source, work, setup, log):
    """Unpack the archive's folder as `source`. Neither command writes outside of what it
    is given, whatever the archive says."""
    folder = os.path.join(work, "unpacked")
    os.mkdir(folder)
    if zipfile.is_zipfile(archive):
        command = [sys.executable, "-m", "zipfile", "-e", archive, folder]
    else:
        command = ["tar", "--no-same-owner", "--no-same-permissions", "-C", folder]
        command += ["-xf", archive]
    run("unpack", command, setup.timeout, log)
    found = os.listdir(folder)
    if len(found) != 1:
        raise Failed("unpack", "has %d files and folders on top, not one" % len(found))
    os.rename(os.path.join(folder, found[0]), source)


def _build(source, build, setup, work, log):
    """Build as anybody would, with compilers that note what they do. What is generated or
    needed meanwhile stays: the analysis reads it."""
    noted = compilers.recording(work, setup.recorder, setup.cc, setup.cxx)
    wheels = os.path.join(work, "wheels")
    keep = ["--no-cache-dir", "--no-clean", "--config-settings", "build-dir=" + build]
    _pip(setup, work, log, "build", "wheel", *keep, "-w", wheels, source, **noted)
