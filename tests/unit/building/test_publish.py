"""A finished build is put in place, and nothing that is not ours is touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import msgspec
import pytest

from briefings.building import publish as publishing
from briefings.building.manifest import MANIFEST, list_files
from briefings.building.obstacles import find_foreign_output, find_obstacles, find_shrinkage
from briefings.building.publish import Published, publish_folder
from briefings.building.workshop import OutputLocked, find_workshop, open_workshop


def _write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def _publish(tmp_path: Path, files: dict[str, str]) -> Published:
    output = tmp_path / "output"
    with open_workshop(output) as staging:
        _write(staging, files)
        assert find_obstacles(staging, output) == []
        return publish_folder(staging, output)


def _find_obstacles(tmp_path: Path, files: dict[str, str]) -> list[str]:
    output = tmp_path / "output"
    with open_workshop(output) as staging:
        found = find_obstacles(_write(staging, files), output)
    assert {problem.code for problem in found} <= {"BRF-output"}
    return [Path(problem.where.path).relative_to(output).as_posix() for problem in found]


@pytest.fixture(params=["exchange", "journal"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to put a site in place: by exchanging folders, and where the system cannot, by a journal."""
    if request.param == "journal":

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

        monkeypatch.setattr("briefings.building.swap.exchange_folders", refuse)
    return str(request.param)


def _tree(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in sorted(list_files(folder)) if path != MANIFEST}


pytestmark = pytest.mark.usefixtures("way")


def test_new_site_is_put_in_place_and_the_workshop_is_gone(tmp_path: Path) -> None:
    files = {"index.html": "home", "topics/a/index.html": "a"}
    assert _publish(tmp_path, files) == Published(2, 0, 0)
    assert _tree(tmp_path / "output") == files
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_file_that_did_not_change_keeps_its_time(tmp_path: Path) -> None:
    _publish(tmp_path, {"a.html": "a", "b.html": "b"})
    for name in ("a.html", "b.html", MANIFEST):
        os.utime(tmp_path / "output" / name, (1, 1))
    assert _publish(tmp_path, {"a.html": "a", "b.html": "B"}) == Published(1, 1, 0)
    times = {name: (tmp_path / "output" / name).stat().st_mtime == 1 for name in ("a.html", "b.html")}
    assert times == {"a.html": True, "b.html": False}


def test_stale_file_of_ours_goes_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    _publish(tmp_path, {"a.html": "a", "old/deep/b.html": "b"})
    assert _publish(tmp_path, {"a.html": "a"}) == Published(0, 1, 1)
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [MANIFEST, "a.html"]


def test_file_that_is_not_ours_stays_wherever_it_lies(tmp_path: Path) -> None:
    _publish(tmp_path, {"old/b.html": "b"})
    theirs = {"CNAME": "desk.example", "old/theirs.txt": "mine", ".well-known/x": "x", ".git/objects/ab/cd": "blob"}
    output = _write(tmp_path / "output", theirs)
    (output / "latest").symlink_to("old/theirs.txt")
    (output / "empty").mkdir()
    inode = (output / ".git/objects/ab/cd").stat().st_ino
    _publish(tmp_path, {"a.html": "a"})
    assert _tree(output) == {**theirs, "a.html": "a", "latest": "mine"}
    assert (output / "latest").is_symlink()
    assert (output / "empty").is_dir()
    assert (output / ".git/objects/ab/cd").stat().st_ino == inode


def test_folder_that_holds_other_things_is_refused(tmp_path: Path) -> None:
    output = _write(tmp_path / "output", {"thesis.doc": "mine", "photos/a.jpg": "mine"})
    problem = find_foreign_output(output)
    assert problem is not None
    assert (problem.code, "'photos', 'thesis.doc'" in problem.found) == ("BRF-output", True)


def test_empty_folder_new_folder_and_hidden_files_are_no_reason_to_refuse(tmp_path: Path) -> None:
    assert find_foreign_output(tmp_path / "new") is None
    assert find_foreign_output(_write(tmp_path / "output", {".git/HEAD": "x", ".nojekyll": ""})) is None
    _publish(tmp_path, {"a.html": "a"})
    assert find_foreign_output(tmp_path / "output") is None
    assert (tmp_path / "output/.git/HEAD").read_text() == "x"


@pytest.mark.parametrize(
    "manifest",
    [
        b"", b"{}", b"[]", b"\xff\xfe", b"not json", b'{"version": 99, "files": ["theirs.txt"]}',
        b'{"version": 1, "files": "theirs.txt"}',
        b'{"version": "1", "files": ["theirs.txt"]}', b'{"files": ["theirs.txt"]}',
        b'{"version": 1, "files": ["\xff"]}',
    ],
)  # fmt: skip
def test_foreign_or_broken_manifest_makes_an_output_foreign(tmp_path: Path, manifest: bytes) -> None:
    output = _write(tmp_path / "output", {"theirs.txt": "mine"})
    (output / MANIFEST).write_bytes(manifest)
    problem = find_foreign_output(output)
    assert problem is not None
    assert "damaged or from another version" in problem.found


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


