"""Briefings: what an author writes in the front matter of one article."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.claim import Claim
from briefings.model.edtf import Edtf
from briefings.model.forms import Lang, Slug
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.source import Source


class Status(StrEnum):
    """Whether a briefing is published; the words are Pelican's."""

    DRAFT = "draft"
    HIDDEN = "hidden"
    PUBLISHED = "published"


class Stage(StrEnum):
    """Where the story stands."""

    DEVELOPING = "developing"
    FINAL = "final"
    DORMANT = "dormant"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """What sort of article it is."""

    BRIEFING = "briefing"
    FLASH = "flash"
    SITREP = "sitrep"
    BACKGROUND = "background"


class Level(StrEnum):
    """Whether readers who saw an earlier version should look again."""

    MAJOR = "major"
    MINOR = "minor"


class CorrectionKind(StrEnum):
    """What was done about a mistake."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture. `file` is a path below the content folder; `taken` and `place` say what it shows."""

    file: str
    alt: str
    caption: str = ""
    credit: str = ""
    id: Id | None = None
    taken: Edtf | None = None
    place: Id | None = None


class Unknown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that nobody knows yet, perhaps about one claim."""

    text: str
    claim: Id | None = None


class DatedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further dated fact that a briefing adds to the timeline without a page of its own.

    Its address and its id in data are made of `date`, or of `id` where it has one: give it one before you mend its
    date, or put another of that day before it.
    """

    date: Edtf
    text: str
    topics: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    id: Id | None = None


class Upcoming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to watch: what, in which window, who says so, and what came of it.

    `overtaken` says of an outcome that it is not what was announced: that never came, or not when it was to come. It
    stands in no timeline then, and calendars have it as cancelled.
    """

    id: Id
    what: str
    when: Edtf
    topics: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    outcome: str = ""
    overtaken: bool = False


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mistake of ours that was put right: what stood there, and what stands there now."""

    at: Moment
    now: str
    was: str = ""
    kind: CorrectionKind = CorrectionKind.CORRECTION
    claims: tuple[Id, ...] = ()


class Update(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change to a published briefing that is not a correction."""

    at: Moment
    note: str
    level: Level = Level.MINOR


class Briefing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The front matter of one briefing, typed.

    `id` and `slug` default to the file's name. `event` is when it happened (default: the day of `date`),
    `date` when it was first published, `as_of` the information cut-off. Items of `sources` are documents, or
    ids of documents in `registry/sources.yml`.
    """

    id: Id
    title: str
    date: Moment
    path: str = ""
    modified: Moment | None = None
    status: Status = Status.PUBLISHED
    embargo: Moment | None = None
    stage: Stage = Stage.FINAL
    kind: Kind = Kind.BRIEFING
    event: Edtf | None = None
    as_of: Moment | None = None
    summary: str = ""
    why: str = ""
    topics: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    follows: tuple[Id, ...] = ()
    slug: Slug = ""
    lang: Lang = ""
    translation_key: str = ""
    authors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    image: Image | None = None
    images: tuple[Image, ...] = ()
    sources: tuple[Source | Id, ...] = ()
    claims: tuple[Claim, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    events: tuple[DatedFact, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    corrections: tuple[Correction, ...] = ()
    updates: tuple[Update, ...] = ()
