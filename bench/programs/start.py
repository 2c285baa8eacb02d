"""What seed/bench.py costs before its loop."""

import mytypedmod  # noqa: F401
