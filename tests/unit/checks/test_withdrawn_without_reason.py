"""Who takes a briefing back says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-withdrawn-without-reason"
_RETRACTION = "[{at: 2021-07-15, kind: retraction, now: The only source has taken its account back.}]"


def test_withdrawn_briefing_without_a_word_is_found(tmp_path: Path) -> None:
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(stage="withdrawn")})
    assert (problem.where.line, problem.found) == (4, "`stage: withdrawn` without a retraction")


def test_corrections_of_another_kind_are_no_reason(tmp_path: Path) -> None:
    corrections = "[{at: 2021-07-15, was: Four men., now: Five men.}]"
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(stage="withdrawn", corrections=corrections)})
    assert problem.found.endswith("corrections of another kind are not shown")


@pytest.mark.parametrize(
    "keys",
    [
        {"stage": "withdrawn", "corrections": _RETRACTION},
        {"stage": "final"},
        {"stage": "withdrawn", "status": "draft"},
    ],
)
def test_reason_other_stages_and_drafts_are_left_alone(tmp_path: Path, keys: dict[str, str]) -> None:
    files = {"briefings/a.md": write_briefing(**keys), "briefings/b.md": write_briefing()}
    assert judge(tmp_path, CODE, files) == []


@pytest.mark.parametrize(("original", "count"), [({"stage": "withdrawn", "corrections": _RETRACTION}, 0), ({}, 1)])
def test_translation_shows_the_reason_of_a_withdrawn_original(
    tmp_path: Path, original: dict[str, str], count: int
) -> None:
    files = {
        "briefings/a.md": write_briefing(translation_key="a", **original),
        "briefings/a.fa.md": write_briefing(translation_key="a", lang="fa", stage="withdrawn"),
    }
    assert len(judge(tmp_path, CODE, files)) == count
