"""Which files of the cache are believed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefings.building.kept_files import KeptFiles
from briefings.building.sealed import read_sealed, write_sealed


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFINGS_STORE_KEY", "ours")


def test_what_we_wrote_is_read_again_wherever_its_folder_lies(tmp_path: Path) -> None:
    write_sealed(tmp_path / "a/index", b"ours")
    (tmp_path / "a").rename(tmp_path / "b")
    assert read_sealed(tmp_path / "b/index") == b"ours"


def test_a_file_of_somebody_else_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sealed(tmp_path / "index", b"ours")
    monkeypatch.setenv("BRIEFINGS_STORE_KEY", "theirs")
    with pytest.raises(OSError, match="was not written by this user"):
        read_sealed(tmp_path / "index")


@pytest.mark.parametrize("byte", [0, 31, 32, -1])
def test_a_file_with_another_byte_is_not_believed(tmp_path: Path, byte: int) -> None:
    write_sealed(tmp_path / "index", b"ours and more")
    data = bytearray((tmp_path / "index").read_bytes())
    data[byte] ^= 1
    (tmp_path / "index").write_bytes(data)
    with pytest.raises(OSError, match="was not written by this user"):
        read_sealed(tmp_path / "index")


def test_a_file_of_ours_in_the_place_of_another_is_not_believed(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path)
    kept.put(b"a picture as AVIF", b"avif")
    (avif,) = (path for path in tmp_path.iterdir() if len(path.name) == 32)
    kept.put(b"a picture as WebP", b"webp")
    (webp,) = (path for path in tmp_path.iterdir() if len(path.name) == 32 and path != avif)
    shutil.copyfile(webp, avif)
    assert kept.find(b"a picture as WebP") == b"webp"
    assert kept.find(b"a picture as AVIF") is None
