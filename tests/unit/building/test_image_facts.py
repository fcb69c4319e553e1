"""What files of images say of themselves: places and days, in every form in which cameras write them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.building.exif import parse_metadata
from briefings.building.image_facts import read_all_facts, read_image_facts
from briefings.checks.rule import ImageFacts
from tests.unit.checks.photographs import WESH, XMP, take_photograph

FORMS = ["JPEG", "PNG", "WebP"]
TAKEN = "2019:03:02 10:00:00"


def _read(folder: Path, data: bytes) -> ImageFacts:
    (folder / "a.jpg").write_bytes(data)
    return read_image_facts(folder, "a.jpg")


@pytest.mark.parametrize("form", FORMS)
def test_place_and_day_in_exif_are_read(tmp_path: Path, form: str) -> None:
    assert _read(tmp_path, take_photograph(form, WESH, TAKEN)) == ImageFacts(True, "2019-03-02")
    assert _read(tmp_path, take_photograph(form, taken=TAKEN)) == ImageFacts(False, "2019-03-02")
    assert _read(tmp_path, take_photograph(form)) == ImageFacts()


@pytest.mark.parametrize("form", ["JPEG", "WebP"])
def test_place_and_day_in_xmp_are_read(tmp_path: Path, form: str) -> None:
    assert _read(tmp_path, take_photograph(form, xmp=XMP)) == ImageFacts(True, "2019-03-02")


@pytest.mark.parametrize("is_packed", [False, True])
def test_place_in_xmp_of_a_png_is_read(tmp_path: Path, is_packed: bool) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=is_packed)
    assert _read(tmp_path, take_photograph("PNG", pnginfo=info)) == ImageFacts(True, "2019-03-02")


def test_camera_without_reception_gives_no_place(tmp_path: Path) -> None:
    assert _read(tmp_path, take_photograph(gps={0: b"\2\3\0\0", 7: (10.0, 0.0, 0.0)})) == ImageFacts()


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2019:13:45 10:00:00", "yesterday"])
def test_day_that_is_none_is_passed_over(tmp_path: Path, taken: str) -> None:
    assert _read(tmp_path, take_photograph(taken=taken)) == ImageFacts()


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "outside.jpg").symlink_to("/etc/hostname")
    for path in ("missing.jpg", "folder.jpg", "pipe.jpg", "outside.jpg", "../a.jpg"):
        assert read_image_facts(tmp_path, path) == ImageFacts()
    assert _read(tmp_path, b"<svg/>") == ImageFacts()


@pytest.mark.parametrize("form", FORMS)
def test_photograph_cut_off_anywhere_says_what_it_can(tmp_path: Path, form: str) -> None:
    data = take_photograph(form, WESH, TAKEN)
    for end in range(0, len(data), 7):
        assert _read(tmp_path, data[:end]).taken in ("", "2019-03-02")


def test_place_before_a_broken_part_counts(tmp_path: Path) -> None:
    assert _read(tmp_path, take_photograph(gps=WESH)[:-200]).has_location


@given(st.sampled_from([b"II*\0", b"MM\0*", b"Exif\0\0II*\0", b""]), st.binary(max_size=200))
def test_any_bytes_are_read_without_failing(start: bytes, rest: bytes) -> None:
    assert len(parse_metadata(start + rest).taken) in (0, 10)


def test_only_images_that_say_something_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(take_photograph(gps=WESH))
    (tmp_path / "b.jpg").write_bytes(take_photograph())
    assert read_all_facts(tmp_path, ["b.jpg", "a.jpg", "a.jpg"]) == {"a.jpg": ImageFacts(has_location=True)}
