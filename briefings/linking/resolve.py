"""Records with every id in its permanent form: aliases become ids, unknown ids are noted and left out."""

from __future__ import annotations

from msgspec.structs import replace

from briefings.linking.ids import Resolver
from briefings.linking.site import EntityKind
from briefings.model.briefing import (
    Briefing,
    Correction,
    DatedFact,
    Image,
    Unknown,
    Upcoming,
)
from briefings.model.claim import Claim, Position
from briefings.model.ids import Id
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Pointer

TOPIC, ACTOR, PLACE = EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE
PUBLISHER, CLAIM, BRIEFING = EntityKind.PUBLISHER, EntityKind.CLAIM, EntityKind.BRIEFING


def resolve_briefing(briefing: Briefing, path: str, ids: Resolver) -> Briefing:
    """Resolve everything in a briefing but the documents it cites, which need its source list.

    A briefing in which all ids are in their permanent form is given back as it is.
    """
    resolved = {
        "topics": ids.find_all(TOPIC, briefing.topics, path, ("topics",)),
        "actors": ids.find_all(ACTOR, briefing.actors, path, ("actors",)),
        "places": ids.find_all(PLACE, briefing.places, path, ("places",)),
        "follows": ids.find_all(BRIEFING, briefing.follows, path, ("follows",)),
        "image": None if briefing.image is None else _image(briefing.image, path, ("image",), ids),
        "images": tuple([_image(image, path, ("images", i), ids) for i, image in enumerate(briefing.images)]),
        "sources": resolve_sources(briefing.sources, path, ("sources",), ids),
        "claims": tuple([_claim(claim, path, ("claims", i), ids) for i, claim in enumerate(briefing.claims)]),
        "unknowns": tuple([_unknown(item, path, ("unknowns", i), ids) for i, item in enumerate(briefing.unknowns)]),
        "events": tuple([_fact(fact, path, ("events", i), ids) for i, fact in enumerate(briefing.events)]),
        "upcoming": tuple([_upcoming(item, path, ("upcoming", i), ids) for i, item in enumerate(briefing.upcoming)]),
        "corrections": tuple(
            [_correction(c, path, ("corrections", i), ids) for i, c in enumerate(briefing.corrections)]
        ),
    }
    changed = {name: value for name, value in resolved.items() if value != getattr(briefing, name)}
    return replace(briefing, **changed) if changed else briefing


def resolve_topic(topic: Topic, path: str, ids: Resolver) -> Topic:
    """Resolve the parent, actors, places and publishers of a topic."""
    return replace(
        topic,
        parent=ids.find_optional(TOPIC, topic.parent, path, ("parent",)),
        actors=ids.find_all(ACTOR, topic.actors, path, ("actors",)),
        places=ids.find_all(PLACE, topic.places, path, ("places",)),
        sources=resolve_sources(topic.sources, path, ("sources",), ids),
    )


def resolve_actor(actor: Actor, path: str, index: int, ids: Resolver) -> Actor:
    """Resolve the organisation that an actor speaks for, and the topics it is a party to."""
    return replace(
        actor,
        of=ids.find_optional(ACTOR, actor.of, path, (index, "of")),
        party_to=ids.find_all(TOPIC, actor.party_to, path, (index, "party_to")),
    )


def resolve_place(place: Place, path: str, index: int, ids: Resolver) -> Place:
    """Resolve the place that a place lies in."""
    return replace(place, within=ids.find_optional(PLACE, place.within, path, (index, "in")))


def resolve_publisher(publisher: Publisher, path: str, index: int, ids: Resolver) -> Publisher:
    """Resolve the owner of a publisher."""
    return replace(publisher, owner=ids.find_optional(PUBLISHER, publisher.owner, path, (index, "owner")))


def resolve_source(source: Source, path: str, pointer: Pointer, ids: Resolver) -> Source:
    """Resolve the publisher of a document."""
    if ids.is_known(PUBLISHER, source.publisher):
        return source
    found = ids.require(PUBLISHER, source.publisher, path, (*pointer, "publisher"))
    return source if found == source.publisher else replace(source, publisher=found)


def resolve_sources(
    sources: tuple[Source | Id, ...], path: str, pointer: Pointer, ids: Resolver
) -> tuple[Source | Id, ...]:
    """Resolve the publishers of the documents in a source list; ids of registered documents stay as they are."""
    return tuple(
        [
            resolve_source(item, path, (*pointer, index), ids) if isinstance(item, Source) else item
            for index, item in enumerate(sources)
        ]
    )


def _image(image: Image, path: str, pointer: Pointer, ids: Resolver) -> Image:
    place = ids.find_optional(PLACE, image.place, path, (*pointer, "place"))
    return image if place == image.place else replace(image, place=place)


def _claim(claim: Claim, path: str, pointer: Pointer, ids: Resolver) -> Claim:
    if all(ids.is_known(ACTOR, position.by) for position in claim.positions):
        return claim
    positions = tuple(
        _position(position, path, (*pointer, "positions", index), ids) for index, position in enumerate(claim.positions)
    )
    return claim if positions == claim.positions else replace(claim, positions=positions)


def _position(position: Position, path: str, pointer: Pointer, ids: Resolver) -> Position:
    speaker = ids.require(ACTOR, position.by, path, (*pointer, "by"))
    return position if speaker == position.by else replace(position, by=speaker)


def _unknown(unknown: Unknown, path: str, pointer: Pointer, ids: Resolver) -> Unknown:
    return replace(unknown, claim=ids.find_optional(CLAIM, unknown.claim, path, (*pointer, "claim")))


def _fact(fact: DatedFact, path: str, pointer: Pointer, ids: Resolver) -> DatedFact:
    return replace(
        fact,
        topics=ids.find_all(TOPIC, fact.topics, path, (*pointer, "topics")),
        places=ids.find_all(PLACE, fact.places, path, (*pointer, "places")),
    )


def _upcoming(upcoming: Upcoming, path: str, pointer: Pointer, ids: Resolver) -> Upcoming:
    return replace(upcoming, topics=ids.find_all(TOPIC, upcoming.topics, path, (*pointer, "topics")))


def _correction(correction: Correction, path: str, pointer: Pointer, ids: Resolver) -> Correction:
    return replace(correction, claims=ids.find_all(CLAIM, correction.claims, path, (*pointer, "claims")))
