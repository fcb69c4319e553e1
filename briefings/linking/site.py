"""The linked site: every id resolved, every list in its final order. The result of `linking.link.link_site`.

The records that come in tens of thousands say `gc=False`: they hold no circles, so the collector need not look.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.linking.ledger_records import (
    Backlink,
    ClaimStatus,
    EntityKind,
    LinkedAssessment,
    LinkedClaim,
    LinkedPosition,
    LinkedSource,
    SourceKey,
    Transition,
)
from briefings.model.body import Body
from briefings.model.briefing import Briefing, Correction, DatedFact, Stage, Upcoming
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.topic import Topic
from briefings.problems import Problem

__all__ = [
    "Appearances",
    "Backlink",
    "ClaimStatus",
    "EntityKind",
    "Entry",
    "EntryKind",
    "LinkedAssessment",
    "LinkedBriefing",
    "LinkedClaim",
    "LinkedCorrection",
    "LinkedPosition",
    "LinkedSource",
    "LinkedTopic",
    "MonthCount",
    "Neighbours",
    "Related",
    "Site",
    "SourceKey",
    "Surroundings",
    "Transition",
]


class EntryKind(StrEnum):
    """What a timeline entry stands for."""

    BRIEFING = "briefing"
    EVENT = "event"
    UPCOMING = "upcoming"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One entry of a timeline: a briefing, one of its `events`, or one of its `upcoming` items.

    `id` is unique on the site: the briefing's id, or `briefing-id/event-` and its id or date, `briefing-id/upcoming-`
    and the item's id. `when` is the event time, `known` when readers could know it. `is_ahead` says that the event
    time begins after the site's last moment (`Site.as_of`) and that no outcome is given; `is_overdue` that its window
    ended before that moment and no outcome is given; `is_overtaken` that its outcome is another one: it never happened
    as announced and stands in no timeline, only among what was watched.
    """

    id: str
    kind: EntryKind
    briefing: Id
    when: Edtf
    known: Moment
    topics: tuple[Id, ...]
    places: tuple[Id, ...]
    is_ahead: bool = False
    is_overdue: bool = False
    is_overtaken: bool = False
    fact: DatedFact | None = None
    upcoming: Upcoming | None = None


class Neighbours(msgspec.Struct, frozen=True, gc=False):
    """The briefings before and after one in the timeline of one topic, by event time."""

    topic: Id
    previous: Id | None
    next: Id | None


class Related(msgspec.Struct, frozen=True, gc=False):
    """A related briefing and why: what both share, rarest first."""

    briefing: Id
    topics: tuple[Id, ...]
    actors: tuple[Id, ...]
    places: tuple[Id, ...]


class LinkedCorrection(msgspec.Struct, frozen=True, gc=False):
    """A correction and the briefing that made it."""

    briefing: Id
    correction: Correction


class LinkedBriefing(msgspec.Struct, frozen=True, gc=False):
    """A briefing with everything around it resolved.

    `event` is never missing. `sources` are the documents it cites in the order of its front matter, `claims` the ids
    of the claims it records in its order. `translations` maps language to briefing id, itself included; `original` is
    the id of the briefing it translates, or its own. What only its own page shows is in `Surroundings` and
    `Site.bodies`: many pages show a briefing, and none of them is another one because of that.
    """

    briefing: Briefing
    event: Edtf
    lang: str
    sources: tuple[LinkedSource, ...]
    claims: tuple[Id, ...]
    follows: tuple[Id, ...]
    translations: dict[str, Id]
    original: Id

    @property
    def is_withdrawn(self) -> bool:
        """Whether only a notice is left of it: no title, no text, nothing around it."""
        return self.briefing.stage is Stage.WITHDRAWN


class Surroundings(msgspec.Struct, frozen=True, gc=False):
    """What stands around a briefing on its own page. `corrected` are corrections of others to claims that it cites."""

    followed_by: tuple[Id, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    corrected: tuple[LinkedCorrection, ...] = ()


class MonthCount(msgspec.Struct, frozen=True, gc=False):
    """How many briefings have their event in a month. `month` is None for those dated to the year only."""

    year: int
    month: int | None
    count: int


class Appearances(msgspec.Struct, frozen=True, gc=False):
    """Where an actor, place, publisher or topic appears.

    `entries` is its timeline (newest event first), `briefings` the ids (newest published first), `claims` the ids of
    claims it takes part in (as speaker; for a place or topic through their briefings; for a publisher as carrier),
    most recently changed first.
    """

    entries: tuple[Entry, ...] = ()
    briefings: tuple[Id, ...] = ()
    claims: tuple[Id, ...] = ()
    activity: tuple[MonthCount, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    with_actors: tuple[tuple[Id, int], ...] = ()
    with_topics: tuple[tuple[Id, int], ...] = ()
    with_places: tuple[tuple[Id, int], ...] = ()


class LinkedTopic(msgspec.Struct, frozen=True):
    """A topic with its place among the topics. Where it appears is in `Site.by_topic`, its text in `Site.bodies`."""

    topic: Topic
    parents: tuple[Id, ...]
    children: tuple[Id, ...]
    sources: tuple[LinkedSource, ...]


class Site(msgspec.Struct, frozen=True):
    """The whole site, linked. Mappings are in display order.

    `briefings` holds every published briefing, translations included, newest published first; `surroundings` has the
    same keys. `claim_numbers` counts the claims in order of definition from 1. `bodies` are those of briefings and
    topics, by the path of their file. `listed` are the ids that stand in timelines: translations are left out where
    the original exists; `by_language` are those of `listed` that can be read in each language. `entries` is the
    whole timeline, newest event first. `as_of` is the latest moment that the content itself names (publication,
    update, correction); None for an empty site. `aliases` maps (kind, alias) to ids, for links in the text and for
    redirects; the aliases are slugs. `problems` are those of linking; documents keep their own. Of withdrawn
    briefings `briefings` holds what notices show; no other list has them but `withdrawn` (newest first, without
    translations of withdrawn originals). `private_files` are static files that unpublished content uses.
    Ids are those of records, aliases resolved.
    """

    briefings: dict[Id, LinkedBriefing] = {}
    listed: tuple[Id, ...] = ()
    by_language: dict[str, tuple[Id, ...]] = {}
    withdrawn: tuple[Id, ...] = ()
    topics: dict[Id, LinkedTopic] = {}
    actors: dict[Id, Actor] = {}
    places: dict[Id, Place] = {}
    publishers: dict[Id, Publisher] = {}
    sources: dict[SourceKey, LinkedSource] = {}
    claims: dict[Id, LinkedClaim] = {}
    claim_numbers: dict[Id, int] = {}
    entries: tuple[Entry, ...] = ()
    activity: tuple[MonthCount, ...] = ()
    surroundings: dict[Id, Surroundings] = {}
    bodies: dict[str, Body] = {}
    by_topic: dict[Id, Appearances] = {}
    by_actor: dict[Id, Appearances] = {}
    by_place: dict[Id, Appearances] = {}
    by_publisher: dict[Id, Appearances] = {}
    aliases: dict[tuple[EntityKind, str], Id] = {}
    as_of: Moment | None = None
    private_files: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def upcoming(self) -> tuple[Entry, ...]:
        """Everything that somebody said would come, settled or not, the latest window first."""
        return tuple(entry for entry in self.entries if entry.upcoming is not None)
