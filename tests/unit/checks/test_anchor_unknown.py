"""Links to parts of pages are followed into the bodies that they lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-anchor-unknown"
TARGET = "---\ntitle: The road\n---\n## Who holds it\n\nText.[^1]\n\n<p id='toll'>A toll.</p>\n\n[^1]: A note.\n"


def _find(tmp_path: Path, body: str, **keys: str) -> list[tuple[int, int, str]]:
    files = {"briefings/a.md": write_briefing(body, **keys), "topics/road.md": TARGET, "images/a.svg": "<svg/>"}
    return [(p.where.line, p.where.column, p.found) for p in judge(tmp_path, CODE, files)]


def test_missing_part_of_the_page_itself_is_found_where_it_is_written(tmp_path: Path) -> None:
    body = "## The gate\n\nSee [above](#the-gate) and [below](#the-gat).\n\nAgain [below](#the-gat)."
    assert _find(tmp_path, body) == [(7, 36, "`#the-gat`"), (9, 15, "`#the-gat`")]


def test_missing_part_of_another_document_is_found_with_a_hint(tmp_path: Path) -> None:
    text = write_briefing("See [the road]({filename}../topics/road.md#who-hold-it).")
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": text, "topics/road.md": TARGET})
    assert (problem.where.line, problem.found) == (5, "`#who-hold-it`")
    assert problem.expected == "a heading or another part of topics/road.md"
    assert problem.hint == "Did you mean `who-holds-it`?"


@pytest.mark.parametrize(
    "body",
    [
        "[x](#nowhere)",
        "[x][1]\n\n[1]: #nowhere",
        '<a href="#nowhere">x</a>',
        "[x]({filename}#nowhere)",
        "[x]({filename}a.md?a=b#nowhere)",
        "[x](#claim-open)",
        "[x](#Gate)\n\n## Gate",
    ],
)
def test_every_way_to_write_such_a_link_is_read(tmp_path: Path, body: str) -> None:
    [(line, _, _)] = _find(tmp_path, body)
    assert line > 4


CLAIMS = "[{id: held, text: A gate is shut., kind: control, positions: [{by: a, stance: asserts, said: 2021}]}]"


@pytest.mark.parametrize(
    "body",
    [
        "[x](#a-gate)\n\n## A gate",
        "[x](#own)\n\n## A gate {#own}\n\n<p id='own'>x</p>",
        "[x](#%DA%AF%D8%B0%D8%B1)\n\n## گذر",
        "[x](#گذر)\n\n## گذر",
        "[x]({filename}../topics/road.md#toll) [y]({filename}/topics/road.md#who-holds-it)",
        "[x]({filename}../topics/road.md)",
        "[x]({static}../images/a.svg#nowhere)",
        "[x](#) [y](#top) [z](#:~:text=gate)",
        "[x](#claims) [y](#sources) [z](#claim-held)",
        "Text.[^1]\n\n[^1]: A note.",
        "`[x](#nowhere)`\n\n```\n[x](#nowhere)\n```",
        "[x](/topics/road/#nowhere) [y](https://a.example/#nowhere)",
        "A # sign, and no link.",
    ],
)
def test_parts_that_are_there_and_what_sources_cannot_tell_are_let_be(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, body, claims=CLAIMS) == []


def test_pages_have_no_sections_of_a_theme(tmp_path: Path) -> None:
    files = {"briefings/a.md": write_briefing(), "pages/about.md": "---\ntitle: About\n---\n[x](#claims)\n"}
    assert len(judge(tmp_path, CODE, files)) == 1
