"""Keeps pages in formats that Pelican reads (reStructuredText, HTML) as safe as those in Markdown."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from pelican.readers import BaseReader

from briefings.building.contained import TooLarge, read_contained
from briefings.linking.references import find_path
from briefings.model.body import Reference, ReferenceKind
from briefings.model.briefing import Status
from briefings.model.forms import Lang, Slug
from briefings.plugin.build import Build
from briefings.problems import Location, Problem, suggest
from briefings.reading.markdown.found import OWN
from briefings.reading.markdown.intrasite import IntrasiteLinks
from briefings.reading.markdown.sanitise import drop_forged_characters, keep_value, make_cleaner
from briefings.reading.read import MAX_BYTES, refuse_size
from briefings.reading.scalars import ScalarError, build_choice_parser, build_form_parser

_PARSERS = {"slug": build_form_parser(Slug), "lang": build_form_parser(Lang), "status": build_choice_parser(Status)}
_KEYS = (
    *("title", "date", "modified", "summary", "slug", "lang", "status", "author", "authors", "category", "tags"),
    *("keywords", "generator", "viewport"),
)
"""What a page may say of itself. Pelican makes an attribute of every key: `save_as`, `template`, names of methods."""

DOCUTILS_SETTINGS = {"file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True}
"""`include`, `csv-table` and `raw` would read any file of the machine."""


class ForeignReader(BaseReader):
    """Reads with a reader of Pelican's, cleans the HTML, and refuses keys that a page has no use for."""

    enabled = True
    file_extensions: ClassVar[list[str]] = []

    def __init__(self, settings: dict[str, Any], inner: BaseReader, build: Build) -> None:
        super().__init__(settings)
        self._inner, self._build = inner, build
        self._files = {file.path for file in build.files}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The page's HTML and metadata; what is wrong with it becomes a problem of the build."""
        root = os.path.realpath(self._build.content)
        path = os.path.relpath(os.path.realpath(source_path), root).replace(os.sep, "/")
        try:
            read_contained(self._build.content, path, MAX_BYTES)
        except TooLarge as error:
            self._build.add(refuse_size(path, error.size))
            return "", {"title": path}
        content, metadata = self._inner.read(source_path)
        cleaner = make_cleaner(lambda tag, name, value: self._keep(path, tag, name, value))
        body = cleaner.clean(drop_forged_characters(content or "").replace(OWN, ""))
        return body, {key: value for key, value in metadata.items() if self._is_usable(path, key, value)}

    def _keep(self, path: str, tag: str, name: str, value: str) -> str | None:
        links = IntrasiteLinks("")
        link = links.read(value) if name in ("href", "src") else None
        if link is None:
            flawed = links.refuse_picture(value) if (tag, name) == ("img", "src") else None
            if flawed is None or flawed.flaw is None:
                return keep_value(name, value)
            self._report(flawed.flaw.code, path, f"`{value}`", flawed.flaw.expected, flawed.flaw.hint)
            return None
        reference = Reference(ReferenceKind.PATH, link.target, link.prefix, link.locator, 0, 0)
        if link.flaw is None and find_path(reference, path, self._files):
            return value
        self._report("BRF-broken-link", path, f"`{value}`", "a file of the content folder")
        return None

    def _is_usable(self, path: str, key: str, value: Any) -> bool:
        if key not in _KEYS:
            expected = "one of " + ", ".join(_KEYS)
            self._report("BRF-unknown-key", path, f"`{key}`", expected, suggest(key, _KEYS))
            return False
        try:
            if key in _PARSERS:
                _PARSERS[key](str(value))
        except ScalarError as error:
            self._report(error.code, path, f"`{key}`: the text `{value}`", error.expected, error.hint)
            return False
        return True

    def _report(self, code: str, path: str, found: str, expected: str, hint: str = "") -> None:
        self._build.add(Problem(code, Location(path), found, expected, hint))
