"""An older picture says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.checks.rule import Limits
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing
from tests.unit.checks.photographs import take_photograph

CODE = "BRF-file-picture"


def _find(
    folder: Path, caption: str, taken: str = "taken: 2019-03-02", photograph: bytes = b"", **keys: str
) -> list[Problem]:
    image = f'{{file: images/a.jpg, alt: A lorry., credit: Desk, caption: "{caption}", {taken}}}'
    (folder / "content/images").mkdir(parents=True, exist_ok=True)
    (folder / "content/images/a.jpg").write_bytes(photograph or take_photograph())
    files = {"briefings/a.md": write_briefing(image=image, **{"event": "2021-07-14"} | keys)}
    return judge(folder, CODE, files, limits=Limits(file_picture_days=30))


@pytest.mark.parametrize("caption", ["The post at Wesh.", "", "The post at Wesh on 14 July 2021.", "Soldiers profile."])
def test_old_picture_that_passes_for_a_new_one_is_found(tmp_path: Path, caption: str) -> None:
    [problem] = _find(tmp_path, caption)
    assert problem.found == "a picture of 2019-03-02 for an event of 2021-07-14"
    assert "File picture, 2019-03-02:" in problem.hint


@pytest.mark.parametrize(
    "caption",
    [
        "File picture: the post.",
        "The post in an archive photograph.",
        "The post in March 2019.",
        "Library picture of the post.",
        "The post, 2019-03-02.",
    ],
)
def test_caption_that_says_so_is_enough(tmp_path: Path, caption: str) -> None:
    assert _find(tmp_path, caption) == []


@pytest.mark.parametrize(
    "taken", ["taken: 2021-06-20", "taken: 2021-07-15", "taken: 2021", "taken: 2019~", "taken: 2021-07-14/.."]
)
def test_picture_that_may_be_new_is_left_alone(tmp_path: Path, taken: str) -> None:
    assert _find(tmp_path, "The post at Wesh.", taken) == []


def test_in_the_year_of_the_event_the_year_is_not_enough(tmp_path: Path) -> None:
    assert len(_find(tmp_path, "The post, 2021.", "taken: 2021-02-01")) == 1
    assert _find(tmp_path, "The post in February 2021.", "taken: 2021-02-01") == []


def test_day_in_the_file_stands_for_one_that_is_not_given(tmp_path: Path) -> None:
    photograph = take_photograph(taken="2019:03:02 10:00:00")
    [problem] = _find(tmp_path, "The post at Wesh.", "place: wesh", photograph)
    assert problem.found == "a picture of 2019-03-02, by the date in its file, for an event of 2021-07-14"
    assert _find(tmp_path, "The post at Wesh.", "taken: 2021-07-14", photograph) == []


def test_picture_without_any_day_is_left_alone(tmp_path: Path) -> None:
    assert _find(tmp_path, "The post at Wesh.", "place: wesh") == []


def test_persian_caption_is_judged_by_persian_words_and_others_are_not(tmp_path: Path) -> None:
    assert len(_find(tmp_path, "گذرگاه ویش", lang="fa")) == 1
    assert _find(tmp_path, "عکس آرشیف: گذرگاه ویش", lang="fa") == []
    assert _find(tmp_path, "Der Posten.", lang="de") == []
