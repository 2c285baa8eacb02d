"""The list of source distributions to mine: lines of a requirements file of pip's."""

import dataclasses
import os
import re

_NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9][A-Za-z0-9.+!_-]*)")
_FILE = re.compile(r"(?:.*/)?([A-Za-z0-9][A-Za-z0-9.+_-]*)\.(?:tar\.(?:gz|bz2|xz)|tgz|zip)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Mistake(Exception):
    """The list cannot be used; says why."""


@dataclasses.dataclass(frozen=True)
class Pin:
    """One source distribution: what reports call it, how pip is asked for it, whether it
    is pinned by a hash ("" if not), and its name where an index knows it ("" if not)."""

    label: str
    requirement: str
    sha256: str
    name: str


def read(path):
    """The pins in the list `path`, each once. Raises Mistake."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            words = re.sub(r"(^|\s)#.*", "", line).split()
            if not words:
                continue
            try:
                pin = _pin(words, os.path.dirname(os.path.abspath(path)))
            except Mistake as mistake:
                raise Mistake("%s:%d: %s" % (path, number, mistake)) from None
            if found.setdefault(pin.label, pin) != pin:
                raise Mistake("%s:%d: %s is pinned twice" % (path, number, pin.label))
    if not found:
        raise Mistake("%s: names no package" % path)
    return list(found.values())


def _pin(words, folder):
    what, *rest = words
    hashes = [_HASH.fullmatch(word) for word in rest]
    if len(hashes) > 1 or None in hashes:
        raise Mistake("one --hash=sha256:... may follow '%s', and nothing else" % what)
    sha256 = hashes[0][1] if hashes else ""
    if named := _NAMED.fullmatch(what):
        return Pin("%s-%s" % named.groups(), what, sha256, named[1])
    archive = _FILE.fullmatch(what)
    if not archive:
        raise Mistake("'%s' is neither NAME==VERSION nor a source distribution" % what)
    if not sha256:
        raise Mistake("'%s' has no --hash=sha256:..." % what)
    place = what if "://" in what else os.path.join(folder, what)
    return Pin(archive[1], place, sha256, "")
