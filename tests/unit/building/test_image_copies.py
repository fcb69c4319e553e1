from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms

from briefings.building.image_copies import CopyFailed, make_copies
from briefings.building.image_metadata import find_image_kind
from briefings.building.picture_facts import read_drawing, read_facts
from briefings.model.picture import Copy, Picture, choose_widths, list_copies

COPIES = [Copy("a", form, 80, 60) for form in ("AVIF", "WebP", "JPEG", "PNG")]
PLACE = {1: "N", 2: (31.0, 5.0, 7.0), 3: "E", 4: (66.0, 2.0, 1.0)}


def save(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def halves(size: tuple[int, int] = (160, 120), left: str = "red", right: str = "blue") -> Image.Image:
    image = Image.new("RGB", size, left)
    image.paste(Image.new("RGB", (size[0] // 2, size[1]), right), (size[0] // 2, 0))
    return image


def colour(image: Image.Image, x: float, y: float = 0.5) -> tuple[int, ...]:
    found = image.convert("RGBA").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    return found


def is_near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=False))


def test_no_copy_says_where_when_or_by_whom_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x8825], exif[0x010F], exif[0x0132] = PLACE, "SECRETCAM", "2014:03:02 10:00:00"
    source = save(halves(), "JPEG", exif=exif, comment=b"private words", dpi=(300, 300), xmp=b"<x:xmpmeta/>")
    assert opened(source).getexif().get_ifd(0x8825)
    for data, copy in zip(make_copies(source, COPIES), COPIES, strict=True):
        made = opened(data)
        assert not made.getexif(), copy.form
        assert not {"comment", "dpi", "xmp", "icc_profile", "exif"} & set(made.info), copy.form
        assert b"SECRETCAM" not in data
        assert b"private" not in data


def test_a_picture_that_lies_on_its_side_comes_out_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter to the right: the left side is the top
    source = save(halves((160, 120)), "JPEG", exif=exif, quality=95)
    assert read_facts(source) == type(read_facts(source))(120, 160, "JPEG")
    upright = opened(make_copies(source, [Copy("a", "PNG", 60, 80)])[0])
    assert is_near(colour(upright, 0.5, 0.1), (255, 0, 0), 40)
    assert is_near(colour(upright, 0.5, 0.9), (0, 0, 255), 40)


def test_colours_are_those_that_the_profile_means() -> None:
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    profile = ImageCms.ImageCmsProfile(srgb).tobytes()
    with_profile = save(halves(left="#c86432"), "PNG", icc_profile=profile)
    assert is_near(colour(opened(make_copies(with_profile, COPIES[3:])[0]), 0.1), (200, 100, 50), 2)
    # A profile that does not fit the picture is passed over.
    unfit = save(halves(left="#c86432"), "PNG", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert is_near(colour(opened(make_copies(unfit, COPIES[3:])[0]), 0.1), (200, 100, 50), 2)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "CMYK", "I;16"])
def test_every_sort_of_picture_has_copies_that_look_like_it(mode: str) -> None:
    image = halves(left="white", right="black").convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.frombytes("I;16", image.size, b"".join(bytes((v, v)) for v in image.tobytes()))
    source = save(image, "JPEG" if mode == "CMYK" else "PNG")
    for data in make_copies(source, COPIES):
        made = opened(data)
        assert made.size == (80, 60)
        assert is_near(colour(made, 0.1), (255, 255, 255))
        assert is_near(colour(made, 0.9), (0, 0, 0))


