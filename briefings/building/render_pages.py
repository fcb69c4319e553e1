"""Builds, renders and writes the pages of a site into the folder of one build: in this process or in several."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefings.building.executors import open_executor, wait_for
from briefings.building.manifest import is_inside
from briefings.building.render import Renderer
from briefings.views.context import ViewContext
from briefings.views.page import Page
from briefings.views.pages import Share, build_share, list_shares
from briefings.views.parts import PageMeta

_FEW = 12
"""So few shares take less time than to start processes for them."""


class Written(msgspec.Struct, frozen=True):
    """A page that was written: its path, what others may know of it, and the id of the briefing that it shows."""

    path: str
    meta: PageMeta
    briefing: str = ""


class PageFolder:
    """Where pages are written. Nothing leads out of it: it is new, and holds no links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._made: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        """Write one file. Raises `ValueError` for a path that leads out of the folder."""
        if not is_inside(path):
            raise ValueError(f"{path} would be written outside the output folder")
        target = f"{self.folder}/{path}"
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(parent, exist_ok=True)
            self._made.add(parent)
        with open(target, "wb") as file:
            file.write(data)


class PageRenderer:
    """Makes the pages of one site."""

    def __init__(self, views: ViewContext, renderer: Renderer, folder: PageFolder) -> None:
        self._views, self._renderer, self._folder = views, renderer, folder

    def render_page(self, page: Page) -> Written:
        """Render and write one page. Raises `RenderError`."""
        self._folder.write(page.path, self._renderer.render(page).encode())
        is_briefing = page.template in ("briefing.html", "withdrawn.html")
        return Written(page.path, page.view.page, page.view.id if is_briefing else "")

    def render_share(self, share: Share) -> list[Written]:
        """Make the pages of one share."""
        return [self.render_page(page) for page in build_share(self._views, share)]

    def render_all(self, jobs: int) -> Iterator[Written]:
        """Make all pages but redirects and ordinary ones, in their order; `jobs` processes share the work."""
        shares = list_shares(self._views)
        # What else runs in this process may hold a lock, which a copy of the process would wait for forever.
        if jobs <= 1 or len(shares) < _FEW or threading.active_count() > 1:
            for share in shares:
                yield from self.render_share(share)
            return
        yield from self._render_in_processes(shares, jobs)

    def _render_in_processes(self, shares: list[Share], jobs: int) -> Iterator[Written]:
        """Let copies of this process do the work: they have the site, and to hand it over would cost more."""
        global _renderer  # noqa: PLW0603 - how a copy of this process finds what to work on
        gc.collect()
        gc.freeze()
        _renderer = self
        try:
            with open_executor(jobs, start="fork") as executor:
                futures = [executor.submit(_render_share, share) for share in shares]
                for share, future in zip(shares, futures, strict=True):
                    yield from wait_for(future, f"made pages such as that of {share.keys[0] or 'the site'}")
        finally:
            _renderer = None
            gc.unfreeze()


_renderer: PageRenderer | None = None


def _render_share(share: Share) -> list[Written]:
    assert _renderer is not None  # noqa: S101 - set before the processes start
    return _renderer.render_share(share)
