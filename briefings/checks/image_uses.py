"""Where documents show images: those of front matter with their places, and every image file that a text leads to."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator

import msgspec

from briefings.linking.content import is_withdrawn
from briefings.linking.files import find_addressed_files
from briefings.linking.references import find_path
from briefings.model.body import MARK_OPEN, ReferenceKind
from briefings.model.briefing import Image
from briefings.model.document import Document
from briefings.problems import Location, Pointer

_FIGURE_OR_PICTURE = re.compile(
    r"<figure\b(?:(?!</?figure\b).)*?<figcaption\b(?:(?!</?figure\b).)*</figure>|<img\b[^>]*>", re.DOTALL
)
_PICTURE = re.compile(r"<img\b[^>]*>")
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
    # Figures with a caption come whole, so that what is found elsewhere stands in none.
    for match in _FIGURE_OR_PICTURE.finditer(document.body.html):
        for tag in _PICTURE.finditer(match[0]):
            source = _SOURCE.search(tag[0])
            if source is not None:
                address, where = _locate(document, text, source)
                yield Picture(address, where, " alt=" in tag[0], match[0] != tag[0])


def _locate(document: Document, text: str, source: re.Match[str]) -> tuple[str, Location]:
    if source["mark"]:
        reference = document.body.references[int(source["mark"])]
        return reference.target, Location(document.path, reference.line, reference.column)
    address = html.unescape(source["address"])
    offset = text.find(address)
    if offset < 0:
        return address, Location(document.path)
    return address, Location(document.path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
