"""What grid.py costs before its loop."""

import noise  # noqa: F401
