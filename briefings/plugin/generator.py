"""Pelican's articles generator, for briefings: the stock loop for those who listen, our own pages for the output."""

from __future__ import annotations

from typing import Any

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from briefings.plugin.page_writer import PageWriter
from briefings.plugin.reader import EXTENSIONS, DocumentReader
from briefings.plugin.run_state import RunState
from briefings.plugin.settings import is_own_theme


class BriefingsGenerator(ArticlesGenerator):
    """Articles are briefings: signals, `articles`, tags and the rest as in stock Pelican, but pages come from views."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run_state: RunState = self.settings["BRIEFINGS_RUN"]
        reader = DocumentReader(self.settings, self.run_state)
        self.readers.readers.update(dict.fromkeys(EXTENSIONS, reader))

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> list[str]:
        """The files of visible briefings and of those that left a notice, in the order of the site."""
        return [linked.briefing.path for linked in self.run_state.build.site.briefings.values()]

    def generate_context(self) -> None:
        """The stock loop, then the static files that bodies link to."""
        super().generate_context()
        self.context["static_links"].update(self.run_state.views.linked_files())

    def generate_output(self, writer: Any) -> None:
        """Write our pages, or leave it to Pelican where the theme is somebody else's."""
        if not is_own_theme(self.theme):
            super().generate_output(writer)
            return
        state = self.run_state
        pages = PageWriter(state.build, state.views, self.env, self.output_path, self.context)
        state.writer = pages
        pages.write_all()
        signals.article_writer_finalized.send(self, writer=writer)
