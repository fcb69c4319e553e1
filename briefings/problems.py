"""Problems are data: what went wrong in somebody's content, where, and what to do about it.

A mistake that a person can make is a `Problem`, never an exception. Stages return problems; the shell
shows them and chooses the exit code.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum

import msgspec

Pointer = tuple[str | int, ...]
"""A place inside front matter or a registry: `("claims", 0, "positions", 1, "by")`."""


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning does with `--strict`, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(msgspec.Struct, frozen=True, order=True):
    """A place in a source file.

    `line` and `column` count from 1; 0 means "not known yet". A stage that works on records instead of
    text gives a `pointer` into the front matter; `reading.locate` turns it into line and column when the
    problem is shown, so that records need not carry positions.
    """

    path: str
    line: int = 0
    column: int = 0
    pointer: Pointer = ()


class Stage(StrEnum):
    """Which part of a run finds a problem."""

    READING = "reading"
    LINKING = "linking"
    BUILDING = "building"
    CHECKING = "checking"
    """A rule of `checks/`; only `briefings check` and `briefings diff` run those."""


class Code(msgspec.Struct, frozen=True):
    """One entry of the catalogue: a permanent name, its severity, one sentence of what it means, and who finds it."""

    code: str
    severity: Severity
    meaning: str
    stage: Stage

    @property
    def is_fixed(self) -> bool:
        """Whether no policy can lower it: with such an error there is no site."""
        return self.severity is Severity.ERROR and self.stage is not Stage.CHECKING


class Problem(msgspec.Struct, frozen=True):
    """One thing a person has to mend: where, what was found, what was expected, and what to do.

    `level` is the severity that a policy chose for this code; None leaves it to the catalogue.
    """

    code: str
    where: Location
    found: str
    expected: str
    hint: str = ""
    level: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How bad this is: what the policy says, else what the catalogue says."""
        return self.level or CATALOGUE[self.code].severity


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_GROUPS: dict[Stage, tuple[tuple[str, Severity, str], ...]] = {
    Stage.READING: (
        ("BRF-not-utf8", _E, "A source file is not UTF-8 text."),
        ("BRF-too-large", _E, "A source file is larger than the reader accepts."),
        ("BRF-front-matter-missing", _E, "A file has no front matter, so it has no title and no date."),
        ("BRF-front-matter-open", _E, "Front matter starts with `---` but no second `---` line ends it."),
        ("BRF-yaml-syntax", _E, "YAML cannot be read."),
        ("BRF-yaml-alias", _E, "YAML anchors and aliases are not accepted in content."),
        ("BRF-yaml-tag", _E, "YAML tags are not accepted in content: the word after `!` would be lost."),
        ("BRF-yaml-depth", _E, "YAML is nested deeper than content ever needs to be."),
        ("BRF-duplicate-key", _E, "A key stands twice in one mapping; one of the two values would be lost."),
        ("BRF-unknown-key", _E, "A key is not one that this record has."),
        ("BRF-missing-key", _E, "A required key is missing or empty."),
        ("BRF-wrong-type", _E, "A value has the wrong shape: text where a list belongs, and so on."),
        ("BRF-invalid-value", _E, "A value is not one of the values that this key accepts."),
        ("BRF-invalid-date", _E, "A date cannot be read as EDTF (ISO 8601-2)."),
        ("BRF-invalid-id", _E, "An id is not kebab-case: lower-case letters, digits and single hyphens."),
        ("BRF-zone-missing", _N, "A time has no zone, so the time zone of the site applies."),
        ("BRF-private-characters", _E, "The text contains private-use characters, which have no meaning to a reader."),
        ("BRF-unreadable", _E, "A file cannot be opened or leads out of the content folder."),
        ("BRF-unknown-file", _E, "A file of the registry has a name that nothing reads."),
        ("BRF-no-briefings", _E, "There is nothing to build: no briefing was found."),
    ),
    Stage.LINKING: (
        ("BRF-unknown-id", _E, "An id is used that nothing defines."),
        ("BRF-duplicate-id", _E, "Two records of one kind have the same id or alias."),
        ("BRF-duplicate-output", _E, "Two pages would be written to the same address."),
        ("BRF-topic-cycle", _E, "Topics are each other's parents."),
        ("BRF-place-cycle", _E, "Places lie in each other."),
        ("BRF-follows-cycle", _E, "Briefings follow each other in a circle."),
        ("BRF-source-cycle", _E, "Sources derive from each other in a circle."),
        ("BRF-owner-cycle", _E, "Publishers own each other in a circle."),
        ("BRF-claim-text-twice", _E, "The text of a claim stands in more than one place."),
        ("BRF-claim-text-missing", _E, "Positions are added to a claim that no briefing defines."),
        ("BRF-claim-without-position", _E, "A claim has no position: nobody said it."),
        ("BRF-position-without-source", _E, "A position names no source that carries it."),
        ("BRF-translation-twice", _E, "Two briefings are the same translation: same key, same language."),
        ("BRF-broken-link", _E, "A link or picture in a text leads to no file of the site."),
        ("BRF-image-missing", _E, "An image named in front matter is not in the content folder."),
        ("BRF-image-remote", _E, "A picture stands on another host, which every reader's browser would have to ask."),
        ("BRF-link-unknown", _E, "A `[[…]]` link leads to nothing."),
        ("BRF-link-ambiguous", _E, "A `[[…]]` link could mean more than one thing."),
        ("BRF-citation-unknown", _E, "A citation names a source that the briefing does not list."),
        ("BRF-span-unknown", _E, "Marked words name a claim that nothing defines."),
    ),
    Stage.BUILDING: (
        ("BRF-locked", _E, "Another build is at work on the same output folder."),
        ("BRF-shrink", _E, "A build would remove more than a fifth of the pages."),
        ("BRF-output", _E, "Something that is not ours stands in the output folder where a file must go."),
        ("BRF-search", _E, "The search index could not be made."),
        ("BRF-settings", _E, "A setting is unknown or has a value that cannot be used."),
        ("BRF-template", _E, "A template of the theme failed."),
        ("BRF-image-unreadable", _E, "The file of an image is damaged or no image, so nobody can say what it holds."),
        ("BRF-plugin", _E, "A Pelican plugin failed, or Pelican reported an error."),
    ),
    Stage.CHECKING: (
        ("BRF-upcoming-overdue", _W, "The window of something to watch has passed, and no outcome is noted."),
        ("BRF-invisible-character", _E, "Text holds a character that readers cannot see and that can mislead them."),
        ("BRF-lookalike-id", _E, "An id mixes scripts, or looks like another id and is not."),
        ("BRF-relative-date", _W, "A word such as `yesterday` stands without a date; later readers cannot place it."),
        ("BRF-boilerplate", _W, "The text holds leftovers of a web page, such as `share this article`."),
        ("BRF-syntax-in-field", _W, "A link, citation or mark stands in front matter, where its brackets are shown."),
        ("BRF-syntax-left", _W, "A link, citation, mark or block is half typed, so that readers see its brackets."),
        ("BRF-overlap", _W, "A run of words is the same as in a text that was given to compare with."),
        ("BRF-anchor-unknown", _E, "A link leads to a part of a page that the page does not have."),
        ("BRF-built-link", _E, "A link, an anchor or an image of the built site leads to nothing."),
        ("BRF-claim-attribution", _W, "The text of a claim says who says so; that is what positions are for."),
        ("BRF-contested-as-fact", _W, "A headline or summary states a contested claim as if it were settled."),
        ("BRF-denial-missing", _W, "A text states what somebody asserts and leaves out a denial that was known."),
        ("BRF-confirmed-weakly", _W, "A claim is confirmed on fewer than two independent origins and hardly a reason."),
        ("BRF-source-undated", _W, "A source has no date, neither its own nor one when it was seen, and no note why."),
        ("BRF-source-unlinked", _W, "A source has no address, and no note says why."),
        ("BRF-source-not-archived", _W, "The address of an older source has no archived copy."),
        ("BRF-date-order", _W, "Dates contradict each other: something was said or changed at an impossible time."),
        ("BRF-date-ahead", _W, "A publication, update or correction is dated after the day on which it is checked."),
        ("BRF-withdrawn-without-reason", _W, "A briefing was taken back, and no retraction tells its readers why."),
        ("BRF-event-ahead", _W, "An event lies after the publication that reports it, and is not given as planned."),
        ("BRF-image-without-alt", _W, "An image has no words for those who cannot see it."),
        ("BRF-image-without-credit", _W, "An image names nobody who made it."),
        ("BRF-image-without-caption", _W, "An image does not say what it shows, where and when."),
        ("BRF-image-location", _W, "The file of an image holds the place where it was taken."),
        ("BRF-image-outside", _W, "A drawing leads to a picture outside of its file, which readers do not see."),
        ("BRF-file-picture", _W, "A picture is much older than the event, and its caption does not say so."),
        ("BRF-stray-file", _W, "A text file lies where nothing reads it."),
        ("BRF-translation-alone", _W, "A translation has a key that no other briefing has, so it is an original."),
        ("BRF-translation-behind", _N, "A translation is older than the last major update of its original."),
        ("BRF-translation-missing", _N, "Briefings cannot be read in a language into which the site translates."),
        ("BRF-language-incomplete", _N, "A language of the site lacks words of the interface: they are English."),
        ("BRF-orphan", _N, "Something of the registry, or a topic, is used nowhere."),
        ("BRF-address-missing", _W, "A setting asks for what needs `SITEURL`, which is empty, so it is left out."),
        ("BRF-redirect-loop", _E, "Old addresses lead to each other, or to a page that stands somewhere else."),
        ("BRF-silent-edit", _E, "Something published was changed or removed without a word to its readers."),
    ),
}

CATALOGUE: dict[str, Code] = {
    code: Code(code, severity, meaning, stage)
    for stage, entries in _GROUPS.items()
    for code, severity, meaning in entries
}
"""Every code that the program can report. `tests/fixtures/broken/` has an input for each that stops a build."""


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in a total order: file, line, column, code, then what was found."""
    return sorted(problems, key=lambda p: (p.where.path, p.where.line, p.where.column, p.code, p.found, p.hint))


def suggest(word: str, choices: Iterable[str]) -> str:
    """A "did you mean" hint with the nearest of `choices`, or an empty string when nothing is near."""
    near = find_nearest(word, choices)
    return f"Did you mean `{near}`?" if near else ""


def find_nearest(word: str, choices: Iterable[str]) -> str:
    """The one of `choices` that `word` is most like, as a slip of the hand; empty when nothing is near."""
    return next(iter(difflib.get_close_matches(word, sorted(set(choices)), n=1, cutoff=0.6)), "")
