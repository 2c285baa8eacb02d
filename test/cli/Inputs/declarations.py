"""Writes declarations of effects for effects.test into the current folder: one
file that is right, and for each mistake one that makes it."""

import json


def group(names=("f",), effects=(), because="its manual", **others):
    return dict(names=names, effects=effects, because=because, **others)


def write(name, *groups, version=1):
    with open(name + ".json", "w") as file:
        json.dump({"schema_version": version, "functions": groups}, file)


write(
    "good",
    group(["nowhere", "counts", "back", "weak"]),
    group(["raises"], ["process-state"]),
)
with open("syntax.json", "w") as file:
    file.write('{"schema_version": 1,\n "functions": [}')
write("version", group(), version=2)
write("key", dict(names=["f"], efects=[], because="a typing error"))
write("effect", group(effects=["stat"]))
write("because", dict(names=["f"], effects=[]))
write("name", group(["a::b"]))
write("api", group(["PyErr_Occurred"]))
write("twice", group(), group())
write("list", group("f"))
