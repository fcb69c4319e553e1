"""Related briefings: those that share the rarest topics, actors and places."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefings.linking.site import EntityKind, Related
from briefings.model.ids import Id

Term = tuple[EntityKind, Id]
"""Something that two briefings can share."""

MOST_RELATED = 5
COMMON = 100
"""Terms that more briefings have are common: sharing one alone makes a candidate only of briefings near in time."""
ENOUGH = 50
"""With so many candidates that share a rarer term, common terms propose none."""
NEARBY = 25
"""How many briefings before and after a common term proposes."""


class Described(msgspec.Struct, frozen=True):
    """A briefing as its terms. Sequences of them are in the order of event time."""

    id: Id
    terms: frozenset[Term]


def find_related(described: Sequence[Described]) -> dict[Id, tuple[Related, ...]]:
    """Give the closest briefings of each, best first; of equals the nearest in event time, then by id.

    The score is the sum over shared terms of log(1 + N/n), n being the number of briefings with the term out of N. The
    time is linear in the briefings, because the candidates of each are bounded.
    """
    index = _Index(described)
    return {item.id: index.related(place) for place, item in enumerate(described)}


class _Index:
    """The shared terms of all briefings, numbered from the rarest on: numbers compare faster than pairs of words."""

    def __init__(self, described: Sequence[Described]) -> None:
        places: dict[Term, list[int]] = {}
        for place, item in enumerate(described):
            for term in item.terms:
                places.setdefault(term, []).append(place)
        shared = (term for term, members in places.items() if len(members) > 1)
        self._terms = sorted(shared, key=lambda term: (len(places[term]), term))
        self._places = [places[term] for term in self._terms]
        self._weights = [math.log(1 + len(described) / len(members)) for members in self._places]
        self._first_common = next((n for n, m in enumerate(self._places) if len(m) > COMMON), len(self._terms))
        numbers = {term: number for number, term in enumerate(self._terms)}
        self._numbers = [frozenset(numbers[term] for term in item.terms if term in numbers) for item in described]
        # Common terms as bits of one number: what two briefings share of them is then one operation.
        self._masks = [self._mask(members) for members in self._numbers]
        self._mask_weights: dict[int, float] = {0: 0.0}
        self._ids = [item.id for item in described]

    def _mask(self, numbers: Iterable[int]) -> int:
        return sum(1 << (number - self._first_common) for number in numbers if number >= self._first_common)

    def related(self, place: int) -> tuple[Related, ...]:
        scores = self._score(place)
        if not scores:
            return ()
        # Rounded, since the sum of the same weights in another order is not the same number.
        floor = heapq.nlargest(MOST_RELATED, scores.values())[-1] - 1e-9
        near = [
            (-round(score, 6), abs(other - place), self._ids[other], other)
            for other, score in scores.items()
            if score >= floor
        ]
        near.sort()
        return tuple(self._explain(place, other, -score) for score, _, _, other in near[:MOST_RELATED])

    def _score(self, place: int) -> dict[int, float]:
        numbers = sorted(self._numbers[place])
        scores: dict[int, float] = {}
        for number in numbers:
            if number < self._first_common:
                weight = self._weights[number]
                for other in self._places[number]:
                    scores[other] = scores.get(other, 0.0) + weight
        if len(scores) < ENOUGH:
            for number in numbers:
                if number >= self._first_common:
                    for other in self._nearest(self._places[number], place):
                        scores.setdefault(other, 0.0)
        scores.pop(place, None)
        self._add_common(scores, place)
        return scores

    def _add_common(self, scores: dict[int, float], place: int) -> None:
        mask, masks, weights = self._masks[place], self._masks, self._mask_weights
        for other in scores if mask else ():
            shared = mask & masks[other]
            if shared not in weights:
                weights[shared] = self._weight_of(shared)
            scores[other] += weights[shared]

    @staticmethod
    def _nearest(places: Sequence[int], place: int) -> Sequence[int]:
        middle = bisect_left(places, place)
        return places[max(0, middle - NEARBY) : middle + NEARBY + 1]

    def _weight_of(self, mask: int) -> float:
        common = enumerate(self._weights[self._first_common :])
        return sum(weight for bit, weight in common if mask >> bit & 1)

    def _explain(self, place: int, other: int, score: float) -> Related:
        by_kind: dict[EntityKind, list[Id]] = {EntityKind.TOPIC: [], EntityKind.ACTOR: [], EntityKind.PLACE: []}
        for number in sorted(self._numbers[place] & self._numbers[other]):
            kind, key = self._terms[number]
            by_kind[kind].append(key)
        topics, actors, places = map(tuple, by_kind.values())
        return Related(self._ids[other], score, topics, actors, places)


def describe(id_: Id, shared: Mapping[EntityKind, Iterable[Id]]) -> Described:
    """Make a briefing's terms of its topics, actors and places."""
    return Described(id_, frozenset((kind, key) for kind, keys in shared.items() for key in keys))
