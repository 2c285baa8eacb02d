"""Records are found however the module was linked."""

import json
import os
import shutil
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import extensions
import interpreters

SOURCES = [
    os.path.join(HERE, "fixtures", name)
    for name in ("several_first.c", "several_second.c")
]
SECTIONS = ["-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections"]
WAYS = {
    "gcc": ("gcc", []),
    "gcc, hidden": ("gcc", ["-fvisibility=hidden"]),
    "gcc, sections": ("gcc", SECTIONS),
    "gcc, link-time optimisation": ("gcc", ["-O3", "-flto", "-fvisibility=hidden"]),
    "gcc, stripped": ("gcc", ["-s", "-fno-semantic-interposition"]),
    "clang": ("clang-19", ["-fvisibility=hidden", *SECTIONS]),
    "clang, link-time optimisation": ("clang-19", ["-O3", "-flto", "-fuse-ld=lld-19"]),
    "clang, identical code folded": (
        "clang-19",
        ["-fuse-ld=lld-19", *SECTIONS, "-Wl,--icf=all"],
    ),
}
TOOLS = {"-fuse-ld=lld-19": "ld.lld-19"}

SCRIPT = """
import json, pyunbox
pyunbox.install()
import several
names = ("add_one", "add_two", "add_three", "add_four", "alias")
signatures = {name: pyunbox.signature(getattr(several, name)) for name in names}
print(json.dumps({
    name: [getattr(several, name)(10), s and s.declaration, s and s.unboxed]
    for name, s in signatures.items()
}))
"""


class LinkingTest(unittest.TestCase):
    def check(self, interpreter, compiler, flags):
        with tempfile.TemporaryDirectory() as directory:
            extensions.build_module(
                interpreter,
                "several",
                SOURCES,
                directory,
                flags,
                compiler,
            )
            answer = extensions.run(
                [interpreter.path, "-c", SCRIPT],
                env=extensions.environment(directory),
            )
        unboxed = interpreter.is_pypy
        self.assertEqual(
            json.loads(answer),
            {
                "add_one": [11, "long (long)", unboxed],
                "add_two": [12, "long (long)", unboxed],
                "add_three": [13, "long (long)", unboxed],
                "add_four": [14, "long (long)", unboxed],
                "alias": [11, None, None],
            },
        )

    def test_ways(self):
        done = 0
        for way, (compiler, flags) in WAYS.items():
            tools = [compiler] + [TOOLS[flag] for flag in flags if flag in TOOLS]
            if not all(map(shutil.which, tools)):
                sys.stderr.write("not tried: %s (no %s)\n" % (way, " ".join(tools)))
                continue
            for interpreter in (interpreters.pypy(), interpreters.cpythons()[0]):
                with self.subTest((way, interpreter.name)):
                    self.check(interpreter, compiler, flags)
                    done += 1
        self.assertGreaterEqual(done, 10)


if __name__ == "__main__":
    unittest.main()
