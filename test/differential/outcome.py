"""One call's outcome as a line of text: equal lines, equal outcomes.

Results are told apart by exact type and by bits, exceptions by type, text, cause
and context; calls back into Python and warnings are part of it.
"""

import struct
import warnings

from values import trace


def of(function, positional, keywords):
    """Call the function and describe what happened."""
    del trace[:]
    try:
        text = result(function(*positional, **keywords))
    except Exception as error:
        text = exception(error)
        if error.__context__ is not None:
            text += " during " + _name(error.__context__)
    if trace:
        text += " after " + ",".join(trace)
    return text


def record_warnings():
    """From now on warnings are part of the outcomes."""
    warnings.simplefilter("always")

    def show(message, category, *ignored):
        trace.append("%s(%s)" % (category.__name__, ascii(str(message))))

    warnings.showwarning = show


def result(value):
    """A result as text."""
    if type(value) is float:
        return "float " + struct.pack(">d", value).hex()
    if type(value) is tuple:
        return "tuple (%s)" % ", ".join(map(result, value))
    return "%s %s" % (type(value).__name__, ascii(value))


def exception(error):
    """An exception as text, but for what was being handled when it was raised."""
    text = "raises %s %s" % (_name(error), ascii(str(error)))
    if error.__cause__ is not None:
        text += " from " + _name(error.__cause__)
    return text


def _name(error):
    kind = type(error)
    return "%s.%s" % (kind.__module__, kind.__qualname__)
