"""The options that most benchmarks have."""

import argparse


def parse(description, rounds=9):
    """`json` (a file open for writing, or None) and `rounds` of the command line."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    # Opened at once: what takes minutes is not lost to a mistyped folder.
    parser.add_argument(
        "--json",
        metavar="FILE",
        type=argparse.FileType("w", encoding="utf-8"),
        help="write all figures there, too",
    )
    parser.add_argument("--rounds", type=int, default=rounds, metavar="N")
    parser.add_argument(
        "--quick", dest="rounds", action="store_const", const=3, help="fewer rounds"
    )
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    return options
