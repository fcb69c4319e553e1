"""Topics, actors, places and publishers with their ids resolved and their hierarchies free of circles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from briefings.linking.content import Content
from briefings.linking.cycles import cut_cycles, describe_cycle, find_ancestors
from briefings.linking.ids import Named, Resolver, Table, build_table
from briefings.linking.resolve import (
    resolve_actor,
    resolve_place,
    resolve_publisher,
    resolve_topic,
)
from briefings.linking.site import EntityKind
from briefings.model.body import Body
from briefings.model.document import FileKind
from briefings.model.ids import Id
from briefings.model.registry import Actor, ActorKind, Place, Publisher, PublisherKind
from briefings.model.topic import Topic
from briefings.problems import Location, Pointer, Problem

R = TypeVar("R", Actor, Place, Publisher, Topic)


class Filed(msgspec.Struct, frozen=True, gc=False):
    """A record of a registry and where it stands; a topic's pointer is empty and it has a body."""

    record: Topic | Actor | Place | Publisher
    path: str
    pointer: Pointer = ()
    body: Body = Body()


class Registries(msgspec.Struct, frozen=True):
    """Topics, actors, places and publishers in display order, and what stands above each id, nearest first."""

    topics: dict[Id, Topic]
    actors: dict[Id, Actor]
    places: dict[Id, Place]
    publishers: dict[Id, Publisher]
    bodies: dict[Id, Body]
    topic_parents: dict[Id, tuple[Id, ...]]
    place_parents: dict[Id, tuple[Id, ...]]
    organisations: dict[Id, tuple[Id, ...]]
    owners: dict[Id, tuple[Id, ...]]


def file_records(content: Content) -> dict[EntityKind, list[Filed]]:
    """List the records of every registry with their places, in the order of files and of records in them."""
    topics = [
        Filed(document.topic, document.path, body=document.body)
        for document in content.of(FileKind.TOPIC)
        if document.topic is not None
    ]
    return {
        EntityKind.TOPIC: topics,
        EntityKind.ACTOR: [
            Filed(actor, document.path, (index,))
            for document in content.of(FileKind.ACTORS)
            for index, actor in enumerate(document.actors)
        ],
        EntityKind.PLACE: [
            Filed(place, document.path, (index,))
            for document in content.of(FileKind.PLACES)
            for index, place in enumerate(document.places)
        ],
        EntityKind.PUBLISHER: [
            Filed(publisher, document.path, (index,))
            for document in content.of(FileKind.PUBLISHERS)
            for index, publisher in enumerate(document.publishers)
        ],
    }


def tabulate(filed: dict[EntityKind, list[Filed]], problems: list[Problem]) -> dict[EntityKind, Table]:
    """Build the id table of every registry, and drop from `filed` the records whose id is taken."""
    tables: dict[EntityKind, Table] = {}
    for kind, members in filed.items():
        named = [Named(item.record.id, item.record.aliases, item.path, item.pointer) for item in members]
        tables[kind], kept = build_table(kind, named, problems)
        filed[kind] = [members[index] for index in kept]
    return tables


def build_registries(filed: Mapping[EntityKind, list[Filed]], ids: Resolver) -> Registries:
    """Resolve the ids inside registries, cut circles, and add the records of ids that define themselves.

    Call it when everything else is resolved: only then are all self-defining ids known.
    """
    resolved = {kind: [_resolve(item, ids) for item in members] for kind, members in filed.items()}
    topics = _collect(Topic, resolved[EntityKind.TOPIC])
    actors = _collect(Actor, resolved[EntityKind.ACTOR])
    places = _collect(Place, resolved[EntityKind.PLACE])
    publishers = _collect(Publisher, resolved[EntityKind.PUBLISHER])
    _add_implied(topics, actors, places, publishers, ids)

    where = {(kind, item.record.id): item for kind, members in filed.items() for item in members}
    cut = _Cutter(where, ids.problems)
    topic_parents = cut.chains(EntityKind.TOPIC, {key: topic.parent for key, topic in topics.items()})
    place_parents = cut.chains(EntityKind.PLACE, {key: place.within for key, place in places.items()})
    organisations = cut.chains(EntityKind.ACTOR, {key: actor.of for key, actor in actors.items()})
    owners = cut.chains(EntityKind.PUBLISHER, {key: publisher.owner for key, publisher in publishers.items()})
    return Registries(
        topics=_in_order(topics, lambda topic: topic.title),
        actors=_in_order(actors, lambda actor: actor.name),
        places=_in_order(places, lambda place: place.name),
        publishers=_in_order(publishers, lambda publisher: publisher.name),
        bodies={item.record.id: item.body for item in filed[EntityKind.TOPIC]},
        topic_parents=topic_parents,
        place_parents=place_parents,
        organisations=organisations,
        owners=owners,
    )


