"""Pelican's articles generator, for briefings: the stock loop for those who listen, our own pages for the output."""

from __future__ import annotations

from typing import Any

from pelican.generators import ArticlesGenerator
from pelican.plugins import signals

from briefings.model.document import FileKind
from briefings.plugin.page_writer import PageWriter
from briefings.plugin.reader import EXTENSIONS, DocumentReader
from briefings.plugin.run_state import RunState
from briefings.plugin.settings import is_own_theme


class BriefingsGenerator(ArticlesGenerator):
    """Articles are briefings: signals, `articles`, tags and the rest as in stock Pelican, but pages come from views."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run_state: RunState = self.settings["RUN_OF_BRIEFINGS"]
        reader = DocumentReader(self.settings, self.run_state)
        self.readers.readers.update(dict.fromkeys(EXTENSIONS, reader))

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> list[str]:
        """The files of visible briefings and of those that left a notice, in the order of the site."""
        return [linked.briefing.path for linked in self.run_state.build.site.briefings.values()]

    def generate_context(self) -> None:
        """The stock loop, where anybody wants its articles, then the static files that bodies link to."""
        if self._are_articles_wanted():
            super().generate_context()
        self.context["static_links"].update(self.run_state.views.linked_files())

    def _are_articles_wanted(self) -> bool:
        """Whether anybody could see Pelican's articles, which cost more than the pages: a theme, a plugin, a page.

        Ordinary pages in other formats than Markdown may link to articles, and Pelican resolves that.
        """
        if not is_own_theme(self.theme) or _has_listeners(self):
            return True
        if self.settings["TEMPLATE_PAGES"] or self.settings["OUTPUT_SOURCES"]:
            return True  # other generators of Pelican's ask for them
        others = tuple(f".{ending}" for ending in self.readers.extensions if ending not in EXTENSIONS)
        return any(f.path.endswith(others) for f in self.run_state.build.files if f.kind is FileKind.STATIC)

    def generate_output(self, writer: Any) -> None:
        """Write our pages, or leave it to Pelican where the theme is somebody else's."""
        if not is_own_theme(self.theme):
            super().generate_output(writer)
            return
        state = self.run_state
        record = state.last.record
        state.writer = PageWriter(state.build, state.views, self.env, self.output_path, record, state.intact, state.put)
        state.writer.write_all(self.context)
        signals.article_writer_finalized.send(self, writer=writer)


def _has_listeners(generator: ArticlesGenerator) -> bool:
    """Whether anybody but us listens to what Pelican says from now on."""
    ours = (signals.initialized, signals.generator_init)
    if any(
        signal.receivers
        for signal in vars(signals).values()
        if isinstance(signal, type(signals.initialized)) and signal not in ours
    ):
        return True
    package = f"{__name__.partition('.')[0]}."
    return any(not r.__module__.startswith(package) for r in signals.generator_init.receivers_for(generator))
