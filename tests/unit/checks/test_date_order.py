"""Dates of one file that cannot all be true; what can be true under any reading is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-date-order"
SOURCE = {"id": "wire", "publisher": "alpha", "title": "Report", "url": "https://a.example/1"}


def _find(folder: Path, **keys: str) -> list[Problem]:
    return judge(folder, CODE, {"briefings/a.md": write_briefing(**keys)}, TIMEZONE="Asia/Kabul")


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"modified": "2021-07-13"}, "`modified: 2021-07-13` before `date: 2021-07-14T10:00+00:00`"),
        ({"modified": "2021-07-14T14:00+04:30"}, "`modified: 2021-07-14T14:00+04:30` before"),
        ({"as_of": "2021-07-14T10:01Z"}, "`as_of: 2021-07-14T10:01+00:00` after the last change"),
        ({"as_of": "2021-07-17", "modified": "2021-07-16"}, "after the last change (2021-07-16)"),
        ({"embargo": "2021-07-14T12:00Z"}, "`embargo: 2021-07-14T12:00+00:00` after `date:"),
        ({"updates": "[{at: 2021-07-13, note: More.}]"}, "`at: 2021-07-13` before `date:"),
        ({"corrections": "[{at: 2021-07-14T09:59Z, was: A., now: B.}]"}, "`at: 2021-07-14T09:59+00:00` before"),
    ],
)
def test_impossible_publication_is_found(tmp_path: Path, keys: dict[str, str], found: str) -> None:
    [problem] = _find(tmp_path, **keys)
    assert found in problem.found
    assert problem.where.line >= 4


@pytest.mark.parametrize(
    "keys",
    [
        {"modified": "2021-07-14"},
        {"modified": "2021-07-14T10:00Z"},
        {"modified": "2021-07-14T14:30+04:30"},
        {"as_of": "2021-07-14"},
        {"as_of": "2021-07-14T10:00Z"},
        {"as_of": "2021-07-16", "modified": "2021-07-16"},
        {"as_of": "2021-07-16", "updates": "[{at: 2021-07-16, note: More.}]"},
        {"embargo": "2021-07-14T09:00Z"},
        {"embargo": "2021-07-14"},
        {"updates": "[{at: 2021-07-14, note: More.}]"},
        {"corrections": "[{at: 2021-07-14T10:00Z, was: A., now: B.}]"},
    ],
)
def test_possible_publication_is_left_alone(tmp_path: Path, keys: dict[str, str]) -> None:
    assert _find(tmp_path, **keys) == []


def _find_step(folder: Path, said: str, as_of: str = "2021-07-14", **keys: str) -> list[Problem]:
    claim: dict[str, Any] = {"id": "held", "text": "The gate is held."}
    claim["positions"] = [{"by": "front", "stance": "asserts", "said": said, "via": ["wire"]}]
    claim["assessment"] = {"status": "confirmed", "basis": "A reporter of the desk saw it.", "as_of": as_of}
    return _find(folder, claims=json.dumps([claim]), sources=json.dumps([SOURCE]), **keys)


@pytest.mark.parametrize(
    "said", ["2021-07-16", "2021-08", "2022", "2021-07-14T10:01Z", "2021-07-16/2021-07-18", "[2021-07-16..]"]
)
def test_words_or_verdict_after_the_last_change_are_found(tmp_path: Path, said: str) -> None:
    [position] = _find_step(tmp_path, said)
    assert position.found.startswith(f"`said: {said}` after the last change")
    [verdict] = _find_step(tmp_path, "2021-07-14", as_of=said)
    assert verdict.found.startswith(f"`as_of: {said}` after")
    assert _find_step(tmp_path, said, modified="2022-01-02") == []


@pytest.mark.parametrize(
    "said",
    [
        "2021-07-15",
        "2021-07",
        "2021",
        "2021-07-16~",
        "2021-08?",
        "../2021-08",
        "2021-07-14/2021-08",
        "[2021-07-14,2021-08]",
    ],
)
def test_words_that_may_be_older_are_left_alone(tmp_path: Path, said: str) -> None:
    # In the east of the world it is 15 July already at ten in the morning of the 14th, UTC.
    assert _find_step(tmp_path, said) == []


@pytest.mark.parametrize(
    ("published", "accessed"), [("2021-07-16", "2021-07-14"), ("2021-08", "2021-07-14"), ("2022", "2021-07")]
)
def test_source_read_before_it_came_out_is_found(tmp_path: Path, published: str, accessed: str) -> None:
    source = json.dumps(SOURCE | {"published": published, "accessed": accessed})
    files = {
        "briefings/a.md": write_briefing(sources=f"[{source}]"),
        "topics/t.md": f"---\ntitle: Topic\nsources: [{source}]\n---\nText.\n",
        "registry/sources.yml": f"- {source.replace('wire', 'registered')}\n",
    }
    problems = judge(tmp_path, CODE, files, TIMEZONE="Asia/Kabul")
    assert [problem.where.path for problem in problems] == ["briefings/a.md", "registry/sources.yml", "topics/t.md"]
    assert problems[0].found == f"`published: {published}` after `accessed: {accessed}`"


@pytest.mark.parametrize(
    ("published", "accessed"),
    [
        ("2021-07-14", "2021-07-14"),
        ("2021-07-15", "2021-07-14"),
        ("2021-07", "2021-07-14"),
        ("2021-07-20~", "2021-07-14"),
    ],
)
def test_source_of_another_time_zone_may_be_a_day_ahead(tmp_path: Path, published: str, accessed: str) -> None:
    assert _find(tmp_path, sources=json.dumps([SOURCE | {"published": published, "accessed": accessed}])) == []


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00"])
def test_edges_of_the_calendar_are_dates(tmp_path: Path, date: str) -> None:
    assert _find(tmp_path, date=date, as_of=date) == []


def test_impossible_change_is_one_problem_whatever_was_known_at_it(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, date="2021-07-14", modified="2021-06-16", as_of="2021-07-16")
    assert "`modified: 2021-06-16`" in problem.found
