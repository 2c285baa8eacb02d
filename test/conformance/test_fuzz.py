"""The C reader survives whatever it is given, under sanitizers. By hand, for longer:
build fuzz.c the same way and give it a number of rounds and a seed."""

import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"]


class FuzzTest(unittest.TestCase):
    def test_reader(self):
        interpreter = interpreters.cpythons()[0]
        with tempfile.TemporaryDirectory() as directory:
            program = os.path.join(directory, "fuzz")
            command = ["cc", "-std=c99", *extensions.WARNINGS, *SANITIZE]
            command += extensions.include_flags(interpreter)
            command += [os.path.join(HERE, "fuzz.c"), "-o", program]
            command += extensions.library(interpreter, directory, SANITIZE)
            extensions.run(command + ["-lffi"])
            for seed in range(3):
                extensions.run([program, "100000", str(seed)])


if __name__ == "__main__":
    unittest.main()
