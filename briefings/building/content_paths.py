"""Which parts of a content folder the settings name: where articles and pages lie, and what is left out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from typing import Any

import msgspec

Folders = tuple[str, ...]
"""Paths relative to the content folder, with forward slashes; the content folder itself is the empty one."""


class ContentPaths(msgspec.Struct, frozen=True):
    """Pelican's settings about the content folder: `ARTICLE_PATHS`, `PAGE_PATHS`, their excludes, `IGNORE_FILES`."""

    articles: Folders = ("",)
    article_excludes: Folders = ()
    pages: Folders = ("pages",)
    page_excludes: Folders = ()
    ignored: tuple[str, ...] = ()

    def is_ignored(self, name: str) -> bool:
        """Whether files and folders of this name are passed over."""
        return bool(self.ignored) and any(fnmatch(name, pattern) for pattern in self.ignored)

    def is_article_place(self, path: str) -> bool:
        """Whether Pelican looks for articles where this file lies."""
        return _is_inside(path, self.articles, self.article_excludes)

    def is_page_place(self, path: str) -> bool:
        """Whether Pelican looks for pages where this file lies."""
        return _is_inside(path, self.pages, self.page_excludes)

    def is_briefing(self, path: str, *, has_briefings_folder: bool) -> bool:
        """Whether a Markdown file at this place is a briefing.

        Where nothing else is named, briefings lie in the folder `briefings`, or without one anywhere.
        """
        named = tuple(filter(None, self.articles))
        if "" not in self.articles:
            return _is_inside(path, ("briefings", *named), self.article_excludes)
        has_place = not has_briefings_folder or is_below_any(path, ("briefings", *named))
        return has_place and self.is_article_place(path)

    def is_page(self, path: str) -> bool | None:
        """Whether a Markdown file at this place is a page; None where nothing is said about its folder."""
        folders = ("pages", *filter(None, self.pages))
        if not is_below_any(path, folders):
            return None
        return _is_inside(path, folders, self.page_excludes)


def read_paths(raw: Mapping[str, Any]) -> ContentPaths:
    """What Pelican's settings say about the content folder; what is not said, or cannot be used, is as in Pelican."""
    keys = {
        "articles": "ARTICLE_PATHS",
        "article_excludes": "ARTICLE_EXCLUDES",
        "pages": "PAGE_PATHS",
        "page_excludes": "PAGE_EXCLUDES",
    }
    found: dict[str, tuple[str, ...]] = {
        field: tuple(dict.fromkeys(map(_normalise, _list_words(raw[key]))))
        for field, key in keys.items()
        if isinstance(raw.get(key), list | tuple)
    }
    # Pelican compares names, in which there is no slash: its own default never applies.
    ignored = (word for word in _list_words(raw.get("IGNORE_FILES") or ()) if "/" not in word)
    return ContentPaths(**found, ignored=tuple(ignored))


def is_below_any(path: str, folders: Iterable[str]) -> bool:
    """Whether a file is one of these, or lies below one of these folders."""
    for folder in folders:  # asked several times for each file
        if path.startswith(folder) and (not folder or path[len(folder) : len(folder) + 1] in ("", "/")):
            return True
    return False


def _is_inside(path: str, folders: Folders, excludes: Folders) -> bool:
    """As in Pelican, a folder that is left out counts below the one that is searched, and not above it.

    The settings leave out the folders of pages among articles, and the other way round, without being asked.
    """
    for folder in folders:
        if is_below_any(path, (folder,)):
            found = [exclude for exclude in excludes if exclude and is_below_any(path, (exclude,))]
            if not any(exclude != folder and is_below_any(exclude, (folder,)) for exclude in found):
                return True
    return False


def _list_words(value: Iterable[Any]) -> list[str]:
    return [word for word in value if isinstance(word, str)]


def _normalise(folder: str) -> str:
    found = posixpath.normpath(folder.replace("\\", "/")).strip("/")
    return "" if found == "." else found
