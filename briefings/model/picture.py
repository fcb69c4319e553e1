"""The file of an image as pages must know it: its size, and the smaller copies of it that a build makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

import msgspec

from briefings.model.forms import MAX_NAME_BYTES

AVIF, WEBP = "AVIF", "WebP"
ENDINGS = {AVIF: "avif", WEBP: "webp", "JPEG": "jpg", "PNG": "png"}
"""The formats of copies, with the endings of their files."""
_LEAST = 64
"""Pixels: a picture that is smaller both ways has nothing to save."""
_MOST = 16_383
"""Pixels: the longest side that a WebP can have."""


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """An image file. `width` and `height` are pixels as it is seen upright, 0 where nobody knows.

    `widths` are those of its copies, smallest first, none where it stays as it is (drawings, animations). `kind` is its
    own format, `digest` stands for its bytes in the names of the copies, so that no browser keeps an old one.
    """

    width: int = 0
    height: int = 0
    kind: str = ""
    digest: str = ""
    widths: tuple[int, ...] = ()


class Copy(msgspec.Struct, frozen=True):
    """A copy of a picture: its path beside the file it is made of, its format, and its size in pixels."""

    path: str
    form: str
    width: int
    height: int


def choose_widths(width: int, height: int, wanted: Iterable[int]) -> tuple[int, ...]:
    """The widths of the copies of a picture: never more than its own, and its own where no larger one is wanted."""
    known = sorted(set(wanted))
    if not known or max(width, height) < _LEAST:
        return ()
    largest = min(width, known[-1])
    if round(height * largest / width) > _MOST:
        return ()
    return (*(each for each in known if each < largest), largest)


def list_copies(path: str, picture: Picture) -> Iterator[Copy]:
    """All copies of a picture: each width in AVIF and WebP, and in its own format where that is narrower than itself.

    A GIF has no copies in its own format, which makes large files of small pictures.
    """
    for form in dict.fromkeys((AVIF, WEBP, picture.kind)):
        for width in picture.widths if form in ENDINGS else ():
            if form in (AVIF, WEBP) or width < picture.width:
                height = max(1, round(picture.height * width / picture.width))
                name = f"{_shorten(posixpath.splitext(path)[0])}-{width}.{picture.digest}.{ENDINGS[form]}"
                yield Copy(name, form, width, height)


def _shorten(path: str) -> str:
    """A path whose last part leaves room for what names of copies have more; the digest keeps them apart."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, name.encode()[:MAX_NAME_BYTES].decode("utf-8", "ignore"))
