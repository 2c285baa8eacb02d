"""Makes the pieces of the differential tests importable, and names those used here."""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_TEST = os.path.dirname(_HERE)
for _folder in ("support", "differential"):
    sys.path.insert(0, os.path.join(_TEST, _folder))

import build  # noqa: E402
import harness  # noqa: E402
import interpreters  # noqa: E402
import workers  # noqa: E402
from project import cache_directory, cache_lock, download  # noqa: E402

CHILD = os.path.join(_HERE, "child.py")

__all__ = [
    "CHILD", "build", "cache_directory", "cache_lock", "download", "harness", "interpreters",
    "workers",
]  # fmt: skip
