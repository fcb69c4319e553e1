"""Reads from EXIF (a TIFF file, JEITA CP-3451) and XMP where and when a picture was taken; nothing else of it."""

from __future__ import annotations

import re
import struct
from datetime import date

from briefings.checks.rule import ImageFacts

_EXIF_IFD, _GPS_IFD, _TAKEN = 0x8769, 0x8825, 0x9003
_LATITUDE, _LONGITUDE = 2, 4
_MOST_ENTRIES = 512
_XMP_PLACE = re.compile(rb"exif:GPSLatitude\b|exif:GPSLongitude\b")
_XMP_TAKEN = re.compile(rb"exif:DateTimeOriginal(?:\s*=\s*[\"']|>\s*)(\d{4})-(\d\d)-(\d\d)")
_EXIF_TAKEN = re.compile(rb"(\d{4}):(\d\d):(\d\d)\b")


def parse_metadata(block: bytes) -> ImageFacts:
    """What a block of EXIF or XMP says; nothing for one that is broken or of another kind."""
    block = block.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None:
        return ImageFacts(_XMP_PLACE.search(block) is not None, _parse_day(_XMP_TAKEN.search(block)))
    try:
        return _read_tiff(_Tiff(block, order))
    except struct.error:
        return ImageFacts()


class _Tiff:
    """Directories of a TIFF: their entries by tag, each the offset at which its value stands and how long it is."""

    def __init__(self, data: bytes, order: str) -> None:
        self.data, self.order = data, order

    def read_entries(self, start: int) -> dict[int, tuple[int, int]]:
        (count,) = self.unpack("H", start)
        entries: dict[int, tuple[int, int]] = {}
        for at in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
            tag, kind, size = self.unpack("HHI", at)
            length = size * {3: 2, 4: 4, 5: 8}.get(kind, 1)
            entries.setdefault(tag, (at + 8 if length <= 4 else self.unpack("I", at + 8)[0], length))
        return entries

    def unpack(self, form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(self.order + form, self.data, at)


def _read_tiff(tiff: _Tiff) -> ImageFacts:
    main = tiff.read_entries(tiff.unpack("I", 4)[0])
    has_location, taken = False, ""
    if _GPS_IFD in main:
        has_location = _has_place(tiff, main[_GPS_IFD][0])
    if _EXIF_IFD in main:
        at, length = tiff.read_entries(tiff.unpack("I", main[_EXIF_IFD][0])[0]).get(_TAKEN, (0, 0))
        taken = _parse_day(_EXIF_TAKEN.match(tiff.data, at, at + length))
    return ImageFacts(has_location, taken)


def _has_place(tiff: _Tiff, pointer: int) -> bool:
    """Whether there are coordinates: a camera without reception writes none, or nought divided by nought."""
    try:
        entries = tiff.read_entries(tiff.unpack("I", pointer)[0])
        values = [tiff.unpack("II", entries[tag][0]) for tag in (_LATITUDE, _LONGITUDE) if tag in entries]
    except struct.error:
        return False
    return any(divisor for _, divisor in values)


def _parse_day(match: re.Match[bytes] | None) -> str:
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""
