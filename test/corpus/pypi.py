"""Fetches source distributions with pip."""

import types

from paths import build, download, interpreters


def fetch(source, directory):
    """Put the file source["file"] into `directory`.

    pip runs the project's own setup to learn its name: what that needs is among the
    project's `needs`."""
    pip = build.Builder(interpreters.cpythons()[0]).pip()
    pin = types.SimpleNamespace(
        name=source["package"], version=source["version"], sha256=source["sha256"]
    )
    download(pip + ["download"], pin, directory)
