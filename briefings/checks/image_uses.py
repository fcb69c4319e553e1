"""Where documents show images: those of front matter with their places, and every image file that a text leads to."""

from __future__ import annotations

from collections.abc import Container, Iterator

from briefings.linking.content import is_withdrawn
from briefings.linking.files import find_addressed_files
from briefings.linking.references import find_path
from briefings.model.body import ReferenceKind
from briefings.model.briefing import Image
from briefings.model.document import Document
from briefings.problems import Location, Pointer


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
