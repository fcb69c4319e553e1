"""What is public has been written: its dates lie behind the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-date-ahead"
"""The gate is asked on the last day of 2023."""


def test_wrong_year_is_found_where_it_stands(tmp_path: Path) -> None:
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(date="2031-03-05")})
    assert (problem.where.path, problem.where.line) == ("briefings/a.md", 3)
    assert problem.found == "`date: 2031-03-05`, and today is 2023-12-31"
    assert problem.expected == "a day that has come"
    assert problem.hint == "What is to come out later has an `embargo:`, or is a draft until then."


@pytest.mark.parametrize(
    "keys",
    [
        {"modified": "2031-07-15"},
        {"as_of": "2031-07-15"},
        {"updates": "[{at: 2031-07-15, note: More is known.}]"},
        {"corrections": "[{at: 2031-07-15, now: The name is another one.}]"},
    ],
)
def test_every_moment_that_becomes_the_present_of_the_site_is_looked_at(tmp_path: Path, keys: dict[str, str]) -> None:
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(**keys)})
    assert (problem.where.line, "2031-07-15" in problem.found) == (4, True)


@pytest.mark.parametrize(
    "keys",
    [
        {"date": "2023-12-31"},
        {"date": "2024-01-01"},
        {"date": "2031-03-05", "status": "draft"},
        {"date": "2031-03-05T08:00Z", "embargo": "2031-03-05T08:00Z"},
    ],
)
def test_today_tomorrow_elsewhere_and_what_nobody_sees_yet_are_left_alone(tmp_path: Path, keys: dict[str, str]) -> None:
    assert judge(tmp_path, CODE, {"briefings/a.md": write_briefing(**keys)}) == []
