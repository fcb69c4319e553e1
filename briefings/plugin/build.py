"""One build: content folder in, linked site out. Holds what Pelican's generators share during one run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefings.building.collector import without_collector
from briefings.building.contained import TooLarge, read_contained
from briefings.building.content_paths import read_paths
from briefings.building.discover import SourceFile, discover_files
from briefings.building.executors import count_jobs
from briefings.building.progress import Progress, tell_nobody
from briefings.building.store import Store, open_store
from briefings.linking.site import Site
from briefings.model.document import Document, FileKind
from briefings.plugin.idle_settings import find_idle_settings, find_split_addresses
from briefings.problems import Location, Problem, Severity, sort_problems
from briefings.settings import Settings, parse_settings

# As in `pelican_class`: what a run that finds nothing to do needs not is imported where it is used.
if TYPE_CHECKING:
    from briefings.linking.link import LinkOptions
    from briefings.model.picture import Picture
    from briefings.views.context import ViewContext


class BuildFailed(Exception):
    """The build stopped because of problems, which have been shown. The output was left as it was."""

    exitcode = 1


def read_clock() -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    is_usable = epoch.isascii() and epoch.isdigit() and len(epoch) < 12  # up to the year 5138
    return datetime.fromtimestamp(int(epoch), UTC) if is_usable else datetime.now(UTC)


_CACHE = ".briefings"
_STOCK_CACHE = "cache"


def _find_cache(raw_settings: dict[str, Any], settings: Settings) -> Path | None:
    """The folder of the store: `CACHE_PATH` where somebody chose one, else beside the content; None for no store."""
    path = raw_settings.get("CACHE_PATH")
    if not path or not settings.cache:
        return None
    return Path(raw_settings["PATH"]).parent / _CACHE if path == _STOCK_CACHE else Path(path)


def _find_placed(raw_settings: dict[str, Any]) -> frozenset[str] | None:
    """Where else than at their own paths the settings put files, by beginnings of paths; None for anywhere."""
    if raw_settings.get("STATIC_SAVE_AS", "{path}") != "{path}" or raw_settings.get("OUTPUT_SOURCES"):
        return None
    extra = raw_settings.get("EXTRA_PATH_METADATA") or {}
    places = [values["path"].lstrip("/") for values in extra.values() if "path" in values]
    return frozenset((*places, f"{raw_settings.get('THEME_STATIC_DIR', 'theme')}/"))


class Build:
    """What one run knows: settings, files, documents, the linked site, and every problem so far."""

    def __init__(self, raw_settings: dict[str, Any], settings_path: str, *, with_drafts: bool = False) -> None:
        self.content = Path(raw_settings["PATH"])
        self._with_drafts = with_drafts
        self.settings: Settings
        self.settings, problems = parse_settings(raw_settings, settings_path)
        self.problems: list[Problem] = problems + find_idle_settings(raw_settings, settings_path)
        self.problems += find_split_addresses(self.settings, settings_path)
        self._places = read_paths(raw_settings)
        self.cache = _find_cache(raw_settings, self.settings)
        self._placed = _find_placed(raw_settings)
        self.clock: datetime | None = None
        """The time of the run, when it has been read and linked."""
        self.files: list[SourceFile] = []
        self.documents: dict[str, Document] = {}
        self.site = Site()
        self.pictures: dict[str, Picture] = {}
        """The files of images that the site shows, by path."""
        self.progress: Progress = tell_nobody
        self.parsed: list[str] = []
        """The files that had to be read anew."""

    @cached_property
    def store(self) -> Store:
        """What was read before."""
        return open_store(self.cache, (self.settings.timezone, self.settings.lang))

    def read_and_link(self, now: datetime) -> None:
        """Discover, read and link the content folder; problems are collected, not raised."""
        from briefings.linking.link import link_site

        self.clock = now
        self.files, problems = discover_files(self.content, self._places)
        self.problems += problems
        if not any(file.kind is FileKind.BRIEFING for file in self.files):
            hint = "Write one with `briefings new`, or name the right content folder."
            self.add(Problem("BRF-no-briefings", Location(""), "no briefing", "Markdown files in `briefings/`", hint))
        with without_collector():
            self._read_files()
            self.site = link_site(self.documents.values(), self._link_options(now))
        self.problems += self.site.problems
        self._check_addresses()
        self._find_unread_texts()

    def _find_unread_texts(self) -> None:
        from briefings.building.unread_texts import find_unread_texts

        self.problems += find_unread_texts(self.content, self.files, self.documents.values(), self._places)

    def _check_addresses(self) -> None:
        from briefings.views.relative_addresses import Layout, find_broken_addresses

        if self._placed is not None:
            static_paths = frozenset(file.path for file in self.files if file.kind is FileKind.STATIC)
            pages = [document for document in self.documents.values() if document.kind is FileKind.PAGE]
            layout = Layout(static_paths, self._placed)
            self.problems += find_broken_addresses(self.site, pages, layout, self.settings)

    def link_as_known(self, moment: datetime) -> frozenset[str]:
        """Link again what was known at an aware moment; gives the paths of briefings that were changed since.

        What such a site leads to and does not have is no mistake of anybody's, and no problem.
        """
        from briefings.linking.known_on import find_known
        from briefings.linking.link import link_site

        known = find_known(self.documents.values(), moment, self.settings.zone)
        self.documents = {document.path: document for document in known.documents}
        self.site = link_site(known.documents, self._link_options(moment))
        return known.changed

    def build_views(
        self,
        asset_version: str,
        templates: frozenset[str] | None = None,
        names: frozenset[str] | None = None,
        page_names: Mapping[str, frozenset[str]] | None = None,
    ) -> ViewContext:
        """The site as its builders of views see it, in a theme with these templates, and these words in them.

        `page_names` are the words of the template of each kind of page.

        Only for a site without errors.
        """
        from briefings.building.picture_facts import is_picture
        from briefings.linking.files import list_shown_images
        from briefings.views.context import ViewContext
        from briefings.views.linked_files import LinkedFiles
        from briefings.views.watched_site import LinkedParts

        settings = self.settings
        pages = tuple(d for d in self.documents.values() if d.kind is FileKind.PAGE)
        static_paths = frozenset(f.path for f in self.files if f.kind is FileKind.STATIC)
        files = LinkedFiles(self.site, pages, static_paths, settings)
        pictures = frozenset(filter(is_picture, static_paths))
        shown = list_shown_images(self.site, pages, pictures, settings.url) if pictures else set()
        self.pictures = self._read_pictures(shown) if shown else {}
        return ViewContext(
            LinkedParts(self.site, files, settings.zone, settings.home_entries, settings.feed_items, self.pictures),
            settings,
            asset_version=asset_version,
            pages=pages,
            static_paths=static_paths,
            templates=templates,
            names=names,
            page_names=page_names,
        )

    def _read_pictures(self, paths: set[str]) -> dict[str, Picture]:
        from briefings.building.picture_facts import PictureFacts

        facts = PictureFacts(self.content, self.picture_cache, self.settings.image_widths)
        found = facts.read_all(paths)
        if facts.problems:
            from briefings.checks.image_uses import blame_use

            self.problems += [blame_use(problem, self.site, self.documents) for problem in facts.problems]
        return found

    @property
    def picture_cache(self) -> Path | None:
        """The folder of the cache for pictures; None for none."""
        return self.cache / "images" if self.cache else None

    def _read_files(self) -> None:
        files = [file for file in self.files if file.kind is not FileKind.STATIC]
        for document in self._read(files, count_jobs(self.settings.jobs)):
            self.documents[document.path] = document
            self.problems += document.problems
        self.store.save()

    def read_again(self, path: str) -> Document | None:
        """What a briefing that has been read says now; None where no such file was."""
        files = [file for file in self.files if file.path == path and file.kind is FileKind.BRIEFING]
        return next(iter(self._read(files, 1)), None)

    def _read(self, files: list[SourceFile], jobs: int) -> list[Document]:
        from briefings.building.read_files import read_files
        from briefings.reading.read import ReadingOptions

        options = ReadingOptions(self.settings.zone, self.settings.lang)
        documents, self.parsed = read_files(self.content, files, options, self.store, jobs, self.progress)
        return documents

    def _link_options(self, now: datetime) -> LinkOptions:
        from briefings.linking.link import LinkOptions

        by_kind = {
            kind: frozenset(f.path for f in self.files if f.kind is kind) for kind in (FileKind.STATIC, FileKind.PAGE)
        }
        return LinkOptions(
            zone=self.settings.zone,
            default_lang=self.settings.lang,
            now=now,
            static_paths=by_kind[FileKind.STATIC],
            page_paths=by_kind[FileKind.PAGE],
            with_drafts=self._with_drafts,
        )

    def add(self, problem: Problem) -> None:
        """Record one more problem."""
        self.problems.append(problem)

    def located_problems(self) -> list[Problem]:
        """All problems so far with lines and columns, sorted."""
        return self.locate(self.problems)

    def locate(self, problems: Iterable[Problem]) -> list[Problem]:
        """Give problems of this build with lines and columns, sorted."""
        from briefings.reading.locate import locate_problems

        return sort_problems(locate_problems(map(self._restore_index, problems), self.read_text))

    def _restore_index(self, problem: Problem) -> Problem:
        """The problem with the place of its record in the file: linking knows nothing of records that were left out."""
        document, pointer = self.documents.get(problem.where.path), problem.where.pointer
        if document is None or not document.left_out or not pointer:
            return problem
        index = document.find_index(int(pointer[0]))
        return replace(problem, where=replace(problem.where, pointer=(index, *pointer[1:])))

    def has_errors(self) -> bool:
        """Whether anything found so far stops the build."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def read_text(self, path: str) -> str | None:
        """The text of a content file, for showing problems; None when it cannot be read."""
        from briefings.reading.read import MAX_BYTES

        try:
            return read_contained(self.content, path, MAX_BYTES).decode("utf-8", errors="replace")
        except (OSError, TooLarge):
            return None
