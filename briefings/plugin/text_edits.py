"""A site after edits of words: nothing is linked anew, and only the pages that show these words are made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import msgspec

from briefings.building.last_build import LastBuild
from briefings.building.pages_made import find_readers
from briefings.building.render_pages import PageFolder, find_unit
from briefings.building.store import Stamp, Store
from briefings.linking.files import find_body_files, find_briefing_files, find_shown_images
from briefings.linking.text_edits import edit_briefing, is_same, is_text_edit
from briefings.model.document import Document
from briefings.plugin.build import Build
from briefings.plugin.page_writer import PageWriter
from briefings.views.context import ViewContext
from briefings.views.teasers import edit_teaser


class OpenFolder(PageFolder):
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
    """A finished build from which an edit of words can go on: all of it in memory, or what is kept on disk."""

    def __init__(
        self,
        build: Build,
        documents: MutableMapping[str, Document],
        views: ViewContext,
        writer: PageWriter,
        last: LastBuild,
    ) -> None:
        """`documents` are what the files said then. `writer` has made the pages of that build, or goes on from it."""
        self._build, self._documents, self._views, self._writer = build, documents, views, writer
        self._stamps = dict(last.stamps)
        self.last = msgspec.structs.replace(last, stamps=self._stamps)
        self.parsed: list[str] = []
        self.rendered: list[str] = []

    def take_edits(self, paths: Iterable[str], folder: PageFolder) -> bool:
        """Make the pages that show the briefings in these files; False where more than words has changed.

        Paths are relative to the content folder. Raises `RenderError`; then, and after False, nothing stands any more.
        """
        self.parsed, self.rendered = [], []
        changed: set[int] = set()
        for path in sorted(set(paths)):
            before = self._documents.get(path)
            after = self._build.read_again(path) if before is not None else None
            if before is None or after is None:
                return False
            self.parsed += self._build.parsed
            if not is_same(before, after):
                if not self._is_text_edit(before, after):
                    return False
                changed |= self._replace(after)
        return not changed or self._make(changed, folder)

    def note_stamps(self) -> None:
        """Take in how the pages that were made lie in the output."""
        for path in self.rendered:
            found = os.lstat(f"{self.last.output}/{path}")
            self._stamps[path] = Stamp(found.st_size, found.st_mtime_ns)

    def _is_text_edit(self, before: Document, after: Document) -> bool:
        files = self._views.static_paths
        linked = self._briefings.peek(before.briefing.id) if before.briefing else None
        is_text = is_text_edit(before, after, linked)
        return is_text and (not files or self._list_files(before) == self._list_files(after))

    @property
    def _briefings(self) -> Any:
        return self._views.site.briefings  # a table

    def _list_files(self, document: Document) -> set[str]:
        files, url = self._views.static_paths, self._build.settings.url
        found = set(find_body_files(document.body, document.path, files, url))
        found.update(f"{path} as a picture" for path in find_shown_images(document.body, document.path, files, url))
        return found.union(find_briefing_files(document.briefing, files, url) if document.briefing else ())

    def _replace(self, after: Document) -> set[int]:
        """Put another reading of a briefing in its place. Gives the numbers of the parts of the site that changed."""
        assert after.briefing is not None  # noqa: S101 - `is_text_edit` has seen it
        key, bodies = after.briefing.id, cast(Any, self._views.site.bodies)
        self._documents[after.path] = after
        changed: set[int] = bodies.put(after.path, after.body)
        before = self._briefings.peek(key)
        linked = edit_briefing(before, after.briefing)
        if linked != before:
            changed |= self._briefings.put(key, linked)
        teasers = cast(Any, self._views.teasers)
        teaser = teasers.peek(key)
        if teaser is not None and (edited := edit_teaser(teaser, after.briefing)) != teaser:
            changed |= teasers.put(key, edited)
        return changed

    def _make(self, changed: set[int], folder: PageFolder) -> bool:
        self._views.forget(changed)
        digests, record = self._writer.digests, self._writer.recorder.record
        digests.forget(changed)
        names = find_readers(record, {digests.name(number) for number in changed})
        renderer = self._writer.renderer.write_into(folder)
        made = {name: renderer.render_unit(unit) for name in names if (unit := find_unit(name))}
        if len(made) < len(names) or any(made[name].pages != record.units[name].pages for name in made):
            return False  # the sitemap, which names all pages, is another one too
        for name, result in made.items():
            self._writer.recorder.add(name, result)
            self.rendered += (page.path for page in result.pages)
        self._writer.recorder.refresh(changed)
        return True


class StoredDocuments(MutableMapping[str, Document]):
    """What the files said when they were read last, from the store. Only single ones are ever asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        found = self._new.get(path) or self._store.look_up(path)
        if found is None:
            raise KeyError(path)
        return found

    def __setitem__(self, path: str, document: Document) -> None:
        self._new[path] = document

    def __delitem__(self, path: str) -> None:
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
