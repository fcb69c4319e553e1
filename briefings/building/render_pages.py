"""Builds, renders and writes the pages of a site into the folder of one build: in this process or in several."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import accumulate, groupby
from pathlib import Path

import msgspec

from briefings.building.card_images import CardImages
from briefings.building.executors import open_executor, work_along, working_on
from briefings.building.manifest import is_inside
from briefings.building.pages_made import Made, Written, describe_reads
from briefings.building.render import Renderer
from briefings.building.watched_words import WatchedWords
from briefings.outputs.documents import CARD, DocumentUnit, build_document, is_document
from briefings.views.context import ViewContext
from briefings.views.page import Page
from briefings.views.pages import Unit, build_unit, find_page_unit

AnyUnit = Unit | DocumentUnit

_FEW = 190
"""So few units take less time than to start processes for them."""
_CARD = 10
"""So many pages take as long as one social card."""
_SHARE, _LONG_SHARE = 24, 4
"""How many units are handed out together: pages of one briefing, and others, of which some are lists of thousands."""
_ALONE = "briefing.html\0"
"""How the names of units begin that show one briefing, and not cards of many."""


def find_unit(name: str) -> AnyUnit | None:
    """The unit of a name; None for pages that are not made of the site alone."""
    kind, _, key = name.partition("\0")
    return DocumentUnit(kind, key) if is_document(kind) else find_page_unit(kind, key)


class MadeShare(msgspec.Struct, frozen=True):
    """Some units that were made, by name, and what their templates used of the site (`WatchedWords.used`)."""

    units: list[tuple[str, Made]]
    used: set[tuple[str, str]]


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

    def __init__(
        self, views: ViewContext, renderer: Renderer, words: WatchedWords, folder: PageFolder, cards: CardImages
    ) -> None:
        """`words` are what `renderer` gives to templates as `site`."""
        self._views, self._renderer, self._words, self._folder = views, renderer, words, folder
        self._cards = cards

    def write_into(self, folder: PageFolder) -> PageRenderer:
        """The same for another folder."""
        return PageRenderer(self._views, self._renderer, self._words, folder, self._cards)

    def render_page(self, page: Page) -> Written:
        """Render and write one page. Raises `RenderError`."""
        self._folder.write(page.path, self._renderer.render(page).encode())
        meta = page.view.page
        briefing = page.view.id if page.template in ("briefing.html", "withdrawn.html") else ""
        return Written(page.path, meta.canonical, meta.modified, meta.is_indexed, briefing)

    def render_unit(self, unit: AnyUnit) -> Made:
        """Make the files of one unit, and note what they are made from."""
        with self._views.reads.collect() as read:
            if isinstance(unit, DocumentUnit):
                path, data = build_document(self._views, unit)
                data = self._cards.make(data) if unit.kind == CARD else data
                pages: tuple[Written, ...] = (self.write_document(path, data),)
            else:
                pages = tuple(self.render_page(page) for page in build_unit(self._views, unit))
        return Made(pages, *describe_reads(read))

    def write_document(self, path: str, data: bytes) -> Written:
        """Write what is not a page."""
        self._folder.write(path, data)
        return Written(path)

    def render_share(self, units: Iterable[AnyUnit], start: int = 0) -> MadeShare:
        """Make some units, of which the first is number `start` of all that are made."""
        made = []
        for number, unit in enumerate(units, start):
            with working_on(number):
                made.append((unit.name, self.render_unit(unit)))
        return MadeShare(made, self._words.used)

    def render_all(self, units: list[AnyUnit], jobs: int) -> Generator[tuple[str, Made], None, None]:
        """Make units, in their order; `jobs` processes share the work."""
        shares = list(_share_out(units))
        # What else runs in this process may hold a lock, which a copy of the process would wait for forever.
        if jobs <= 1 or _weigh(units) < _FEW or threading.active_count() > 1:
            for share in shares:
                yield from self.render_share(share).units
            return
        with closing(self._render_in_processes(shares, jobs)) as found:
            for made in found:
                self._words.used |= made.used
                yield from made.units

    def _render_in_processes(self, shares: list[list[AnyUnit]], jobs: int) -> Generator[MadeShare, None, None]:
        """Let copies of this process do the work: they have the site, and to hand it over would cost more."""
        global _renderer  # noqa: PLW0603 - how a copy of this process finds what to work on
        gc.collect()
        gc.freeze()
        _renderer = self
        try:
            parts = [unit.name.replace("\0", " ").rstrip() for share in shares for unit in share]
            tasks = list(zip(shares, accumulate(map(len, shares), initial=0), strict=False))
            with open_executor(jobs, start="fork", helped=True, work="made", parts=parts) as executor:
                yield from work_along(executor, jobs, _render_share, tasks, _order_shares(shares))
        finally:
            _renderer = None
            gc.unfreeze()


def _share_out(units: list[AnyUnit]) -> Iterator[list[AnyUnit]]:
    """Units that are handed out together, in their order."""
    for is_alone, group in groupby(units, key=_is_alone):
        alike, size = list(group), _SHARE if is_alone else _LONG_SHARE
        yield from (alike[start : start + size] for start in range(0, len(alike), size))


def _order_shares(shares: list[list[AnyUnit]]) -> list[int]:
    """Pages of briefings come first, lists of them last, which all need the same entries: see `work_along`."""
    return sorted(range(len(shares)), key=lambda number: not _is_alone(shares[number][0]))


def _is_alone(unit: AnyUnit) -> bool:
    return unit.name.startswith(_ALONE)


def _weigh(units: list[AnyUnit]) -> int:
    """How much work units are, in pages."""
    cards = sum(isinstance(unit, DocumentUnit) and unit.kind == CARD for unit in units)
    return len(units) + (_CARD - 1) * cards


_renderer: PageRenderer | None = None


def _render_share(share: list[AnyUnit], start: int) -> MadeShare:
    assert _renderer is not None  # noqa: S101 - set before the processes start
    return _renderer.render_share(share, start)
