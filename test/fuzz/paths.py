"""Makes the pieces of the differential tests importable."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PACKAGE = os.path.join(ROOT, "runtime", "python")
INCLUDE = os.path.join(ROOT, "runtime", "include")
DIFFERENTIAL = os.path.join(ROOT, "test", "differential")
sys.path[:0] = [DIFFERENTIAL]
