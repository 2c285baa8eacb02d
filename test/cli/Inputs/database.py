"""database.py OUTPUT FOLDER FILE COMMAND...: writes a compilation database."""

import json
import os
import sys

output, folder, source, *command = sys.argv[1:]
with open(output, "w", encoding="utf-8") as file:
    json.dump([{"directory": os.path.abspath(folder), "file": source,
                "arguments": command}], file)
