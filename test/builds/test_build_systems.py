"""One real project, noise, built by each build system through the launcher."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

from builds_case import BUILD, CMAKE, NINJA, PYTHON, RUNTIME, BuildsCase, run, tools

import browser  # isort: skip, found by builds_case
import description  # isort: skip
import sources  # isort: skip

PYUNBOX = BUILD / "bin" / "pyunbox"
FUNCTIONS = {"_perlin": ["noise1", "noise2", "noise3"], "_simplex": ["noise2", "noise3", "noise4"]}
WRITTEN = {**FUNCTIONS, "_simplex": ["noise3", "noise4"]}
COMPILERS = [c for c in ("gcc", "clang-19") if shutil.which(c)]

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
    input: name + '.c', output: name + '.c',
    command: [pyunbox, 'rewrite', '--quiet', '--output-dir', '@OUTDIR@',
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
build _perlin.o: cc _perlin.c
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

    def each_compiler(self, build, check=True):
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                out = self.dir / f"out-{compiler}"
                out.mkdir()
                before = self.listing()
                build(compiler, out)
                if check:
                    self.assert_typed(out)
                self.assertEqual(self.listing(), before, "the source tree was changed")

    def listing(self):
        return {
            str(path): path.stat().st_mtime_ns for path in self.source.rglob("*.[ch]")
        }

    def assert_typed(self, folder):
        for module, functions in FUNCTIONS.items():
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
        self.pip_install(self.source, out, PYUNBOX_DECISIONS=decisions, **launcher)
        left = {**FUNCTIONS, "_perlin": ["noise1", "noise3"]}
        for module, functions in left.items():
            (built,) = out.rglob(module + "*.so")
            self.assertEqual(self.typed(built), functions, module)

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
                cxx = self.launched({"gcc": "g++", "clang-19": "clang++-19"}[compiler])
                launcher = {"CXX": cxx, "PYUNBOX_REPORT_DIR": reports}
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
        for compiler in COMPILERS:
            with self.subTest(compiler=compiler):
                out = self.dir / f"out-{compiler}"
                self.pip_install(self.source, out, CC=compiler)
                for module, functions in WRITTEN.items():
                    (built,) = out.rglob(module + "*.so")
                    self.assertEqual(self.typed(built), functions, module)

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
        (self.source / "CMakeLists.txt").write_text(CMAKE_LISTS)

        def build(compiler, out):
            for generator in ("Ninja", "Unix Makefiles"):
                run([CMAKE, "-G", generator, "-S", self.source, "-B", out / generator]
                    + [f"-DCMAKE_C_COMPILER={compiler}", f"-DPython3_EXECUTABLE={PYTHON}"]
                    + [f"-DCMAKE_C_COMPILER_LAUNCHER={PYUNBOX};cc;--"])
                run([CMAKE, "--build", out / generator, "--parallel", "2"])
                self.assert_typed(out / generator)

        self.each_compiler(build, check=False)

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
        cache = {
            "CCACHE_DIR": self.dir / "ccache",
            "CCACHE_COMPILERCHECK": "%compiler% --version",
            "CCACHE_NOHASHDIR": "1",
            "CCACHE_BASEDIR": self.dir,
        }
        for order, compiler in (
            ("front", f"ccache {PYUNBOX}-gcc"),
            ("behind", f"{PYUNBOX} cc -- ccache gcc"),
        ):
            with self.subTest(order=order):
                for number in range(2):
                    out = self.dir / f"{order}{number}"
                    self.ninja(compiler, out, **cache)
                    self.assert_typed(out)
        # In front, what was rewritten comes from the cache as a whole.
        self.assertEqual(
            (self.dir / "front0/_perlin.o").read_bytes(),
            (self.dir / "front1/_perlin.o").read_bytes(),
        )

    def test_coverage_and_saved_temporaries_are_left_alone(self):
        # The figures and files are those of the source; the build is untyped.
        for flags in ("--coverage", "-save-temps=obj"):
            with self.subTest(flags=flags):
                out = self.dir / flags.strip("-").partition("=")[0]
                out.mkdir()
                shutil.copy(self.source / "_perlin.c", out)
                shutil.copy(self.source / "_noise.h", out)
                compile = [flags, "-fPIC", f"-I{self.include}", "-c", "_perlin.c", "-o"]
                run([PYUNBOX, "cc", "--", "gcc", *compile, "a.o"], cwd=out)
                subprocess.run(["gcc", *compile, "a.o.plain"], cwd=out, check=True)
                self.assertEqual(
                    sorted(p.suffix for p in out.glob("*.gcno")),
                    [".gcno", ".gcno"] if flags == "--coverage" else [],
                )


def sysconfig_include():
    return run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_paths()['include'])"]
    ).strip()


if __name__ == "__main__":
    unittest.main()
