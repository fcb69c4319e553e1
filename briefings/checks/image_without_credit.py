"""BRF-image-without-credit: an image that names nobody who made it."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import list_images
from briefings.checks.rule import FileInput
from briefings.problems import Location, Problem


def check_credits(file: FileInput) -> Iterator[Problem]:
    """Find images of front matter without `credit`; images that only a body shows have no place for one."""
    for image, pointer in list_images(file.document):
        if not image.credit.strip():
            where = Location(file.document.path, pointer=(*pointer, "file"))
            hint = "Add `credit: Name, agency`; for your own, `credit: Desk`."
            yield Problem("BRF-image-without-credit", where, f"`{image.file}` without `credit`", "who made it", hint)
