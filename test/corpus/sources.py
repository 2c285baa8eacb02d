"""Where the pinned sources of a project are: fetched, checked, unpacked, and kept."""

import hashlib
import os
import shutil
import tempfile

from debian import fetch as fetch_from_debian
from paths import cache_directory, cache_lock
from pypi import fetch as fetch_from_pypi

#: By the description's "kind": what puts the pinned file into a directory.
_FETCH = {"debian": fetch_from_debian, "pypi": fetch_from_pypi}


def unpacked(source):
    """The folder with the sources that the description's `source` pins.

    Nothing is fetched if it is there already."""
    with cache_lock():
        archive = _archive(source)
        # The hash is part of the name: another pin is another folder.
        folder = os.path.join(cache_directory("unpacked"), source["sha256"][:16])
        if not os.path.exists(folder):
            # Unpacked aside and moved: what was interrupted is not found.
            aside = tempfile.mkdtemp(dir=cache_directory("unpacked"))
            try:
                shutil.unpack_archive(archive, aside)
                os.rename(aside, folder)
            except BaseException:
                shutil.rmtree(aside, ignore_errors=True)
                raise
    return os.path.join(folder, source["folder"])


def _archive(source):
    path = os.path.join(cache_directory("sources"), source["file"])
    if not os.path.exists(path):
        with tempfile.TemporaryDirectory(dir=cache_directory("sources")) as aside:
            _FETCH[source["kind"]](source, aside)
            fetched = os.path.join(aside, source["file"])
            check(fetched, source["sha256"])
            os.rename(fetched, path)
    check(path, source["sha256"])
    return path


def check(path, sha256):
    """Raises ValueError unless the file has the hash."""
    with open(path, "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != sha256:
        raise ValueError("%s has the hash %s, the pin says %s" % (path, found, sha256))
