"""BRF-stray-file: what a writer means to be read lies where it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.checks.rule import Limits, SiteInput
from briefings.checks.stray_file import check_stray_files
from briefings.linking.site import Site
from tests.unit.checks.judged import judge, write_briefing


def _find(*paths: str) -> list[tuple[str, str]]:
    def refuse(path: str) -> None:
        raise AssertionError(path)

    now = datetime(2021, 9, 16, tzinfo=UTC)
    checked = SiteInput(Site(), {}, Limits(), UTC, "en", now, refuse, files=frozenset(paths))
    return [(problem.where.path, problem.hint.split("`")[1]) for problem in check_stray_files(checked)]


def test_text_in_another_format_among_briefings_is_found_unless_readers_are_offered_it(tmp_path: Path) -> None:
    notes = {"briefings/2021/a.txt": "Text.", "topics/b.docx": "PK", "briefings/README.txt": "Us.", "files/c.txt": "C."}
    offering = write_briefing("[The list]({static}/briefings/list.txt)")
    files = {"briefings/a.md": offering, "briefings/list.txt": "One.", **notes}
    problems = judge(tmp_path, "BRF-stray-file", files)
    assert [problem.where.path for problem in problems] == ["briefings/2021/a.txt", "topics/b.docx"]
    assert problems[0].hint == "Save it as Markdown, briefings/2021/a.md, or move it out of this folder."


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("gate.md", "briefings/"),
        ("brieflngs/gate.md", "briefings/"),
        ("briefing/2021/gate.md", "briefings/"),
        ("Briefings/gate.md", "briefings/"),
        ("topic/wesh.markdown", "topics/"),
        ("page/about.md", "pages/"),
        ("actors.yml", "registry/"),
        ("registery/actors.yml", "registry/"),
    ],
)
def test_file_is_found_with_the_folder_it_belongs_to(path: str, folder: str) -> None:
    assert _find(path) == [(path, folder)]


@pytest.mark.parametrize(
    "path",
    ["README.md", "LICENSE.md", "images/a.jpg", "extra/CNAME", "downloads/method.md", "briefing/logo.svg", "x.yml"],
)
def test_other_files_are_left_alone(path: str) -> None:
    assert _find(path) == []
