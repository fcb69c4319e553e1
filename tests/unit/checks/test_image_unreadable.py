"""A damaged picture is found before a build, at the place that shows it."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefings.building import image_copies, picture_facts
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-image-unreadable"
IMAGE = "{file: images/a.jpg, alt: A lorry at a gate., credit: Desk}"
SHOWN = {"briefings/a.md": write_briefing(image=IMAGE), "briefings/b.md": write_briefing(image=IMAGE)}


def _find(folder: Path, data: bytes, files: dict[str, str], **settings: Any) -> list[Problem]:
    (folder / "content/images").mkdir(parents=True, exist_ok=True)
    (folder / "content/images/a.jpg").write_bytes(data)
    return judge(folder, CODE, files, **settings)


@pytest.fixture
def photograph() -> bytes:
    written = io.BytesIO()
    noise = random.Random(1).randbytes(800 * 600 * 3)
    Image.frombytes("RGB", (800, 600), noise).save(written, "WebP", lossless=True)
    return written.getvalue()


def test_file_that_is_no_picture_is_found_once_where_it_is_shown(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, b"version 1", SHOWN)
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 4)
    assert problem.found == "`images/a.jpg`: no JPEG, PNG, WebP or GIF"


def test_picture_is_decoded_to_its_end_as_copies_need_it(tmp_path: Path, photograph: bytes) -> None:
    rest = photograph[20:4020]  # well-formed chunks, and too little in them
    size = struct.pack("<I", len(rest))
    cut = b"RIFF" + struct.pack("<I", 12 + len(rest)) + b"WEBP" + photograph[12:16] + size + rest
    files = {"briefings/a.md": write_briefing("![A lorry]({static}/images/a.jpg)")}
    [problem] = _find(tmp_path, cut, files)
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 5)
    assert "cannot be read to its end" in problem.found
    assert _find(tmp_path, cut, files, BRIEFINGS_IMAGE_WIDTHS=[]) == []


def test_whole_picture_and_one_that_nothing_shows_are_left_alone(tmp_path: Path, photograph: bytes) -> None:
    assert _find(tmp_path, photograph, SHOWN) == []
    assert _find(tmp_path, b"version 1", {path: write_briefing() for path in SHOWN}) == []


def test_what_was_whole_is_looked_at_again_when_it_changes(tmp_path: Path, photograph: bytes) -> None:
    cache = str(tmp_path / "cache")
    assert _find(tmp_path, photograph, SHOWN, CACHE_PATH=cache) == []
    assert _find(tmp_path, photograph, SHOWN, CACHE_PATH=cache) == []
    assert len(_find(tmp_path, photograph[:3000], SHOWN, CACHE_PATH=cache)) == 1


def test_what_was_whole_is_looked_at_again_by_another_pillow_and_for_other_copies(
    tmp_path: Path, photograph: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = {"CACHE_PATH": str(tmp_path / "cache"), "BRIEFINGS_JOBS": 1}
    assert _find(tmp_path, photograph, SHOWN, **cache) == []

    def fail(*_: Any) -> None:
        raise image_copies.CopyFailed("a picture that cannot be read to its end")

    monkeypatch.setattr(image_copies, "make_copies", fail)
    assert _find(tmp_path, photograph, SHOWN, **cache) == []
    assert len(_find(tmp_path, photograph, SHOWN, **cache, BRIEFINGS_IMAGE_WIDTHS=[300])) == 1
    monkeypatch.setattr(picture_facts, "version", lambda _: "0.1")
    assert len(_find(tmp_path, photograph, SHOWN, **cache)) == 1
