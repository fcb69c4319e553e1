"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo

import msgspec

from briefings.checks.passages import Passage
from briefings.linking.site import Site
from briefings.model.document import Document
from briefings.problems import Problem
from briefings.settings import Settings


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers that a policy may choose.

    `archive_days`: how old a source may be before its address needs an archived copy. `overlap_words`: how many words
    in a row may be the same as in a text to compare with. `file_picture_days`: how much older than the event a picture
    may be. `basis_words`: how many words make a reason for a verdict that rests on one origin.
    """

    archive_days: int = 30
    overlap_words: int = 12
    file_picture_days: int = 30
    basis_words: int = 5


class ImageFacts(msgspec.Struct, frozen=True):
    """What the file of an image says about itself: whether it holds a place (GPS), and when it was taken, if it does.

    `taken` is a day in ISO 8601, or empty. `outside` is the first address of a picture that a drawing shows without
    holding it, or empty.
    """

    has_location: bool = False
    taken: str = ""
    outside: str = ""


class FileInput(msgspec.Struct, frozen=True):
    """One file, as the rules of one file see it: what reading made of it, and the words that a person wrote in it.

    `text` is the whole file, `lang` the language of its words. `fields` are texts of front matter or of a registry, in
    their order; `body` is the Markdown with everything that readers do not read as words blanked out.
    """

    document: Document
    text: str
    lang: str
    limits: Limits
    zone: tzinfo
    fields: tuple[Passage, ...]
    body: Passage


class SiteInput(msgspec.Struct, frozen=True):
    """The linked site, as the rules of the whole site see it, with the documents it was made of by path.

    `now` stands for the present: the latest moment that the content itself names, so that a result needs no clock; None
    for an empty site. `open_file` gives a file with its words. `images` holds what the files of images say of
    themselves, by path, `faults` what a build says of them; `compared` texts to compare with, by name. `settings` are
    the site's, `files` the other files of the content folder. `clock` is the time of the run, where there is one.
    """

    site: Site
    documents: Mapping[str, Document]
    limits: Limits
    zone: tzinfo
    default_lang: str
    now: datetime | None
    open_file: Callable[[str], FileInput]
    images: Mapping[str, ImageFacts] = {}
    faults: Mapping[str, Problem] = {}
    compared: Mapping[str, str] = {}
    files: frozenset[str] = frozenset()
    settings: Settings = Settings()
    clock: datetime | None = None


FileCheck = Callable[[FileInput], Iterable[Problem]]
SiteCheck = Callable[[SiteInput], Iterable[Problem]]


class FileRule(msgspec.Struct, frozen=True):
    """A rule that needs one file only, so that its findings can be kept as long as the file stays the same."""

    codes: tuple[str, ...]
    check: FileCheck


class SiteRule(msgspec.Struct, frozen=True):
    """A rule that needs the whole site."""

    codes: tuple[str, ...]
    check: SiteCheck
