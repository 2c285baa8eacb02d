#!/usr/bin/env python3
"""Checks what pyunbox says and does about one source file.

The file holds the input and what is expected of it, in comments:

    // CHECK-REPORT: typed: inc: long (long) [direct, direct]
                                  FileCheck lines for the text report
    // CHECK-JSON: "c_type": "long"
                                  ... for the JSON report
    // CHECK-REWRITE: PYUNBOX_METHOD(pyunbox_methods_inc, inc, METH_O, NULL)
                                  ... for the rewritten source
    // PYTHON: assert m.inc(1) == 2
                                  to run with the module as m, before and after,
                                  also on PyPy, if it runs there before

Every typed method must be expected: a file without CHECK-REPORT must yield
none. Whatever is expected, the rewritten file must compile wherever the
original does, without a warning that it lacks; it must load if it defines a
PyInit_ function; and to rewrite it once more must change nothing.
"""

import argparse
import collections
import difflib
import os
import re
import shutil
import subprocess
import sys

# With CHECK-REPORT-COUNT-<n> one line expects n methods.
TYPED = re.compile(r"//\s*CHECK-REPORT(?!-NOT)[A-Z-]*?(?:-COUNT-(\d+))?:.*typed: ")
EXPECTATION = re.compile(r"//\s*CHECK-(REPORT|JSON|REWRITE)[A-Z0-9-]*:.*")
PYTHON = re.compile(r"^// PYTHON: ?(.*)$", re.MULTILINE)
INIT = re.compile(r"\bPyInit_(\w+)\s*\(")
WARNING = re.compile(r"\bwarning: (?:.*\[(?=-W))?([^\]\n]*)")
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic"]
# The oldest and the newest, and those between, which are only parsed.
C_STANDARDS = ("c99", "c17", "c11")
CXX_STANDARDS = ("c++11", "c++20", "c++14", "c++17")


class Failure(Exception):
    """What went wrong, in words for the log."""


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    # What compilers make of it another run of the same tests tells.
    parser.add_argument("--tool-alone", action="store_true")
    parser.add_argument("flags", nargs="*", help="for the compilers, behind --")
    for name in ("pyunbox", "filecheck", "python-include", "include", "scratch",
                 "gcc", "gxx", "clang", "clangxx"):
        parser.add_argument("--" + name, required=True)
    # What PyPy is, if there is one.
    for name in ("pypy", "pypy-include", "pypy-suffix", "package"):
        parser.add_argument("--" + name, default="")
    return parser.parse_args()


