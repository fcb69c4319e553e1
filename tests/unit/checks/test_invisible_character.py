"""Characters that nobody sees are found wherever they stand; where a script needs them, they are let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-invisible-character"


def _find(tmp_path: Path, text: str) -> list[Problem]:
    return judge(tmp_path, CODE, {"briefings/a.md": text})


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u2060", "U+2060 WORD JOINER"),
        ("\u2063", "U+2063 INVISIBLE SEPARATOR"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\ufff9", "U+FFF9 INTERLINEAR ANNOTATION ANCHOR"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x9b", "U+009B a control character"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
    ],
)
def test_character_is_named_with_its_place_in_a_body(tmp_path: Path, character: str, name: str) -> None:
    [problem] = _find(tmp_path, write_briefing(f"One.\n\nTwo wor{character}ds."))
    assert problem.found == name
    assert (problem.where.line, problem.where.column) == (7, 8)


@pytest.mark.parametrize(
    "text",
    [
        write_briefing(title='"The \u202ecrossing"'),
        write_briefing("```\nif admin:\u2067 pass\n```"),
        write_briefing("`a\u200bb`"),
        write_briefing("<!-- \u202d -->"),
        write_briefing("[words](https://a.example/\u200bx)"),
        write_briefing(summary="A soft hy\u00adphen in front matter."),
    ],
    ids=["title", "code block", "code span", "comment", "address", "soft hyphen"],
)
def test_no_part_of_a_file_is_passed_over(tmp_path: Path, text: str) -> None:
    assert len(_find(tmp_path, text)) == 1


@pytest.mark.parametrize(
    "body", ["wesh\u200dborder", "wesh\u200c border", "wesh\u200fborder", "https://a.example/we\u200csh"]
)
def test_joiners_and_marks_have_no_business_among_latin_letters_and_in_addresses(tmp_path: Path, body: str) -> None:
    assert len(_find(tmp_path, write_briefing(body))) == 1


@pytest.mark.parametrize(
    "text",
    [
        write_briefing("See [this](https://a.example/x\u200e)."),
        write_briefing("See <https://a.example/x\u200f>."),
        write_briefing(sources='[{id: a, publisher: b, title: c, url: "https://a.example/x\u200e"}]'),
    ],
    ids=["link", "angle brackets", "key"],
)
def test_mark_at_the_end_of_an_address_is_found(tmp_path: Path, text: str) -> None:
    assert [p.found[:6] for p in _find(tmp_path, text)] in (["U+200E"], ["U+200F"])


def test_mark_in_a_slug_is_found(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, write_briefing(slug="گذرگاه\u200cها"))
    assert (problem.where.line, problem.found) == (4, "U+200C ZERO WIDTH NON-JOINER")


@pytest.mark.parametrize(
    "body",
    [
        "می\u200cشود، PDF\u200cها، ۲۰\u200cام، خانه\u200cای.",
        "طالبان (Taliban)\u200f گفتند\u200e.",
        "در 2021\u200f/07/14 (https://a.example/x\u200e) و https://a.example/y\u200e گفتند.",
        "[x](https://fa.example/wiki/می\u200cشود)",
        "क्\u200dष और श्री\u200cमान",
        "A family: 👩\u200d👩\u200d👧, a heart: ❤\ufe0f\u200d🔥, a key: 1\ufe0f\u20e3.",
        "England: \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Bundes\u00adverfassungs\u00adgericht",
        "葛\U000e0100城",
        "Tabs\tand no-break\u00a0spaces, thin\u2009ones, a combining e\u0301.",
        "In code: `&#x202e;`",
        "می&zwnj;شود and &nbsp; and &amp;",
    ],
    ids=[
        "Persian",
        "marks",
        "bidi",
        "address",
        "Hindi",
        "emoji",
        "flag",
        "hyphens",
        "ideograph",
        "spaces",
        "code",
        "entities",
    ],
)
def test_what_a_script_needs_is_let_be(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path, write_briefing(body)) == []


def test_byte_order_mark_at_the_beginning_is_let_be(tmp_path: Path) -> None:
    assert _find(tmp_path, "\ufeff" + write_briefing()) == []


def test_escapes_and_entities_are_read(tmp_path: Path) -> None:
    problems = _find(tmp_path, write_briefing("Some &#x202E;txet.", title=r'"The \u202Ecrossing"'))
    assert [(p.where.line, p.where.column, p.found) for p in problems] == [
        (2, 8, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (5, 6, "U+202E RIGHT-TO-LEFT OVERRIDE"),
    ]


def test_a_row_of_one_character_is_one_problem(tmp_path: Path) -> None:
    problems = _find(tmp_path, write_briefing("a\u200b\u200b\u200bb\u2060c"))
    assert [p.found for p in problems] == ["U+200B ZERO WIDTH SPACE, 3 in a row", "U+2060 WORD JOINER"]


def test_selectors_that_spell_something_are_found(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, write_briefing("A smile 🙂\U000e0148\U000e0155\U000e015c."))
    assert problem.found == "U+E0148 VARIATION SELECTOR-89, 3 in a row"


def test_registries_and_names_of_files_are_looked_at(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(),
        "pages/about\u3164.md": "---\nid: about\ntitle: About\nslug: about\n---\nText.\n",
        "registry/places.yml": "- {id: wesh, name: We\u00adsh}\n- {id: spin, name: Sp\u200bin}\n",
    }
    found = [(p.where.path, p.where.line, p.where.column) for p in judge(tmp_path, CODE, files)]
    assert found == [("pages/about\u3164.md", 0, 0), ("registry/places.yml", 1, 22), ("registry/places.yml", 2, 22)]


def test_sentence_of_tags_is_one_problem(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, write_briefing("Seen.\U000e0068\U000e0069 Seen too."))
    assert problem.found == "U+E0068 TAG LATIN SMALL LETTER H, 2 in a row"
