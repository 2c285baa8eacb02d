"""Fetches upstream archives of Debian source packages.

With apt, but through a configuration of our own: the machine's may know no source
packages or another suite, and is not ours to change.
"""

import os
import subprocess
import tempfile

_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def fetch(source, directory):
    """Put the file source["file"] of the source package into `directory`."""
    with tempfile.TemporaryDirectory(prefix="pyunbox-apt-") as private:
        options = _configuration(private, source["suite"])
        _run(["apt-get", *options, "update"], private)
        _run(
            ["apt-get", *options, "source", "--download-only", "--only-source", "--tar-only"]
            + [source["package"]],
            directory,
        )
    if not os.path.exists(os.path.join(directory, source["file"])):
        raise LookupError(
            "the source package %s of %s has no %s any more: it has %s"
            % (source["package"], source["suite"], source["file"], os.listdir(directory))
        )


def mirror(suite):
    """The address that this machine's apt gets the Debian `suite` from.

    One of its updates or of another suite is as good: mirrors carry all of them."""
    answer = subprocess.run(
        ["apt-get", "indextargets", "--no-release-info", "--format", "$(RELEASE) $(REPO_URI)"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return choose_mirror([line.split() for line in answer.stdout.splitlines()], suite)


def choose_mirror(targets, suite):
    """The address for `suite` among (suite, address) pairs."""
    for release, address in targets:
        if release == suite:
            return address
    for release, address in targets:
        # debian-security and other vendors' archives lack the suite itself.
        if address.rstrip("/").endswith("/debian"):
            return address
    raise LookupError("apt has no Debian mirror configured to fetch %s from" % suite)


def _configuration(private, suite):
    """Options for apt-get that make it use the folder `private` and nothing else."""
    for folder in ("state/lists/partial", "cache/archives/partial"):
        os.makedirs(os.path.join(private, folder))
    signed = "[signed-by=%s] " % _KEYRING if os.path.exists(_KEYRING) else ""
    with open(os.path.join(private, "sources.list"), "w", encoding="utf-8") as file:
        file.write("deb-src %s%s %s main\n" % (signed, mirror(suite), suite))
    settings = {
        "Dir::State": os.path.join(private, "state"),
        "Dir::State::status": os.devnull,
        "Dir::Cache": os.path.join(private, "cache"),
        "Dir::Etc::sourcelist": os.path.join(private, "sources.list"),
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::preferencesparts": "-",
        # Running as root, apt would fetch as a user who may not enter here.
        "APT::Sandbox::User": "",
    }
    return [word for pair in settings.items() for word in ("-o", "%s=%s" % pair)]


def _run(command, directory):
    answer = subprocess.run(
        command, cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if answer.returncode != 0:
        raise RuntimeError(
            "%s: exit status %d\n%s" % (" ".join(command), answer.returncode, answer.stdout)
        )