class Check:
    def __init__(self, args):
        self.args = args
        self.name = os.path.basename(args.source)
        self.is_cxx = not self.name.endswith(".c")
        with open(args.source, "rb") as file:
            text = file.read().decode("utf-8", "surrogateescape")
        self.expected = {match[1] for match in EXPECTATION.finditer(text)}
        self.typed = sum(int(match[1] or 1) for match in TYPED.finditer(text))
        self.script = "\n".join(PYTHON.findall(text))
        init = INIT.search(text)
        self.module = init[1] if init else None
        # The input has no expectations in it: they would meet themselves in the
        # rewritten file. The lines stay, for @LINE.
        self.original = EXPECTATION.sub("//", text)

        shutil.rmtree(args.scratch, ignore_errors=True)
        self.before = self.folder("before")
        self.after = self.folder("after")
        self.write(self.before, self.original)

    def folder(self, name):
        path = os.path.join(self.args.scratch, name)
        os.makedirs(path)
        return path

    def write(self, folder, text):
        with open(os.path.join(folder, self.name), "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))

    # ---- the tool ----

    def pyunbox(self, folder, *arguments, ok=(0,), python_include=None):
        flags = ["-I" + (python_include or self.args.python_include),
                 "-I" + self.args.include]
        command = [self.args.pyunbox, *arguments, self.name, "--", *flags,
                   "-I" + os.path.dirname(os.path.abspath(self.args.source)),
                   *self.args.flags]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
        if done.returncode not in ok:
            raise Failure(f"{' '.join(command)}: exit status {done.returncode}\n"
                          f"{done.stdout}{done.stderr}")
        return done.stdout

    def filecheck(self, kind, text):
        done = subprocess.run(
            [self.args.filecheck, "--check-prefix=CHECK-" + kind,
             self.args.source],
            input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)
        if done.returncode:
            raise Failure(done.stdout)

    def check_report(self):
        report = self.pyunbox(self.before, "analyze")
        if "REPORT" in self.expected:
            self.filecheck("REPORT", report)
        if report.count(" typed: ") != self.typed:
            raise Failure(f"not {self.typed} typed methods:\n{report}")
        if "JSON" in self.expected:
            self.filecheck("JSON", self.pyunbox(self.before, "analyze",
                                                "--format=json"))

    def check_rewrite(self):
        self.pyunbox(self.before, "rewrite", "--output-dir",
                     os.path.abspath(self.after))
        path = os.path.join(self.after, self.name)
        rewritten = self.original
        if os.path.exists(path):
            with open(path, "rb") as file:
                rewritten = file.read().decode("utf-8", "surrogateescape")
        else:
            self.write(self.after, self.original)
        if not self.typed and rewritten != self.original:
            raise Failure("rewritten without a typed method")
        if "REWRITE" in self.expected:
            self.filecheck("REWRITE", rewritten)
        self.is_rewritten = rewritten != self.original

    def check_again(self):
        diff = self.pyunbox(self.after, "rewrite", "--diff", ok=(0, 2))
        if diff:
            raise Failure("rewriting again changes something:\n" + diff)
        self.pyunbox(self.after, "rewrite", "--check")

    # ---- the compilers ----

    def compilers(self):
        """The newest standard's first compiler builds modules, as element 1."""
        args = self.args
        if self.is_cxx:
            return [(cc, std) for cc in (args.gxx, args.clangxx)
                    for std in CXX_STANDARDS]
        return [(cc, std) for cc in (args.gcc, args.clang)
                for std in C_STANDARDS]

    def compile(self, folder, compiler, standard, *options,
                python_include=None):
        """Compiles the file in `folder`; how often each warning came."""
        source_folder = os.path.dirname(os.path.abspath(self.args.source))
        command = [compiler, "-std=" + standard, "-O1", *WARNINGS, *options,
                   "-isystem", python_include or self.args.python_include,
                   "-I" + self.args.include, "-I" + source_folder,
                   *self.args.flags, os.path.join(folder, self.name)]
        done = subprocess.run(command, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise Failure(f"{' '.join(command)}:\n{done.stdout}")
        return collections.Counter(WARNING.findall(done.stdout)), done.stdout

    def check_compilers(self):
        for compiler, standard in self.compilers():
            is_end = standard in C_STANDARDS[:2] + CXX_STANDARDS[:2]
            options = ("-c", "-o", os.devnull) if is_end else ("-fsyntax-only",)
            try:
                new, output = self.compile(self.after, compiler, standard, *options)
                if not new:
                    continue
            except Failure as failure:
                new, output = None, failure
            try:
                old, _ = self.compile(self.before, compiler, standard, *options)
            except Failure:
                # Not every input is made for every standard, but every one is
                # for some.
                if standard in ("c17", "c++20"):
                    raise
                continue
            if new is None:
                raise output
            if new - old:
                raise Failure(f"{compiler} -std={standard}: new warnings "
                              f"{dict(new - old)}\n{output}")

    def check_module(self, folder):
        if not self.module:
            if self.script:
                raise Failure("PYTHON lines, but no PyInit_ function")
            return
        compiler, standard = self.compilers()[1]
        library = os.path.join(folder, self.module + ".so")
        self.compile(folder, compiler, standard, "-shared", "-fPIC", "-o",
                     library)
        script = f"import {self.module} as m\n{self.script}\n"
        done = subprocess.run([sys.executable, "-c", script], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True)
        if done.returncode:
            raise Failure(f"{library}: exit status {done.returncode}\n"
                          f"{done.stdout}")

    # ---- PyPy, where entries are called by their addresses ----

    def run_on_pypy(self, folder, *options, script):
        library = os.path.join(folder, self.module + self.args.pypy_suffix)
        compiler, standard = self.compilers()[1]
        self.compile(folder, compiler, standard, "-shared", "-fPIC", "-w", "-o",
                     library, python_include=self.args.pypy_include)
        return subprocess.run(
            [self.args.pypy, *options, "-c", script],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, env={**os.environ, "PYTHONPATH": self.args.package,
                            "PYUNBOX_COUNT": "1"})

    def check_pypy(self):
        """Once a function is directly callable, a typed call must be made."""
        if not self.args.pypy or not self.script:
            return
        include = self.args.pypy_include
        before, after = self.folder("pypy"), self.folder("pypy-typed")
        self.write(before, self.original)
        script = f"import {self.module} as m\n{self.script}\n"
        try:
            done = self.run_on_pypy(before, script=script)
        except Failure:
            return  # it uses what only CPython has
        if done.returncode:
            return
        self.pyunbox(before, "rewrite", "--output-dir", os.path.abspath(after),
                     python_include=include)
        if not os.path.exists(os.path.join(after, self.name)):
            return
        counting = ("import pyunbox\n"
                    "print('active', len(pyunbox.counts()), 'typed',\n"
                    "      sum(c.typed for c in pyunbox.counts().values()))\n")
        done = self.run_on_pypy(after, "-m", "pyunbox", "run",
                                script=script + counting)
        if done.returncode:
            raise Failure(f"on PyPy, with typed calls: {done.stdout}")
        active, typed = done.stdout.split()[-3::2]
        # Functions of modules whose entries can be called are replaced.
        report = self.pyunbox(before, "analyze", python_include=include)
        if ", direct]" in report and not int(active):
            raise Failure(f"no function was replaced on PyPy: {done.stdout}")
        if int(active) and not int(typed):
            raise Failure(f"no typed call was made on PyPy: {done.stdout}")

    def run(self):
        self.check_report()
        self.check_rewrite()
        if self.is_rewritten:
            self.check_again()
        if self.args.tool_alone:
            return
        self.check_module(self.before)
        if self.is_rewritten:
            self.check_compilers()
            self.check_module(self.after)
            self.check_pypy()


def main():
    check = Check(parse_arguments())
    try:
        check.run()
    except Failure as failure:
        print(failure)
        after = os.path.join(check.after, check.name)
        if os.path.exists(after):
            with open(after, encoding="utf-8", errors="replace") as file:
                print("".join(difflib.unified_diff(
                    check.original.splitlines(True), list(file),
                    check.name, "rewritten")))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
