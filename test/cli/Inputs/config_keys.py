"""config_keys.py SCHEMA < DUMP: the schema describes the settings of --dump-config."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
dumped = json.load(sys.stdin)
assert list(schema["properties"]) == list(dumped), (list(schema["properties"]), list(dumped))
assert schema["additionalProperties"] is False
