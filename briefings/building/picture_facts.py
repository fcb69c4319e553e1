"""Finds out what pages must know of the pictures that they show: size, format, whether it moves."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from briefings.building.contained import TooLarge, read_contained
from briefings.building.image_metadata import RASTER_ENDINGS, find_image_kind
from briefings.building.picture_drawings import DRAWING
from briefings.building.picture_problems import MAX_IMAGE, MAX_PIXELS, describe_large
from briefings.building.sealed import read_sealed, write_sealed
from briefings.model.picture import Picture, choose_widths
from briefings.problems import Problem

RECIPE = b"1"
"""Changes with how copies are made, so that their names do."""
_FAULTS = (OSError, ValueError, SyntaxError, TypeError, EOFError, OverflowError)
"""What Pillow raises over broken pictures."""
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
"""EXIF orientations of pictures that lie on their side."""
_KEPT_FACTOR = 4


class _Facts(msgspec.Struct, frozen=True, array_like=True):
    """What the bytes of a picture say. Without a `kind` no copies are made of it."""

    width: int = 0
    height: int = 0
    kind: str = ""


_HUGE = _Facts(MAX_PIXELS, 2)
"""A picture with more than twice as many pixels as it may have; Pillow does not say how many."""


class PictureFacts:
    """Reads pictures; what was found out once is kept in `folder` by the digest of the bytes. None keeps nothing."""

    def __init__(self, content: Path, folder: Path | None, widths: Iterable[int]) -> None:
        self._content, self._widths = content, tuple(widths)
        self._file = folder / "facts.msgpack" if folder else None
        self._salt = name_decoder().encode()
        self._known: dict[bytes, _Facts] | None = None
        self._used: dict[bytes, _Facts] = {}
        self.problems: list[Problem] = []
        """What is wrong with pictures; those without any come in as `BRF-image-unreadable` where they are copied."""

    def read_all(self, paths: Iterable[str]) -> dict[str, Picture]:
        """The pictures at some paths of the content folder; those that nobody can make sense of are left out."""
        found = {path: picture for path in sorted(set(paths)) if (picture := self._read(path)) is not None}
        self._keep()
        return found

    def _read(self, path: str) -> Picture | None:
        try:
            data = read_contained(self._content, path, MAX_IMAGE)
        except (OSError, TooLarge):
            return None  # said where the file is copied
        if path.lower().endswith(DRAWING):
            return read_drawing(data)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        facts = self._find(path, digest, data)
        if not facts.width:
            return None
        widths = choose_widths(facts.width, facts.height, self._widths) if facts.kind else ()
        short = hashlib.blake2b(digest + RECIPE, digest_size=6).hexdigest()
        size = facts.width, facts.height
        return Picture(*size, facts.kind, short, widths) if widths else Picture(*size)

    def _find(self, path: str, digest: bytes, data: bytes) -> _Facts:
        if self._known is None:
            self._known = self._load()
        key = digest + self._salt
        facts = self._known.get(key)
        if facts is None:
            facts = read_facts(data)
        problem = find_size_problem(path, facts)
        if problem is not None:
            self.problems.append(problem)
        self._used[key] = facts
        return facts

    def _load(self) -> dict[bytes, _Facts]:
        if self._file is None:
            return {}
        try:
            return msgspec.msgpack.decode(read_sealed(self._file), type=dict[bytes, _Facts])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}

    def _keep(self) -> None:
        known = self._known or {}
        if self._file is None or known.keys() >= self._used.keys():
            return
        kept = known if len(known) < _KEPT_FACTOR * len(self._used) else {}
        write_sealed(self._file, msgspec.msgpack.encode({**kept, **self._used}))


def name_decoder() -> str:
    """What else decides about what is read and made of pictures: the version of the library, with its own codecs."""
    with suppress(PackageNotFoundError):
        return version("pillow")
    return ""


def find_size_problem(path: str, facts: _Facts) -> Problem | None:
    """What is wrong with a picture that has too many pixels."""
    if facts.width * facts.height <= MAX_PIXELS:
        return None
    return describe_large(path, 0, 0) if facts == _HUGE else describe_large(path, facts.width, facts.height)


def is_picture(path: str) -> bool:
    """Whether a file is a picture by its name."""
    return path.lower().endswith((*RASTER_ENDINGS, DRAWING))


def read_facts(data: bytes) -> _Facts:
    """What the head of a picture says; nothing where it is none that can be opened."""
    from PIL import Image, UnidentifiedImageError

    kind = find_image_kind(data[:12])
    if not kind:
        return _Facts()
    turned = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
                (width, height), still = image.size, not getattr(image, "is_animated", False)
                with suppress(*_FAULTS):  # a broken picture is refused where copies are made of it
                    turned = image.getexif().get(_ORIENTATION) in _TURNED
    except Image.DecompressionBombError:
        return _HUGE
    except (UnidentifiedImageError, *_FAULTS):
        return _Facts()
    has_copies = still and width * height <= MAX_PIXELS
    return _Facts(*((height, width) if turned else (width, height)), kind if has_copies else "")


_ROOT = re.compile(rb"<svg\b([^>]*)>", re.IGNORECASE)
_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([\d.]{1,12})(?:px)?\s*["']""")
_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]{1,12})[\s,]+([\d.]{1,12})\s*["']""")
_COLUMN = 960
"""Pixels: how wide a drawing is at least that names no size but a shape; browsers let it fill its column."""


def read_drawing(data: bytes) -> Picture | None:
    """The size of an SVG by its `width` and `height`, else the shape of its `viewBox`; None where it has neither."""
    root = _ROOT.search(data[:65_536])
    if root is None:
        return None
    sizes = {name: float(value) for name, value in _SIZE.findall(root[1]) if value.count(b".") < 2 and value != b"."}
    if sizes.get(b"width") and sizes.get(b"height"):
        return _draw(sizes[b"width"], sizes[b"height"])
    box = _BOX.search(root[1])
    try:
        width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    except ValueError:
        return None
    return _draw(width, height, max(1.0, _COLUMN / width)) if width > 0 and height > 0 else None


def _draw(width: float, height: float, scale: float = 1.0) -> Picture:
    return Picture(max(1, round(width * scale)), max(1, round(height * scale)))
