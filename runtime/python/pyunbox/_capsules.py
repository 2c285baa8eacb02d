"""Entries as capsules in a module's __pyx_capi__, as Cython exports C functions."""

from . import _plain

#: The names of the capsules, which hold no copies of them.
_texts = {}


def _plain_records(module):
    """name -> Record, of what may be handed out."""
    records = {}
    for name, value in vars(module).items():
        if name.isidentifier():
            try:
                records[name] = _plain.record_of(value)
            except (TypeError, ValueError):
                continue
    return records


def export(module):
    """See pyunbox.export_capsules."""
    import ctypes

    new = ctypes.pythonapi.PyCapsule_New
    new.restype = ctypes.py_object
    new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    capsules = vars(module).setdefault("__pyx_capi__", {})
    records = _plain_records(module)
    for name, record in records.items():
        text = _plain.c_text(record)
        kept = _texts.setdefault(text, text.encode())
        capsules.setdefault(name, new(record.entry, kept, None))
    return sorted(records)


def pxd(module):
    """The declarations of a .pxd file for what `export` exports, as text."""
    records = _plain_records(module)
    types = {
        c_type.name
        for record in records.values()
        for c_type in record.c_types
        if c_type.name.endswith("_t")
    }
    lines = ["# C functions of %s, exported by pyunbox.export_capsules()." % module.__name__]
    if types:
        lines.append("from libc.stdint cimport " + ", ".join(sorted(types)))
    if any(c_type.name == "_Bool" for record in records.values() for c_type in record.c_types):
        lines += ["cdef extern from *:", "    ctypedef bint _Bool"]
    for name, record in sorted(records.items()):
        parameters = _plain.c_parameters(record)  # of none, Cython wants no "void"
        lines.append("cdef %s %s(%s) noexcept nogil" % (record.result.name, name, parameters))
    return "\n".join(lines) + "\n"
