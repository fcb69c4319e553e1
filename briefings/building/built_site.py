"""Reads a site that was built before, for those who judge its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefings.building.manifest import list_files, read_owned

_PAGES = (".html", ".htm")


class BuiltSite(msgspec.Struct, frozen=True):
    """An output folder: all files below it, and those of them that are pages, as sorted relative paths.

    Where the folder has a manifest (`.briefings.json`), only files that the build wrote are pages of ours; links may
    lead to the others all the same.
    """

    folder: Path
    files: frozenset[str]
    pages: tuple[str, ...]

    def read_pages(self) -> Iterator[tuple[str, str]]:
        """The path and the HTML of every page."""
        for path in self.pages:
            yield path, self.read_page(path)

    def read_page(self, path: str) -> str:
        """The HTML of one page. Raises `OSError` where the file is gone."""
        return (self.folder / path).read_text("utf-8", errors="replace")


def find_built_site(folder: Path) -> BuiltSite:
    """List what stands in an output folder."""
    files = frozenset(list_files(folder))
    ours = files.intersection(read_owned(folder)) or files
    return BuiltSite(folder, files, tuple(sorted(path for path in ours if path.lower().endswith(_PAGES))))
