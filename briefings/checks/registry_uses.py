"""Which topics, actors, places, publishers and registered sources the documents of a site refer to, drafts included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefings.model.body import ReferenceKind
from briefings.model.briefing import Briefing
from briefings.model.document import Document
from briefings.model.ids import slugify
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic

Record = Topic | Actor | Place | Publisher | Source
USED_KINDS = ("topic", "actor", "place", "publisher", "source")

_Use = tuple[str, str]
"""A kind and the id or alias by which something is referred to."""
_LINK = re.compile(r"\[\[([^\[\]|\n]+)")
_CITATION = re.compile(r"[\[;]\s*@([\w-]+)")


class Uses:
    """What is used, by kind and name; a used record brings what it refers to itself."""

    def __init__(self, direct: Iterable[_Use], followed: Iterable[tuple[_Use, _Use]]) -> None:
        below: dict[_Use, list[_Use]] = {}
        for user, used in followed:
            below.setdefault(user, []).append(used)
        self._used: set[_Use] = set()
        waiting = list(direct)
        while waiting:
            use = waiting.pop()
            if use not in self._used:
                self._used.add(use)
                waiting += below.get(use, ())

    def has(self, kind: str, names: Iterable[str]) -> bool:
        """Whether anything of this kind is used by one of these names."""
        return any((kind, name) in self._used for name in names)


def collect_uses(documents: Iterable[Document]) -> Uses:
    """Everything that briefings, topics and pages refer to, and what that refers to in turn."""
    direct: list[_Use] = []
    followed: list[tuple[_Use, _Use]] = []
    for document in documents:
        direct += _list_links(document)
        if document.briefing is not None:
            direct += _list_briefing(document.briefing)
        if document.topic is not None:
            direct += _list_topic(document.topic)
        followed += _list_followed(document)
    return Uses(direct, followed)


def _list_links(document: Document) -> Iterator[_Use]:
    for reference in document.body.references:
        if reference.kind is ReferenceKind.CITATION:
            yield "source", reference.target
        elif reference.kind is ReferenceKind.LINK:
            yield from _name_link(reference.prefix, reference.target)
    for text in _list_texts(document):
        if "[" in text:
            yield from (("source", match[1]) for match in _CITATION.finditer(text))
            for match in _LINK.finditer(text):
                prefix, _, target = match[1].rpartition(":")
                yield from _name_link(prefix, target)


def _name_link(prefix: str, target: str) -> Iterator[_Use]:
    for kind in USED_KINDS:
        if not prefix or prefix == kind:
            yield kind, target
            yield kind, slugify(target)


def _list_texts(document: Document) -> Iterator[str]:
    """Texts outside the body in which links can stand."""
    if document.topic is not None:
        yield document.topic.summary
    if document.page is not None:
        yield document.page.summary
    if document.briefing is not None:
        briefing = document.briefing
        yield from (briefing.summary, briefing.why)
        yield from (image.caption for image in (briefing.image, *briefing.images) if image is not None)
        yield from (unknown.text for unknown in briefing.unknowns)
        yield from (fact.text for fact in briefing.events)
        yield from (text for item in briefing.upcoming for text in (item.what, item.outcome))
        yield from (update.note for update in briefing.updates)
        yield from (text for correction in briefing.corrections for text in (correction.was, correction.now))


def _list_briefing(briefing: Briefing) -> Iterator[_Use]:
    yield from _name("topic", briefing.topics)
    yield from _name("actor", briefing.actors)
    yield from _name("place", briefing.places)
    yield from _list_sources(briefing.sources)
    for image in (briefing.image, *briefing.images):
        if image is not None and image.place is not None:
            yield "place", image.place
    for claim in briefing.claims:
        yield from _name("actor", (position.by for position in claim.positions))
        carriers = [word for position in claim.positions for word in position.via]
        yield from _name("source", [*carriers, *(claim.assessment.via if claim.assessment else ())])
    for fact in briefing.events:
        yield from (*_name("topic", fact.topics), *_name("place", fact.places), *_name("source", fact.sources))
    for item in briefing.upcoming:
        yield from (*_name("topic", item.topics), *_name("source", item.sources))


def _list_topic(topic: Topic) -> Iterator[_Use]:
    yield from _name("actor", topic.actors)
    yield from _name("place", topic.places)
    yield from _list_sources(topic.sources)


def _list_sources(items: Iterable[Source | str]) -> Iterator[_Use]:
    for item in items:
        if isinstance(item, Source):
            yield "publisher", item.publisher
            yield from _name("source", item.derived_from)
        else:
            yield "source", item


def _name(kind: str, words: Iterable[str]) -> Iterator[_Use]:
    return ((kind, word) for word in words)


def _list_followed(document: Document) -> Iterator[tuple[_Use, _Use]]:
    """What a record refers to: worth something only where the record itself is used."""
    topic = document.topic
    if topic is not None and topic.parent is not None:
        yield from _follow("topic", list_names(topic), ("topic", topic.parent))
    for actor in document.actors:
        of = () if actor.of is None else (actor.of,)
        for use in (*_name("actor", of), *_name("topic", actor.party_to)):
            yield from _follow("actor", list_names(actor), use)
    for place in document.places:
        if place.within is not None:
            yield from _follow("place", list_names(place), ("place", place.within))
    for publisher in document.publishers:
        if publisher.owner is not None:
            yield from _follow("publisher", list_names(publisher), ("publisher", publisher.owner))
    for source in document.sources:
        for use in _list_sources([source]):
            yield from _follow("source", list_names(source), use)


def _follow(kind: str, names: Iterable[str], use: _Use) -> Iterator[tuple[_Use, _Use]]:
    return (((kind, name), use) for name in names)


def list_names(record: Record) -> Iterator[str]:
    """The names by which others can refer to a record: its id and its aliases, as written and as slugs."""
    yield record.id
    for alias in () if isinstance(record, Source) else record.aliases:
        yield alias
        yield slugify(alias)
