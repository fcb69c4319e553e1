"""Where every topic, actor, place and publisher appears: its timeline, briefings, claims, activity and company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

import msgspec

from briefings.linking.references import Target
from briefings.linking.registries import Registries
from briefings.linking.site import (
    Appearances,
    Backlink,
    EntityKind,
    Entry,
    EntryKind,
    LinkedClaim,
    LinkedSource,
)
from briefings.linking.time_order import TimeKey, TimeOrder
from briefings.linking.timeline import count_months
from briefings.linking.translations import Edition
from briefings.model.ids import Id


class Company(msgspec.Struct, frozen=True, gc=False):
    """Who and what one briefing is about.

    `topics` and `places` are as written; `actors` are those listed, then those that take a position which this briefing
    records; `publishers` are those of its documents. It stands on the pages of all of them, and of the topics and
    places above.
    """

    topics: tuple[Id, ...]
    actors: tuple[Id, ...]
    places: tuple[Id, ...]
    publishers: tuple[Id, ...]


def find_company(edition: Edition, sources: Iterable[LinkedSource], registries: Registries) -> Company:
    """Work out who and what an edition is about; `sources` are the documents that it cites."""
    briefing = edition.briefing
    speakers = [position.by for claim in briefing.claims for position in claim.positions]
    # The ids of the registries, not their equals in the briefing: comparing and counting one object is much cheaper.
    return Company(
        topics=tuple([registries.topics[key].id for key in briefing.topics]),
        actors=tuple([registries.actors[key].id for key in dict.fromkeys((*briefing.actors, *speakers))]),
        places=tuple([registries.places[key].id for key in briefing.places]),
        publishers=tuple(dict.fromkeys([linked.publisher.id for linked in sources])),
    )


class AppearanceContext(msgspec.Struct, frozen=True):
    """What appearances are made of: listed editions newest published first, entries newest event first, and claims."""

    editions: Sequence[Edition]
    company: Mapping[Id, Company]
    entries: Sequence[Entry]
    claims: Mapping[Id, LinkedClaim]
    backlinks: Mapping[Target, tuple[Backlink, ...]]
    registries: Registries
    order: TimeOrder


def build_appearances(context: AppearanceContext) -> dict[Target, Appearances]:
    """Build the appearances of every topic, actor, place and publisher; of those without any, too."""
    stage = _Stage(context.registries)
    matters = {key: stage.matters(company.topics, company.places) for key, company in context.company.items()}
    _gather_briefings(context, stage, matters)
    _gather_entries(context, stage, matters)
    _gather_claims(context, stage, matters)
    months = {edition.id: context.order.month(edition.event) for edition in context.editions}
    return {
        (kind, key): _build((kind, key), gathered, months, context)
        for kind, members in stage.by_kind.items()
        for key, gathered in members.items()
    }


class _Gathered:
    """What belongs to one topic, actor, place or publisher, each list in its final order."""

    __slots__ = ("briefings", "claims", "entries")

    def __init__(self) -> None:
        self.briefings: list[Id] = []
        self.entries: list[Entry] = []
        self.claims: list[Id] = []


Matters = dict[_Gathered, None]
"""What gathers for topics and places and for everything above them, each once."""


class _Stage:
    """Everything that can appear, by kind and id."""

    def __init__(self, registries: Registries) -> None:
        self.topics = {key: _Gathered() for key in registries.topics}
        self.actors = {key: _Gathered() for key in registries.actors}
        self.places = {key: _Gathered() for key in registries.places}
        self.publishers = {key: _Gathered() for key in registries.publishers}
        self.by_kind = {
            EntityKind.TOPIC: self.topics,
            EntityKind.ACTOR: self.actors,
            EntityKind.PLACE: self.places,
            EntityKind.PUBLISHER: self.publishers,
        }
        self._topic_lines = _climb(self.topics, registries.topic_parents)
        self._place_lines = _climb(self.places, registries.place_parents)

    def matters(self, topics: Iterable[Id], places: Iterable[Id]) -> Matters:
        """Give what gathers for topics and places and for everything above them."""
        lines = (*[self._topic_lines[key] for key in topics], *[self._place_lines[key] for key in places])
        return dict.fromkeys(chain.from_iterable(lines))


def _climb(gathered: Mapping[Id, _Gathered], parents: Mapping[Id, tuple[Id, ...]]) -> dict[Id, tuple[_Gathered, ...]]:
    return {key: (own, *[gathered[above] for above in parents[key]]) for key, own in gathered.items()}


def _appearing(company: Company, stage: _Stage) -> list[_Gathered]:
    return [
        *[stage.actors[key] for key in company.actors],
        *[stage.publishers[key] for key in company.publishers],
    ]


def _gather_briefings(context: AppearanceContext, stage: _Stage, matters: Mapping[Id, Matters]) -> None:
    for edition in context.editions:
        for gathered in chain(matters[edition.id], _appearing(context.company[edition.id], stage)):
            gathered.briefings.append(edition.id)


def _gather_entries(context: AppearanceContext, stage: _Stage, matters: Mapping[Id, Matters]) -> None:
    for entry in context.entries:
        if entry.kind is EntryKind.BRIEFING:
            for gathered in chain(matters[entry.briefing], _appearing(context.company[entry.briefing], stage)):
                gathered.entries.append(entry)
        else:
            for gathered in stage.matters(entry.topics, entry.places):
                gathered.entries.append(entry)


def _gather_claims(context: AppearanceContext, stage: _Stage, matters: Mapping[Id, Matters]) -> None:
    for claim in sorted(context.claims.values(), key=lambda claim: _changed(claim, context.order), reverse=True):
        found: Matters = {}
        for briefing in claim.briefings:
            found.update(matters.get(briefing, ()))
        for position in claim.positions:
            found[stage.actors[position.actor.id]] = None
            for linked in position.sources:
                found[stage.publishers[linked.publisher.id]] = None
        for gathered in found:
            gathered.claims.append(claim.id)


def _changed(claim: LinkedClaim, order: TimeOrder) -> tuple[bool, TimeKey | tuple[()], Id]:
    if not claim.history:
        return False, (), claim.id
    return True, order.key(claim.history[-1].when), claim.id


def _build(
    target: Target, gathered: _Gathered, months: Mapping[Id, tuple[int, int | None]], context: AppearanceContext
) -> Appearances:
    kind, own = target
    members = [context.company[key] for key in gathered.briefings]
    topics = Counter(chain.from_iterable([company.topics for company in members]))
    actors = Counter(chain.from_iterable([company.actors for company in members]))
    places = Counter(chain.from_iterable([company.places for company in members]))
    registries = context.registries
    return Appearances(
        entries=tuple(gathered.entries),
        briefings=tuple(gathered.briefings),
        claims=tuple(gathered.claims),
        activity=count_months([months[key] for key in gathered.briefings]),
        backlinks=context.backlinks.get(target, ()),
        with_topics=_most_shared(topics, own if kind is EntityKind.TOPIC else None, registries.topic_parents),
        with_actors=_most_shared(actors, own if kind is EntityKind.ACTOR else None, {}),
        with_places=_most_shared(places, own if kind is EntityKind.PLACE else None, registries.place_parents),
    )


def _most_shared(
    counts: Counter[Id], own: Id | None, parents: Mapping[Id, tuple[Id, ...]]
) -> tuple[tuple[Id, int], ...]:
    kept = [(key, counts[key]) for key in sorted(counts)]
    if own is not None:
        # What stands above or below shares every briefing by construction: it is shown as hierarchy, not as company.
        above = (own, *parents.get(own, ()))
        kept = [pair for pair in kept if pair[0] not in above and own not in parents.get(pair[0], ())]
    kept.sort(key=itemgetter(1), reverse=True)
    return tuple(kept)
