"""The linked site: every id resolved, every list in its final order. The result of `linking.link.link_site`.

The records that come in tens of thousands say `gc=False`: they hold no circles, so the collector need not look.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.body import Body
from briefings.model.briefing import Briefing, Correction, DatedFact, Stage, Upcoming
from briefings.model.claim import Assessment, ClaimKind, Position, Quantity
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Problem

SourceKey = str
"""A source's key in the site: `briefing-id/source-id`, `topic:topic-id/source-id`, or an id of registry/sources.yml."""


class EntityKind(StrEnum):
    """Kinds of things that have an id of their own and a page."""

    BRIEFING = "briefing"
    TOPIC = "topic"
    ACTOR = "actor"
    PLACE = "place"
    PUBLISHER = "publisher"
    CLAIM = "claim"


class ClaimStatus(StrEnum):
    """What the ledger says of a claim at one moment; derived, never typed in by hand."""

    CLAIMED = "claimed"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    RETRACTED = "retracted"


class LinkedSource(msgspec.Struct, frozen=True, gc=False):
    """A document with its key, its publisher, and the key of its origin.

    `origin` stands for everything that counts as one voice: the root of `derived_from`, then its publisher's topmost
    owner. Two sources are independent when their origins differ. `origins` has more than one member where a document
    derives from several.
    """

    key: SourceKey
    source: Source
    publisher: Publisher
    origins: tuple[Id, ...]
    derived_from: tuple[SourceKey, ...] = ()


class LinkedPosition(msgspec.Struct, frozen=True, gc=False):
    """A position with its speaker, its sources, the briefing that recorded it, and when readers could know it.

    `known` is the publication time of that briefing. `is_party` says that the speaker (or the organisation it speaks
    for) is a party to one of the topics of the claim.
    """

    position: Position
    actor: Actor
    organisation: Actor | None
    sources: tuple[LinkedSource, ...]
    briefing: Id
    known: Moment
    is_party: bool
    index: int = 0


class LinkedAssessment(msgspec.Struct, frozen=True, gc=False):
    """An editor's assessment with the briefing that carries it and its sources."""

    assessment: Assessment
    briefing: Id
    known: Moment
    sources: tuple[LinkedSource, ...] = ()


class Transition(msgspec.Struct, frozen=True, gc=False):
    """A change of a claim's status: when, from what (None at first), to what, and what caused it.

    `when` is `said` or `as_of` of the cause. Exactly one of `position` and `assessment` is set.
    """

    when: Edtf
    before: ClaimStatus | None
    after: ClaimStatus
    briefing: Id
    known: Moment
    position: LinkedPosition | None = None
    assessment: LinkedAssessment | None = None


class Backlink(msgspec.Struct, frozen=True, gc=False):
    """A place in a body that points here: the briefing or topic it belongs to, and the sentence around the link."""

    kind: EntityKind
    source: Id
    context: str


class LinkedClaim(msgspec.Struct, frozen=True, gc=False):
    """A claim of the whole site: its one text, all positions of all briefings in time order, and its history.

    `lang` is the language of `text`. `defined_in` is the
    briefing that defines it, or if that was withdrawn the first that records it; `topics` are that briefing's.
    `origins` are the distinct origins of standing assertions and corroborations. `briefings` are all that record it,
    oldest first. `backlinks` are the bodies that link to it or mark words with it.
    """

    id: Id
    text: str
    kind: ClaimKind
    texts: dict[str, str]
    quantity: Quantity | None
    due: Edtf | None
    lang: str
    defined_in: Id
    briefings: tuple[Id, ...]
    topics: tuple[Id, ...]
    positions: tuple[LinkedPosition, ...]
    assessments: tuple[LinkedAssessment, ...]
    history: tuple[Transition, ...]
    status: ClaimStatus
    origins: tuple[Id, ...]
    backlinks: tuple[Backlink, ...] = ()

    @property
    def is_unverified(self) -> bool:
        """Whether the page's word is "unverified": merely claimed, and only by unnamed speakers or as a forecast."""
        if self.status is not ClaimStatus.CLAIMED:
            return False
        return self.kind is ClaimKind.FORECAST or all(p.actor.unnamed for p in self.positions)


class EntryKind(StrEnum):
    """What a timeline entry stands for."""

    BRIEFING = "briefing"
    EVENT = "event"
    UPCOMING = "upcoming"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One entry of a timeline: a briefing, one of its `events`, or one of its `upcoming` items.

    `id` is unique on the site: the briefing's id, or `briefing-id/event-1`, `briefing-id/upcoming-` and the item's
    id. `when` is the event time, `known` the publication time. `is_ahead` says that the event time begins after the
    site's last moment (`Site.as_of`) and that no outcome is given; `is_overtaken` that an outcome came before it
    began: it never happened as announced and stands in no timeline, only among what was watched.
    """

    id: str
    kind: EntryKind
    briefing: Id
    when: Edtf
    known: Moment
    topics: tuple[Id, ...]
    places: tuple[Id, ...]
    is_ahead: bool = False
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
    related: tuple[Related, ...] = ()
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
    topics, by the path of their file. `listed` are the ids that stand in timelines: translations are left out where the
    original exists. `entries` is the whole timeline, newest event first. `as_of` is the latest moment that the content
    itself names (publication, update, correction); None for an empty site. `aliases` maps (kind, alias) to ids, for
    links in the text and for redirects; the aliases are slugs. `problems` are those of linking; documents keep their
    own. Of withdrawn briefings `briefings` holds what notices show; no other list has them but `withdrawn` (newest
    first, without translations of withdrawn originals). `private_files` are static files that unpublished content uses.
    Ids are those of records, aliases resolved.
    """

    briefings: dict[Id, LinkedBriefing] = {}
    listed: tuple[Id, ...] = ()
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
