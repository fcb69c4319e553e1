"""Writes rendered pages and documents into the folder of one build, and tells Pelican's plugins."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.plugins import signals

from briefings.building.assets import build_stylesheet
from briefings.building.render import Renderer
from briefings.outputs.documents import build_documents
from briefings.plugin.build import Build
from briefings.problems import Location, Problem
from briefings.views.context import ViewContext
from briefings.views.language import load_language
from briefings.views.page import Page
from briefings.views.parts import PageMeta
from briefings.views.site import SiteView, build_site_view


class PageWriter:
    """Renders and writes pages, and afterwards what depends on all of them: feeds, sitemap, stylesheet."""

    def __init__(
        self, build: Build, views: ViewContext, environment: Environment, output: str, context: dict[str, Any]
    ) -> None:
        self._build, self._views = build, views
        self._output, self._context = Path(output).resolve(), context
        self._written: dict[str, str] = {}
        self._sites: dict[str, SiteView] = {}
        self._renderer = Renderer(environment, load_language, self._site)
        self._metas: list[PageMeta] = []

    def _site(self, lang: str) -> SiteView:
        if lang not in self._sites:
            self._sites[lang] = build_site_view(self._views.in_language(lang))
        return self._sites[lang]

    def write_page(self, page: Page, source: str = "") -> None:
        """Render one page and write it; plugins that listen to `content_written` hear of it.

        `source` is the content file that the page comes from. A second page at one address is a problem.
        """
        source = source or self._find_source(page)
        # File systems may not tell case apart, nor an accented letter from a letter and its accent.
        key = unicodedata.normalize("NFC", page.path).casefold()
        if key in self._written:
            self._refuse(page, source, self._written[key])
            return
        self._written[key] = source
        self._metas.append(page.view.page)
        self._write(page.path, self._renderer.render(page).encode())
        if signals.content_written.receivers:
            path = os.path.join(self._output, page.path)
            signals.content_written.send(path, context={**self._context, "page_name": page.path, "view": page.view})

    def _find_source(self, page: Page) -> str:
        is_briefing = page.template in ("briefing.html", "withdrawn.html")
        return self._views.site.briefings[page.view.id].briefing.path if is_briefing else ""

    def _refuse(self, page: Page, source: str, first: str) -> None:
        where = Location(source or first or page.path)
        other = (source and first) or "Another page of the site"
        hint = f"{other} has it. Choose another `slug`, or other addresses in the settings."
        self._build.add(
            Problem("BRF-duplicate-output", where, f"`{page.path}`", "an address that no other page has", hint)
        )

    def write_rest(self, theme: Path, static_dir: str) -> None:
        """Write what is made from all pages, and the theme's stylesheet."""
        for path, data in build_documents(self._views, self._metas):
            self._write(path, data)
        self._write(f"{static_dir}/dispatch.css", build_stylesheet(theme))
        # Pelican has copied the parts of the stylesheet too; no page asks for them.
        shutil.rmtree(self._output / static_dir / "css", ignore_errors=True)

    def _write(self, path: str, data: bytes) -> None:
        target = (self._output / path).resolve()
        if not target.is_relative_to(self._output):
            raise ValueError(f"{path} would be written outside the output folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
