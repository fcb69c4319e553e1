"""Takes out of JPEG, PNG, WebP and GIF files what is not the picture: places, names, programs, comments, thumbnails.

The picture is not compressed again: only the parts of the file that hold it, its colours (ICC) and its timing are kept.
How a camera was held (the EXIF orientation) is kept too, since the picture would lie on its side without it. What comes
after the end of a picture, where telephones put a second one or a film, is dropped.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

RASTER_ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".gif")
"""Names of files that must be images of a kind known here."""


class ImageUnreadable(Exception):
    """A file that is not a well-formed image of its kind; the text says what is wrong with it."""


def find_image_kind(start: bytes) -> str:
    """The kind of image that a file begins as: JPEG, PNG, WebP or GIF; empty for anything else. 12 bytes are enough."""
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(_PNG_SIGNATURE):
        return "PNG"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WebP"
    return "GIF" if start.startswith((b"GIF87a", b"GIF89a")) else ""


def strip_metadata(data: bytes) -> bytes:
    """The same picture without metadata. Raises `ImageUnreadable`; stripping twice changes nothing more."""
    kind = find_image_kind(data)
    if not kind:
        raise ImageUnreadable("no JPEG, PNG, WebP or GIF")
    try:
        return _STRIPPERS[kind](data)
    except (IndexError, struct.error):
        raise ImageUnreadable(f"a {kind} that ends too early") from None


def find_metadata(data: bytes) -> Iterator[bytes]:
    """The blocks of EXIF and XMP in a file, in their order; raises `ImageUnreadable` where it breaks off."""
    kind = find_image_kind(data)
    try:
        if kind == "JPEG":
            yield from (segment[4:] for marker, segment in _list_segments(data) if marker == _APP1)
        elif kind == "PNG":
            yield from (_read_text(name, chunk[8:-4]) for name, chunk in _list_chunks(data) if name in _PNG_METADATA)
        elif kind == "WebP":
            yield from (payload for name, payload in _list_riff(data[12:]) if name in (b"EXIF", b"XMP "))
    except (IndexError, struct.error):
        raise ImageUnreadable(f"a {kind} that ends too early") from None


def _need(condition: bool, what: str) -> None:
    if not condition:
        raise ImageUnreadable(what)


def _take(data: bytes, start: int, end: int) -> bytes:
    if end > len(data):
        raise IndexError(end)
    return data[start:end]


# EXIF: a TIFF file (JEITA CP-3451), of which only the tag of the orientation matters

_ORIENTATION, _SHORT = 0x0112, 3


def _find_orientation(exif: bytes) -> int:
    """The orientation that a block of EXIF gives: 1 (upright) to 8; 1 for anything that cannot be read."""
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * index)
            if tag == _ORIENTATION and kind == _SHORT:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _build_exif(orientation: int) -> bytes:
    """A TIFF with one tag; empty for a picture that stands upright anyway."""
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


# JPEG (ITU-T T.81): segments with markers; behind a start of scan, coded data up to the next marker

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_BARE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length: TEM and restarts."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def _strip_jpeg(data: bytes) -> bytes:
    kept: list[bytes] = []
    orientation, has_frame, has_scan = 1, False, False
    for marker, segment in _list_segments(data):
        if marker == _APP1 and segment[4:].startswith(b"Exif\0\0"):
            orientation = _find_orientation(segment[4:])
        elif _is_kept_segment(marker, segment[4:]):
            kept.append(segment)
        has_frame, has_scan = has_frame or marker in _FRAMES, has_scan or marker == _SOS
    _need(has_frame and has_scan, "a JPEG without a picture")
    exif = _build_exif(orientation)
    if exif:
        block = b"Exif\0\0" + exif
        is_jfif = kept[0].startswith(b"\xff\xe0")
        kept.insert(1 if is_jfif else 0, b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block)
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def _is_kept_segment(marker: int, payload: bytes) -> bool:
    """JFIF, colour profiles and Adobe's colour transform belong to the picture; other application data does not."""
    if marker == _APP0:
        return payload.startswith(b"JFIF\0")
    if marker == _APP2:
        return payload.startswith(b"ICC_PROFILE\0")
    if marker == _APP14:
        return payload.startswith(b"Adobe")
    return not (_APP0 <= marker <= _APP15 or marker == _COM)


