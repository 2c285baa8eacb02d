"""One real project, noise, built by each build system through the launcher."""

import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import time
import unittest

from builds_case import BUILD, CMAKE, NINJA, PYTHON, ROOT, RUNTIME, BuildsCase, run, tools

import browser  # isort: skip, found by builds_case
import description  # isort: skip
import sources  # isort: skip

PYUNBOX = BUILD / "bin" / "pyunbox"
FUNCTIONS = {"_perlin": ["noise1", "noise2", "noise3"], "_simplex": ["noise2", "noise3", "noise4"]}
WRITTEN = {**FUNCTIONS, "_simplex": ["noise3", "noise4"]}
CXX = {"gcc": "g++", "clang-19": "clang++-19"}
COMPILERS = [c for c in CXX if shutil.which(c)]

MODULE = """\
#include <Python.h>
#include "module.h"
static PyObject *same(PyObject *self, PyObject *arg) {
  long x = PyLong_AsLong(arg);
  if (x == -1 && PyErr_Occurred())
    return NULL;
  return BOX(x);
}
static PyMethodDef methods[] = {{"same", same, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "module", NULL, -1, methods,
                                    NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_module(void) { return PyModule_Create(&module); }
"""

# What setuptools leaves in a project, whoever compiles: docs/builds.md says so.
SETUPTOOLS = re.compile(r"(^|/)build/|\.egg-info/")
# What a build in place adds to the sources.
OUTPUT = re.compile(
    r"^(Makefile|build\.ninja|\.ninja_(log|deps)|_(perlin|simplex)\.(o|so|o\.dep))$"
)

# The project's `inline` is that of GNU C before C99.
FLAGS = "-std=gnu89 -O2 -fPIC"

CMAKE_LISTS = """\
cmake_minimum_required(VERSION 3.18)
project(noise LANGUAGES C)
set(CMAKE_C_STANDARD 90)
find_package(Python3 REQUIRED COMPONENTS Interpreter Development.Module)
foreach(name _perlin _simplex)
  python3_add_library(${name} MODULE ${name}.c)
  install(TARGETS ${name} DESTINATION noise)
endforeach()
"""
CMAKE_CXX = """\
enable_language(CXX)
python3_add_library(shapes MODULE shapes.cpp)
"""
SHAPES = """\
#include <Python.h>
#include <algorithm>
namespace {
double area(double width, double height) { return std::max(width * height, 0.0); }
PyObject *area(PyObject *, PyObject *args) {
  double width, height;
  if (!PyArg_ParseTuple(args, "dd", &width, &height))
    return nullptr;
  return PyFloat_FromDouble(area(width, height));
}
PyMethodDef methods[] = {{"area", area, METH_VARARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};
PyModuleDef module = {PyModuleDef_HEAD_INIT, "shapes", nullptr, -1, methods,
                      nullptr, nullptr, nullptr, nullptr};
} // namespace
PyMODINIT_FUNC PyInit_shapes() { return PyModule_Create(&module); }
"""
MESON_BUILD = """\
project('noise', 'c', version: '1.2.2', default_options: ['c_std=gnu89'])
py = import('python').find_installation()
foreach name : ['_perlin', '_simplex']
  py.extension_module(name, name + '.c', install: true, subdir: 'noise',
                      gnu_symbol_visibility: 'default')
endforeach
"""
PYPROJECT = """\
[build-system]
requires = []
build-backend = "{backend}"
[project]
name = "noise"
version = "1.2.2"
"""
# Rewritten sources as outputs of a step of their own, rather than a compiler in front of
# another; docs/builds.md has the same.
MESON_TARGET = """\
project('noise', 'c', version: '1.2.2', default_options: ['c_std=gnu89'])
py = import('python').find_installation()
headers = run_command(py, '-c', 'import sysconfig; print(sysconfig.get_path("include"))',
                      check: true).stdout().strip()
pyunbox = find_program('pyunbox')
typed_header = include_directories(run_command(pyunbox, '--include-dir',
                                               check: true).stdout().strip())
foreach name : ['_perlin', '_simplex']
  typed = custom_target('typed' + name,
    input: name + '.c', output: name + '.c', depfile: name + '.d',
    command: [pyunbox, 'rewrite', '--quiet', '--output-dir', '@OUTDIR@', '--depfile', '@DEPFILE@',
              '--base-dir', '@CURRENT_SOURCE_DIR@', '@INPUT@', '--', '-std=gnu89', '-I' + headers])
  py.extension_module(name, typed, install: true, subdir: 'noise',
                      include_directories: ['.', typed_header],
                      gnu_symbol_visibility: 'default')
endforeach
"""
SETUP_PY = """\
from setuptools import Extension, setup
setup(packages=["noise"], package_dir={"noise": ""},
      ext_modules=[Extension("noise." + name, [name + ".c"], extra_compile_args=["-std=gnu89"])
                   for name in ("_perlin", "_simplex")])
"""
SETUPTOOLS_COMMAND = (
    PYPROJECT.format(backend="setuptools.build_meta")
    + """\
[tool.setuptools.cmdclass]
build_ext = "pyunbox.setuptools.build_ext"
"""
)
MAKEFILE = """\
all: _perlin.so _simplex.so
%.so: %.o
\t$(CC) -shared $< -o $@
%.o: %.c
\t$(CC) $(CFLAGS) -MMD -MF $@.dep -c $< -o $@
-include _perlin.o.dep _simplex.o.dep
.SECONDARY:
"""
BUILD_NINJA = """\
rule cc
  command = $cc $cflags -MD -MF $out.d -c $in -o $out
  deps = gcc
  depfile = $out.d
rule link
  command = $cc -shared $in -o $out
rule cc_by_file
  command = $cc @$out.rsp
  rspfile = $out.rsp
  rspfile_content = $cflags -MD -MF $out.d -c $in -o $out
  deps = gcc
  depfile = $out.d
build _perlin.o: cc_by_file _perlin.c
build _simplex.o: cc _simplex.c
build _perlin.so: link _perlin.o
build _simplex.so: link _simplex.o
"""


