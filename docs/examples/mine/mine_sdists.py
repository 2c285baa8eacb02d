#!/usr/bin/env python3
"""Analyses many source distributions with Dask, and makes one report of what is found.

LIST has one source distribution a line, as pip's requirements files do:

    noise==1.2.2 --hash=sha256:36036cda...      (the hash may be left out)
    https://example.org/spam-1.0.tar.gz --hash=sha256:...
    sdists/eggs-2.0.zip --hash=sha256:...       (relative to the list)

Builds run the code of the packages: do it where they can do no harm. Exit status: 0, 1 some
packages failed (DIR/failed.json), 2 nothing was done.
"""

import argparse
import functools
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile

import cloudpickle
import dask
from dask import distributed

import compilers
import pins
import shard
import steps

#: Reports that one task merges.
WIDTH = 16

#: The step that fails if there is no worker left to tell of another.
DIED = "worker"


def main():
    arguments = _parse()
    try:
        wanted = pins.read(arguments.list)
        setup = _setup(arguments)
        client = _client(arguments)
    except (pins.Mistake, OSError, ValueError, subprocess.SubprocessError) as problem:
        print("mine_sdists: %s" % problem, file=sys.stderr)
        return 2
    with client:
        failures = _mine_all(client, wanted, setup)
        done = [pin for pin in wanted if pin.label not in failures]
        reports = sorted(shard.report_of(pin, setup) for pin in done)
        why_not = _merge_all(client, reports, setup)
    with open(os.path.join(setup.output, "failed.json"), "w", encoding="utf-8") as file:
        json.dump(sorted(failures.values(), key=lambda each: each["package"]), file, indent=2)
        file.write("\n")
    _tell(len(reports), len(failures), why_not, setup)
    return 1 if failures or why_not else 0


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("'%s' is less than 1" % text)
    return number


def _parse():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("list", metavar="LIST")
    parser.add_argument(
        "--output-dir", metavar="DIR", default="mined",
        help="for report.json, failed.json, the reports and logs of the packages, and what was "
        "fetched; all machines of a cluster must see it (default: mined). What is done "
        "already is not done again",
    )  # fmt: skip
    parser.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="of a Dask cluster (default: one on this machine, for this run)",
    )  # fmt: skip
    parser.add_argument(
        "--workers", metavar="N", type=_positive, default=os.cpu_count(),
        help="packages at a time on this machine (default: one for each processor)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_positive, default=600,
        help="for each step of a package (default: 600)",
    )  # fmt: skip
    parser.add_argument(
        "--no-build-isolation", action="store_true",
        help="build with what --python has installed: nothing else is fetched then",
    )  # fmt: skip
    parser.add_argument(
        "--python", metavar="PATH", default=sys.executable,
        help="to compile for; has pip (default: the one that runs this)",
    )  # fmt: skip
    parser.add_argument("--cc", metavar="PATH", default="gcc", help="default: gcc")
    parser.add_argument("--cxx", metavar="PATH", default="g++", help="default: g++")
    parser.add_argument("--tool", metavar="PATH", default="pyunbox", help="default: pyunbox")
    return parser.parse_args()


def _setup(arguments):
    """Everything that workers must know. Makes the folders."""
    output = os.path.abspath(arguments.output_dir)
    for name in ("reports", "logs", "sdists"):
        os.makedirs(os.path.join(output, name), exist_ok=True)
    if not shutil.which(arguments.tool):
        raise OSError("%s is not found: put it into PATH, or name it by --tool" % arguments.tool)
    version = subprocess.run(
        [arguments.tool, "--version"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "record_compiler.py"), encoding="utf-8") as file:
        recorder = file.read()
    return shard.Setup(
        output=output,
        tool=arguments.tool,
        version=version,
        python=arguments.python,
        cc=arguments.cc,
        cxx=arguments.cxx,
        isolation=not arguments.no_build_isolation,
        timeout=arguments.timeout,
        recorder=recorder,
    )


def _client(arguments):
    if arguments.scheduler:
        return distributed.Client(arguments.scheduler)
    # One death of a worker is enough to know: this one is not going to lose its machine.
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    return distributed.Client(
        n_workers=arguments.workers, threads_per_worker=1, host="127.0.0.1",
        dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
    )  # fmt: skip


def packed(function, *arguments):
    """A call, with all code of this folder: machines of a cluster need not have it."""
    for module in (compilers, pins, shard, steps):
        cloudpickle.register_pickle_by_value(module)
    return cloudpickle.dumps(functools.partial(function, *arguments))


def call(work, *more):
    """What a worker does."""
    return cloudpickle.loads(work)(*more)


def _mine_all(client, wanted, setup):
    """Leave a report of each package. Those that failed, by their labels."""
    failures = {}
    done = 0

    def settle(pin, what, failure=None):
        nonlocal done
        done += 1
        print("[%d/%d] %s: %s" % (done, len(wanted), pin.label, what), file=sys.stderr)
        if failure:
            words = (pin.label, *failure, shard.log_of(pin, setup))
            failures[pin.label] = dict(zip(("package", "step", "why", "log"), words))

    def settle_outcome(pin, failure):
        settle(pin, "failed: %s: %s" % failure if failure else "mined", failure)

    missing, alone = [], []
    for pin in wanted:
        if os.path.exists(shard.report_of(pin, setup)):
            settle(pin, "reused")
        else:
            missing.append(pin)
    for pin, failure in _outcomes(client, missing, setup):
        if failure and failure[0] == DIED:
            # Or was it another package's fault? Dask blames all that the worker had.
            alone.append(pin)
        else:
            settle_outcome(pin, failure)
    for pin in alone:
        for outcome in _outcomes(client, [pin], setup):
            settle_outcome(*outcome)
    return failures


def _outcomes(client, some, setup):
    """Mine some packages; of each, as it is done, None or what failed."""
    running = {}
    for pin in some:
        running[client.submit(call, packed(shard.mine, pin, setup), pure=False)] = pin
    for future in distributed.as_completed(running):
        pin = running[future]
        if error := future.exception():
            failure = DIED, str(error)
        else:
            failure = future.result()
        if not failure and not os.path.exists(shard.report_of(pin, setup)):
            failure = "files", "its report is not seen here: the output folder is not shared"
        yield pin, failure


def _merge_all(client, level, setup):
    """Merge the reports, some at a time, until there is one. None, or why there is none."""
    final = os.path.join(setup.output, "report.json")
    if os.path.exists(final):
        os.remove(final)  # it may be of another list
    if not level:
        return "there is nothing to merge"
    with tempfile.TemporaryDirectory(dir=setup.output, prefix="merge-") as folder:
        number = 0
        while number == 0 or len(level) > 1:
            groups = [level[at : at + WIDTH] for at in range(0, len(level), WIDTH)]
            level = []
            for group in groups:
                number += 1
                work = packed(shard.merge, setup, os.path.join(folder, "%d.json" % number))
                level.append(client.submit(call, work, group, pure=False))
        if error := level[0].exception():
            return str(error)
        os.replace(level[0].result(), final)
    return None


def _tell(mined, failed, why_not, setup):
    report, failures = (os.path.join(setup.output, name) for name in ("report.json", "failed.json"))
    if why_not:
        print("%s: not made: %s" % (report, why_not))
    else:
        with open(report, encoding="utf-8") as file:
            summary = json.load(file)["summary"]
        counts = (mined, summary["typed"], summary["methods"], summary["units_failed"])
        print("%s: %d packages, %d of %d methods typed, %d files do not parse" % (report, *counts))
    if failed:
        print("%s: %d packages failed" % (failures, failed))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("interrupted; the same command goes on from here")
