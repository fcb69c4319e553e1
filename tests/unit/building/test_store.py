"""The store is a shorter way to the same result, and never anything else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefings.building import read_files as reading
from briefings.building.policies import load_policy
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.store import digest_bytes, open_store
from briefings.model.document import Document
from briefings.plugin.build import Build
from briefings.plugin.check import check_build
from briefings.problems import Problem

NOW = datetime(2021, 9, 16, tzinfo=UTC)
FILE = "store.msgpack"


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """The tiny site with a mistake in it."""
    shutil.copytree(root / "tests/fixtures/tiny", tmp_path / "desk")
    page = tmp_path / "desk/content/briefings/2021-05-09-survey.md"
    page.write_text(page.read_text("utf-8") + "\nA link to [[nowhere]], yesterday.\n", "utf-8")
    return tmp_path / "desk"


def _make(desk: Path, **settings: Any) -> Build:
    raw = {"PATH": str(desk / "content"), "CACHE_PATH": str(desk / "cache"), "TIMEZONE": "Asia/Kabul", **settings}
    return Build(raw, "settings")


def _check(desk: Path, **settings: Any) -> tuple[dict[str, Document], list[Problem]]:
    build = _make(desk, **settings)
    problems = check_build(build, load_policy("newsroom", desk)[0], NOW, {})
    return build.documents, problems


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that were really read, not taken from the store."""
    paths: list[str] = []
    read = reading.read_document

    def note(path: str, *arguments: Any) -> Document:
        paths.append(path)
        return read(path, *arguments)

    monkeypatch.setattr(reading, "read_document", note)
    return paths


def test_documents_of_the_sample_site_are_the_same_after_a_round_trip(root: Path) -> None:
    build = Build({"PATH": str(root / "content"), "TIMEZONE": "Asia/Kabul"}, "settings")
    build.read_and_link(NOW)
    assert len(build.documents) > 50
    for document in build.documents.values():
        assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


def test_second_run_reads_nothing_and_finds_the_same(desk: Path, read_files: list[str]) -> None:
    first = _check(desk)
    assert {problem.code for problem in first[1]} >= {"BRF-link-unknown", "BRF-relative-date"}
    assert len(read_files) == len(first[0])
    read_files.clear()
    assert _check(desk) == first
    assert read_files == []


def test_only_what_was_edited_is_read_again(desk: Path, read_files: list[str]) -> None:
    _check(desk)
    read_files.clear()
    page = desk / "content/briefings/2021-05-02-quay-closed.md"
    page.write_text(page.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
    edited = _check(desk)
    assert read_files == ["briefings/2021-05-02-quay-closed.md"]
    shutil.rmtree(desk / "cache")
    assert _check(desk) == edited


def test_time_stamps_do_not_matter(desk: Path, read_files: list[str]) -> None:
    """A fresh checkout moves all of them."""
    _check(desk)
    read_files.clear()
    for path in (desk / "content").rglob("*.md"):
        path.touch()
    _check(desk)
    assert read_files == []


@pytest.mark.parametrize("settings", [{"TIMEZONE": "UTC"}, {"DEFAULT_LANG": "fa"}])
def test_settings_that_decide_about_reading_make_another_store(
    desk: Path, read_files: list[str], settings: dict[str, str]
) -> None:
    _check(desk)
    read_files.clear()
    changed = _check(desk, **settings)
    assert len(read_files) == len(changed[0])


def _truncate(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _rename_version(data: bytes) -> bytes:
    table = msgspec.msgpack.decode(data)
    return msgspec.msgpack.encode({**table, "version": "another"})


def _spoil_documents(data: bytes) -> bytes:
    table = msgspec.msgpack.decode(data)
    entries = {path: [entry[0], b'{"path": 7}', b"[7]"] for path, entry in table["entries"].items()}
    return msgspec.msgpack.encode({**table, "entries": entries})


def _make_lists(data: bytes) -> bytes:
    return msgspec.msgpack.encode(list(msgspec.msgpack.decode(data)))


@pytest.mark.parametrize(
    "spoil",
    [lambda _: b"", lambda _: b"\xff" * 100, _truncate, _rename_version, _spoil_documents, _make_lists],
)  # fmt: skip
def test_broken_or_foreign_store_is_dropped(desk: Path, spoil: Callable[[bytes], bytes]) -> None:
    first = _check(desk)
    store = desk / "cache" / FILE
    write_sealed(store, spoil(read_sealed(store)))
    assert _check(desk) == first
    assert _check(desk) == first


def test_store_that_somebody_else_wrote_is_not_believed(
    desk: Path, read_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request may bring one; what stands in it would go onto pages as it is."""
    first = _check(desk)
    [shelf] = (desk / "cache").glob("documents-*.bin")
    assert b"<p>" in shelf.read_bytes()
    shelf.write_bytes(shelf.read_bytes().replace(b"<p>", b"<b>"))
    read_files.clear()
    assert _check(desk) == first
    assert set(read_files) >= {path for path, document in first[0].items() if "<p>" in document.body.html}
    store = desk / "cache" / FILE
    ours = store.read_bytes()
    store.write_bytes(ours[:-1] + bytes([ours[-1] ^ 1]))
    read_files.clear()
    assert _check(desk) == first
    assert len(read_files) == len(first[0])
    ours = store.read_bytes()
    monkeypatch.setenv("BRIEFINGS_STORE_KEY", "another user's")
    store.write_bytes(ours)
    read_files.clear()
    assert _check(desk) == first
    assert len(read_files) == len(first[0])


def test_store_behind_a_link_is_neither_read_nor_written(desk: Path, read_files: list[str]) -> None:
    _check(desk)
    (desk / "cache").rename(desk / "elsewhere")
    (desk / "elsewhere" / FILE).rename(desk / "elsewhere" / "theirs")
    (desk / "cache").symlink_to("elsewhere")
    (desk / "elsewhere" / FILE).symlink_to("theirs")
    read_files.clear()
    documents, _ = _check(desk)
    assert len(read_files) == len(documents)
    assert (desk / "elsewhere" / FILE).is_symlink()


def test_store_that_cannot_be_written_costs_nothing_but_time(desk: Path) -> None:
    (desk / "cache").write_text("a file where the folder should be")
    assert _check(desk) == _check(desk)
    assert (desk / "cache").read_text() == "a file where the folder should be"


def test_store_can_be_switched_off(desk: Path) -> None:
    _check(desk, BRIEFINGS_CACHE=False)
    assert not (desk / "cache").exists()


def test_files_that_are_gone_leave_the_store(desk: Path) -> None:
    _check(desk)
    before = (desk / "cache" / FILE).stat().st_size
    (desk / "content/briefings/2021-05-09-survey.md").unlink()
    _check(desk)
    assert (desk / "cache" / FILE).stat().st_size < before


def test_folder_says_that_it_is_a_cache(desk: Path) -> None:
    """Git leaves it out, and so do backups that know the Cache Directory Tagging Specification."""
    open_store(desk / "cache", ()).save()
    assert not (desk / "cache").exists()
    _check(desk)
    assert (desk / "cache/.gitignore").read_text() == "*\n"
    assert (desk / "cache/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_equal_bytes_have_one_digest() -> None:
    assert digest_bytes(b"a") == digest_bytes(b"a") != digest_bytes(b"b")
