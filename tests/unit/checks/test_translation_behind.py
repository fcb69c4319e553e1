"""BRF-translation-behind: translations that say what their original no longer says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

MAJOR = "[{at: 2021-07-20T08:00Z, level: major, note: The gate is open.}]"


def _judge(folder: Path, translation: dict[str, str], **original: str) -> list[str]:
    files = {
        "briefings/gate.md": write_briefing(translation_key="gate", **original),
        "briefings/gate.de.md": write_briefing(translation_key="gate", lang="de", **translation),
    }
    return [problem.where.path for problem in judge(folder, "BRF-translation-behind", files)]


def test_major_update_after_the_translation_is_noted_at_the_translation(tmp_path: Path) -> None:
    (path,) = _judge(tmp_path, {}, updates=MAJOR)
    assert Path(path).name == "gate.de.md"


def test_correction_is_noted_as_well(tmp_path: Path) -> None:
    assert len(_judge(tmp_path, {}, corrections="[{at: 2021-07-20T08:00Z, now: five}]")) == 1


def test_minor_update_is_not(tmp_path: Path) -> None:
    assert _judge(tmp_path, {}, updates=MAJOR.replace("major", "minor")) == []


@pytest.mark.parametrize(
    "later",
    [
        {"modified": "2021-07-20T09:00Z"},
        {"modified": "2021-07-20"},
        {"date": "2021-07-21T10:00Z"},
        {"updates": "[{at: 2021-07-20T09:00Z, note: Auch übersetzt.}]"},
        {"corrections": "[{at: 2021-07-20T09:00Z, now: fünf}]"},
    ],
)
def test_translation_that_was_changed_later_is_in_order(later: dict[str, str], tmp_path: Path) -> None:
    assert _judge(tmp_path, later, updates=MAJOR) == []


def test_withdrawn_translation_has_nothing_to_catch_up_with(tmp_path: Path) -> None:
    assert _judge(tmp_path, {"stage": "withdrawn"}, updates=MAJOR) == []
