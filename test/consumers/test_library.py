"""libpyunbox as its users have it: installed, found by CMake and by pkg-config, and
calling noise's noise2, rewritten, from C and from C++."""

import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(TESTS, "support"), os.path.join(TESTS, "differential")]

import build
import extensions
import interpreters
import project

RUNTIME = os.path.join(extensions.ROOT, "runtime")
EXAMPLES = os.path.join(RUNTIME, "examples")
DECLARATION = "double (float, float, int, float, float, float, float, int)"
SUM = """
from noise._perlin import noise2
print(repr(sum(noise2(x / 16, y / 16) for y in range(256) for x in range(256))))
try:
    noise2(0.5, 0.5, 0)
except ValueError:
    print("bailed out")
"""


class LibraryTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = directory.name
        cls.interpreter = interpreters.cpythons()[0]
        cls.noise = os.path.join(cls.directory, "noise")
        build.Builder(cls.interpreter).rewritten(project.load("noise"), cls.noise)
        cls.prefix = os.path.join(cls.directory, "prefix")
        cls.cmake(RUNTIME, "library", "-DCMAKE_INSTALL_PREFIX=" + cls.prefix)
        extensions.run(["cmake", "--install", os.path.join(cls.directory, "library")])

    @classmethod
    def cmake(cls, source, name, *options):
        """Configure and build; returns the build's folder."""
        folder = os.path.join(cls.directory, name)
        command = ["cmake", "-S", source, "-B", folder, "-G", "Ninja", *options]
        command += ["-DCMAKE_BUILD_TYPE=Release", "-DPython3_EXECUTABLE=" + cls.interpreter.path]
        extensions.run(command)
        extensions.run(["cmake", "--build", folder])
        return folder

    def run_program(self, path):
        environment = extensions.environment(self.noise)
        return extensions.run([path], env=environment).splitlines()

    def pkg_config(self, compiler, source):
        """Compile one source by what pkg-config says; returns the program."""
        [found] = [
            folder for folder, _, files in os.walk(self.prefix) if "pyunbox.pc" in files
        ]
        environment = dict(os.environ, PKG_CONFIG_PATH=found)
        command = ["pkg-config", "--static", "--cflags", "--libs", "pyunbox"]
        flags = extensions.run(command, env=environment).split()
        config = self.interpreter.path + "-config"
        python = extensions.run([config, "--cflags", "--ldflags", "--embed"]).split()
        program = os.path.join(self.directory, os.path.basename(source) + ".program")
        extensions.run([compiler, source, "-o", program, *flags, *python])
        return program

    def test_examples(self):
        environment = extensions.environment(self.noise)
        boxed = extensions.run([self.interpreter.path, "-c", SUM], env=environment).splitlines()
        expected = [float(boxed[0]), boxed[1]]
        folder = self.cmake(EXAMPLES, "examples", "-DCMAKE_PREFIX_PATH=" + self.prefix)
        programs = [os.path.join(folder, name) for name in ("noise2_c", "noise2_cpp")]
        programs.append(self.pkg_config("gcc", os.path.join(EXAMPLES, "noise2.c")))
        for program in programs:
            with self.subTest(program):
                declaration, total, outcome = self.run_program(program)
                self.assertEqual(declaration, DECLARATION)
                self.assertEqual([float(total), outcome], expected)

    def test_no_python_object(self):
        program = self.pkg_config("gcc", os.path.join(HERE, "fixtures", "no_objects.c"))
        self.assertEqual(self.run_program(program), ["0"])

    def test_no_language_runtime_and_no_python(self):
        [library] = [
            os.path.join(folder, "libpyunbox.a")
            for folder, _, files in os.walk(self.prefix)
            if "libpyunbox.a" in files
        ]
        names = extensions.run(["nm", "--undefined-only", "--format=just-symbols", library])
        foreign = [name for name in names.split() if name.startswith(("Py", "_Py", "_Z", "__cxa"))]
        self.assertEqual(foreign, [])

    def test_module_without_records(self):
        """What the examples say of a module that was built as it is."""
        unmodified = build.Builder(self.interpreter).unmodified(project.load("noise"))
        program = self.pkg_config("gcc", os.path.join(EXAMPLES, "noise2.c"))
        with self.assertRaisesRegex(AssertionError, "it was not built with pyunbox"):
            extensions.run([program], env=extensions.environment(unmodified))


if __name__ == "__main__":
    unittest.main()