def test_what_a_palette_lets_through_stays_transparent() -> None:
    image = Image.new("P", (160, 120), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (80, 0, 160, 120))
    source = save(image, "PNG", transparency=0)
    for data in make_copies(source, [copy for copy in COPIES if copy.form != "JPEG"]):
        assert colour(opened(data), 0.1)[3] < 8
        assert is_near(colour(opened(data), 0.9), (0, 0, 255, 255), 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP"])
def test_a_picture_cut_short_is_a_fault_with_a_reason(kind: str) -> None:
    whole = save(Image.effect_noise((200, 200), 80).convert("RGB"), kind)
    with pytest.raises(CopyFailed, match="cannot be read to its end"):
        make_copies(whole[: len(whole) // 2], COPIES)


def test_the_same_picture_gives_the_same_bytes() -> None:
    source = save(Image.effect_mandelbrot((640, 480), (-2, -1.5, 1, 1.5), 60), "PNG")
    copies = [Copy("a", form, 480, 360) for form in ("AVIF", "WebP", "PNG")]
    assert make_copies(source, copies) == make_copies(source, copies)


def test_an_animation_stays_as_it_is() -> None:
    frames = [Image.new("RGB", (200, 100), name) for name in ("red", "green")]
    for kind in ("GIF", "WebP", "PNG"):
        moving = save(frames[0], kind, save_all=True, append_images=frames[1:])
        facts = read_facts(moving)
        assert (facts.width, facts.height, facts.kind) == (200, 100, "")
        assert read_facts(save(frames[0], kind)).kind == find_image_kind(moving[:12])


def test_a_small_file_with_too_many_pixels_is_not_decoded() -> None:
    bomb = bytearray(save(Image.new("1", (8, 8)), "PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    facts = read_facts(bytes(bomb))
    assert not facts.kind
    assert facts.width * facts.height > 89_000_000


def test_a_broken_picture_still_tells_its_size_so_that_its_copies_are_asked_for() -> None:
    whole = save(Image.effect_noise((200, 100), 80), "PNG")
    at = whole.index(b"IDAT")
    size = int.from_bytes(whole[at - 4 : at], "big")
    chunk = b"IDAT" + whole[at + 4 : at + 6] + b"\xff" * (size - 2)
    broken = whole[:at] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + whole[at + 8 + size :]
    assert read_facts(broken) == read_facts(whole)
    with pytest.raises(CopyFailed):
        make_copies(broken, COPIES)


@pytest.mark.parametrize("data", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF1234WEBP", b"GIF89a"])
def test_what_is_no_picture_has_no_facts(data: bytes) -> None:
    assert read_facts(data).width == 0


@pytest.mark.parametrize(
    ("width", "height", "wanted", "expected"),
    [
        (2000, 1000, (480, 960, 1600), (480, 960, 1600)),
        (960, 500, (480, 960, 1600), (480, 960)),
        (700, 500, (1600, 480, 960), (480, 700)),
        (300, 200, (480, 960), (300,)),
        (1, 1, (480,), ()),
        (63, 63, (480,), ()),
        (2000, 1000, (), ()),
        (400, 20_000, (480,), ()),
        (4000, 1, (480, 960), (480, 960)),
    ],
)
def test_copies_are_never_wider_than_the_picture(
    width: int, height: int, wanted: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert choose_widths(width, height, wanted) == expected


def test_copies_have_the_width_and_a_digest_in_their_names() -> None:
    picture = Picture(700, 350, "JPEG", "abc", (480, 700))
    assert [(copy.path, copy.width, copy.height) for copy in list_copies("images/x.y.jpeg", picture)] == [
        ("images/x.y-480.abc.avif", 480, 240),
        ("images/x.y-700.abc.avif", 700, 350),
        ("images/x.y-480.abc.webp", 480, 240),
        ("images/x.y-700.abc.webp", 700, 350),
        ("images/x.y-480.abc.jpg", 480, 240),
    ]
    assert not [copy for copy in list_copies("a.gif", Picture(700, 350, "GIF", "abc", (480,))) if copy.form == "GIF"]
    assert min(copy.height for copy in list_copies("a.png", Picture(4000, 1, "PNG", "abc", (480,)))) == 1


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        ('<svg xmlns="x" viewBox="0 0 1200 750" width="1200" height="750">', (1200, 750)),
        ("<svg width='40px' height='20.4px'>", (40, 20)),
        ('<svg viewBox="0 0 24 12">', (960, 480)),
        ('<?xml version="1.0"?>\n<svg viewBox="-5,-5 2400,1200" width="100%">', (2400, 1200)),
        ("<svg>", None),
        ('<svg viewBox="0 0 0 10">', None),
        ('<svg viewBox="0 0 . .">', None),
        ("no drawing", None),
    ],
)
def test_a_drawing_tells_its_size_or_its_shape(svg: str, size: tuple[int, int] | None) -> None:
    found = read_drawing(svg.encode())
    assert (found and (found.width, found.height)) == size


def test_copies_of_a_picture_with_a_long_name_have_names_that_a_file_system_takes():
    picture = Picture(700, 350, "JPEG", "0123456789ab", (480,))
    for copy in list_copies("images/" + "é" * 125 + ".jpg", picture):
        assert copy.path.startswith("images/é")
        assert len(copy.path.partition("/")[2].encode()) <= 255
