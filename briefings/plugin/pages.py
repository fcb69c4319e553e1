"""Pelican's pages generator: reading as in stock Pelican, rendering through our views."""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican.generators import PagesGenerator
from pelican.plugins import signals

from briefings.model.document import FileKind
from briefings.plugin.reader import EXTENSIONS, DocumentReader
from briefings.plugin.run_state import RunState
from briefings.views.plain import build_page_view


class BriefingsPagesGenerator(PagesGenerator):
    """Ordinary pages. Markdown is read by our reader, other formats by Pelican's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run_state: RunState = self.settings["BRIEFINGS_RUN"]
        self.readers.readers.update(dict.fromkeys(EXTENSIONS, DocumentReader(self.settings, self.run_state)))

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> list[str]:
        """The Markdown pages that were read, and the pages in other formats that Pelican finds."""
        build = self.run_state.build
        ours = [file.path for file in build.files if file.kind is FileKind.PAGE]
        found = super().get_files(paths, exclude, extensions)
        return [*ours, *(path for path in found if path.rpartition(".")[2].lower() not in EXTENSIONS)]

    def generate_output(self, writer: Any) -> None:
        """Published and hidden pages; drafts are not published."""
        pages = self.run_state.writer
        if pages is None:
            super().generate_output(writer)
            return
        for page in chain(self.translations, self.pages, self.hidden_translations, self.hidden_pages):
            signals.page_generator_write_page.send(self, content=page)
            views = self.run_state.views.in_language(page.lang)
            summary = page.metadata.get("summary", "")
            view = build_page_view(views, page.save_as, page.url, page.title, summary, page.content)
            pages.write_page(view, page.get_relative_source_path())
        signals.page_writer_finalized.send(self, writer=writer)
