"""Where documents show images: those of front matter with their places, and every image file that a text leads to."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from briefings.linking.content import is_withdrawn
from briefings.linking.files import find_addressed_files, find_shown_images, list_shown_images
from briefings.linking.references import find_path
from briefings.linking.site import Site
from briefings.model.body import MARK_OPEN, ReferenceKind
from briefings.model.briefing import Image
from briefings.model.document import Document, FileKind
from briefings.problems import Location, Pointer, Problem

_TAG = re.compile(
    r"""<(?:(?P<figure>/?figure)|(?P<caption>figcaption)|(?P<picture>img))\b(?:[^">]|"[^"]*")*+>""",
)
_VALUE = re.compile('"[^"]*"')
_SOURCE = re.compile(f"""\\ssrc="(?:{MARK_OPEN}(?P<mark>\\d+)|(?P<address>[^"#]+))""")
"""A picture that reading refused has `#` for an address: it shows nothing, and has a problem of its own."""


class Picture(msgspec.Struct, frozen=True):
    """An `<img>` of a body: its address as it was written, and whether it has words for those who do not see it.

    `is_captioned` says whether it stands in a `<figure>` with a `<figcaption>`.
    """

    address: str
    where: Location
    has_alt: bool
    is_captioned: bool


def list_images(document: Document) -> Iterator[tuple[Image, Pointer]]:
    """The images in the front matter of a briefing or topic; a withdrawn briefing shows none."""
    briefing = document.briefing
    if document.topic is not None and document.topic.image is not None:
        yield document.topic.image, ("image",)
    if briefing is None or is_withdrawn(briefing):
        return
    if briefing.image is not None:
        yield briefing.image, ("image",)
    for index, image in enumerate(briefing.images):
        yield image, ("images", index)


def list_shown_files(document: Document, files: Container[str]) -> Iterator[tuple[str, Location]]:
    """Those of `files` that a document shows or links to, each with its place."""
    for image, pointer in list_images(document):
        if image.file in files:
            yield image.file, Location(document.path, pointer=(*pointer, "file"))
    for reference in document.body.references:
        found = find_path(reference, document.path, files) if reference.kind is ReferenceKind.PATH else None
        if found is not None:
            yield found, Location(document.path, reference.line, reference.column)
    for found in find_addressed_files(document.body.html, files):
        yield found, Location(document.path)


def list_pictures(document: Document, text: str) -> Iterator[Picture]:
    """The pictures of a body, those of front matter (`![[id]]`) aside; `text` is the file they are written in."""
    if "<img" not in document.body.html or (document.briefing is not None and is_withdrawn(document.briefing)):
        return
    at = 0
    for tag, is_captioned in _list_tags(document.body.html):
        source = _SOURCE.search(tag)
        if source is not None:
            address, where, at = _locate(document, text, source, at)
            yield Picture(address, where, " alt=" in _VALUE.sub("", tag), is_captioned)


def _list_tags(markup: str) -> list[tuple[str, bool]]:
    """The `<img>` tags of sanitised HTML, in order, and whether one of the figures around each has a caption."""
    figures: list[int] = []
    found: list[tuple[str, int]] = []
    captioned: set[int] = set()
    around: dict[int, int] = {}
    for tag in _TAG.finditer(markup):
        inner = figures[-1] if figures else -1
        if tag["picture"]:
            found.append((tag[0], inner))
        elif tag["caption"]:
            captioned.add(inner)
        elif tag["figure"] == "figure":
            around[tag.start()] = inner
            figures.append(tag.start())
        elif figures:
            figures.pop()
    is_captioned = {-1: False}
    for figure, outer in around.items():  # outer ones come first
        is_captioned[figure] = figure in captioned or is_captioned[outer]
    return [(tag, is_captioned[figure]) for tag, figure in found]


def _locate(document: Document, text: str, source: re.Match[str], start: int) -> tuple[str, Location, int]:
    """The address of a picture, its place, and where in `text` to look for the next one."""
    if source["mark"]:
        reference = document.body.references[int(source["mark"])]
        return reference.target, Location(document.path, reference.line, reference.column), start
    address = html.unescape(source["address"])
    written = re.compile(rf"""(?:src\s*=\s*["']?|\]\(\s*<?|\]:\s*<?){re.escape(address)}""").search(text, start)
    if written is None:
        return address, Location(document.path), start
    offset = written.end() - len(address)
    where = Location(document.path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
    return address, where, written.end()


def blame_use(problem: Problem, site: Site, documents: Mapping[str, Document]) -> Problem:
    """The problem of a file at the place that shows or links to it: in published briefings first."""
    path, public = problem.where.path, {linked.briefing.path for linked in site.briefings.values()}
    where = find_use(sorted(documents.values(), key=lambda document: document.path not in public), path)
    return problem if where == problem.where else replace(problem, where=where, found=f"`{path}`: {problem.found}")


def find_use(documents: Iterable[Document], path: str) -> Location:
    """The first place that shows or links to a file; the file itself where there is none."""
    files = frozenset((path,))
    return next((where for document in documents for _, where in list_shown_files(document, files)), Location(path))


def list_pictures_of_pages(
    site: Site, documents: Mapping[str, Document], files: Container[str], url: str = ""
) -> set[str]:
    """List those of `files` that texts and front matter show as pictures, as a build asks; in drafts too."""
    pages = [document for document in documents.values() if document.kind is FileKind.PAGE]
    found = list_shown_images(site, pages, files, url)
    for document in documents.values():
        if document.briefing is None or not is_withdrawn(document.briefing):
            found.update(image.file for image, _ in list_images(document))
            found.update(find_shown_images(document.body, document.path, files, url))
    return {path for path in found if path in files}