class BuildSystems(BuildsCase):
    def setUp(self):
        super().setUp()
        self.source = self.unpack("noise")
        self.include = sysconfig_include()

    def launched(self, compiler):
        return f"{PYUNBOX} cc -- {compiler}"

    def each_compiler(self, build, expected=FUNCTIONS):
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                out = self.dir / f"out-{compiler}"
                out.mkdir()
                with self.unchanged(self.source):
                    build(compiler, out)
                if expected:
                    self.assert_typed(out, expected)
                self.assert_unchanged_copy(out)

    @contextlib.contextmanager
    def unchanged(self, source):
        """Fails if a file in a folder was changed, removed or added."""
        before = contents(source)
        yield
        self.assertEqual(contents(source), before, "the source tree was changed")

    def assert_unchanged_copy(self, out):
        """Of a source tree that was copied and built in place, if it was."""
        if not (out / "setup.py").exists():
            return
        before, after = contents(self.source), contents(out)
        added = {name for name in set(after) - set(before) if not OUTPUT.search(name)}
        self.assertEqual(added, set())
        self.assertEqual({name: after.get(name) for name in before}, before)

    def assert_typed(self, folder, expected=FUNCTIONS):
        for module, functions in expected.items():
            (built,) = pathlib.Path(folder).rglob(module + "*.so")
            self.assertEqual(self.typed(built), functions, module)

    def pip_install(self, source, out, with_tool=True, options=(), **env):
        path = [tools(), pathlib.Path(NINJA).parent, os.environ["PATH"]]
        if with_tool:
            path.insert(0, BUILD / "bin")
        run([tools() / "pip", "--disable-pip-version-check", "install", "--quiet"]
            + ["--no-build-isolation", "--no-cache-dir", "--no-deps", "--no-index"]
            + [*options, "--target", out, source],
            PATH=":".join(map(str, path)), **env)

    def test_setuptools(self):
        def build(compiler, out):
            self.pip_install(self.source, out, CC=self.launched(compiler))
            shutil.rmtree(self.source / "build", ignore_errors=True)

        self.each_compiler(build)

    def test_what_is_rejected_on_the_page_is_untyped_in_the_module(self):
        """A review as a whole: build, merge the reports, click, save, build again."""
        reports = self.dir / "reports"
        reports.mkdir()
        launcher = {"CC": self.launched("gcc")}
        self.pip_install(self.source, self.dir / "first", PYUNBOX_REPORT_DIR=reports, **launcher)
        self.assert_typed(self.dir / "first")
        report, page = self.dir / "report.json", self.dir / "report.html"
        run([PYUNBOX, "merge", f"--output={report}", *reports.iterdir()])
        run([PYUNBOX, "render", "--to=html", f"--output={page}", report])
        with browser.Browser() as chromium:
            chromium.open(page)
            rows = chromium.run(
                "[...document.querySelectorAll('#table tbody tr')].map(row => "
                "['.sub', '.name'].map(cell => row.querySelector(cell).innerText).join('.'))"
            )
            self.assertEqual(len(rows), 6)
            chromium.click(f"tr[data-index='{rows.index('_perlin.noise2')}']")
            chromium.click(".judge .reject")
            saved = chromium.download("#save", "decisions.json")
        decisions = self.write("decisions.json", json.dumps(saved))
        shutil.rmtree(self.source / "build", ignore_errors=True)
        out = self.dir / "second"
        # pip unpacks what it downloads elsewhere each time.
        again = shutil.copytree(self.source, self.dir / "again")
        launcher.update(PYUNBOX_DECISIONS=decisions, PYUNBOX_REPORT_DIR=reports)
        self.pip_install(again, out, **launcher)
        self.assert_typed(out, {**FUNCTIONS, "_perlin": ["noise1", "noise3"]})
        # The reports of both builds are there, and those of the second count.
        note = run([PYUNBOX, "merge", f"--output={report}", *reports.iterdir()])
        self.assertIn("_perlin.c is newer than another report of it, which is left out", note)
        merged = json.loads(report.read_text())
        decided = {m["id"]: m["decision"]["verdict"] for m in merged["methods"] if m["decision"]}
        self.assertEqual(decided, {"_perlin.noise2": "reject"})

    def use_setuptools_command(self):
        (self.source / "setup.py").write_text(SETUP_PY)
        (self.source / "pyproject.toml").write_text(SETUPTOOLS_COMMAND)

    def test_setuptools_command(self):
        self.use_setuptools_command()

        def build(compiler, out):
            self.pip_install(self.source, out, CC=compiler, PYTHONPATH=RUNTIME)
            shutil.rmtree(self.source / "build", ignore_errors=True)

        self.each_compiler(build)

    def test_setuptools_command_without_the_tool(self):
        # A user who builds from source need not have what its maintainer has.
        self.use_setuptools_command()
        out = self.dir / "out"
        log = self.dir / "log"
        self.pip_install(
            self.source, out, PYTHONPATH=RUNTIME, with_tool=False, options=[f"--log={log}"]
        )
        (built,) = out.rglob("_perlin*.so")
        self.assertEqual(self.typed(built), [])
        self.assertIn("pip install pyunbox-tool", log.read_text())

    def test_cxx(self):
        source = sources.unpacked(description.load("python-geohash").source)
        shutil.copytree(source, self.dir / "geohash")
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                out = self.dir / f"out-{compiler}"
                reports = self.dir / f"reports-{compiler}"
                reports.mkdir()
                cxx = self.launched(CXX[compiler])
                launcher = {"CXX": cxx, "PYUNBOX_REPORT_DIR": reports}
                with self.unchanged(self.dir / "geohash"):
                    self.pip_install(self.dir / "geohash", out, **launcher)
                # It takes strings, so nothing of it is typed; but it was read as C++.
                (report,) = map(json.loads, map(pathlib.Path.read_text, reports.iterdir()))
                self.assertEqual(
                    sorted(method["name"] for method in report["methods"]),
                    ["decode", "decode_int", "encode", "encode_int", "neighbors"],
                )
                self.assertEqual([unit["status"] for unit in report["units"]], ["ok"])
                code = "import _geohash; print(_geohash.encode(35.0, 135.0)[:6])"
                self.assertEqual(run([PYTHON, "-c", code], PYTHONPATH=out), "xn0p05\n")
                shutil.rmtree(self.dir / "geohash/build", ignore_errors=True)

    def test_meson_target(self):
        (self.source / "setup.py").unlink()
        (self.source / "meson.build").write_text(MESON_TARGET)
        (self.source / "pyproject.toml").write_text(PYPROJECT.format(backend="mesonpy"))
        # Sources that are written must hold in every configuration; this one's noise2 has a
        # preprocessor conditional in what would be its entry.
        self.each_compiler(
            lambda compiler, out: self.pip_install(self.source, out, CC=compiler), WRITTEN
        )

    def test_meson_target_follows_what_it_reads(self):
        """The example of docs/builds.md, as it stands there."""
        text = (ROOT / "docs/builds.md").read_text()
        (example,) = re.findall(r"^```meson\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        self.write("meson/meson.build", "project('example', 'c')\n" + example)
        self.write("meson/module.c", MODULE)
        header = self.write("meson/module.h", "#define BOX(x) PyLong_FromLong(x)\n")
        path = [BUILD / "bin", tools(), pathlib.Path(NINJA).parent, os.environ["PATH"]]
        build = self.dir / "meson/build"

        def make(*command):
            run(command, cwd=self.dir / "meson", PATH=":".join(map(str, path)), CC="gcc")

        make("meson", "setup", build)
        make("ninja", "-C", build)
        (module,) = build.glob("module*.so")
        self.assertEqual(self.typed(module), ["same"])
        # Now nothing is left to rewrite, and the file is written all the same.
        header.write_text('#define BOX(x) PyUnicode_FromFormat("%ld", x)\n')
        os.utime(header, (time.time() + 2, time.time() + 2))
        make("ninja", "-C", build)
        self.assertEqual(self.typed(module), [])

    def test_meson_python(self):
        (self.source / "setup.py").unlink()
        (self.source / "meson.build").write_text(MESON_BUILD)
        (self.source / "pyproject.toml").write_text(PYPROJECT.format(backend="mesonpy"))
        self.each_compiler(
            lambda compiler, out: self.pip_install(self.source, out, CC=self.launched(compiler))
        )

    def test_scikit_build_core(self):
        (self.source / "setup.py").unlink()
        (self.source / "CMakeLists.txt").write_text(CMAKE_LISTS)
        (self.source / "pyproject.toml").write_text(
            PYPROJECT.format(backend="scikit_build_core.build")
        )
        self.each_compiler(
            lambda compiler, out: self.pip_install(
                self.source, out, CC=compiler, CMAKE_C_COMPILER_LAUNCHER=f"{PYUNBOX};cc;--"
            )
        )

    def test_cmake(self):
        (self.source / "CMakeLists.txt").write_text(CMAKE_LISTS + CMAKE_CXX)
        (self.source / "shapes.cpp").write_text(SHAPES)

        def build(compiler, out):
            for generator in ("Ninja", "Unix Makefiles"):
                run([CMAKE, "-G", generator, "-S", self.source, "-B", out / generator]
                    + [f"-DCMAKE_C_COMPILER={compiler}", f"-DPython3_EXECUTABLE={PYTHON}"]
                    + [f"-DCMAKE_CXX_COMPILER={CXX[compiler]}"]
                    + [f"-DCMAKE_{language}_COMPILER_LAUNCHER={PYUNBOX};cc;--"
                       for language in ("C", "CXX")])
                run([CMAKE, "--build", out / generator, "--parallel", "2"])
                self.assert_typed(out / generator)
                (shapes,) = (out / generator).glob("shapes*.so")
                self.assertEqual(self.typed(shapes), ["area"])

        self.each_compiler(build, expected=None)

    def test_make(self):
        def build(compiler, out):
            shutil.copytree(self.source, out, dirs_exist_ok=True)
            (out / "Makefile").write_text(MAKEFILE)
            make = ["make", "-j2", f"CC={self.launched(compiler)}"]
            make += [f"CFLAGS={FLAGS} -g -I{self.include}"]
            run(make, cwd=out)
            self.assertIn("Nothing to be done", run(make, cwd=out))

        self.each_compiler(build)

    def ninja(self, compiler, out, cflags=FLAGS, **env):
        shutil.copytree(self.source, out, dirs_exist_ok=True)
        variables = f"cc = {compiler}\ncflags = {cflags} -I{self.include}\n"
        (out / "build.ninja").write_text(variables + BUILD_NINJA)
        run([NINJA], cwd=out, **env)
        self.assertIn("no work to do", run([NINJA], cwd=out, **env))

    def test_ninja(self):
        self.each_compiler(lambda compiler, out: self.ninja(self.launched(compiler), out))

    @unittest.skipUnless(shutil.which("ccache"), "needs ccache")
    def test_ccache_in_either_order(self):
        for compiler in COMPILERS:
            # One word, as docs/builds.md has it for names without a version.
            word = self.dir / f"pyunbox-{compiler}"
            word.symlink_to(PYUNBOX)
            for order, command in (
                ("front", f"ccache {word}"),
                ("behind", f"{PYUNBOX} cc -- ccache {compiler}"),
            ):
                with self.subTest(order=order, compiler=compiler):
                    # Behind, what is compiled is a copy that belongs to the source's folder.
                    out = [self.dir / f"{order}-{compiler}-{n}" for n in ("first", "second")]
                    if order == "behind":
                        out[1] = out[0]
                    cache = {
                        "CCACHE_DIR": self.dir / f"ccache-{order}-{compiler}",
                        "CCACHE_COMPILERCHECK": "%compiler% --version",
                        "CCACHE_NOHASHDIR": "1",
                        "CCACHE_BASEDIR": self.dir,
                    }
                    self.ninja(command, out[0], **cache)
                    self.assertEqual(ccache_hits(**cache), 0)
                    self.assert_typed(out[0])
                    run([NINJA, "-t", "clean"], cwd=out[0])
                    self.ninja(command, out[1], **cache)
                    self.assert_typed(out[1])
                    # With clang an overlay says what is read, which ccache does not take.
                    anew = order == "behind" and compiler.startswith("clang")
                    self.assertEqual(ccache_hits(**cache), 0 if anew else 2)

    def test_coverage_and_saved_temporaries_are_left_alone(self):
        # The figures and files are those of the source; the build is untyped.
        for compiler in COMPILERS:
            for flags, left in (("--coverage", ".gcno"), ("-save-temps=obj", ".i")):
                with self.subTest(flags=flags, compiler=compiler):
                    names = []
                    for kind, command in (
                        ("plain", [compiler]), ("launched", [PYUNBOX, "cc", "--", compiler])
                    ):  # fmt: skip
                        out = self.dir / f"{kind}-{compiler}{flags}"
                        out.mkdir()
                        for name in ("_perlin.c", "_noise.h"):
                            shutil.copy(self.source / name, out)
                        run([*command, flags, *FLAGS.split(), f"-I{self.include}", "-shared"]
                            + ["_perlin.c", "-o", "_perlin.so"], cwd=out)
                        names.append(sorted(path.name for path in out.iterdir()))
                    self.assertEqual(names[1], names[0])
                    self.assertIn(left, {path.suffix for path in out.iterdir()})
                    self.assertEqual(self.typed(out / "_perlin.so"), [])


def ccache_hits(**cache):
    """How many compilations came out of a cache."""
    lines = run(["ccache", "--print-stats"], **cache).splitlines()
    counts = dict(line.split("\t") for line in lines)
    return int(counts["direct_cache_hit"]) + int(counts["preprocessed_cache_hit"])


def contents(folder):
    """A hash of each file in a folder, but not of what setuptools leaves there."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not SETUPTOOLS.search(str(path.relative_to(folder)))
    }


def sysconfig_include():
    return run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_paths()['include'])"]
    ).strip()


if __name__ == "__main__":
    unittest.main()
