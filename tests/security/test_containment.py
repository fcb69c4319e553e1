"""Reading stays in the content folder, on ordinary files, and within its bounds, even when files change meanwhile."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.building.contained import NotContained, TooLarge, read_contained
from briefings.plugin import build as build_module
from briefings.plugin.build import Build
from tests.security.path_site import NOW

Write = Callable[[dict[str, str | bytes]], Path]
BRIEFING = "---\ntitle: A\ndate: 2023-05-02\n---\nText.\n"


@pytest.fixture
def write_content(tmp_path: Path) -> Write:
    """Write files, by path, into a content folder, and give the folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        for path, text in files.items():
            target = tmp_path / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "content"

    return write


def _read(content: Path) -> list[tuple[str, str]]:
    build = Build({"PATH": str(content), "BRIEFINGS_CACHE": False}, "settings")
    build.read_and_link(NOW)
    return [(problem.code, problem.where.path) for problem in build.located_problems()]


def test_a_file_that_becomes_a_link_after_it_was_found_is_not_followed(
    write_content: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content(
        {"briefings/a.md": BRIEFING, "briefings/b.md": BRIEFING, "topics/t.md": "---\ntitle: T\n---\n"}
    )
    (tmp_path / "secret").mkdir()
    for name in ("secret.md", "secret/t.md"):
        (tmp_path / name).write_text(BRIEFING.replace("Text.", "[[canary]]"))
    found = build_module.discover_files(content)
    (content / "briefings/b.md").unlink()
    (content / "briefings/b.md").symlink_to(tmp_path / "secret.md")
    (content / "topics").rename(tmp_path / "old")
    (content / "topics").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(build_module, "discover_files", lambda *_: found)
    assert _read(content) == [("BRF-unreadable", "briefings/b.md"), ("BRF-unreadable", "topics/t.md")]


@pytest.mark.parametrize("path", ["../secret.md", "briefings/../../secret.md", "/etc/passwd", ".", ""])
def test_paths_that_lead_out_are_not_read(write_content: Write, tmp_path: Path, path: str) -> None:
    content = write_content({"briefings/a.md": BRIEFING})
    (tmp_path / "secret.md").write_text("secret")
    with pytest.raises(NotContained):
        read_contained(content, path, 1000)


def test_a_link_within_the_folder_is_read_and_one_that_leads_around_is_not(write_content: Write) -> None:
    content = write_content({"briefings/a.md": BRIEFING})
    (content / "b.md").symlink_to("briefings/a.md")
    (content / "c.md").symlink_to("c.md")
    assert read_contained(content, "b.md", 1000) == BRIEFING.encode()
    with pytest.raises(OSError, match="symbolic"):
        read_contained(content, "c.md", 1000)


def test_pipes_sockets_and_devices_are_problems_and_nobody_waits_for_them(
    write_content: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = write_content({"briefings/a.md": BRIEFING, "images/a.png": b""})
    os.mkfifo(content / "briefings/pipe.md")
    os.mkfifo(content / "images/pipe.png")
    monkeypatch.chdir(content / "images")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.png")
        names = ["briefings/pipe.md", "images/pipe.png", "images/socket.png"]
        assert _read(content) == [("BRF-unreadable", name) for name in names]
    with pytest.raises(NotContained):
        read_contained(content, "briefings/pipe.md", 1000)


def test_a_file_of_ten_gigabytes_is_refused_without_being_read(
    write_content: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content({"briefings/a.md": BRIEFING, "briefings/b.md": BRIEFING, "registry/actors.yml": ""})
    for path in ("briefings/b.md", "registry/actors.yml"):
        os.truncate(content / path, 10 * 10**9)
    read = []
    monkeypatch.setattr(os, "read", lambda *arguments: read.append(_read_bytes(*arguments)) or read[-1])
    assert _read(content) == [("BRF-too-large", "briefings/b.md"), ("BRF-too-large", "registry/actors.yml")]
    assert read
    assert sum(map(len, read)) == len(BRIEFING)


_read_bytes = os.read


def test_a_file_that_grows_while_it_is_read_is_bounded(write_content: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_content({"a.md": b"x" * 10})
    monkeypatch.setattr(os, "read", lambda _, count: b"x" * count)
    with pytest.raises(TooLarge):
        read_contained(content, "a.md", 100)


@pytest.mark.parametrize("escape", [r"\x01", r"\0", r"\x7f", r"\x85", r"\uE000", r"\uE006", r"\uFFFE"])
def test_characters_that_a_file_may_not_have_cannot_be_written_as_escapes_either(
    write_content: Write, escape: str
) -> None:
    header = f'title: "A {escape}0\\uE002"\ndate: 2023-05-02'
    content = write_content({"briefings/a.md": f"---\n{header}\n---\nSee [[a]].\n"})
    assert _read(content) == [("BRF-yaml-syntax", "briefings/a.md")]


def test_control_characters_of_stock_headers_do_not_reach_pages(write_content: Write) -> None:
    content = write_content({"briefings/a.md": "Title: A\x01B\x9b\nDate: 2023-05-02\n\nText.\n"})
    build = Build({"PATH": str(content), "BRIEFINGS_CACHE": False}, "settings")
    build.read_and_link(NOW)
    assert [linked.briefing.title for linked in build.site.briefings.values()] == ["A\ufffdB\ufffd"]
