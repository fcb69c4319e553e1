"""Related briefings: those that share the rarest topics, actors and places."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TypeAlias

import msgspec

from briefings.linking.site import EntityKind, Related, Site
from briefings.linking.time_order import TimeOrder
from briefings.model.briefing import Briefing
from briefings.model.ids import Id

Term: TypeAlias = tuple[EntityKind, Id]
"""Something that two briefings can share."""
Reasons: TypeAlias = tuple[tuple[Id, ...], tuple[Id, ...], tuple[Id, ...]]
"""Shared topics, actors and places."""

MOST_RELATED = 5
COMMON = 100
"""Of a term that more briefings have, only those near in time become candidates."""
ENOUGH = 50
"""With so many candidates from its rarer terms, a briefing's other terms propose none: they only add to scores."""
NEARBY = 25
"""How many briefings before and after a common term proposes."""
MARKED = 60
"""So many of the commonest terms are bits of one small number: what two briefings share of them is one operation."""


class Described(msgspec.Struct, frozen=True, gc=False):
    """A briefing as its terms, each once. Sequences of them are in the order of event time."""

    id: Id
    terms: tuple[Term, ...]


def find_related(described: Sequence[Described]) -> dict[Id, tuple[Related, ...]]:
    """Give the closest briefings of each, best first; of equals the nearest in event time, then by id.

    The score is the sum over shared terms of log(1 + N/n), n being the number of briefings with the term out of N. The
    time is linear in the briefings, because the candidates of each are bounded.
    """
    index = _Index(described)
    return {item.id: index.related(place) for place, item in enumerate(described)}


def relate_briefings(site: Site, zone: tzinfo) -> dict[Id, tuple[Related, ...]]:
    """Give the closest briefings of each one that stands in timelines. Not every theme shows them."""
    order, listed = TimeOrder(zone), [site.briefings[key] for key in site.listed]
    listed.sort(key=lambda linked: (order.key(linked.event), linked.briefing.id))
    return find_related([describe(linked.briefing) for linked in listed])


class _Index:
    """The shared terms of all briefings, numbered from the rarest on, and the places of briefings in time."""

    def __init__(self, described: Sequence[Described]) -> None:
        places: dict[Term, list[int]] = defaultdict(list)
        for place, item in enumerate(described):
            for term in item.terms:
                places[term].append(place)
        shared = sorted((len(members), term) for term, members in places.items() if len(members) > 1)
        self._ids = [item.id for item in described]
        self._terms = [term for _, term in shared]
        self._places = [places[term] for term in self._terms]
        self._weights = [math.log(1 + len(described) / count) for count, _ in shared]
        self._numbers: list[list[int]] = [[] for _ in described]
        for number, members in enumerate(self._places):
            for place in members:
                self._numbers[place].append(number)
        first_marked = max(0, len(shared) - MARKED)
        self._members = [frozenset(members) for members in self._places[:first_marked]]
        self._marks = [sum([1 << n - first_marked for n in own if n >= first_marked]) for own in self._numbers]
        self._mark_weights = _MarkWeights(self._weights[first_marked:])
        self._reasons: dict[tuple[int, ...], Reasons] = {}

    def related(self, place: int) -> tuple[Related, ...]:
        scores = self._score_unmarked(place)
        mark, marks, weights = self._marks[place], self._marks, self._mark_weights
        totals = [score + weights[mark & marks[other]] for other, score in scores.items()]
        if not totals:
            return ()
        floor = sorted(totals)[-MOST_RELATED:][0] - 1e-9
        near = [
            # In whole millionths, since the sum of the same weights in another order is not the same number.
            (-int(total * 1e6 + 0.5), abs(other - place), self._ids[other], other)
            for total, other in zip(totals, scores, strict=True)
            if total >= floor
        ]
        near.sort()
        return tuple([self._explain(place, other) for _, _, _, other in near[:MOST_RELATED]])

    def _score_unmarked(self, place: int) -> dict[int, float]:
        numbers = self._numbers[place]
        candidates = self._propose(place, numbers)
        scores = dict.fromkeys(candidates, 0.0)
        for number in numbers:
            if number >= len(self._members):
                break
            weight = self._weights[number]
            for other in candidates & self._members[number]:
                scores[other] += weight
        return scores

    def _propose(self, place: int, numbers: Iterable[int]) -> set[int]:
        candidates: set[int] = set()
        for number in numbers:
            candidates.update(self._nearest(self._places[number], place))
            if len(candidates) > ENOUGH:
                break
        candidates.discard(place)
        return candidates

    @staticmethod
    def _nearest(places: Sequence[int], place: int) -> Sequence[int]:
        if len(places) <= COMMON:
            return places
        middle = bisect_left(places, place)
        return places[max(0, middle - NEARBY) : middle + NEARBY + 1]

    def _explain(self, place: int, other: int) -> Related:
        theirs = self._numbers[other]
        shared = tuple([number for number in self._numbers[place] if number in theirs])
        reasons = self._reasons.get(shared)
        if reasons is None:
            reasons = self._reasons[shared] = self._name(shared)
        return Related(self._ids[other], *reasons)

    def _name(self, numbers: Iterable[int]) -> Reasons:
        terms = [self._terms[number] for number in numbers]
        topics, actors, places = (
            tuple([key for kind, key in terms if kind is wanted])
            for wanted in (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE)
        )
        return topics, actors, places


class _MarkWeights(dict[int, float]):
    """The weight of every set of the commonest terms that two briefings share, worked out when it is first met."""

    def __init__(self, weights: Sequence[float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, mark: int) -> float:
        weight = sum(weight for bit, weight in enumerate(self._weights) if mark >> bit & 1)
        self[mark] = weight
        return weight


def describe(briefing: Briefing) -> Described:
    """Make a briefing's terms of its topics, actors and places."""
    return Described(
        briefing.id,
        (
            *[(EntityKind.TOPIC, key) for key in briefing.topics],
            *[(EntityKind.ACTOR, key) for key in briefing.actors],
            *[(EntityKind.PLACE, key) for key in briefing.places],
        ),
    )