def _resolve(item: Filed, ids: Resolver) -> Topic | Actor | Place | Publisher:
    match item.record:
        case Topic() as topic:
            return replace(resolve_topic(topic, item.path, ids), path=item.path)
        case Actor() as actor:
            return resolve_actor(actor, item.path, _index(item), ids)
        case Place() as place:
            return resolve_place(place, item.path, _index(item), ids)
        case Publisher() as publisher:
            return resolve_publisher(publisher, item.path, _index(item), ids)


def _index(item: Filed) -> int:
    return int(item.pointer[0])


def _collect(record_type: type[R], records: Iterable[object]) -> dict[Id, R]:
    return {record.id: record for record in records if isinstance(record, record_type)}


def _add_implied(
    topics: dict[Id, Topic],
    actors: dict[Id, Actor],
    places: dict[Id, Place],
    publishers: dict[Id, Publisher],
    ids: Resolver,
) -> None:
    for key in sorted(ids.implied[EntityKind.TOPIC]):
        topics.setdefault(key, Topic(id=key, title=name_of(key)))
    for key in sorted(ids.implied[EntityKind.ACTOR]):
        actors.setdefault(key, Actor(key, name_of(key), ActorKind.ORGANISATION))
    for key in sorted(ids.implied[EntityKind.PLACE]):
        places.setdefault(key, Place(key, name_of(key)))
    for key in sorted(ids.implied[EntityKind.PUBLISHER]):
        publishers.setdefault(key, Publisher(key, name_of(key), PublisherKind.REFERENCE))


def name_of(key: str) -> str:
    """Make a name of an id that nothing names: `interior-ministry` becomes "Interior ministry"."""
    words = key.replace("-", " ")
    return words[:1].upper() + words[1:]


def _in_order(records: dict[Id, R], name: Callable[[R], str]) -> dict[Id, R]:
    def key(item: tuple[Id, R]) -> tuple[str, Id]:
        return unicodedata.normalize("NFKD", name(item[1])).casefold(), item[0]

    return dict(sorted(records.items(), key=key))


_UPWARDS = {
    EntityKind.TOPIC: ("BRF-topic-cycle", "parent", "a topic that is not below this one"),
    EntityKind.PLACE: ("BRF-place-cycle", "in", "a place that does not lie in this one"),
    EntityKind.PUBLISHER: ("BRF-owner-cycle", "owner", "an owner that this publisher does not own"),
    # The catalogue has no code of its own for people who speak for each other.
    EntityKind.ACTOR: ("BRF-invalid-value", "of", "an organisation that does not speak for this actor"),
}


class _Cutter:
    """Turns the one link upwards that records have into chains, and notes the circles."""

    def __init__(self, where: Mapping[tuple[EntityKind, Id], Filed], problems: list[Problem]) -> None:
        self._where = where
        self._problems = problems

    def chains(self, kind: EntityKind, links: Mapping[Id, Id | None]) -> dict[Id, tuple[Id, ...]]:
        """Give what stands above each id, nearest first."""
        kept, cycles = cut_cycles({key: () if link is None else (link,) for key, link in links.items()})
        code, field, expected = _UPWARDS[kind]
        for cycle in cycles:
            item = self._where[kind, cycle[0]]
            location = Location(item.path, pointer=(*item.pointer, field))
            self._problems.append(Problem(code, location, describe_cycle(cycle), expected))
        return find_ancestors(kept)
