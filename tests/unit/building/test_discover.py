"""Which files a content folder has, and what each one is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings.building.discover import classify, discover_files
from briefings.model.document import FileKind
from briefings.problems import Location

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("briefings/2021/a.md", FileKind.BRIEFING),
        ("briefings/a.MARKDOWN", FileKind.BRIEFING),
        ("briefings/map.svg", FileKind.STATIC),
        ("topics/a.md", FileKind.TOPIC),
        ("topics/deep/a.md", FileKind.TOPIC),
        ("pages/a.md", FileKind.PAGE),
        ("pages/a.rst", FileKind.STATIC),
        ("registry/actors.yml", FileKind.ACTORS),
        ("registry/places.yml", FileKind.PLACES),
        ("registry/publishers.yml", FileKind.PUBLISHERS),
        ("registry/sources.yml", FileKind.SOURCES),
        ("images/a.jpg", FileKind.STATIC),
        ("notes.md", FileKind.STATIC),
    ],
)
def test_path_says_what_a_file_is(path: str, kind: FileKind) -> None:
    assert classify(path, has_briefings_folder=True) is kind


@pytest.mark.parametrize(
    ("path", "kind"), [("a.md", FileKind.BRIEFING), ("2021/a.md", FileKind.BRIEFING), ("pages/a.md", FileKind.PAGE)]
)
def test_without_a_folder_of_their_own_briefings_may_lie_anywhere(path: str, kind: FileKind) -> None:
    assert classify(path, has_briefings_folder=False) is kind


def test_files_come_sorted_whatever_the_order_on_disk(write_content: Write) -> None:
    names = [
        "briefings/b.md",
        "briefings/a/z.md",
        "briefings/a.md",
        "topics/é.md",
        "images/1.png",
        "images/10.png",
        "images/2.png",
    ]
    content = write_content(dict.fromkeys(reversed(names), ""))
    files, problems = discover_files(content)
    assert [file.path for file in files] == sorted(names)
    assert problems == []


def test_hidden_files_and_leftovers_of_editors_are_passed_over(write_content: Write) -> None:
    leftovers = [
        "briefings/.a.md.swp",
        "briefings/#a.md#",
        "briefings/a.md~",
        ".git/x.md",
        "__pycache__/a.md",
        "briefings/b.tmp",
    ]
    content = write_content(dict.fromkeys(["briefings/a.md", *leftovers], ""))
    files, problems = discover_files(content)
    assert ([file.path for file in files], problems) == (["briefings/a.md"], [])


def test_link_out_of_the_folder_is_refused_and_not_read(write_content: Write, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "secrets").mkdir()
    content = write_content({"briefings/a.md": ""})
    (content / "briefings/b.md").symlink_to(tmp_path / "secret.md")
    (content / "topics").symlink_to(tmp_path / "secrets")
    files, problems = discover_files(content)
    assert [file.path for file in files] == ["briefings/a.md"]
    assert sorted((p.code, p.where.path) for p in problems) == [
        ("BRF-unreadable", "briefings/b.md"),
        ("BRF-unreadable", "topics"),
    ]


def test_link_inside_the_folder_is_a_file_like_any_other(write_content: Write) -> None:
    content = write_content({"briefings/a.md": "", "images/a.png": ""})
    (content / "images/b.png").symlink_to("a.png")
    files, problems = discover_files(content)
    assert [file.path for file in files] == ["briefings/a.md", "images/a.png", "images/b.png"]
    assert problems == []


@pytest.mark.parametrize("target", ["gone.md", "loop.md"])
def test_link_that_leads_nowhere_is_a_problem_and_no_crash(write_content: Write, target: str) -> None:
    content = write_content({"briefings/a.md": ""})
    (content / "briefings/loop.md").symlink_to(target)
    files, problems = discover_files(content)
    assert [file.path for file in files] == ["briefings/a.md"]
    assert [p.where.path for p in problems] == ["briefings/loop.md"]


def test_link_to_a_folder_is_a_problem_since_its_files_would_be_lost(write_content: Write) -> None:
    content = write_content({"briefings/a.md": "", "briefings/old/b.md": ""})
    (content / "briefings/new").symlink_to("old")
    _, problems = discover_files(content)
    assert [(p.code, p.where.path) for p in problems] == [("BRF-unreadable", "briefings/new")]


def test_content_folder_may_itself_be_a_link(write_content: Write, tmp_path: Path) -> None:
    write_content({"briefings/a.md": ""})
    (tmp_path / "link").symlink_to("content")
    files, problems = discover_files(tmp_path / "link")
    assert ([file.path for file in files], problems) == (["briefings/a.md"], [])


@pytest.mark.parametrize(
    ("name", "hint"), [("actor.yml", "Did you mean `actors.yml`?"), ("actors.yaml", "Did you mean `actors.yml`?")]
)
def test_registry_under_a_name_that_nothing_reads_is_a_problem(write_content: Write, name: str, hint: str) -> None:
    _, problems = discover_files(write_content({"briefings/a.md": "", f"registry/{name}": ""}))
    assert [(p.code, p.hint) for p in problems] == [("BRF-unknown-file", hint)]


def test_name_that_is_not_utf8_is_a_problem_that_can_be_printed(write_content: Write) -> None:
    content = write_content({"briefings/a.md": ""})
    Path(os.fsdecode(os.fsencode(content) + b"/briefings/caf\xe9.md")).write_text("")
    (content / "briefings/b\x1b[31m.md").write_text("")
    files, problems = discover_files(content)
    assert [file.path for file in files] == ["briefings/a.md"]
    assert sorted(p.where.path for p in problems) == ["briefings/b\\x1b[31m.md", "briefings/caf\\udce9.md"]


def test_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert discover_files(tmp_path / "nowhere") == ([], [])


def test_folder_that_cannot_be_read_is_a_problem_since_its_files_would_be_lost(
    write_content: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root, to whom no folder is closed, nothing else shows it."""
    root = write_content({"briefings/a.md": "", "topics/b.md": ""})
    scan = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("/topics"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, [problem] = discover_files(root)
    assert [file.path for file in files] == ["briefings/a.md"]
    assert (problem.code, problem.where, problem.found) == (
        "BRF-unreadable",
        Location("topics"),
        "Permission denied",
    )
