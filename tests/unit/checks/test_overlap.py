"""Runs of words that stand in a text of somebody else as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.checks.overlap import find_runs, split_words
from briefings.checks.rule import Limits
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-overlap"
WIRE = "Alpha Wire, 14 July.\n\nLorries stood in a long line before the gate while guards looked for papers."


def _find(tmp_path: Path, body: str, text: str = WIRE, words: int = 6, **keys: str) -> list[Problem]:
    limits = Limits(overlap_words=words)
    return judge(
        tmp_path, CODE, {"briefings/a.md": write_briefing(body, **keys)}, compared={"wire.txt": text}, limits=limits
    )


def test_run_is_told_with_both_places_its_length_and_its_beginning(tmp_path: Path) -> None:
    [problem] = _find(
        tmp_path, "One.\n\nThey saw that LORRIES stood in a *long* line,\nbefore the gate while it rained."
    )
    assert (problem.where.line, problem.where.column) == (7, 15)
    assert problem.found == ("10 words in a row as in wire.txt, line 3: “LORRIES stood in a long line before the…”")


def test_limit_is_the_longest_run_that_is_allowed(tmp_path: Path) -> None:
    body = "Lorries stood in a long line, one hears."
    assert _find(tmp_path, body, words=6) == []
    assert len(_find(tmp_path, body, words=5)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "“Lorries stood in a long line before the gate while guards looked for papers”, the agency wrote.",
        "> Lorries stood in a long line before the gate while guards looked for papers.",
        "```\nLorries stood in a long line before the gate while guards looked for papers\n```",
        "Before the gate stood lorries in a long line; guards looked for papers.",
        "Lorries stood in a long “queue” line before the gate.",
        "",
    ],
    ids=["quotation", "block quotation", "code", "own words", "quotation within", "nothing"],
)
def test_quotations_and_own_words_are_let_be(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body) == []


def test_links_and_citations_do_not_hide_a_run(tmp_path: Path) -> None:
    sources = "[{id: alpha, publisher: wire, title: A report}]"
    body = "Lorries stood in a [[gate|long]] line[@alpha] before <b>the</b> [gate](https://a.example/x) while guards"
    [problem] = _find(tmp_path, body, sources=sources, places="[gate]")
    assert problem.found.startswith("11 words")


def test_summary_reason_and_caption_are_compared_too(tmp_path: Path) -> None:
    words = "Lorries stood in a long line before the gate."
    image = f"{{file: images/a.png, alt: x, caption: {words}}}"
    problems = _find(tmp_path, "Text.", summary=words, why=words, image=image)
    assert [problem.where.line for problem in problems] == [4, 5, 6]


def test_two_runs_are_two_problems(tmp_path: Path) -> None:
    body = "Lorries stood in a long line before it, and the gate while guards looked for papers too."
    assert [p.found.partition(" ")[0] for p in _find(tmp_path, body)] == ["7", "7"]


def test_longest_of_several_places_is_told(tmp_path: Path) -> None:
    text = "a b c d e f g x\n\na b c d e f g h i j"
    [problem] = _find(tmp_path, "a b c d e f g h i j", text)
    assert problem.found.startswith("10 words in a row as in wire.txt, line 3")


@pytest.mark.parametrize(
    ("body", "text", "count"),
    [
        ("موترها در صف درازی پیش از دروازه ایستاده بودند", "گفت موترها در صف درازی پیش از دروازه ایستاده بودند", 9),
        ("卡车在大门前排起长队", "记者说卡车在大门前排起长队", 10),
        ("रास्ते पर गाड़ियाँ लंबी कतार में खड़ी थीं", "रास्ते पर गाड़ियाँ लंबी कतार में खड़ी थीं", 8),
        ("It's the ministry’s own gate that was shut", "it’s the MINISTRY'S own gate that was shut", 8),
    ],
    ids=["Persian", "Chinese", "Hindi", "apostrophes"],
)
def test_words_of_any_script_are_counted(tmp_path: Path, body: str, text: str, count: int) -> None:
    [problem] = _find(tmp_path, body, text)
    assert problem.found.startswith(f"{count} words")


def test_without_a_text_to_compare_with_there_is_nothing_to_find(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, {"briefings/a.md": write_briefing(WIRE)}) == []


@given(st.text("abc ", max_size=60), st.text("abc ", max_size=60), st.integers(1, 5))
def test_runs_are_real_maximal_and_none_is_missed(own: str, other: str, size: int) -> None:
    mine, theirs = split_words(own), split_words(other)
    runs = list(find_runs(mine, theirs, size))
    for run in runs:
        here, there = run.start + run.length, run.other + run.length
        assert run.length >= size
        assert mine.words[run.start : here] == theirs.words[run.other : there]
        assert here == len(mine.words) or there == len(theirs.words) or mine.words[here] != theirs.words[there]
    covered = {place for run in runs for place in range(run.start, run.start + run.length)}
    rows = {tuple(theirs.words[at : at + size]) for at in range(len(theirs.words) - size + 1)}
    for at in range(len(mine.words) - size + 1):
        assert tuple(mine.words[at : at + size]) not in rows or covered.intersection(range(at, at + size))
