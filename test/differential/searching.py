"""Looks for an argument set on which two builds of a function differ, and shrinks it."""

import re
import zlib

import hypothesis
from hypothesis import errors
from hypothesis.database import DirectoryBasedExampleDatabase

import rules
import serving
import signature
import strategies
from sessions import Died

SETTINGS = hypothesis.settings(
    # Then it begins anew: later it repeats parts of what it has tried. With so few, nearly
    # all sets are different ones.
    max_examples=10,
    database=None,
    deadline=None,
    phases=(hypothesis.Phase.reuse, hypothesis.Phase.generate, hypothesis.Phase.shrink),
    print_blob=True,
    verbosity=hypothesis.Verbosity.quiet,
    report_multiple_bugs=False,
    suppress_health_check=list(hypothesis.HealthCheck),
)

_BLOB = re.compile(r"@reproduce_failure\('[^']*', b'([^']*)'\)")


class Builds:
    """What calls one function: its builds, in sessions.

    signature: as JSON carries it; rules: path of the project's; servers: (label,
    sessions.Server) pairs, that of the unmodified build first; refuses_keywords: whether the
    other builds may refuse a keyword that is no str in the interpreter's words
    (docs/cpython.md)."""

    def __init__(self, signature, rules, servers, refuses_keywords):
        self.signature = signature
        self.rules = rules
        self.labels = [label for label, _ in servers]
        self._servers = [server for _, server in servers]
        self._refuses_keywords = refuses_keywords

    def begin(self):
        """Have all builds forget the calls so far."""
        for server in self._servers:
            server.begin(self.signature, self.rules)

    def differences(self, batch):
        """Call the sets of `batch` in all builds: for each set that differs, and for a batch
        that a build does not survive, (text of the set, outcomes). A build that has died
        must begin() again."""
        for server in self._servers:
            server.send(batch)
        answers, dead = [], False
        for server in self._servers:
            try:
                answers.append(server.receive())
            except Died as death:
                answers.append([str(death)] * len(batch))
                dead = True
        sets = zip(batch, *answers)
        if dead:
            # Which set it was is not known, and what an unmodified build dies of must be
            # excluded by a rule.
            return list(sets)
        return [each for each in sets if self._differs(*each)]

    def differences_alone(self, batches):
        """The differences() that calling the `batches` yields where no other calls went
        before; those of the first that has some."""
        self.begin()
        for batch in batches:
            found = self.differences(batch)
            if found:
                return found
        return []

    def end(self):
        """What each build counted, by label."""
        return dict(zip(self.labels, [server.end() for server in self._servers]))

    def close(self):
        for server in self._servers:
            server.close()

    def _differs(self, text, original, *others):
        for other in others:
            if other != original and not (
                self._refuses_keywords
                and other == "raises builtins.TypeError 'keywords must be strings'"
                and not all(isinstance(key, str) for key in serving.read(text)[1])
            ):
                return True
        return False


class Difference(AssertionError):
    """Builds differ."""


class Search:
    """The search in one function; run() makes it.

    batches: the shortest sequence of calls that shows a difference, as lists of sets, None if
    none was found; differences: what then differs, as Builds.differences() has it; again:
    hypothesis' own text for that sequence; unsteady: differences that did not come back; sets:
    how many were called in all builds; different: how many of them were different ones."""

    def __init__(self, builds, database):
        self._builds = builds
        self._database = DirectoryBasedExampleDatabase(database) if database else None
        self._history = []
        self._alone = False
        self._seen = set()
        self.name = builds.signature["name"]
        self.sets = 0
        self.batches = None
        self.differences = []
        self.again = None
        self.unsteady = []

    @property
    def different(self):
        return len(self._seen)

    def run(self, sets, seed, blob=None):
        """Call so many sets; they depend on the function and the `seed`. `blob` is an earlier
        search's `again`: nothing else is called then."""
        drawn = strategies.batches(
            signature.from_json(self._builds.signature), rules.load(self._builds.rules)
        )
        settings = hypothesis.settings(SETTINGS, database=self._database)
        self._builds.begin()
        number = zlib.crc32(self.name.encode()) << 32
        while not self._is_over and self.sets < sets:
            test = settings(hypothesis.seed((seed << 64) + number)(given(drawn, self._try)))
            if blob:
                test = hypothesis.reproduce_failure(hypothesis.__version__, blob.encode())(test)
            number += 1
            try:
                test()
            except Difference as error:
                blobs = _BLOB.search("\n".join(getattr(error, "__notes__", [])))
                self.again = blobs[1] if blobs else blob
            except (errors.DidNotReproduce, errors.Flaky):
                # The one is good news; the other is a difference that comes and goes.
                pass
            if blob:
                break

    @property
    def _is_over(self):
        return self.batches is not None or bool(self.unsteady)

    def _try(self, batch):
        """What hypothesis calls for every batch."""
        if self._alone:
            self._try_alone(batch)
            return
        if self._is_over:
            return
        self.sets += len(batch)
        self._seen.update(map(hash, batch))
        self._history.append(batch)
        found = self._builds.differences(batch)
        if not found:
            return
        if self._builds.differences_alone([batch]):
            self._alone = True
            self._try_alone(batch)
        # The calls before it have to do with it.
        self._shorten_history(found)

    def _try_alone(self, batch):
        """While hypothesis shrinks, each batch is called in a process of its own."""
        found = self._builds.differences_alone([batch])
        if found:
            self.batches, self.differences = [batch], found
            raise Difference(found)

    def _shorten_history(self, found):
        """Find the fewest last batches that show the difference."""
        count = 2
        while True:
            again = self._builds.differences_alone(self._history[-count:])
            if again:
                self.batches, self.differences = self._history[-count:], again
                return
            if count >= len(self._history):
                self.unsteady += found
                return
            count *= 2


def given(drawn, check):
    """A test that has hypothesis call check() with what it draws; made anew for each round,
    as its seed is an attribute."""

    @hypothesis.given(drawn)
    def test(batch):
        check(batch)

    return test
