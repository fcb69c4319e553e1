"""A photograph does not say where it was taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing
from tests.unit.checks.photographs import WESH, take_photograph

TOPIC = "---\ntitle: Topic\nimage: {file: images/a.jpg, alt: A.}\n---\nText.\n"

CODE = "BRF-image-location"
IMAGE = "{file: images/a.jpg, alt: A lorry at a gate., credit: Desk}"


def _find(folder: Path, photograph: bytes, files: dict[str, str]) -> list[Problem]:
    (folder / "content/images").mkdir(parents=True)
    (folder / "content/images/a.jpg").write_bytes(photograph)
    return judge(folder, CODE, files)


def test_shown_photograph_with_a_place_is_found_once(tmp_path: Path) -> None:
    files = {"briefings/a.md": write_briefing(image=IMAGE), "briefings/b.md": write_briefing(image=IMAGE)}
    [problem] = _find(tmp_path, take_photograph(gps=WESH), files)
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 4)
    assert problem.found == "`images/a.jpg`, whose file holds the place where it was taken (GPS)"
    assert problem.expected == "a picture without a place in its file"
    assert problem.hint == (
        "It can give away who took it, or who was there. Save it without metadata: `exiftool -all= FILE`."
    )


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/a.md": write_briefing("![A lorry at a gate]({static}/images/a.jpg)")},
        {"briefings/a.md": write_briefing('<img src="/images/a.jpg" alt="A lorry at a gate">')},
        {"briefings/a.md": write_briefing(), "topics/t.md": TOPIC},
        {"briefings/a.md": write_briefing(), "pages/p.md": "---\ntitle: Page\n---\n![A lorry](/images/a.jpg)\n"},
        {"briefings/a.md": write_briefing(), "briefings/b.md": write_briefing(image=IMAGE, status="draft")},
    ],
)
def test_photograph_is_found_wherever_it_is_shown(tmp_path: Path, files: dict[str, str]) -> None:
    [problem] = _find(tmp_path, take_photograph(gps=WESH), files)
    assert problem.where.path == max(files)


def test_photograph_without_a_place_or_that_nothing_shows_is_left_alone(tmp_path: Path) -> None:
    shown, unseen = {"briefings/a.md": write_briefing(image=IMAGE)}, {"briefings/a.md": write_briefing()}
    assert _find(tmp_path / "placeless", take_photograph(taken="2021:07:14 10:00:00"), shown) == []
    assert _find(tmp_path / "unseen", take_photograph(gps=WESH), unseen) == []