def _list_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their segments, coded data included, from behind the start of the image up to its end."""
    at = 2
    while True:
        _need(data[at] == 0xFF, "a JPEG with something between its segments")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            return
        _need(marker not in (0, _SOI), "a JPEG with a misplaced marker")
        if marker in _BARE:
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        _need(end >= at + 4, "a JPEG with a segment shorter than its length")
        if marker == _SOS:
            end = _find_marker(data, end)
        yield marker, _take(data, at, end)
        at = end


def _find_marker(data: bytes, start: int) -> int:
    """Where coded data ends: at an FF that is neither stuffing nor a restart."""
    while True:
        start = data.find(b"\xff", start)
        if start < 0:
            raise IndexError(start)
        if data[start + 1] != 0 and not 0xD0 <= data[start + 1] <= 0xD7:
            return start
        start += 2


# PNG (W3C): chunks with checksums

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"bKGD"),
    *(b"mDCV", b"mDCv", b"cLLI", b"cLLi", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}


def _strip_png(data: bytes) -> bytes:
    kept: list[bytes] = []
    orientation, names = 1, []
    for name, chunk in _list_chunks(data):
        if name == b"eXIf":
            orientation = _find_orientation(chunk[8:-4])
        if name in _PNG_KEPT:
            names.append(name)
            kept.append(chunk)
    _need(names[:1] == [b"IHDR"] and b"IDAT" in names, "a PNG without a picture")
    exif = _build_exif(orientation)
    if exif:
        kept.insert(1, struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif)))
    return _PNG_SIGNATURE + b"".join(kept)


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Chunks by name, whole, up to the end of the image."""
    at, name = len(_PNG_SIGNATURE), b""
    while name != b"IEND":
        size, name = struct.unpack_from(">I4s", data, at)
        chunk = _take(data, at, at + size + 12)
        _need(zlib.crc32(chunk[4:-4]) == struct.unpack(">I", chunk[-4:])[0], "a PNG with a wrong checksum")
        yield name, chunk
        at += len(chunk)


_PNG_METADATA = (b"eXIf", b"iTXt")
_LONGEST_TEXT = 1 << 20


def _read_text(name: bytes, content: bytes) -> bytes:
    """The words of an international text (XMP), which may be compressed; other chunks are given as they are."""
    key, separator, rest = content.partition(b"\0")
    if name != b"iTXt" or not separator or rest[:1] != b"\1":
        return content
    packed = rest[2:].split(b"\0", 2)[-1]
    try:
        return key + zlib.decompressobj().decompress(packed, _LONGEST_TEXT)
    except zlib.error:
        return b""


# WebP (RFC 9649): chunks of a RIFF file, padded to even lengths

_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _strip_webp(data: bytes) -> bytes:
    body = _take(data, 12, 8 + struct.unpack_from("<I", data, 4)[0])
    chunks = list(_list_riff(body))
    found = next((payload for name, payload in chunks if name == b"EXIF"), b"")
    exif = _build_exif(_find_orientation(found))
    kept = [(name, payload) for name, payload in chunks if name in _WEBP_KEPT]
    _need(any(name in (b"VP8 ", b"VP8L", b"ANMF") for name, _ in kept), "a WebP without a picture")
    inner = b"".join(_build_riff(name, _strip_part(name, payload, bool(exif))) for name, payload in kept)
    inner += _build_riff(b"EXIF", exif) if exif else b""
    return b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WEBP" + inner


def _strip_part(name: bytes, payload: bytes, has_exif: bool) -> bytes:
    """One chunk: the flags of the header say what follows, and a frame of an animation has chunks of its own."""
    if name == b"VP8X":
        flags = payload[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
        return bytes([flags]) + payload[1:]
    if name == b"ANMF":
        parts = (_build_riff(*part) for part in _list_riff(_take(payload, 16, len(payload))) if part[0] in _WEBP_KEPT)
        return payload[:16] + b"".join(parts)
    return payload


def _list_riff(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(body):
        name, size = struct.unpack_from("<4sI", body, at)
        yield name, _take(body, at + 8, at + 8 + size)
        at += 8 + size + size % 2


def _build_riff(name: bytes, payload: bytes) -> bytes:
    return name + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)


# GIF (CompuServe 89a): blocks, of which extensions and images have sub-blocks

_EXTENSION, _IMAGE, _TRAILER, _CONTROL, _APPLICATION = 0x21, 0x2C, 0x3B, 0xF9, 0xFF
_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often an animation runs, and colour profiles."""


def _strip_gif(data: bytes) -> bytes:
    at = 13 + _table_size(data[10])
    kept, has_image = [_take(data, 0, at)], False
    while data[at] != _TRAILER:
        block = data[at]
        _need(block in (_EXTENSION, _IMAGE), "a GIF with an unknown block")
        inner = at + 2 if block == _EXTENSION else at + 11 + _table_size(data[at + 9])
        end = _skip_blocks(data, inner)
        is_control = block == _EXTENSION and data[at + 1] == _CONTROL
        is_loop = block == _EXTENSION and data[at + 1] == _APPLICATION and data[at + 3 : at + 14] in _GIF_APPLICATIONS
        if block == _IMAGE or is_control or is_loop:
            kept.append(data[at:end])
        has_image = has_image or block == _IMAGE
        at = end
    _need(has_image, "a GIF without a picture")
    return b"".join(kept) + bytes([_TRAILER])


def _table_size(flags: int) -> int:
    """How many bytes the table of colours has that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    """Behind the empty sub-block that ends a row of them."""
    while data[at]:
        at += data[at] + 1
    return at + 1


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": _strip_jpeg,
    "PNG": _strip_png,
    "WebP": _strip_webp,
    "GIF": _strip_gif,
}
