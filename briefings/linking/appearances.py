"""Where every topic, actor, place and publisher appears: its timeline, briefings, claims, activity and company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

import msgspec
from msgspec.structs import replace

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

Memberships = dict[Target, list[Id]]
"""For each thing, ids (of briefings, entries or claims) in the order of their list."""


class Company(msgspec.Struct, frozen=True):
    """Who and what one briefing is about.

    `topics` and `places` are as written; `actors` are those listed, then those that take a position which this briefing
    records. It stands on the pages of its `matters` (topics and places, with everything above them) and of those
    `appearing` in it (actors and publishers).
    """

    topics: tuple[Id, ...]
    actors: tuple[Id, ...]
    places: tuple[Id, ...]
    matters: tuple[Target, ...]
    appearing: tuple[Target, ...]


def find_company(edition: Edition, sources: Iterable[LinkedSource], registries: Registries) -> Company:
    """Work out who and what an edition is about."""
    briefing = edition.briefing
    speakers = (position.by for claim in briefing.claims for position in claim.positions)
    actors = tuple(dict.fromkeys((*briefing.actors, *speakers)))
    publishers = dict.fromkeys(linked.publisher.id for linked in sources)
    return Company(
        topics=briefing.topics,
        actors=actors,
        places=briefing.places,
        matters=find_matters(briefing.topics, briefing.places, registries),
        appearing=(
            *((EntityKind.ACTOR, key) for key in actors),
            *((EntityKind.PUBLISHER, key) for key in publishers),
        ),
    )


def find_matters(topics: Iterable[Id], places: Iterable[Id], registries: Registries) -> tuple[Target, ...]:
    """Give topics and places with everything above them."""
    return (
        *((EntityKind.TOPIC, key) for key in with_parents(topics, registries.topic_parents)),
        *((EntityKind.PLACE, key) for key in with_parents(places, registries.place_parents)),
    )


def with_parents(ids: Iterable[Id], parents: Mapping[Id, tuple[Id, ...]]) -> tuple[Id, ...]:
    """Give ids with everything above them, each once."""
    return tuple(dict.fromkeys(above for key in ids for above in (key, *parents[key])))


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
    months = {edition.id: context.order.month(edition.event) for edition in context.editions}
    briefings = _place_briefings(context)
    entries = _place_entries(context)
    claims = _place_claims(context)
    found: dict[Target, Appearances] = {}
    for target in _registered(context.registries):
        members = briefings.get(target, [])
        appearances = Appearances(
            entries=tuple(entries.get(target, ())),
            briefings=tuple(members),
            claims=tuple(claims.get(target, ())),
            activity=count_months(map(months.__getitem__, members)),
            backlinks=context.backlinks.get(target, ()),
        )
        found[target] = _add_company(appearances, target, context)
    return found


def _registered(registries: Registries) -> Iterable[Target]:
    yield from ((EntityKind.TOPIC, key) for key in registries.topics)
    yield from ((EntityKind.ACTOR, key) for key in registries.actors)
    yield from ((EntityKind.PLACE, key) for key in registries.places)
    yield from ((EntityKind.PUBLISHER, key) for key in registries.publishers)


def _place_briefings(context: AppearanceContext) -> Memberships:
    placed: Memberships = {}
    for edition in context.editions:
        company = context.company[edition.id]
        for target in chain(company.matters, company.appearing):
            placed.setdefault(target, []).append(edition.id)
    return placed


def _place_entries(context: AppearanceContext) -> dict[Target, list[Entry]]:
    placed: dict[Target, list[Entry]] = {}
    for entry in context.entries:
        if entry.kind is EntryKind.BRIEFING:
            company = context.company[entry.briefing]
            targets = (*company.matters, *company.appearing)
        else:
            targets = find_matters(entry.topics, entry.places, context.registries)
        for target in targets:
            placed.setdefault(target, []).append(entry)
    return placed


def _place_claims(context: AppearanceContext) -> Memberships:
    placed: Memberships = {}
    for claim in sorted(context.claims.values(), key=lambda claim: _changed(claim, context.order), reverse=True):
        for target in dict.fromkeys(_targets_of_claim(claim, context)):
            placed.setdefault(target, []).append(claim.id)
    return placed


def _changed(claim: LinkedClaim, order: TimeOrder) -> tuple[bool, TimeKey | tuple[()], Id]:
    if not claim.history:
        return False, (), claim.id
    return True, order.key(claim.history[-1].when), claim.id


def _targets_of_claim(claim: LinkedClaim, context: AppearanceContext) -> Iterable[Target]:
    for briefing in claim.briefings:
        company = context.company.get(briefing)
        if company is not None:
            yield from company.matters
    for position in claim.positions:
        yield EntityKind.ACTOR, position.actor.id
        yield from ((EntityKind.PUBLISHER, linked.publisher.id) for linked in position.sources)


def _add_company(appearances: Appearances, target: Target, context: AppearanceContext) -> Appearances:
    members = [context.company[member] for member in appearances.briefings]
    topics = Counter(chain.from_iterable([company.topics for company in members]))
    actors = Counter(chain.from_iterable([company.actors for company in members]))
    places = Counter(chain.from_iterable([company.places for company in members]))
    kind, own = target
    registries = context.registries
    return replace(
        appearances,
        with_topics=_most_shared(topics, own if kind is EntityKind.TOPIC else None, registries.topic_parents),
        with_actors=_most_shared(actors, own if kind is EntityKind.ACTOR else None, {}),
        with_places=_most_shared(places, own if kind is EntityKind.PLACE else None, registries.place_parents),
    )


def _most_shared(
    counts: Counter[Id], own: Id | None, parents: Mapping[Id, tuple[Id, ...]]
) -> tuple[tuple[Id, int], ...]:
    # What stands above or below shares every briefing by construction: it is shown as the hierarchy, not as company.
    above = () if own is None else (own, *parents.get(own, ()))
    kept = [(key, count) for key, count in counts.items() if key not in above and own not in parents.get(key, ())]
    kept.sort()
    kept.sort(key=itemgetter(1), reverse=True)
    return tuple(kept)
