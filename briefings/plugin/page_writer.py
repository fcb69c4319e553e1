"""Writes rendered pages and documents into the folder of one build, and tells Pelican's plugins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.plugins import signals

from briefings.building.assets import build_stylesheet
from briefings.building.render import Renderer
from briefings.outputs.documents import build_documents
from briefings.views.context import ViewContext
from briefings.views.language import load_language
from briefings.views.page import Page
from briefings.views.parts import PageMeta
from briefings.views.site import SiteView, build_site_view


class PageWriter:
    """Renders and writes pages, and afterwards what depends on all of them: feeds, sitemap, stylesheet."""

    def __init__(self, views: ViewContext, environment: Environment, output: str, context: dict[str, Any]) -> None:
        self._views, self._output, self._context = views, Path(output).resolve(), context
        self._sites: dict[str, SiteView] = {}
        self._renderer = Renderer(environment, load_language, self._site)
        self._metas: list[PageMeta] = []

    def _site(self, lang: str) -> SiteView:
        if lang not in self._sites:
            self._sites[lang] = build_site_view(self._views.in_language(lang))
        return self._sites[lang]

    def write_page(self, page: Page) -> None:
        """Render one page and write it; plugins that listen to `content_written` hear of it."""
        self._metas.append(page.view.page)
        self._write(page.path, self._renderer.render(page).encode())
        if signals.content_written.receivers:
            path = os.path.join(self._output, page.path)
            signals.content_written.send(path, context={**self._context, "page_name": page.path, "view": page.view})

    def write_rest(self, theme: Path, static_dir: str) -> None:
        """Write what is made from all pages, and the theme's stylesheet."""
        for path, data in build_documents(self._views, self._metas):
            self._write(path, data)
        self._write(f"{static_dir}/dispatch.css", build_stylesheet(theme))

    def _write(self, path: str, data: bytes) -> None:
        target = (self._output / path).resolve()
        if not target.is_relative_to(self._output):
            raise ValueError(f"{path} would be written outside the output folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
