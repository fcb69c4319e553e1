"""BRF-image-without-credit: an image that names nobody who made it."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import list_images, list_pictures
from briefings.checks.rule import FileInput
from briefings.model.document import FileKind
from briefings.problems import Location, Problem

_IN_BRIEFING = "List it under `images:` with `id`, `caption` and `credit`, and show it with `![[id]]`."
_ELSEWHERE = "Write `<figure><img src=… alt=…><figcaption>What it shows. Who made it.</figcaption></figure>`."


def check_credits(file: FileInput) -> Iterator[Problem]:
    """Find images of front matter without `credit`, and pictures of bodies that have no place for one."""
    for image, pointer in list_images(file.document):
        if not image.credit.strip():
            where = Location(file.document.path, pointer=(*pointer, "file"))
            hint = "Add `credit: Name, agency`; for your own, `credit: Desk`."
            yield Problem("BRF-image-without-credit", where, f"`{image.file}` without `credit`", "who made it", hint)
    hint = _IN_BRIEFING if file.document.kind is FileKind.BRIEFING else _ELSEWHERE
    for picture in list_pictures(file.document, file.text):
        if not picture.is_captioned:
            found = f"`{picture.address}` as a plain picture, without caption and credit"
            yield Problem("BRF-image-without-credit", picture.where, found, "what it shows, and who made it", hint)
