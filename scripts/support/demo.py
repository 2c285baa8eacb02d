"""The demonstration: builds two extensions as they are and with pyunbox, runs
both forms, and prints what it did and what came out."""

import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
for folder in ("test/differential", "test/support", "bench/support"):
    sys.path.insert(0, str(ROOT / folder))

import build  # noqa: E402
import interpreters  # noqa: E402
import package  # noqa: E402
import project  # noqa: E402
import seed as seed_module  # noqa: E402

TOOL = os.environ.setdefault("PYUNBOX_TOOL", str(ROOT / "build/release/bin/pyunbox"))
OUT = ROOT / "build/demo"
UNBOXED = ["-m", "pyunbox", "run"]
BOLD, END = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")


def heading(text):
    print(f"\n{BOLD}{text}{END}", flush=True)


def show(command):
    print(f"  $ {command}".replace(f"{ROOT}/", ""), flush=True)


def table(header, rows):
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, ["-" * width for width in widths], *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "  ".join(cells).rstrip())


def measure(interpreter, options, program, modules):
    """The program's output, and seconds of the whole process, best of three."""
    environment = {**os.environ, "PYTHONPATH": f"{modules}:{OUT / 'package'}"}
    best = None
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [interpreter.path, *options, ROOT / program],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        elapsed = time.perf_counter() - start
        if done.returncode != 0:
            sys.exit(f"demo: {program} failed on {interpreter.name}")
        best = elapsed if best is None else min(best, elapsed)
    return done.stdout.strip(), best


def compare(label, interpreter, program, boxed, rewritten):
    """A row of a table of times. The two builds must print the same."""
    expected, before = measure(interpreter, [], program, boxed)
    found, after = measure(interpreter, UNBOXED, program, rewritten)
    if found != expected:
        sys.exit(f"demo: {label}: {program} printed {found!r}, not {expected!r}")
    return [label, f"{before:.3f} s", f"{after:.3f} s", f"{before / after:.1f}x"]


def seed(cpython, pypy):
    heading("1. The module the project began with: inc(long), called 10 000 000 times")
    rows = []
    for label, interpreter in (("CPython", cpython), ("PyPy", pypy)):
        folders = {}
        for kind, compiler in (("boxed", []), ("rewritten", [TOOL, "cc", "--"])):
            compiler = [*compiler, "gcc"]
            show(" ".join(compiler) + f" -shared ... bench/seed/mytypedmod.c   # {label}")
            folders[kind] = OUT / "seed" / interpreter.name / kind
            seed_module.build(interpreter, compiler, str(folders[kind]))
        rows.append(compare(label, interpreter, "bench/seed/bench.py", *folders.values()))
    print()
    table(["whole process", "as it is", "with pyunbox", ""], rows)
    print("  On CPython pyunbox replaces nothing.")


def print_report(folder):
    counts = {"typed": 0, "rejected": 0}
    for file in sorted(glob.glob(f"{folder}/*.json")):
        with open(file, encoding="utf-8") as report:
            methods = json.load(report)["methods"]
        for method in methods:
            verdict = method["verdict"]
            counts[verdict] += 1
            what = f"{method['module']}.{method['name']}: "
            if verdict == "typed":
                how = method["callable"]["pypy"]["how"]
                what += f"{method['signature']}, {method['entry']} entry, called {how}"
            else:
                what += f"{method['reason']['code']}: {method['reason']['message']}"
            print(f"  {verdict:8}  {what}")
    print(f"  {counts['typed']} typed, {counts['rejected']} rejected.")
    print(f"  The reports are in {folder.relative_to(ROOT)}.")
    if not counts["typed"]:
        sys.exit("demo: no function of noise was typed")


def noise(pypy):
    heading("2. noise 1.2.2, as its authors published it, for PyPy")
    pinned = project.load("noise")
    builder = build.Builder(pypy)
    reports = OUT / "reports"
    pip = f"pip install --no-cache-dir --no-binary noise noise=={pinned.version}"
    show(f'CC="gcc" {pip}')
    boxed = builder.unmodified(pinned)
    show(f'PYUNBOX_REPORT_DIR={reports} CC="{TOOL} cc -- gcc" {pip}')
    rewritten = builder.rewritten(pinned, str(OUT / "noise"), str(reports))
    print("\n  What was proved about its functions:")
    print_report(reports)
    print("\n  noise2 over a grid of 1 000 x 1 000 points:")
    row = compare("PyPy", pypy, "bench/programs/grid.py", boxed, rewritten)
    table(["whole process", "as it is", "with pyunbox", ""], [row])
    print("  The sums over the grid are equal to the last digit.")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    pypy = interpreters.pypy()
    # The one that the packages are for; the machine may have others.
    cpython = next(i for i in interpreters.cpythons() if i.path.startswith("/usr/bin/"))
    package.install(str(OUT / "package"), [cpython, pypy])
    seed(cpython, pypy)
    noise(pypy)


if __name__ == "__main__":
    main()
