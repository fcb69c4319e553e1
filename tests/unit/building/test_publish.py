"""A finished build is put in place, and nothing that is not ours is touched."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import msgspec
import pytest

from briefings.building.publish import MANIFEST, Published, find_obstacles, list_files, publish_folder, read_manifest


def _write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def _publish(tmp_path: Path, files: dict[str, str]) -> Published:
    staging = _write(tmp_path / "staging", files)
    assert find_obstacles(staging, tmp_path / "output") == []
    return publish_folder(staging, tmp_path / "output")


def _tree(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in sorted(list_files(folder)) if path != MANIFEST}


def test_new_site_is_put_in_place_and_the_staging_folder_is_gone(tmp_path: Path) -> None:
    files = {"index.html": "home", "topics/a/index.html": "a"}
    assert _publish(tmp_path, files) == Published(2, 0, 0)
    assert _tree(tmp_path / "output") == files
    assert not (tmp_path / "staging").exists()


def test_file_that_did_not_change_keeps_its_time(tmp_path: Path) -> None:
    _publish(tmp_path, {"a.html": "a", "b.html": "b"})
    for name in ("a.html", "b.html", MANIFEST):
        os.utime(tmp_path / "output" / name, (1, 1))
    assert _publish(tmp_path, {"a.html": "a", "b.html": "B"}) == Published(1, 1, 0)
    times = {name: (tmp_path / "output" / name).stat().st_mtime == 1 for name in ("a.html", "b.html", MANIFEST)}
    assert times == {"a.html": True, "b.html": False, MANIFEST: True}


def test_stale_file_of_ours_goes_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    _publish(tmp_path, {"a.html": "a", "old/deep/b.html": "b"})
    assert _publish(tmp_path, {"a.html": "a"}) == Published(0, 1, 1)
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [MANIFEST, "a.html"]


def test_file_that_is_not_ours_stays_wherever_it_lies(tmp_path: Path) -> None:
    _write(tmp_path / "output", {"CNAME": "desk.example"})
    _publish(tmp_path, {"old/b.html": "b"})
    _write(tmp_path / "output", {"old/theirs.txt": "mine", ".well-known/x": "x"})
    _publish(tmp_path, {"a.html": "a"})
    assert _tree(tmp_path / "output") == {
        "CNAME": "desk.example",
        "a.html": "a",
        "old/theirs.txt": "mine",
        ".well-known/x": "x",
    }


@pytest.mark.parametrize(
    "manifest",
    [
        b"", b"{}", b"[]", b"\xff\xfe", b"not json", b'{"version": 99, "files": ["theirs.txt"]}',
        b'{"version": 1, "files": "theirs.txt"}',
        b'{"version": "1", "files": ["theirs.txt"]}', b'{"files": ["theirs.txt"]}',
        b'{"version": 1, "files": ["\xff"]}',
    ],
)  # fmt: skip
def test_foreign_or_broken_manifest_deletes_nothing(tmp_path: Path, manifest: bytes) -> None:
    output = _write(tmp_path / "output", {"theirs.txt": "mine"})
    (output / MANIFEST).write_bytes(manifest)
    assert _publish(tmp_path, {"a.html": "a"}) == Published(1, 0, 0)
    assert _tree(output) == {"theirs.txt": "mine", "a.html": "a"}
    assert read_manifest(output).files == ("a.html",)


@pytest.mark.parametrize(
    "name",
    ["../victim.txt", "/victim.txt", "x/../../victim.txt", "", ".", "..", "a\0b", "link/victim.txt", "x/", "//x"],
)
def test_manifest_that_somebody_edited_reaches_nothing_outside(tmp_path: Path, name: str) -> None:
    victim = _write(tmp_path, {"victim.txt": "mine"}) / "victim.txt"
    output = _write(tmp_path / "output", {"x/y": "theirs"})
    (output / "link").symlink_to(tmp_path)
    absolute = str(victim) if name == "/victim.txt" else name
    (output / MANIFEST).write_bytes(msgspec.json.encode({"version": 1, "files": [absolute]}))
    _publish(tmp_path, {"a.html": "a"})
    assert victim.read_text() == "mine"
    assert (output / "x/y").read_text() == "theirs"


def test_link_in_the_output_is_not_followed_out_of_it(tmp_path: Path) -> None:
    """A link where a folder must be is an obstacle; one where a file must be is replaced, not written through."""
    outside = _write(tmp_path / "outside", {"index.html": "theirs", "x.txt": "theirs"})
    output = tmp_path / "output"
    output.mkdir()
    (output / "topics").symlink_to(outside)
    (output / "a.html").symlink_to(outside / "x.txt")
    staging = _write(tmp_path / "staging", {"topics/index.html": "ours", "a.html": "ours"})
    assert [p.where.path for p in find_obstacles(staging, output)] == [str(output / "topics")]
    (output / "topics").unlink()
    publish_folder(staging, output)
    assert _tree(outside) == {"index.html": "theirs", "x.txt": "theirs"}
    assert not (output / "a.html").is_symlink()


def test_link_to_the_same_bytes_is_replaced_too(tmp_path: Path) -> None:
    outside = _write(tmp_path / "outside", {"x.txt": "ours"})
    (tmp_path / "output").mkdir()
    (tmp_path / "output/a.html").symlink_to(outside / "x.txt")
    assert _publish(tmp_path, {"a.html": "ours"}).written == 1
    assert not (tmp_path / "output/a.html").is_symlink()


def test_what_stands_in_the_way_is_named_before_anything_is_changed(tmp_path: Path) -> None:
    output = _write(tmp_path / "output", {"topics": "a file", "timeline/index.html/x.txt": "a folder", "fine.txt": "x"})
    staging = _write(tmp_path / "staging", {"topics/a/index.html": "a", "timeline/index.html": "t", "fine.txt": "y"})
    found = find_obstacles(staging, output)
    assert [(p.code, p.where.path) for p in found] == [
        ("BRF-output", str(output / "topics")),
        ("BRF-output", str(output / "timeline/index.html")),
    ]


def test_file_of_ours_may_become_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    _publish(tmp_path, {"a": "file", "b/index.html": "folder"})
    assert _publish(tmp_path, {"a/index.html": "folder", "b": "file"}) == Published(2, 0, 2)
    assert _tree(tmp_path / "output") == {"a/index.html": "folder", "b": "file"}


def test_empty_folder_of_somebody_else_makes_room_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "output/a.html").mkdir(parents=True)
    _publish(tmp_path, {"a.html": "a"})
    assert _tree(tmp_path / "output") == {"a.html": "a"}


def test_build_that_was_killed_while_publishing_is_repaired_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(tmp_path, {"a.html": "a", "old.html": "o"})
    staging = _write(tmp_path / "staging", {"a.html": "A", "new.html": "n", "z.html": "z"})
    move, calls = os.replace, []

    def die_at_the_fourth(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 4:
            raise KeyboardInterrupt
        move(source, target)

    monkeypatch.setattr(os, "replace", die_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        publish_folder(staging, tmp_path / "output")
    monkeypatch.undo()
    shutil.rmtree(staging)
    assert _publish(tmp_path, {"a.html": "a"}) == Published(1, 0, 1)
    assert _tree(tmp_path / "output") == {"a.html": "a"}


def test_output_on_another_file_system_is_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move = os.replace

    def refuse_to_cross(source: str | Path, target: str | Path) -> None:
        if Path(source).parent.parent != Path(target).parent.parent and "staging" in str(source):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        move(source, target)

    monkeypatch.setattr(os, "replace", refuse_to_cross)
    _write(tmp_path / "staging", {"a/b.html": "b"})
    publish_folder(tmp_path / "staging", tmp_path / "volumes" / "output")
    assert _tree(tmp_path / "volumes/output") == {"a/b.html": "b"}


def test_names_in_every_script_are_remembered(tmp_path: Path) -> None:
    _publish(tmp_path, {"موضوع/خبر.html": "x", "a b & c.html": "y"})
    assert _publish(tmp_path, {"a b & c.html": "y"}) == Published(0, 1, 1)
