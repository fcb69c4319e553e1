from __future__ import annotations

import io
import struct
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from briefings.building.image_metadata import ImageUnreadable, find_image_kind, strip_metadata

WORD = "zorvintake"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
KINDS = ("JPEG", "PNG", "WEBP", "GIF")


def picture(kind: str, *, orientation: int = 1, mode: str = "RGB", **options: Any) -> bytes:
    """A picture of 24 by 16 that says a secret wherever its kind of file has room for one."""
    image = Image.linear_gradient("L").resize((24, 16)).convert(mode)
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = WORD
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = WORD
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{WORD}</x:xmpmeta>".encode()
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", WORD)
    texts.add_text("Comment", WORD * 9, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
    by_kind: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": exif, "xmp": xmp, "comment": WORD, "icc_profile": PROFILE, "quality": 90},
        "PNG": {"exif": exif, "pnginfo": texts, "icc_profile": PROFILE},
        "WEBP": {"exif": exif.tobytes(), "xmp": xmp, "icc_profile": PROFILE, "quality": 90},
        "GIF": {"comment": WORD},
    }
    out = io.BytesIO()
    image.save(out, kind, **{**by_kind[kind], **options})
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def readable(data: bytes) -> str:
    """Everything that a file says: its bytes, and what Pillow finds in it, compressed or not."""
    image = opened(data)
    return repr((data, image.info, dict(image.getexif()), image.getexif().get_ifd(ExifTags.IFD.GPSInfo)))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_somebody_wrote_stays_and_every_pixel_does(kind: str) -> None:
    before = picture(kind)
    after = strip_metadata(before)
    assert WORD in readable(before)
    assert WORD not in readable(after)
    assert opened(after).convert("RGBA").tobytes() == opened(before).convert("RGBA").tobytes()
    assert dict(opened(after).getexif()) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colour_profile_stays(kind: str) -> None:
    assert opened(strip_metadata(picture(kind))).info["icc_profile"] == PROFILE


@pytest.mark.parametrize("orientation", [3, 6, 8])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_on_its_side_still_says_so_and_nothing_else(kind: str, orientation: int) -> None:
    after = strip_metadata(picture(kind, orientation=orientation))
    assert dict(opened(after).getexif()) == {ExifTags.Base.Orientation: orientation}
    assert WORD not in readable(after)


@pytest.mark.parametrize("kind", KINDS)
def test_stripping_twice_changes_nothing_more(kind: str) -> None:
    once = strip_metadata(picture(kind, orientation=6))
    assert strip_metadata(once) == once


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"mode": "CMYK"}, {"mode": "L"}, {"restart_marker_rows": 1}]
)
def test_every_sort_of_jpeg_keeps_its_pixels(options: dict[str, Any]) -> None:
    before = picture("JPEG", **options)
    after = strip_metadata(before)
    assert opened(after).tobytes() == opened(before).tobytes()
    assert WORD not in readable(after)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_frames_and_how_often_it_runs(kind: str) -> None:
    frames = [Image.new("RGB", (24, 16), colour) for colour in ("red", "green", "blue")]
    before = picture(kind, save_all=True, append_images=frames, duration=120, loop=3)
    after = opened(strip_metadata(before))
    assert WORD not in readable(strip_metadata(before))
    assert (after.n_frames, after.info["loop"]) == (opened(before).n_frames, opened(before).info["loop"])
    for index in range(after.n_frames):
        after.seek(index)
        whole = opened(before)
        whole.seek(index)
        assert after.convert("RGBA").tobytes() == whole.convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_after_the_end_of_a_picture_is_dropped(kind: str) -> None:
    assert WORD.encode() not in strip_metadata(picture(kind) + picture("JPEG") + WORD.encode())


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


@pytest.mark.parametrize("marker", [*range(0xE0, 0xF0), 0xFE])
def test_no_application_of_a_jpeg_leaves_a_word(marker: int) -> None:
    clean = strip_metadata(picture("JPEG"))
    told = clean[:2] + _segment(marker, b"Photoshop 3.0\0" + WORD.encode()) + clean[2:]
    assert strip_metadata(told) == clean


def test_filling_between_segments_of_a_jpeg_is_allowed() -> None:
    clean = strip_metadata(picture("JPEG"))
    assert opened(strip_metadata(clean[:2] + b"\xff\xff" + clean[2:])).size == (24, 16)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_is_refused(kind: str) -> None:
    data = picture(kind)
    for end in range(12, len(strip_metadata(data)) - 1, 7):
        with pytest.raises(ImageUnreadable):
            strip_metadata(strip_metadata(data)[:end])


@pytest.mark.parametrize(
    "data", [b"", b"text", b"<svg/>", b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF"]
)
def test_what_is_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(ImageUnreadable):
        strip_metadata(data)


def test_a_png_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(picture("PNG"))
    data[20] ^= 1
    with pytest.raises(ImageUnreadable):
        strip_metadata(bytes(data))


@given(kind=st.sampled_from(KINDS), changes=st.dictionaries(st.integers(0, 3000), st.integers(0, 255), max_size=4))
def test_a_damaged_image_is_refused_or_stripped_and_never_stops_the_program(kind: str, changes: dict[int, int]) -> None:
    data = bytearray(picture(kind))
    for place, value in changes.items():
        data[place % len(data)] = value
    with suppress(ImageUnreadable):
        strip_metadata(bytes(data))


def test_kinds_are_told_by_the_first_bytes() -> None:
    assert [find_image_kind(picture(kind)[:12]) for kind in KINDS] == ["JPEG", "PNG", "WebP", "GIF"]
    assert find_image_kind(b"<svg xmlns=") == ""
