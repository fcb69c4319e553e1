"""Pictures of kinds out of which no metadata is taken: AVIF, HEIC and TIFF. They may go out only without any."""

from __future__ import annotations

import struct

_TIFF = (b"II*\0", b"MM\0*")
_TELLING = {0x02BC, 0x8769, 0x8825}
"""Tags of TIFF that lead to XMP, EXIF and the position (GPS)."""
_HEIF_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_HEIF_METADATA, _HEIF_HEAD = (b"Exif", b"application/rdf+xml"), 1 << 16
"""Kinds of items in the box of metadata at the head of a file (ISO/IEC 23008-12, annex A)."""


def is_uncleaned(start: bytes) -> bool:
    """Whether a file begins as a picture of such a kind, under whatever name; 12 bytes are enough."""
    return start.startswith(_TIFF) or (start[4:8] == b"ftyp" and start[8:12] in _HEIF_BRANDS)


def find_metadata_fault(data: bytes) -> str:
    """What is wrong with a picture of such a kind that has EXIF or XMP, where a camera writes the place; else ""."""
    if data.startswith(_TIFF):
        has_metadata, kind = bool(_find_tags(data) & _TELLING), "TIFF"
    else:
        has_metadata, kind = any(mark in data[:_HEIF_HEAD] for mark in _HEIF_METADATA), "AVIF or HEIC"
    return f"a picture (`{kind}`) with EXIF or XMP, which may say where it was taken" if has_metadata else ""


def _find_tags(tiff: bytes) -> set[int]:
    """The tags of the first picture of a TIFF, as far as they can be read."""
    order, found = "<" if tiff.startswith(b"II") else ">", set[int]()
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            found.add(struct.unpack_from(f"{order}H", tiff, start + 2 + 12 * index)[0])
    except struct.error:
        pass
    return found
