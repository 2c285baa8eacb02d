"""What a call came to, in a form that two calls can be compared by."""

import struct


def of(function, positional, keywords):
    """A tuple: the result's type and bits, or the exception's type and text."""
    try:
        return ("result",) + value(function(*positional, **keywords))
    except Exception as error:
        return ("raises", type(error).__name__, str(error), repr(error.args))


def value(result):
    """A tuple of a result's type and, for a float, its bits."""
    if type(result) is float:
        return ("float", struct.pack("<d", result).hex())
    if type(result) is tuple:
        return ("tuple",) + tuple(value(item) for item in result)
    return (type(result).__name__, repr(result))
