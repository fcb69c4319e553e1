"""An event that had not come is a slip or a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-event-ahead"


def _find(folder: Path, **keys: str) -> list[Problem]:
    return judge(folder, CODE, {"briefings/a.md": write_briefing(**keys)})


@pytest.mark.parametrize("day", ["2021-07-16", "2021-08", "2022", "2021-07-14T12:00Z", "2021-07-20/2021-07-22"])
def test_event_after_the_last_change_is_found(tmp_path: Path, day: str) -> None:
    [problem] = _find(tmp_path, event=day)
    assert problem.found == f"{day}, after the last change of the briefing"
    assert problem.where.line == 4


def test_further_fact_after_the_last_change_is_found(tmp_path: Path) -> None:
    facts = "[{date: 2021-07-01, text: Before.}, {date: 2021-07-20, text: After.}]"
    [problem] = _find(tmp_path, events=facts)
    assert problem.found.startswith("2021-07-20")
    assert "upcoming" in problem.hint


@pytest.mark.parametrize(
    "day", ["2021-07-14", "2021-07-15", "2021-07", "2021", "2021-07-20~", "2021-08?", "2021-07-01/.."]
)
def test_event_that_may_have_come_is_left_alone(tmp_path: Path, day: str) -> None:
    # In the east of the world it is 15 July already at ten in the morning of the 14th, UTC.
    assert _find(tmp_path, event=day) == []


@pytest.mark.parametrize("key", ["modified", "updates", "corrections"])
def test_later_change_may_report_it(tmp_path: Path, key: str) -> None:
    changes = {
        "modified": "2021-07-21",
        "updates": "[{at: 2021-07-21, note: More.}]",
        "corrections": "[{at: 2021-07-21, was: A., now: B.}]",
    }
    assert _find(tmp_path, event="2021-07-20", **{key: changes[key]}) == []


def test_plan_with_the_day_in_its_window_is_left_alone(tmp_path: Path) -> None:
    plan = "[{id: talks, what: Both sides mean to talk., when: %s}]"
    assert _find(tmp_path / "day", event="2021-07-20", upcoming=plan % "2021-07-20") == []
    assert _find(tmp_path / "window", event="2021-07-20", upcoming=plan % "2021-07-18/2021-07-25") == []
    assert len(_find(tmp_path / "other", event="2021-07-20", upcoming=plan % "2021-08-18")) == 1
