"""The search index of a run, where its site has one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefings.building.progress import Stage
from briefings.problems import Problem

if TYPE_CHECKING:
    from briefings.plugin.page_writer import PageWriter
    from briefings.plugin.pelican_class import BriefingsPelican


def find_missing_search(site: BriefingsPelican) -> Problem | None:
    """Note that the program is missing that makes the index."""
    if not _is_indexed(site):
        return None
    from briefings.building.search_index import find_missing_pagefind

    return find_missing_pagefind()


def add_index(site: BriefingsPelican, staging: Path, writer: PageWriter) -> Problem | None:
    """Add the index to the finished pages, in themes with a search page. Gives what speaks against it."""
    if not _is_indexed(site) or not writer.views.has_template("search.html"):
        return None
    from briefings.building.search_index import write_index

    pages = writer.list_indexed()
    site.progress(Stage.INDEXING, 0, len(pages))
    problem = write_index(pages, staging, site.output, site.build.cache)
    site.progress(Stage.INDEXING, len(pages), len(pages))
    return problem


def _is_indexed(site: BriefingsPelican) -> bool:
    """Whether the site has an index. A preview has none: it would be made anew after every word."""
    return site.build.settings.search and not site.is_preview
