"""Pelican's static generator, for files that anybody may see: without what only drafts use, and without metadata."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from pelican.contents import Static
from pelican.generators import StaticGenerator

from briefings.building.contained import TooLarge, read_contained
from briefings.building.content_paths import read_paths
from briefings.building.executors import count_jobs
from briefings.building.image_metadata import RASTER_ENDINGS, ImageUnreadable, find_image_kind, strip_metadata
from briefings.building.kept_files import KeptFiles
from briefings.building.picture_drawings import DRAWING, strip_drawing
from briefings.building.picture_problems import MAX_IMAGE, describe_broken, describe_heavy, describe_uncleaned
from briefings.building.text_header import HTML, TEXTS, TextHeader, read_header
from briefings.building.uncleaned_pictures import find_metadata_fault, is_uncleaned
from briefings.checks.image_uses import blame_use
from briefings.linking.files import is_public_page
from briefings.model.document import FileKind
from briefings.plugin.run_state import RunState
from briefings.plugin.settings import is_own_theme
from briefings.problems import Location, Problem


class Choice(msgspec.Struct, frozen=True):
    """Which files of the content folder are published. All paths are relative to it, with forward slashes.

    `public` are files that published content uses, `private` those that unpublished content uses. `sources` are files
    that are read and not copied. `named` are files that the settings place one by one. `is_strict` says that everything
    that the site's pages use is known, so that nothing else below `images/` is published.
    """

    public: frozenset[str]
    private: frozenset[str]
    sources: frozenset[str]
    named: frozenset[str]
    is_strict: bool

    def is_wanted(self, path: str) -> bool:
        """Whether a file is published that is linked from a page or lies below one of `STATIC_PATHS`."""
        if path in self.sources or (path in self.private and path not in self.public):
            return False
        return path in self.public or path in self.named or not (self.is_strict and path.startswith("images/"))


class BriefingsStaticGenerator(StaticGenerator):
    """Static files as in stock Pelican, without those that nobody may see; images are copied without metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run_state: RunState = self.settings["RUN_OF_BRIEFINGS"]

    @cached_property
    def choice(self) -> Choice:
        """Which files are published. Known when the generators of articles and pages are done."""
        settings, site = self.settings, self.run_state.build.site
        shown = {linked.briefing.path for linked in site.briefings.values() if not linked.is_withdrawn}
        shown |= {d.path for d in self.run_state.views.pages if is_public_page(d)}
        shown |= {topic.topic.path for topic in site.topics.values()}
        read = {f.path for f in self.run_state.build.files if f.kind is not FileKind.STATIC}
        has_templates = settings["THEME_TEMPLATES_OVERRIDES"] or settings["TEMPLATE_PAGES"]
        return Choice(
            public=frozenset(map(_normalise, self.context["static_links"])),
            private=site.private_files | self.run_state.private_files,
            sources=frozenset(read if settings["STATIC_EXCLUDE_SOURCES"] else read - shown),
            named=frozenset(map(_normalise, settings["EXTRA_PATH_METADATA"])),
            is_strict=is_own_theme(self.theme) and not has_templates,
        )

    def generate_context(self) -> None:
        """The stock loop, for links that may be followed."""
        choice = self.choice
        linked = {p for p in choice.public if choice.is_wanted(p) and self._is_contained(p)}
        sources = sorted(path for path in linked if self._is_source(path))
        for path in sources:
            hint = "Link to another file, or take the header out of this one. `ARTICLE_PATHS` says where articles lie."
            found = "a text with a header, as articles have: it is not published as a file"
            self._refuse("BRF-broken-link", path, found, "a file that is published", hint)
        self.context["static_links"] = linked.difference(sources)
        super().generate_context()

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:
        """The files below some paths that are published."""
        found = {_normalise(path) for path in super().get_files(paths, exclude, extensions)}
        wanted = (path for path in found if self.choice.is_wanted(path) and self._is_contained(path))
        return {path for path in wanted if not self._is_source(path)}

    def _is_source(self, path: str) -> bool:
        """Whether a file that nothing reads is an article all the same, or a draft of one.

        As in Pelican, what lies where it looks for articles is not copied, unless the settings say so. But what
        somebody offers to readers may be a text, and any page of HTML a download: there the header decides.
        """
        if not path.lower().endswith(self._text_endings):
            return False
        header = self._read_header(path)
        if header.is_private:
            return True
        if not self.settings["STATIC_EXCLUDE_SOURCES"] or not self._is_article_place(path):
            return False
        is_offered = path in self.choice.public or path in self.choice.named
        return header.is_article or not (is_offered or path.lower().endswith(HTML))

    @cached_property
    def _text_endings(self) -> tuple[str, ...]:
        """The endings of all texts that Pelican makes articles of, with the plugins that there are."""
        read = {f".{extension.lower()}" for extension in self.readers.extensions if extension != "static"}
        return tuple(read.union(TEXTS))

    def _is_article_place(self, path: str) -> bool:
        places = read_paths(self.settings)
        return places.is_article_place(path) or places.is_page_place(path)

    def _read_header(self, path: str) -> TextHeader:
        return read_header(Path(self.path), path)

    def _is_contained(self, path: str) -> bool:
        """Whether a path is a file of the content folder. Links that discovery has not seen can lead out of it."""
        root = os.path.realpath(self.path)
        target = os.path.realpath(os.path.join(root, path))
        if Path(target).is_relative_to(root):
            return os.path.isfile(target)
        self._refuse("BRF-unreadable", path, "a link that leads out of the content folder", "a file inside it")
        return False

    def generate_output(self, writer: Any) -> None:
        """Copy the files, and make the copies of pictures that pages offer to browsers."""
        super().generate_output(writer)
        build = self.run_state.build
        pictures = {path: picture for path, picture in build.pictures.items() if picture.widths}
        if not pictures:
            return
        from briefings.building.pictures import write_copies

        jobs, kept = count_jobs(build.settings.jobs), KeptFiles(build.picture_cache)
        for problem in write_copies(build.content, pictures, kept, jobs, self._write_copy):
            self._add(problem)

    def _write_copy(self, path: str, data: bytes) -> None:
        target = Path(self.output_path, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _link_or_copy_staticfile(self, sc: Static) -> None:
        path = os.path.relpath(sc.source_path, self.path).replace(os.sep, "/")
        target = Path(self.output_path, sc.save_as)
        if not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(self.output_path)):
            self._refuse("BRF-settings", path, f"`{sc.save_as}` as its place", "a place inside the output folder")
        elif path.lower().endswith(RASTER_ENDINGS) or self._begins_as(find_image_kind, sc.source_path):
            self._write_image(path, target)
        elif self._begins_as(is_uncleaned, sc.source_path):
            if self._is_without_metadata(path):
                super()._link_or_copy_staticfile(sc)
        elif path.lower().endswith(DRAWING):
            self._write_drawing(sc, path, target)
        else:
            super()._link_or_copy_staticfile(sc)

    def _begins_as(self, is_kind: Callable[[bytes], object], source: str) -> bool:
        """Whether a file begins as an image of some kind, under whatever name."""
        with open(source, "rb") as file:
            return bool(is_kind(file.read(12)))

    def _is_without_metadata(self, path: str) -> bool:
        try:
            fault = find_metadata_fault(read_contained(Path(self.path), path, MAX_IMAGE))
        except TooLarge as error:
            self._add(describe_heavy(path, error))
            return False
        if fault:
            self._add(describe_uncleaned(path, fault))
        return not fault

    def _write_image(self, path: str, target: Path) -> None:
        try:
            data = strip_metadata(read_contained(Path(self.path), path, MAX_IMAGE))
        except ImageUnreadable as error:
            self._add(describe_broken(path, str(error)))
        except TooLarge as error:
            self._add(describe_heavy(path, error))
        except OSError as error:
            self._refuse("BRF-unreadable", path, str(error.strerror), "a readable file")
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def _write_drawing(self, sc: Static, path: str, target: Path) -> None:
        """A drawing without metadata; one without anything to take out is linked or copied as any file."""
        try:
            data = read_contained(Path(self.path), path, MAX_IMAGE)
        except (OSError, TooLarge):
            data = b""
        cleaned = strip_drawing(data)
        if cleaned == data:
            super()._link_or_copy_staticfile(sc)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(cleaned)

    def _refuse(self, code: str, path: str, found: str, expected: str, hint: str = "") -> None:
        self._add(Problem(code, Location(path), found, expected, hint))

    def _add(self, problem: Problem) -> None:
        build = self.run_state.build
        build.add(blame_use(problem, build.site, build.documents))


def _normalise(path: str) -> str:
    return posixpath.normpath(path.replace(os.sep, "/"))
