"""Writes pages and documents into the folder of one build, and tells Pelican's plugins."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pelican.plugins import signals

from briefings.building.assets import build_embed_stylesheet, build_stylesheet
from briefings.building.card_images import CardImages
from briefings.building.collector import with_collector
from briefings.building.executors import count_jobs
from briefings.building.kept_files import KeptFiles
from briefings.building.pages_made import (
    Digests,
    Made,
    Put,
    Record,
    Recorder,
    Written,
    describe_reads,
    digest_view,
    find_unchanged,
    is_intact,
)
from briefings.building.progress import Stage
from briefings.building.render import Renderer
from briefings.building.render_pages import AnyUnit, PageFolder, PageRenderer
from briefings.building.watched_words import WatchedWords
from briefings.model.ids import Id
from briefings.outputs.documents import CARD, build_closing_documents, list_documents
from briefings.plugin.build import Build
from briefings.problems import Location, Problem
from briefings.views.context import ViewContext
from briefings.views.embed_codes import has_embeds
from briefings.views.language import load_language
from briefings.views.page import Page
from briefings.views.pages import build_pages, build_redirects, list_units, name_unit
from briefings.views.reads import Read
from briefings.views.search import has_search
from briefings.views.site import build_site_view


class PageWriter:
    """Writes all pages, and afterwards what depends on all of them: feeds, sitemap, stylesheet.

    `before` is the record of the last build, and `intact` are the paths of files that lie as it left them. `put` keeps
    what the pages are made from (`building.shelf`).
    """

    def __init__(
        self,
        build: Build,
        views: ViewContext,
        environment: Environment,
        output: str,
        before: Record,
        intact: set[str],
        put: Put | None = None,
    ) -> None:
        self._build, self.views, self._before, self._intact = build, views, before, intact
        self._folder = PageFolder(Path(output))
        self._written: dict[str, str] = {}
        self._words = WatchedWords(lambda lang: build_site_view(views.in_language(lang)), views.reads)
        renderer = Renderer(environment, load_language, self._words.watched)
        self._cards = KeptFiles(build.picture_cache / "cards" if build.picture_cache else None)
        self.renderer = PageRenderer(views, renderer, self._words, self._folder, CardImages(self._cards))
        self.digests = Digests(views.reads, put=put)
        self.recorder = Recorder(before.key, self.digests)
        self._listed: list[Written] = []
        self.kept: list[str] = []
        """Paths of pages that were not made again, for they are in the output as they should be."""
        self.rendered: list[str] = []
        """Paths of pages that were made."""

    def write_all(self, context: dict[str, Any]) -> None:
        """Write every page but the ordinary ones, which Pelican reads. `context` is for plugins that listen."""
        if signals.content_written.receivers:
            for page in build_pages(self.views):
                self.write_page(page, context)
            for document in list_documents(self.views):
                self._take(self.renderer.render_unit(document))
            return
        units = self.list_units()
        kept = self._find_kept()
        self.recorder.keep(self._before, [unit.name for unit in units if unit.name in kept])
        with with_collector():
            self._make_units(units, kept)
        redirects = build_redirects(self.views, {written.path for written in self._listed})
        while True:
            with self.views.reads.collect() as read:
                redirect = next(redirects, None)
            if redirect is None:
                return
            self._write_view(redirect, "", read)

    def _make_units(self, units: list[AnyUnit], kept: set[str]) -> None:
        """Make the units that are not kept; all are listed in their order."""
        wanted, done = [unit for unit in units if unit.name not in kept], 0
        self._build.progress(Stage.MAKING, 0, len(wanted))
        # Closed at once when something goes wrong, not whenever it is forgotten: processes may be at work for it.
        with closing(self.renderer.render_all(wanted, count_jobs(self._build.settings.jobs))) as made:
            for unit in units:
                if unit.name in kept:
                    self._keep(self._before.units[unit.name])
                    continue
                name, result = next(made)
                self.recorder.add(name, result)
                self._take(result)
                done += 1
                self._build.progress(Stage.MAKING, done, len(wanted))
            next(made, None)  # there is nothing more, and its processes end by themselves

    def resume(self) -> None:
        """Go on from the last build, whose parts of the site have the same numbers. Must come first."""
        self.digests.resume(self._before.digests)
        self.recorder.resume(self._before)
        self._words.used |= {(lang, name) for lang, words in self._before.words.items() for name in words}

    def list_units(self) -> list[AnyUnit]:
        """Everything that is made of the site alone."""
        return [*list_units(self.views), *list_documents(self.views)]

    def _find_kept(self) -> set[str]:
        before = self._before
        used = {(lang, name) for lang, words in before.words.items() for name in words}
        if self._words.digest(used) != before.words:
            before.units.clear()
        self._words.used |= used
        return find_unchanged(before, self.digests, self._intact)

    def finish(self) -> Record:
        """The record of this build, for the next one."""
        self.recorder.record.words = self._words.digest(self._words.used)
        self.recorder.add("site", Made((), *describe_reads(self._words.read)))
        return self.recorder.record

    def write_page(self, page: Page, context: dict[str, Any], source: str = "", read: Iterable[Read] = ()) -> None:
        """Write one page; plugins that listen to `content_written` hear of it.

        `source` is the content file that the page comes from, `read` what was read of the site for it. A second page at
        one address is a problem.
        """
        if not signals.content_written.receivers:
            self._write_view(page, source, read)
            return
        self._take(Made((self.renderer.render_page(page),)), source)
        path = os.path.join(self._folder.folder, page.path)
        signals.content_written.send(path, context={**context, "page_name": page.path, "view": page.view})

    def _write_view(self, page: Page, source: str, read: Iterable[Read]) -> None:
        """Write a page whose view is there already, unless the last build made it of the same."""
        name, view = name_unit(page.template, page.path), digest_view(page.view)
        before = self._before.units.get(name)
        if before is not None and before.view == view and is_intact(before, self._intact):
            self.recorder.record.units[name] = before
            self._keep(before, source)
            return
        made = Made((self.renderer.render_page(page),), *describe_reads(read), view)
        self.recorder.add(name, made)
        self._take(made, source)

    def _keep(self, made: Made, source: str = "") -> None:
        self.kept += (written.path for written in made.pages)
        self._list(made, source)

    def _take(self, made: Made, source: str = "") -> None:
        self.rendered += (written.path for written in made.pages)
        self._list(made, source)

    def _list(self, made: Made, source: str) -> None:
        for written in made.pages:
            self._note(written, source or self._find_source(written))

    def _find_source(self, written: Written) -> str:
        return self._build.site.briefings[Id(written.briefing)].briefing.path if written.briefing else ""

    def _note(self, written: Written, source: str) -> None:
        # File systems may not tell case apart, nor an accented letter from a letter and its accent.
        key = unicodedata.normalize("NFC", written.path).casefold()
        if key in self._written:
            self._refuse(written.path, source, self._written[key])
        else:
            self._written[key] = source
            self._listed.append(written)

    def _refuse(self, path: str, source: str, first: str) -> None:
        for lang, listed in self._build.site.by_language.items():
            if path.casefold().startswith(f"{lang.casefold()}/") and not source:
                self._refuse_language(lang, listed[-1], path)
                return
        claims = self._build.site.claims if not (source or first) else ()
        for claim in claims:
            if self.views.addresses.claim(claim).path == path:
                self._refuse_claim(claim, path)
                return
        where = Location(source or first or path)
        other = (source and first) or "Another page of the site"
        hint = f"{other} has it. Choose another `slug`, or other addresses in the settings."
        self._build.add(Problem("BRF-duplicate-output", where, f"`{path}`", "an address that no other page has", hint))

    def _refuse_language(self, lang: str, briefing: Id, path: str) -> None:
        """A language whose folder is another one of the site: the briefing that says it first is to change."""
        briefings = self._build.site.briefings
        linked = briefings[briefings[briefing].translations[lang]]
        where = Location(linked.briefing.path, pointer=("lang",))
        hint = (
            f"`{path}` would be a page of the language, and is another one of the site. Write the language's own tag."
        )
        expected = "a language tag that is no folder of the site, such as `fa`"
        self._build.add(Problem("BRF-duplicate-output", where, f"`{lang}`", expected, hint))

    def _refuse_claim(self, claim: Id, path: str) -> None:
        """A claim whose id, a number, is that of a page of the list of claims, which has grown so far."""
        home = self._build.site.briefings[self._build.site.claims[claim].defined_in].briefing
        index = [own.id for own in home.claims].index(claim)
        where = Location(home.path, pointer=("claims", index, "id"))
        expected = f"an id that is no number of a page, such as `claim-{claim}`"
        hint = f"`{path}` is a page of the list of claims. Write the other id wherever the claim is named."
        self._build.add(Problem("BRF-duplicate-output", where, f"`{claim}`", expected, hint))

    def list_indexed(self) -> list[str]:
        """Paths of all pages that may be found by searching, kept ones too."""
        return [written.path for written in self._listed if written.is_indexed]

    def write_rest(self, theme: Path, static_dir: str) -> None:
        """Write what is made from all pages, and the theme's stylesheet."""
        if self._build.settings.cards:
            self._cards.tidy(sum(unit.name.startswith(f"{CARD}\0") for unit in self.list_units()))
        for path, data in build_closing_documents(self.views, self._listed):
            self._folder.write(path, data)
        self._folder.write(f"{static_dir}/dispatch.css", build_stylesheet(theme))
        if has_embeds(self.views):
            self._folder.write(f"{static_dir}/embed.css", build_embed_stylesheet(theme))
        # Pelican has copied the parts of the stylesheet too; no page asks for them.
        shutil.rmtree(self._folder.folder / static_dir / "css", ignore_errors=True)
        if not has_search(self.views):
            shutil.rmtree(self._folder.folder / static_dir / "js" / "search", ignore_errors=True)