def test_link_or_file_of_somebody_else_is_an_obstacle(tmp_path: Path) -> None:
    outside = _write(tmp_path / "outside", {"index.html": "theirs", "x.txt": "theirs"})
    output = tmp_path / "output"
    output.mkdir()
    (output / "topics").symlink_to(outside)
    (output / "a.html").symlink_to(outside / "x.txt")
    (output / "robots.txt").write_text("theirs")
    (output / "same.txt").write_text("same")
    files = {"topics/index.html": "ours", "a.html": "ours", "robots.txt": "ours", "same.txt": "same"}
    assert _find_obstacles(tmp_path, files) == ["topics", "a.html", "robots.txt"]
    assert _tree(outside) == {"index.html": "theirs", "x.txt": "theirs"}


def test_file_of_ours_that_became_a_link_is_replaced_not_written_through(tmp_path: Path) -> None:
    outside = _write(tmp_path / "outside", {"x.txt": "a"})
    _publish(tmp_path, {"a.html": "a"})
    (tmp_path / "output/a.html").unlink()
    (tmp_path / "output/a.html").symlink_to(outside / "x.txt")
    assert _publish(tmp_path, {"a.html": "a"}).written == 1
    assert not (tmp_path / "output/a.html").is_symlink()
    assert (outside / "x.txt").read_text() == "a"


def test_what_stands_in_the_way_is_named_before_anything_is_changed(tmp_path: Path) -> None:
    _write(tmp_path / "output", {"topics": "a file", "timeline/index.html/x.txt": "a folder", "fine.txt": "x"})
    files = {"topics/a/index.html": "a", "timeline/index.html": "t"}
    assert _find_obstacles(tmp_path, files) == ["topics", "timeline/index.html"]


def test_file_of_ours_may_become_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    _publish(tmp_path, {"a": "file", "b/index.html": "folder"})
    assert _publish(tmp_path, {"a/index.html": "folder", "b": "file"}) == Published(2, 0, 2)
    assert _tree(tmp_path / "output") == {"a/index.html": "folder", "b": "file"}


def test_empty_folder_of_somebody_else_makes_room_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "output/a.html").mkdir(parents=True)
    _publish(tmp_path, {"a.html": "a"})
    assert _tree(tmp_path / "output") == {"a.html": "a"}


def test_names_in_every_script_are_remembered(tmp_path: Path) -> None:
    _publish(tmp_path, {"موضوع/خبر.html": "x", "a b & c.html": "y"})
    assert _publish(tmp_path, {"a b & c.html": "y"}) == Published(0, 1, 1)


def test_output_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "www/site").mkdir(parents=True)
    (tmp_path / "output").symlink_to("www/site")
    _publish(tmp_path, {"a.html": "a"})
    _publish(tmp_path, {"a.html": "b"})
    assert (tmp_path / "output").is_symlink()
    assert _tree(tmp_path / "www/site") == {"a.html": "b"}
    assert [path.name for path in (tmp_path / "www").iterdir()] == ["site"]


def test_folder_where_only_the_output_may_be_written_is_served_from_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mounted volume cannot change places with a folder beside it."""
    output = tmp_path / "volume"
    output.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: os.fspath(path) == os.fspath(output))
    assert find_workshop(output) == output / ".briefings.next"
    for text in ("a", "b"):
        with open_workshop(output) as staging:
            publish_folder(_write(staging, {"a.html": text, f"{text}/index.html": text}), output)
        assert _tree(output) == {"a.html": text, f"{text}/index.html": text}


def test_what_somebody_writes_at_the_last_moment_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "journal":
        return  # the folder stays the same one
    _publish(tmp_path, {"a.html": "a"})
    swap = publishing.swap_in

    def write_then_swap(staging: Path, output: Path, files: list[str]) -> None:
        swap(staging, output, files)
        # Somebody has the old folder open, and saves a file in it after everything was carried over.
        (staging / "note.txt").write_text("late")

    monkeypatch.setattr(publishing, "swap_in", write_then_swap)
    _publish(tmp_path, {"a.html": "b"})
    assert _tree(tmp_path / "output") == {"a.html": "b", "note.txt": "late"}


def test_two_builds_at_once_get_in_each_others_way_at_the_door(tmp_path: Path) -> None:
    with (
        open_workshop(tmp_path / "output"),
        pytest.raises(OutputLocked, match=f"process {os.getpid()}"),
        open_workshop(tmp_path / "output"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    _publish(tmp_path, {"a.html": "a"})
    with pytest.raises(OSError, match=r"b\.html"), open_workshop(tmp_path / "output") as staging:
        _write(staging, {"b.html": "b", "b.html/c.html": "c"})
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert _tree(tmp_path / "output") == {"a.html": "a"}


@pytest.mark.parametrize(("kept", "asks"), [(10, False), (8, False), (7, True), (0, True)])
def test_build_that_would_lose_more_than_a_fifth_of_the_pages_asks(tmp_path: Path, kept: int, asks: bool) -> None:
    _publish(tmp_path, {f"{n}.html": "" for n in range(10)} | {"a.css": "", "b.css": ""})
    with open_workshop(tmp_path / "output") as staging:
        _write(staging, {f"{n}.html": "" for n in range(kept)})
        problem = find_shrinkage(list_files(staging), tmp_path / "output")
    assert (problem is not None) is asks
    if problem is not None:
        assert problem.found.startswith(f"{10 - kept} of 10 pages would be removed, such as `{kept}.html`")
