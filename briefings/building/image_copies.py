"""Makes the smaller copies of one picture: upright, in sRGB, without metadata, the same bytes on every machine.

The only module that needs Pillow's decoders and encoders. It runs in processes that start afresh.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from briefings.building.image_metadata import find_image_kind
from briefings.model.picture import Copy

_OPTIONS: dict[str, dict[str, Any]] = {
    # One thread and no tiles: how an AVIF is cut up for several cores would show in its bytes.
    "AVIF": {"quality": 60, "speed": 6, "subsampling": "4:2:0", "max_threads": 1, "autotiling": False},
    "WebP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
}
_FAULTS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, EOFError, OverflowError, MemoryError)


class CopyFailed(Exception):
    """A picture that cannot be decoded to its end, or not be encoded; the text says why."""


def make_copies(data: bytes, copies: Sequence[Copy]) -> list[bytes]:
    """The bytes of some copies of a picture. Raises `CopyFailed`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is odd in a file and no reason to refuse it
            picture = _open(data)
            return [_encode(picture, copy) for copy in copies]
    except (*_FAULTS, Image.DecompressionBombError) as error:
        raise CopyFailed(f"a picture that cannot be read to its end ({error})") from None


def _open(data: bytes) -> Image.Image:
    """The pixels of a picture, upright, as RGB or RGBA in sRGB."""
    with Image.open(io.BytesIO(data), formats=[find_image_kind(data[:12]).upper()]) as opened:
        opened.load()
        picture = ImageOps.exif_transpose(opened)
    profile = picture.info.get("icc_profile")
    has_alpha = "A" in picture.mode or "transparency" in picture.info
    mode = "RGBA" if has_alpha else "RGB"
    picture = picture.convert(mode) if picture.mode in ("1", "P", "PA") else _to_eight_bits(picture)
    if profile and not has_alpha:
        picture = _to_srgb(picture, profile)
    if picture.mode != mode:  # else it would be copied for nothing
        picture = picture.convert(mode)
    if profile and has_alpha:
        picture = _to_srgb(picture, profile)
    picture.info = {}  # encoders take comments, profiles and resolutions from here
    return picture


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    """Grey with more than eight bits has no counterpart in the formats of copies."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """A picture in the colours that its profile means; as it is where the profile does not fit it."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return changed or picture


def _encode(picture: Image.Image, copy: Copy) -> bytes:
    size = (copy.width, copy.height)
    scaled = picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if copy.form == "JPEG" and scaled.mode != "RGB":
        scaled = scaled.convert("RGB")
    written = io.BytesIO()
    scaled.save(written, copy.form.upper(), **_OPTIONS[copy.form])
    return written.getvalue()
