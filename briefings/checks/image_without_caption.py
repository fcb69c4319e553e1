"""BRF-image-without-caption: an image that does not say what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import list_images
from briefings.checks.rule import FileInput
from briefings.problems import Location, Problem


def check_captions(file: FileInput) -> Iterator[Problem]:
    """Find images of front matter without `caption`; of a plain picture in a text, BRF-image-without-credit speaks."""
    for image, pointer in list_images(file.document):
        if not image.caption.strip():
            where = Location(file.document.path, pointer=(*pointer, "file"))
            hint = "Add `caption: …`: what it shows, where and when. `alt` is for those who cannot see it."
            yield Problem(
                "BRF-image-without-caption", where, f"`{image.file}` without `caption`", "what it shows", hint
            )
