"""Reports made by hand, of any size."""

import json

_CODES = ["format-unit", "returns-object", "self-used", "object-argument", "unknown-api",
          "variable-arity", "object-use", "mixed-results", "error-handling", "too-large"]
_SOURCE = """static PyObject *
{name}(PyObject *module, PyObject *obj)
{{
    /* </script><!-- markup in a source is text */
    double x = PyFloat_AsDouble(obj);
    if (x == -1.0 && PyErr_Occurred())
        return NULL;
    return PyFloat_FromDouble({name}_impl(x, "a\\n", 0x1f));
}}"""


def _place(line, column=5):
    return {"file": "src/sample.c", "line": line, "column": column}


def method(number, module="sample"):
    """The method of this number; every third one is typed."""
    name = f"function_{number:05}"
    line = 10 * number + 1
    made = {
        "id": f"{module}.{name}", "module": module, "name": name, "table": "methods",
        "unit": "src/sample.c", "wrapper": name, "implementation": None, "flags": "METH_O",
        "verdict": "rejected", "suppressed": False, "findings": [], "decision": None, "doc": f"{name}(x) -> float\n\nComputes.",
        "rewrite": None,
        "sources": {"wrapper": {"file": "src/sample.c", "line": line, "omitted": 0,
                                "text": _SOURCE.format(name=name)},
                    "implementation": None},
        "steps": [{"message": "'PyErr_Occurred()' is false here", "location": _place(line + 5)}],
        "locations": {"row": _place(90000 + number), "wrapper": _place(line + 1),
                      "implementation": None},
        "reason": {"code": _CODES[number % len(_CODES)], "hint": "Write it another way.",
                   "message": f"something about {name}", "location": _place(line + 7)},
        "entry": None, "callable": None, "args": None, "returns": None, "effects": None,
        "trusts": None, "bail_out": None, "signature": None, "not_rewritten": None, "elsewhere": None,
    }
    if number % 3 == 0:
        direct = number % 2 == 0
        made.update(
            verdict="typed", reason=None, entry=["direct", "adapter", "specialized"][number % 9 // 3],
            implementation=name + "_impl",
            callable={"cpython": {"how": "boxed", "why_not": "its convention is no METH_VARARGS"},
                      "pypy": {"how": "direct" if direct else "boxed",
                               "why_not": None if direct else "uses state of the module: variable 'n'"}},
            args=[{"name": "x", "keyword": False, "keyword_only": False, "c_type": "double",
                   "python_type": "float or int", "unboxed_by": "PyFloat_AsDouble",
                   "optional": False, "default": None}],
            returns={"c_type": "double", "python_type": "float", "boxed_by": "PyFloat_FromDouble",
                     "items": []},
            effects={"raises": "none", "gil": False, "state": not direct, "pure": direct,
                     "blocks": False, "retains": False,
                     "evidence": [] if direct else [
                         {"effect": "state", "what": "variable 'n'", "location": _place(3)}]},
            trusts=[], bail_out="never", signature="double (double)",
            rewrite=f"PYUNBOX_RECORD(pyunbox_{name}, \"{name}\", 1);\n",
            steps=[{"message": "unboxes 'x' as double", "location": _place(line + 4, 16)},
                   {"message": f"calls '{name}_impl', which computes on C values",
                    "location": _place(line + 7, 31)},
                   {"message": "returns the result, exactly float", "location": _place(line + 7)}])
        made["sources"]["implementation"] = {
            "file": "src/impl.c", "line": 7, "omitted": 0,
            "text": f"double {name}_impl(double x, const char *text, int flag)\n{{\n    return x * 2.0;\n}}"}
    return made


def report(size, module="sample"):
    """A report of `size` methods, as pyunbox writes it."""
    methods = [method(number, module) for number in range(size)]
    typed = [m for m in methods if m["verdict"] == "typed"]
    reasons = [m["reason"]["code"] for m in methods if m["reason"]]
    return {
        "schema_version": 1, "tool": {"name": "pyunbox", "version": "0.1.0"},
        "units": [{"path": "src/sample.c", "status": "ok", "diagnostics": [], "sources": [],
                   "program": None, "functions": [], "left_out": []}],
        "summary": {
            "methods": size, "typed": len(typed), "rejected": size - len(typed),
            "suppressed": 0,
            "typed_by_entry": {kind: sum(m["entry"] == kind for m in typed)
                               for kind in ("direct", "adapter", "specialized")},
            "callable": {runtime: {way: sum(m["callable"][runtime]["how"] == way for m in typed)
                                   for way in ways}
                         for runtime, ways in (("cpython", ("fastcall", "boxed")),
                                               ("pypy", ("direct", "gil", "boxed")))},
            "rejected_by_reason": {code: reasons.count(code) for code in sorted(set(reasons))},
            "units": 1, "units_failed": 0},
        "methods": methods,
    }


def write(path, made):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(made, file, indent=2, sort_keys=True)
        file.write("\n")
    return path
