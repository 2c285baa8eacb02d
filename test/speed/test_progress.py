"""The line `[n/m] file` on a terminal: a real one, of the kernel's."""

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

from case import ENGINE, Case

CLEAR = "\r\033[K"


class Progress(Case):
    def shown(self, *options, columns=80):
        """What a run showed on its terminal, which is its stderr only."""
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [ENGINE, "analyze", "--cache-dir=", *options, *self.sources],
            cwd=self.project,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            env={**os.environ, "COLUMNS": str(columns)},
        )
        os.close(theirs)
        found = b""
        try:
            while piece := os.read(ours, 4096):
                found += piece
        except OSError as error:  # so the kernel says that nobody is at the other end
            self.assertEqual(error.errno, errno.EIO)
        self.assertEqual(process.wait(), 0, found)
        return found.decode()

    def test_each_file_has_its_line_and_nothing_is_left(self):
        shown = self.shown("--jobs=1")
        self.assertEqual(shown, f"{CLEAR}[1/2] module.c{CLEAR}[2/2] helper.c{CLEAR}")

    def test_the_time_left(self):
        # Said once there is something to say it by.
        self.set_compiler(when="module.c", action="sleep 3")
        shown = self.shown("--jobs=1")
        self.assertRegex(
            shown, "^" + re.escape(f"{CLEAR}[1/2] module.c{CLEAR}[2/2] ") + r"\d+ s left helper\.c"
        )

    def test_a_narrow_terminal(self):
        # A line that wraps could not be taken back.
        shown = self.shown("--jobs=1", columns=12)
        self.assertEqual(shown, f"{CLEAR}[1/2] modul{CLEAR}[2/2] helpe{CLEAR}")

    def test_quiet(self):
        self.assertEqual(self.shown("--quiet"), "")

    def test_one_file(self):
        self.set_commands(["helper.c"])
        self.assertEqual(self.shown(), "")

    def test_no_terminal(self):
        _, err, _ = self.analyze()
        self.assertEqual(err, "")


if __name__ == "__main__":
    unittest.main()
