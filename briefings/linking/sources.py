"""Source lists: every cited document with its key in the site, its publisher, and the origins that it goes back to."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from briefings.linking.content import Content
from briefings.linking.cycles import cut_cycles, describe_cycle
from briefings.linking.ids import Resolver, Suggestions
from briefings.linking.registries import Registries
from briefings.linking.resolve import resolve_source
from briefings.linking.site import LinkedSource, SourceKey
from briefings.model.briefing import Briefing
from briefings.model.document import FileKind
from briefings.model.ids import Id
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Location, Pointer, Problem


class Shelf(msgspec.Struct, frozen=True, gc=False):
    """One source list as written: of a briefing, a topic, or (with an empty name) a registry file.

    Keys of its own documents are `name/id`; items that are ids are documents of the registry.
    """

    name: str
    path: str
    pointer: Pointer
    items: tuple[Source | Id, ...]

    def key(self, source_id: Id) -> SourceKey:
        """Give the key of one of its own documents."""
        return f"{self.name}/{source_id}" if self.name else source_id


class Library(msgspec.Struct, frozen=True):
    """All documents by key, and the list of each shelf by its name in the order of its front matter."""

    sources: dict[SourceKey, LinkedSource]
    lists: dict[str, tuple[LinkedSource, ...]]

    @property
    def registered(self) -> tuple[LinkedSource, ...]:
        """The documents of `registry/sources.yml`, whose keys are their ids."""
        return self.lists.get("", ())


def topic_shelf(topic: Id) -> str:
    """Give the name of a topic's shelf; the colon keeps it apart from a briefing with the same id."""
    return f"topic:{topic}"


def shelve_briefing(briefing: Briefing, path: str) -> Shelf:
    """Give the shelf of a briefing, whose file is `path`."""
    return Shelf(briefing.id, path, ("sources",), briefing.sources)


def shelve_topic(topic: Topic) -> Shelf:
    """Give the shelf of a topic."""
    return Shelf(topic_shelf(topic.id), topic.path, ("sources",), topic.sources)


def shelve_registry(content: Content, ids: Resolver) -> list[Shelf]:
    """Give the shelves of `registry/sources.yml`, with their publishers resolved."""
    return [
        Shelf(
            "",
            document.path,
            (),
            tuple(resolve_source(item, document.path, (n,), ids) for n, item in enumerate(document.sources)),
        )
        for document in content.of(FileKind.SOURCES)
    ]


def build_library(shelves: Iterable[Shelf], registries: Registries, ids: Resolver) -> Library:
    """Give every document its key, its publisher and its origins.

    `derived_from` is followed to its roots; the origin of a root is the topmost owner of its publisher.
    """
    catalogue = _Catalogue(ids.problems, ids.suggestions)
    ordered = sorted(shelves, key=lambda shelf: (shelf.name, shelf.path))
    for shelf in ordered:
        catalogue.add(shelf)
    linked = _link_documents(catalogue, registries)
    lists = {name: tuple(linked[key] for key in keys if key in linked) for name, keys in catalogue.lists.items()}
    return Library({key: linked[key] for key in sorted(linked)}, lists)


class _Catalogue:
    """Documents by key with their places, and the keys of each shelf. The registry comes first, having no name."""

    def __init__(self, problems: list[Problem], suggestions: Suggestions) -> None:
        self.documents: dict[SourceKey, Source] = {}
        self.lists: dict[str, list[SourceKey]] = {}
        self.problems = problems
        self.suggestions = suggestions
        self._places: dict[SourceKey, tuple[Shelf, int]] = {}
        self._registered: set[SourceKey] = set()

    def add(self, shelf: Shelf) -> None:
        taken: set[str] = set() if shelf.name else set(self._registered)
        keys = self.lists.setdefault(shelf.name, [])
        for index, item in enumerate(shelf.items):
            source_id = item.id if isinstance(item, Source) else item
            if source_id in taken:
                expected = "each document once in a source list"
                self.problems.append(Problem("BRF-duplicate-id", _locate(shelf, index), f"`{source_id}`", expected))
                continue
            key = self._add_item(shelf, item, index)
            if key is not None:
                taken.add(source_id)
                keys.append(key)

    def _add_item(self, shelf: Shelf, item: Source | Id, index: int) -> SourceKey | None:
        if not isinstance(item, Source):
            if item not in self._registered:
                self.problems.append(self.unknown(item, _locate(shelf, index), ()))
                return None
            return item
        key = shelf.key(item.id)
        self.documents[key], self._places[key] = item, (shelf, index)
        if not shelf.name:
            self._registered.add(key)
        return key

    def where(self, key: SourceKey, *pointer: str | int) -> Location:
        """Give the place of something in a document."""
        shelf, index = self._places[key]
        return Location(shelf.path, pointer=(*shelf.pointer, index, *pointer))

    def unknown(self, word: str, where: Location, listed: Iterable[str]) -> Problem:
        hint = self.suggestions.near(word, (*self._registered, *listed))
        return Problem(
            "BRF-unknown-id", where, f"`{word}`", "the id of a document in `sources` or registry/sources.yml", hint
        )

    def derivations(self) -> dict[SourceKey, tuple[SourceKey, ...]]:
        """Give the keys of the documents that each one copies, for those that copy any."""
        return {key: self._derivations_of(key, source) for key, source in self.documents.items() if source.derived_from}

    def _derivations_of(self, key: SourceKey, source: Source) -> tuple[SourceKey, ...]:
        shelf, found = self._places[key][0], []
        for index, word in enumerate(source.derived_from):
            target = shelf.key(word) if shelf.key(word) in self.documents else word
            if target in self.documents:
                found.append(target)
            else:
                listed = [item.id for item in shelf.items if isinstance(item, Source)]
                self.problems.append(self.unknown(word, self.where(key, "derived_from", index), listed))
        return tuple(dict.fromkeys(found))


def _locate(shelf: Shelf, index: int) -> Location:
    pointer = (*shelf.pointer, index)
    return Location(shelf.path, pointer=(*pointer, "id") if isinstance(shelf.items[index], Source) else pointer)


def _link_documents(catalogue: _Catalogue, registries: Registries) -> dict[SourceKey, LinkedSource]:
    kept, cycles = cut_cycles(catalogue.derivations())
    for cycle in cycles:
        where = catalogue.where(cycle[0], "derived_from")
        expected = "documents that go back to one that copies no other"
        catalogue.problems.append(Problem("BRF-source-cycle", where, describe_cycle(cycle), expected))
    owners = {key: ((key, *registries.owners[key])[-1],) for key in registries.publishers}
    linked = {
        key: LinkedSource(key, source, registries.publishers[source.publisher], owners[source.publisher])
        for key, source in catalogue.documents.items()
        if key not in kept
    }
    for key, targets in kept.items():
        source = catalogue.documents[key]
        publisher = registries.publishers[source.publisher]
        roots = {origin for target in targets for origin in linked[target].origins}
        origins = tuple(sorted(roots)) or owners[publisher.id]
        linked[key] = LinkedSource(key, source, publisher, origins, targets)
    return linked
