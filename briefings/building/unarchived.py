"""Sources that have an address and no snapshot, and the file that each stands in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from briefings.checks.source_lists import list_sources
from briefings.checks.source_not_archived import is_snapshot
from briefings.linking.site import Site
from briefings.model.document import Document
from briefings.model.source import Source
from briefings.problems import Pointer
from briefings.reading.added_key import add_key
from briefings.reading.locate import find_position


class Unarchived(msgspec.Struct, frozen=True):
    """A source without a snapshot: who published it, and where it is written down (the line counts from 1)."""

    id: str
    publisher: str
    title: str
    url: str
    path: str
    line: int
    pointer: Pointer


def list_unarchived(
    documents: Iterable[Document], site: Site, read_text: Callable[[str], str | None]
) -> list[Unarchived]:
    """The sources that published pages cite, by file and place. What is not public is asked about nowhere."""
    public = {linked.briefing.path for linked in site.briefings.values()}
    lists = (*(b.sources for b in site.briefings.values()), *(t.sources for t in site.topics.values()))
    cited = {linked.key for sources in lists for linked in sources}
    found = []
    for document in documents:
        for source, pointer in list_sources(document):
            is_public = document.path in public if document.briefing else document.topic or source.id in cited
            if is_public and source.url and not source.archived and not is_snapshot(source.url):
                found.append(_describe(site, source, document.path, pointer, read_text))
    return sorted(found, key=lambda item: (item.path, item.line, item.id))


def _describe(
    site: Site, source: Source, path: str, pointer: Pointer, read_text: Callable[[str], str | None]
) -> Unarchived:
    line, _ = find_position(read_text(path) or "", path, (*pointer, "url"))
    publisher = site.publishers[source.publisher].name if source.publisher in site.publishers else source.publisher
    return Unarchived(source.id, publisher, source.title, source.url, path, line, pointer)


def write_archived(content: Path, item: Unarchived, address: str) -> bool:
    """Write the address of a snapshot beside its source. False where the file would not stay as it is otherwise.

    It is read anew: asking takes its time, and somebody may have edited it.
    """
    place = (content / item.path).resolve()
    try:
        text = place.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    changed = add_key(text, item.path, item.pointer, ("archived", address), beside=("url", item.url))
    if changed is None:
        return False
    _replace(place, changed.encode("utf-8"))
    return True


def _replace(place: Path, data: bytes) -> None:
    """Write a file whole or not at all, with the rights that it had."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        shutil.copymode(place, draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def group_by_address(items: Iterable[Unarchived]) -> Iterator[tuple[str, list[Unarchived]]]:
    """The same document may be cited in many places: each address once, with all of them, in order."""
    groups: dict[str, list[Unarchived]] = {}
    for item in items:
        groups.setdefault(item.url, []).append(item)
    yield from groups.items()
