"""record_compiler.py LOG COMPILER ARGUMENT...: runs the compiler, and notes the command.

One line of JSON for each: the folder, and the command's words. Builds run several
compilers at a time, so a line is written in one go.
"""

import json
import os
import sys

log, command = sys.argv[1], sys.argv[2:]
line = json.dumps({"directory": os.getcwd(), "arguments": command}) + "\n"
file = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
os.write(file, line.encode())
os.close(file)
os.execvp(command[0], command)
