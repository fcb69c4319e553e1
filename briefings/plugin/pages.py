"""Pelican's pages generator: reading as in stock Pelican, rendering through our views."""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican.contents import Page
from pelican.generators import PagesGenerator
from pelican.plugins import signals

from briefings.linking.files import find_addressed_files, is_public_page
from briefings.model.document import FileKind
from briefings.plugin.foreign_reader import DOCUTILS_SETTINGS, ForeignReader
from briefings.plugin.reader import EXTENSIONS, DocumentReader
from briefings.plugin.run_state import RunState
from briefings.views.plain import build_page_view


class BriefingsPagesGenerator(PagesGenerator):
    """Ordinary pages. Markdown is read by our reader, other formats by Pelican's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run_state: RunState = self.settings["RUN_OF_BRIEFINGS"]
        self.settings["DOCUTILS_SETTINGS"] = {**self.settings["DOCUTILS_SETTINGS"], **DOCUTILS_SETTINGS}
        readers, build = self.readers.readers, self.run_state.build
        readers.update({name: ForeignReader(self.settings, reader, build) for name, reader in readers.items()})
        readers.update(dict.fromkeys(EXTENSIONS, DocumentReader(self.settings, self.run_state)))

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> list[str]:
        """The Markdown pages that are published, and the pages in other formats that Pelican finds."""
        build, views = self.run_state.build, self.run_state.views
        ours = [document.path for document in views.pages if is_public_page(document)]
        found = super().get_files(paths, exclude, extensions)
        # Pelican follows links to folders; what the build did not find is not in the content folder.
        known = {file.path for file in build.files if file.kind is FileKind.STATIC}
        return [*ours, *(path for path in found if path in known)]

    def generate_context(self) -> None:
        """The stock loop; then drafts and hidden pages in other formats are taken out again, with their files."""
        before = set(self.context["static_links"])
        super().generate_context()
        published = before.union(*(self._find_files(page) for page in (*self.pages, *self.translations)))
        withheld = (*self.hidden_pages, *self.hidden_translations, *self.draft_pages, *self.draft_translations)
        sources = {page.get_relative_source_path() for page in withheld}
        self.run_state.private_files = frozenset(self.context["static_links"] - published | sources)
        self.context["static_links"] = published
        for name in ("hidden_pages", "hidden_translations", "draft_pages", "draft_translations"):
            setattr(self, name, [])
        self._update_context(("hidden_pages", "draft_pages"))

    def _find_files(self, page: Page) -> set[str]:
        """The static files that a page leads to, also by plain addresses."""
        views = self.run_state.views
        found: set[str] = page.get_static_links()
        return found.union(find_addressed_files(page._content, views.static_paths, views.settings.url))

    def generate_output(self, writer: Any) -> None:
        """Published pages; neither drafts nor hidden ones."""
        pages = self.run_state.writer
        if pages is None:
            super().generate_output(writer)
            return
        for page in chain(self.translations, self.pages):
            signals.page_generator_write_page.send(self, content=page)
            views = self.run_state.views.in_language(page.lang)
            summary = page.metadata.get("summary", "")
            view = build_page_view(views, page.save_as, page.url, page.title, summary, page.content)
            if views.has_template(view.template):
                source = page.get_relative_source_path()
                pages.write_page(view, self.context, source, self.run_state.page_reads.get(source, ()))
        signals.page_writer_finalized.send(self, writer=writer)
