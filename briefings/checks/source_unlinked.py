"""BRF-source-unlinked: a source without an address and without a note."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import FileInput
from briefings.checks.source_lists import list_sources
from briefings.problems import Location, Problem


def check_source_addresses(file: FileInput) -> Iterator[Problem]:
    """Find sources that readers cannot look up and are not told why."""
    for source, pointer in list_sources(file.document):
        if not source.url and not source.note:
            where = Location(file.document.path, pointer=(*pointer, "id"))
            hint = "Add its `url`; where it has none (a broadcast, a paper, a call), say so in `note`."
            yield Problem("BRF-source-unlinked", where, f"`{source.id}` without `url`", "its address", hint)
