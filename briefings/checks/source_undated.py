"""BRF-source-undated: a source without any date and without a note."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import FileInput
from briefings.checks.source_lists import list_sources
from briefings.problems import Location, Problem


def check_source_dates(file: FileInput) -> Iterator[Problem]:
    """Find sources that say neither when they came out nor when they were seen, nor why not."""
    for source, pointer in list_sources(file.document):
        if source.published is None and source.accessed is None and not source.note:
            where = Location(file.document.path, pointer=(*pointer, "id"))
            found = f"`{source.id}` without `published` and `accessed`"
            hint = "Add `published: 2021-07-14`, or the day you saw it as `accessed`; where neither is known, a `note`."
            yield Problem("BRF-source-undated", where, found, "the day it came out", hint)
