"""Writes pages and documents into the folder of one build, and tells Pelican's plugins."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.plugins import signals

from briefings.building.assets import build_stylesheet
from briefings.building.executors import count_jobs
from briefings.building.render import Renderer
from briefings.building.render_pages import PageFolder, PageRenderer, Written
from briefings.model.ids import Id
from briefings.outputs.documents import build_documents
from briefings.plugin.build import Build
from briefings.problems import Location, Problem
from briefings.views.context import ViewContext
from briefings.views.language import load_language
from briefings.views.page import Page
from briefings.views.pages import build_pages, build_redirects
from briefings.views.parts import PageMeta
from briefings.views.site import SiteView, build_site_view


class PageWriter:
    """Writes all pages, and afterwards what depends on all of them: feeds, sitemap, stylesheet."""

    def __init__(
        self, build: Build, views: ViewContext, environment: Environment, output: str, context: dict[str, Any]
    ) -> None:
        self._build, self._views, self._context = build, views, context
        self._folder = PageFolder(Path(output))
        self._written: dict[str, str] = {}
        self._sites: dict[str, SiteView] = {}
        self._pages = PageRenderer(views, Renderer(environment, load_language, self._site), self._folder)
        self._metas: list[PageMeta] = []

    def _site(self, lang: str) -> SiteView:
        if lang not in self._sites:
            self._sites[lang] = build_site_view(self._views.in_language(lang))
        return self._sites[lang]

    def write_all(self) -> None:
        """Write every page but the ordinary ones, which Pelican reads."""
        if signals.content_written.receivers:
            for page in build_pages(self._views):
                self.write_page(page)
            return
        for written in self._pages.render_all(count_jobs(self._build.settings.jobs)):
            self._note(written, self._find_source(written))
        for page in build_redirects(self._views, {meta.path for meta in self._metas}):
            self.write_page(page)

    def write_page(self, page: Page, source: str = "") -> None:
        """Render one page and write it; plugins that listen to `content_written` hear of it.

        `source` is the content file that the page comes from. A second page at one address is a problem.
        """
        written = self._pages.render_page(page)
        self._note(written, source or self._find_source(written))
        if signals.content_written.receivers:
            path = os.path.join(self._folder.folder, page.path)
            signals.content_written.send(path, context={**self._context, "page_name": page.path, "view": page.view})

    def _find_source(self, written: Written) -> str:
        return self._views.site.briefings[Id(written.briefing)].briefing.path if written.briefing else ""

    def _note(self, written: Written, source: str) -> None:
        # File systems may not tell case apart, nor an accented letter from a letter and its accent.
        key = unicodedata.normalize("NFC", written.path).casefold()
        if key in self._written:
            self._refuse(written.path, source, self._written[key])
        else:
            self._written[key] = source
            self._metas.append(written.meta)

    def _refuse(self, path: str, source: str, first: str) -> None:
        where = Location(source or first or path)
        other = (source and first) or "Another page of the site"
        hint = f"{other} has it. Choose another `slug`, or other addresses in the settings."
        self._build.add(Problem("BRF-duplicate-output", where, f"`{path}`", "an address that no other page has", hint))

    def write_rest(self, theme: Path, static_dir: str) -> None:
        """Write what is made from all pages, and the theme's stylesheet."""
        for path, data in build_documents(self._views, self._metas):
            self._folder.write(path, data)
        self._folder.write(f"{static_dir}/dispatch.css", build_stylesheet(theme))
        # Pelican has copied the parts of the stylesheet too; no page asks for them.
        shutil.rmtree(self._folder.folder / static_dir / "css", ignore_errors=True)
