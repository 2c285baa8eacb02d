"""status.py STATUS COMMAND...: fails unless the command exits with STATUS."""

import subprocess
import sys

expected, command = int(sys.argv[1]), sys.argv[2:]
status = subprocess.run(command).returncode
if status != expected:
    sys.exit(f"{' '.join(command)}: exit status {status}, not {expected}")
