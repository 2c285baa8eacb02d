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
sys.path.insert(0, str(ROOT / "test/differential"))
import project  # noqa: E402  (the pins and the cache of the tests' projects)

TOOL = ROOT / "build/release/bin/pyunbox"
OUT = ROOT / "build/demo"
GRID = ROOT / "scripts/support/noise_grid.py"
REWRITING = {"CC": f"{TOOL} cc -- gcc", "CXX": f"{TOOL} cc -- g++"}
PLAIN = {"CC": "gcc", "CXX": "g++"}
BOLD, END = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")


def heading(text):
    print(f"\n{BOLD}{text}{END}", flush=True)


def show(command, environment):
    """Prints a command as one would type it in the repository."""
    words = [f'{name}="{value}"' for name, value in environment.items()]
    words += [str(word) for word in command]
    print("  $ " + " ".join(words).replace(f"{ROOT}/", ""), flush=True)


def run(command, environment=None, cwd=ROOT, quiet=False):
    """Runs a command, prints it, returns its output; ends the demo if it fails."""
    environment = environment or {}
    if not quiet:
        show(command, environment)
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\ndemo: this failed: {' '.join(map(str, command))}")
    return done.stdout


def environment_of(interpreter):
    """The python of a virtual environment that outlives the demo."""
    folder = project.cache_directory("demo") + "/" + os.path.basename(interpreter)
    python = folder + "/bin/python3"
    if not os.path.exists(python):
        run([interpreter, "-m", "venv", folder])
    return python


def table(header, rows):
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, ["-" * width for width in widths], *rows]:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "  ".join(cells).rstrip())


def seconds(value):
    return f"{value:.3f} s"


def build_seed(python, kind, compilers):
    folder = OUT / "seed" / f"{pathlib.Path(python).parts[-3]}-{kind}"
    # setuptools writes into the folder it runs in: give it a copy.
    shutil.copytree(ROOT / "bench/seed", folder, dirs_exist_ok=True)
    show([python, "setup.py", "build_ext", "--inplace"], compilers)
    run(
        [python, "setup.py", "-q", "build_ext", "--force", "--inplace"],
        compilers,
        cwd=folder,
        quiet=True,
    )
    return folder


def time_seed(python, folder, *options):
    """Seconds of the whole process, the best of three."""
    best = None
    for _ in range(3):
        start = time.perf_counter()
        printed = run(
            [python, *options, folder / "bench.py"],
            {"PYTHONPATH": str(ROOT / "runtime/python")},
            quiet=True,
        )
        elapsed = time.perf_counter() - start
        best = elapsed if best is None else min(best, elapsed)
        if printed.split() != ["10000000"]:
            sys.exit(f"demo: bench.py printed {printed!r}, not 10000000")
    return best


def seed(cpython, pypy):
    heading("1. The module the project began with: inc(long), called 10 000 000 times")
    rows = []
    for name, python in (("CPython", cpython), ("PyPy", pypy)):
        boxed = time_seed(python, build_seed(python, "boxed", PLAIN))
        rewritten = build_seed(python, "typed", REWRITING)
        typed = time_seed(python, rewritten, "-m", "pyunbox", "run")
        rows.append([name, seconds(boxed), seconds(typed), f"{boxed / typed:.1f}x"])
    print()
    table(["whole process", "as it is", "with pyunbox", ""], rows)
    print("  (On CPython pyunbox replaces nothing; its calls stay what they are.)")


def install_noise(python, kind, compilers, extra):
    target = OUT / "noise" / kind
    shutil.rmtree(target, ignore_errors=True)
    noise = project.load("noise")
    archive = pathlib.Path(noise.source([python, "-m", "pip"]))
    pin = OUT / "noise/requirements.txt"
    pin.parent.mkdir(parents=True, exist_ok=True)
    pin.write_text(f"noise=={noise.version} --hash=sha256:{noise.sha256}\n")
    command = [python, "-m", "pip", "install", "--no-binary", "noise", "--no-deps"]
    command += ["--no-index", "--find-links", archive.parent, "--require-hashes"]
    command += ["-r", pin, "--target", target]
    run(command, {**compilers, **extra})
    return target


def print_report(folder):
    typed = rejected = 0
    for file in sorted(glob.glob(f"{folder}/*.json")):
        with open(file, encoding="utf-8") as report:
            methods = json.load(report)["methods"]
        for method in methods:
            name = f"{method['module']}.{method['name']}"
            if method["verdict"] == "typed":
                typed += 1
                how = method["callable"]["pypy"]["how"]
                print(f"  typed     {name}: {method['signature']}  ({how})")
            else:
                rejected += 1
                reason = method["reason"]
                print(f"  rejected  {name}: {reason['code']}: {reason['message']}")
    print(f"  {typed} typed, {rejected} rejected; reports in {folder.relative_to(ROOT)}")


def noise(pypy):
    heading("2. noise 1.2.2, as its authors published it, for PyPy")
    reports = OUT / "noise/reports"
    shutil.rmtree(reports, ignore_errors=True)
    boxed = install_noise(pypy, "boxed", PLAIN, {})
    typed = install_noise(
        pypy, "typed", REWRITING, {"PYUNBOX_REPORT_DIR": str(reports)}
    )
    heading("   What was proved about its functions")
    print_report(reports)
    heading("   noise2 over a grid of 1 000 x 1 000 points")
    results = {}
    for kind, folder, options in (
        ("boxed", boxed, []),
        ("typed", typed, ["-m", "pyunbox", "run"]),
    ):
        paths = {"PYTHONPATH": f"{folder}:{ROOT / 'runtime/python'}"}
        results[kind] = json.loads(run([pypy, *options, GRID], paths, quiet=True))
    if [r["sum"] for r in results["boxed"]] != [r["sum"] for r in results["typed"]]:
        sys.exit(f"demo: the two builds do not agree: {results}")
    rows = []
    for before, after in zip(results["boxed"], results["typed"]):
        faster = f"{before['seconds'] / after['seconds']:.1f}x"
        rows.append([before["function"], seconds(before["seconds"])])
        rows[-1] += [seconds(after["seconds"]), faster]
    table(["PyPy", "as it is", "with pyunbox", ""], rows)
    print("  The sums over the grid are equal to the last digit.")


def main():
    cpython = environment_of("/usr/bin/python3")
    pypy = environment_of("/usr/bin/pypy3")
    seed(cpython, pypy)
    noise(pypy)


if __name__ == "__main__":
    main()
