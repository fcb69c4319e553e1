"""The documents that a file lists as sources, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.linking.content import is_withdrawn
from briefings.model.document import Document
from briefings.model.source import Source
from briefings.problems import Pointer


def list_sources(document: Document) -> Iterator[tuple[Source, Pointer]]:
    """The sources of a briefing, a topic or the registry; those of a withdrawn briefing are shown nowhere."""
    for index, source in enumerate(document.sources):
        yield source, (index,)
    holder = document.briefing or document.topic
    if holder is None or (document.briefing is not None and is_withdrawn(document.briefing)):
        return
    for index, item in enumerate(holder.sources):
        if isinstance(item, Source):
            yield item, ("sources", index)
