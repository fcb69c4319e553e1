"""Which addresses in texts, relative to the page of the text, surely lead to no file of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

import msgspec

from briefings.linking.files import is_public_page
from briefings.linking.site import Site
from briefings.model.body import Body, Reference, ReferenceKind
from briefings.model.document import Document
from briefings.problems import Location, Problem
from briefings.settings import Settings
from briefings.views.linked_files import LinkedFiles

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
_OWN_FOLDERS = ("cards/",)
_COPY = re.compile(r"-[0-9]+\.[0-9a-f]{12}\.[a-z]+\Z")
"""What a build makes beside the pictures of the content folder: cards, and smaller copies (`list_copies`)."""


class Layout(msgspec.Struct, frozen=True):
    """Where files lie that are no pages: those of the content folder at their own paths, and others.

    `placed` are paths of others, or how they begin.
    """

    static_paths: frozenset[str]
    placed: frozenset[str] = frozenset()

    def may_have(self, path: str) -> bool:
        """Whether there can be a file at a path of the site."""
        if path in self.static_paths or _COPY.search(path):
            return True
        return path.startswith((*self.placed, *_OWN_FOLDERS))


def find_broken_addresses(
    site: Site, pages: Collection[Document], layout: Layout, settings: Settings
) -> Iterator[Problem]:
    """Find pictures and texts that are not where a browser looks for them; what may be a page is never refused."""
    found = [
        (path, reference)
        for path, body in _list_bodies(site, pages)
        for reference in body.references
        if reference.kind is ReferenceKind.ADDRESS
    ]
    if not found:
        return
    hrefs = LinkedFiles(site, pages, (), settings)
    for path, reference in found:
        place = _find_place(hrefs[path], settings.base, reference.target) if path in hrefs else ""
        if place and not layout.may_have(place):
            meant = _find_meant(path, reference, {*layout.static_paths, *hrefs})
            if meant or place.lower().endswith((*_PICTURES, *_TEXTS)):
                yield _problem(path, reference, place, _hint(reference, meant, is_text=meant in hrefs))


def _list_bodies(site: Site, pages: Iterable[Document]) -> Iterator[tuple[str, Body]]:
    yield from site.bodies.items()
    yield from ((page.path, page.body) for page in pages if is_public_page(page))


def _find_place(href: str, base: str, target: str) -> str:
    """The path on the site that an address on a page means (RFC 3986, 5.2.4); "" where it leads out of the site."""
    parts = unquote(href.removeprefix(base)).split("/")[1:-1]
    for name in unquote(urlsplit(target).path).split("/"):
        if name == ".." and not parts and base:
            return ""
        if name == "..":
            parts = parts[:-1]
        elif name not in ("", "."):
            parts.append(name)
    return "/".join(parts)


def _find_meant(path: str, reference: Reference, files: Collection[str]) -> str:
    """The file of the content folder that the writer had in mind: seen from the text, or from the folder itself."""
    target = unquote(reference.target)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    names = [name for name in target.split("/") if name not in ("", ".", "..")]
    return next((file for file in (beside, "/".join(names)) if file in files), "")


def _problem(path: str, reference: Reference, place: str, hint: str) -> Problem:
    where = Location(path, reference.line, reference.column)
    expected = f"a file of the site; browsers look for this one beside the page, at {place}"
    return Problem("BRF-broken-link", where, f"`{reference.target}`", expected, hint)


def _hint(reference: Reference, meant: str, *, is_text: bool) -> str:
    if is_text:
        return f"Write `{{filename}}/{meant}`, or the id of the page in `[[…]]`."
    if meant:
        return f"Write `{{static}}/{meant}`."
    if reference.target.lower().endswith(_TEXTS):
        return "Link to pages with `[[…]]` or `{filename}…`, and to other files with `{static}/…`."
    return "Save the picture in the content folder, and name its file: `{static}/images/…`."
