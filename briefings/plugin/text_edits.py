"""A preview after edits of words: nothing is linked anew, and only the pages that show these words are made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefings.building.last_build import LastBuild
from briefings.building.pages_made import Made, find_readers
from briefings.building.render_pages import AnyUnit, PageFolder
from briefings.building.store import Stamp
from briefings.linking.files import find_body_files, find_briefing_files
from briefings.linking.text_edits import edit_briefing, is_text_edit
from briefings.model.document import Document
from briefings.plugin.build import Build
from briefings.plugin.page_writer import PageWriter
from briefings.views.context import ViewContext
from briefings.views.reads import ALL


class _OpenFolder(PageFolder):
    """The folder of a site that is being read: each file is replaced in one step, and only by other bytes."""

    written = 0

    def write(self, path: str, data: bytes) -> None:
        """Write one file."""
        target = f"{self.folder}/{path}"
        with suppress(OSError):
            if Path(target).read_bytes() == data:
                return
        super().write(f"{path}.new", data)
        os.replace(f"{target}.new", target)
        self.written += 1


class Standing:
    """A finished build of a preview, which stays in memory so that the next edit finds everything at hand."""

    def __init__(self, build: Build, views: ViewContext, writer: PageWriter, last: LastBuild) -> None:
        self._build, self._views, self._writer = build, views, writer
        self._stamps = dict(last.stamps)
        self.last = LastBuild(last.record, last.output, self._stamps)
        self._units: dict[str, AnyUnit] = {unit.name: unit for unit in writer.list_units()}
        self.parsed: list[str] = []
        self.rendered: list[str] = []
        self.written = 0

    def take_edits(self, paths: Iterable[str]) -> bool:
        """Make the pages that show the briefings in these files; False where more than words has changed.

        Paths are relative to the content folder. Raises `RenderError`; then, and after False, nothing stands any more.
        """
        self.parsed, self.rendered, self.written = [], [], 0
        changed: set[int] = set()
        for path in sorted(set(paths)):
            before = self._build.documents.get(path)
            after = self._build.read_again(path) if before is not None else None
            if before is None or after is None:
                return False
            self.parsed.append(path)
            if after != before:
                if not self._is_text_edit(before, after):
                    return False
                changed |= self._replace(after)
        return not changed or self._make(changed)

    def _is_text_edit(self, before: Document, after: Document) -> bool:
        site, files = self._build.site, self._views.static_paths
        return is_text_edit(before, after, site) and (not files or self._list_files(before) == self._list_files(after))

    def _list_files(self, document: Document) -> set[str]:
        files, url = self._views.static_paths, self._build.settings.url
        found = set(find_body_files(document.body, document.path, files, url))
        return found.union(find_briefing_files(document.briefing, files, url) if document.briefing else ())

    def _replace(self, after: Document) -> set[int]:
        """Put another reading of a briefing in its place. Gives the numbers of the parts of the site that changed."""
        site, views = self._build.site, self._views.site
        assert after.briefing is not None  # noqa: S101 - `is_text_edit` has seen it
        key = after.briefing.id
        self._build.documents[after.path] = after
        site.bodies[after.path] = after.body
        parts: list[tuple[Any, str]] = [(views.bodies, after.path), (views.bodies, ALL)]
        linked = edit_briefing(site.briefings[key], after.briefing)
        if linked != site.briefings[key]:
            site.briefings[key] = linked
            parts += [(views.briefings, key), (views.briefings, ALL)]
        return {table.find_number(part) for table, part in parts}

    def _make(self, changed: set[int]) -> bool:
        self._views.forget(changed)
        digests, record = self._writer.digests, self.last.record
        digests.forget(changed)
        names = find_readers(record, {digests.name(number) for number in changed})
        folder = _OpenFolder(Path(self.last.output))
        renderer = self._writer.renderer.write_into(folder)
        made = {name: renderer.render_unit(self._units[name]) for name in names if name in self._units}
        if len(made) < len(names) or any(made[name].pages != record.units[name].pages for name in made):
            return False  # the sitemap, which names all pages, is another one too
        for name, unit in made.items():
            self._writer.recorder.add(name, unit)
            self.rendered += _list_pages(unit)
        self._writer.recorder.refresh(changed)
        self.written = folder.written
        self._note_stamps()
        return True

    def _note_stamps(self) -> None:
        for path in self.rendered:
            found = os.lstat(f"{self.last.output}/{path}")
            self._stamps[path] = Stamp(found.st_size, found.st_mtime_ns)


def _list_pages(made: Made) -> list[str]:
    return [page.path for page in made.pages]
