"""Records of the ledger: documents, positions, assessments, and the claims that they are about, all linked.

They say `gc=False` as those of `linking.site` do: they hold no circles.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.claim import Assessment, ClaimKind, Position, Quantity
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.registry import Actor, Publisher
from briefings.model.source import Source

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
