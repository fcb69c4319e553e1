"""The content as it was known at a moment: what was published, said or carried later is taken out before linking.

What a text said before it was changed is kept nowhere. So a briefing that was changed later loses its text here; what
it says of that is for the page that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from briefings.linking.carried import find_carried
from briefings.linking.time_order import TimeOrder
from briefings.model.body import Body
from briefings.model.briefing import Briefing, DatedFact, Upcoming
from briefings.model.claim import Claim, Position
from briefings.model.document import Document
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.registry import Actor, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic

Carried = TypeVar("Carried", DatedFact, Upcoming)


class KnownContent(msgspec.Struct, frozen=True):
    """Documents with nothing in them that came later. `changed` are the paths of briefings without their text."""

    documents: tuple[Document, ...]
    changed: frozenset[str]


def find_known(documents: Iterable[Document], moment: datetime, zone: tzinfo) -> KnownContent:
    """What the documents held at an aware moment. Registries keep names; roles and descriptions are of the present."""
    listed = list(documents)
    registered = {source.id: source for document in listed for source in document.sources}
    known = _Known(moment.astimezone(UTC), TimeOrder(zone), registered)
    found = tuple(document for document in map(known.read, listed) if document is not None)
    return KnownContent(found, frozenset(known.changed))


class _Known:
    """Takes out of records what came after one moment."""

    def __init__(self, moment: datetime, order: TimeOrder, registered: Mapping[Id, Source]) -> None:
        self.changed: set[str] = set()
        self._moment, self._order, self._registered = moment, order, registered

    def read(self, document: Document) -> Document | None:
        """The document; None for a briefing that was not out."""
        if document.briefing is not None:
            if document.briefing.date.utc > self._moment:
                return None
            briefing = self._read_briefing(document.briefing)
            if not self._was_changed(document.briefing):
                return replace(document, briefing=briefing)
            self.changed.add(document.path)
            bare = replace(briefing, summary="", why="", unknowns=(), image=None, images=())
            return replace(document, briefing=bare, body=Body())
        return replace(
            document,
            topic=document.topic and self._read_topic(document.topic),
            body=Body() if document.topic else document.body,
            actors=tuple(map(_read_actor, document.actors)),
            publishers=tuple(map(self._read_publisher, document.publishers)),
            sources=tuple(source for source in document.sources if self._is_out(source)),
        )

    def _is_past(self, date: Edtf | None) -> bool:
        """Whether a date had begun; what has none is as old as the record that it stands in."""
        return date is None or self._order.instant(date) <= self._moment

    def _is_out(self, source: Source) -> bool:
        return self._is_past(source.published)

    def _was_changed(self, briefing: Briefing) -> bool:
        moments = [briefing.modified, *(u.at for u in briefing.updates), *(c.at for c in briefing.corrections)]
        return any(moment is not None and moment.utc > self._moment for moment in moments)

    def _read_briefing(self, briefing: Briefing) -> Briefing:
        items = [self._find(item) for item in briefing.sources]
        own = {source.id: source for source in items if source is not None}
        return replace(
            briefing,
            modified=briefing.modified if briefing.modified and briefing.modified.utc <= self._moment else None,
            as_of=briefing.as_of if briefing.as_of and briefing.as_of.utc <= self._moment else None,
            sources=tuple(
                item
                for item, source in zip(briefing.sources, items, strict=True)
                if source is None or self._is_out(source)
            ),
            claims=tuple(self._read_claim(claim, own) for claim in briefing.claims),
            events=tuple(self._list_carried((f for f in briefing.events if self._is_past(f.date)), own)),
            upcoming=tuple(map(_read_upcoming, self._list_carried(briefing.upcoming, own))),
            updates=tuple(update for update in briefing.updates if update.at.utc <= self._moment),
            corrections=tuple(found for found in briefing.corrections if found.at.utc <= self._moment),
        )

    def _find(self, item: Source | Id) -> Source | None:
        return item if isinstance(item, Source) else self._registered.get(item)

    def _list_carried(self, items: Iterable[Carried], own: Mapping[Id, Source]) -> Iterator[Carried]:
        """Items that were carried, without documents that came out later."""
        for item in items:
            if self._is_carried(item.sources, own):
                yield replace(item, sources=self._keep(item.sources, own))

    def _is_carried(self, names: Iterable[Id], own: Mapping[Id, Source]) -> bool:
        """Whether one of some documents was out, or nothing says that none was."""
        carried = find_carried([own[name].published if name in own else None for name in names], self._order)
        return carried is None or carried <= self._moment

    def _keep(self, names: tuple[Id, ...], own: Mapping[Id, Source]) -> tuple[Id, ...]:
        """Those of some documents that were out."""
        return tuple(name for name in names if name not in own or self._is_out(own[name]))

    def _read_claim(self, claim: Claim, own: Mapping[Id, Source]) -> Claim:
        verdict = claim.assessment
        if verdict is not None:
            is_known = self._is_past(verdict.as_of) and self._is_carried(verdict.via, own)
            verdict = replace(verdict, via=self._keep(verdict.via, own)) if is_known else None
        return replace(claim, positions=tuple(self._list_positions(claim.positions, own)), assessment=verdict)

    def _list_positions(self, positions: Iterable[Position], own: Mapping[Id, Source]) -> Iterator[Position]:
        for position in positions:
            if self._is_past(position.said) and self._is_carried(position.via, own):
                yield replace(position, via=self._keep(position.via, own))

    def _read_topic(self, topic: Topic) -> Topic:
        """What an author writes of a topic is where things stand at present."""
        return replace(topic, summary="", sources=())

    def _read_publisher(self, publisher: Publisher) -> Publisher:
        reliability = publisher.reliability
        is_known = reliability is not None and reliability.on is not None and self._is_past(reliability.on)
        return replace(publisher, about="", reliability=reliability if is_known else None)


def _read_actor(actor: Actor) -> Actor:
    """What somebody was or became is told as of the end of the story."""
    return replace(actor, role="", about="")


def _read_upcoming(item: Upcoming) -> Upcoming:
    """What came of it is not dated, so it is told as of the end of the story."""
    return replace(item, outcome="", overtaken=False)
