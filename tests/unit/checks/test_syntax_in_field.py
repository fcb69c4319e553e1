"""What only bodies have a meaning for is found in front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-syntax-in-field"


@pytest.mark.parametrize(
    "text",
    [
        "See [[wesh]].",
        "It was [[topic:wesh|the gate]].",
        "So it is.[@wire-0714, p. 3]",
        "[It fell]{claim=fallen}.",
        "![[map]]",
    ],
)
def test_syntax_of_bodies_is_found_in_a_field(tmp_path: Path, text: str) -> None:
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(summary=f"'{text}'")})
    assert (problem.where.line, "in `summary`" in problem.found) == (4, True)


def test_every_mark_of_a_field_is_found_and_the_same_one_once(tmp_path: Path) -> None:
    text = "'See [[wesh]], [[wesh]] and [[spin|the town]].[@wire]'"
    problems = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(summary=text)})
    assert [problem.found.split(" in ")[0] for problem in problems] == [
        "`[@wire]`",
        "`[[spin|the town]]`",
        "`[[wesh]]`",
    ]


@pytest.mark.parametrize("text", ["A [link](/topics/) and *weight*.", "He said [sic] so.", "[[", "a[@] b", "[x]{y}"])
def test_ordinary_brackets_are_left_alone(tmp_path: Path, text: str) -> None:
    assert judge(tmp_path, CODE, {"briefings/a.md": write_briefing("See [[a]].", summary=f"'{text}'")}) == []


def test_words_of_others_and_texts_are_left_alone(tmp_path: Path) -> None:
    sources = (
        "[{id: wire, publisher: wire, url: 'https://a.example', title: 'What [[this]] means', note: 'See [[a]].'}]"
    )
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing("See [[a]].", sources=sources)})
    assert "in `note`" in problem.found
