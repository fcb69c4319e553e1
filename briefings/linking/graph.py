"""How briefings hang together: neighbours in each topic, `follows` chains, and what points at what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from briefings.linking.bodies import Page
from briefings.linking.cycles import cut_cycles, describe_cycle
from briefings.linking.references import Target
from briefings.linking.site import Backlink, EntityKind, Neighbours
from briefings.linking.translations import Edition
from briefings.model.ids import Id
from briefings.problems import Location, Problem


def find_neighbours(
    editions: Sequence[Edition], parents: Mapping[Id, tuple[Id, ...]]
) -> dict[Id, tuple[Neighbours, ...]]:
    """Give the briefings before and after each one in each of its topics; `editions` are in the order of event time.

    A topic's timeline holds the briefings of the topics below it, as its page does.
    """
    lines = {topic: (topic, *above) for topic, above in parents.items()}
    by_topic: dict[Id, list[Id]] = defaultdict(list)
    places: list[list[int]] = []
    for edition in editions:
        topics = edition.briefing.topics
        for topic in dict.fromkeys(chain.from_iterable([lines[own] for own in topics])):
            by_topic[topic].append(edition.id)
        places.append([len(by_topic[topic]) - 1 for topic in topics])

    def beside(topic: Id, index: int) -> Neighbours:
        members = by_topic[topic]
        following = members[index + 1] if index + 1 < len(members) else None
        return Neighbours(topic, members[index - 1] if index else None, following)

    return {
        edition.id: tuple(map(beside, edition.briefing.topics, own))
        for edition, own in zip(editions, places, strict=True)
    }


def follow_chains(
    editions: Sequence[Edition], originals: Mapping[Id, Id], problems: list[Problem]
) -> tuple[dict[Id, tuple[Id, ...]], dict[Id, tuple[Id, ...]]]:
    """Give what each briefing follows, and what follows it (oldest first), without the links that close a circle.

    What is not among `editions` was withdrawn and stands in no chain.
    """
    by_id = {edition.id: edition for edition in editions}
    followers = [edition for edition in editions if edition.briefing.follows]
    edges = {
        edition.id: tuple(
            dict.fromkeys(originals[target] for target in edition.briefing.follows if originals[target] in by_id)
        )
        for edition in followers
    }
    kept, cycles = cut_cycles(edges)
    for cycle in cycles:
        where = Location(by_id[cycle[0]].path, pointer=("follows",))
        problems.append(Problem("BRF-follows-cycle", where, describe_cycle(cycle), "only earlier briefings"))
    followed_by: dict[Id, list[Id]] = {}
    for edition in sorted(followers, key=lambda edition: edition.published):
        for target in kept[edition.id]:
            followed_by.setdefault(target, []).append(edition.id)
    follows = {key: kept.get(key, ()) for key in by_id}
    return follows, {key: tuple(members) for key, members in followed_by.items()}


def collect_backlinks(pages: Iterable[Page], originals: Mapping[Id, Id]) -> dict[Target, tuple[Backlink, ...]]:
    """Give the places that point at each thing, in the order of `pages`; nothing points at itself.

    What points at a translation points at its original. Ordinary pages and translations point at nothing.
    """
    backlinks: dict[Target, dict[Backlink, None]] = {}
    for page in pages:
        if page.itself is None or page.is_repeated:
            continue
        for reference, target in zip(page.referrer.references, page.targets, strict=True):
            if target is not None:
                kind, key = target
                original = (kind, originals[key]) if kind is EntityKind.BRIEFING else target
                if original != page.itself:
                    backlinks.setdefault(original, {})[Backlink(*page.itself, reference.context)] = None
    return {target: tuple(found) for target, found in backlinks.items()}
