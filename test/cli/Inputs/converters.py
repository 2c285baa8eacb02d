"""Writes descriptions of converters for converters.test into the current
folder: one file that is right, and for each mistake one that makes it."""

import json


def converter(name="f", does="unboxes", c_type="long", python_type="int", **others):
    return dict(
        name=name, does=does, c_type=c_type, python_type=python_type,
        because="its source", **others
    )


def write(name, *converters, version=1):
    with open(name + ".json", "w") as file:
        json.dump({"schema_version": version, "converters": converters}, file)


GOOD = [
    converter("int_from", "unboxes-into", "int", success=1),
    converter("zero_on_success", "unboxes-into", "double", "float or int", success=0),
    converter("as_long"),
    converter("wrap_int", "boxes", "int"),
]
write("good", *GOOD)
write("mismatch", converter("as_long", c_type="int"))
write("version", version=2)
write("way", converter(does="unbox"))
write("ctype", converter(c_type="lnog"))
write("python", converter(python_type="str"))
write("holds", converter(c_type="double"))
write("success", converter(success=1))
write("missing", converter(does="unboxes-into"))
write("twice", converter(), converter())
write("api", converter("PyLong_AsLong"))
write("real", converter(does="boxes", c_type="double", python_type="float or int"))
