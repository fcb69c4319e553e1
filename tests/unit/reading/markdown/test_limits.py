"""Hostile texts take little time: each is refused with a problem, or converted."""

from __future__ import annotations

import time

import pytest

from briefings.reading.markdown.convert import convert_body
from briefings.reading.markdown.limits import MAX_CHARACTERS, check_limits

SECONDS = 30
"""Far above what any of them takes on a slow machine, far below what they took without bounds."""

REPEATED = (
    *("[[", "[@", "[@a", "[", "]", "![", "![[", "[a](", "[a](b)", "[a](<b> ", "[a][", "[a]{x=", "[[a]]", "[@a;@b]"),
    *("]{claim=x}", "> ", ">", "> a\n\n", "- ", "- a\n", "- a\n\n", "1. a\n", "  - a\n", "# a\n", "a\n===\n", "---\n"),
    *(
        "*",
        "*a",
        "a*",
        "***a** ",
        "_a ",
        "`",
        "`a``b```c",
        "```\n",
        "~~~~a\n",
        '"',
        '"a ',
        "'",
        "--",
        "...",
        "\\",
        "\\[",
    ),
    *("<", "<a ", "<a b='c ", '<a href="', "<b>", "</b>", "<div>", "<!--", "<![CDATA[", "<?", "&", "&amp;", "&#"),
    *("[a]: b\n", "[^1]", "[^a]: b\n", "*[a]: b\n", "a\n: b\n", "|", "|a|b|\n|-|-|\n", "{", "]{", "{filename}x", "a. "),
    *("[x]({filename}x)", "> [!unknown] a\n\n", "a {: .b}\n\n", "\n", " ", "\t", "字"),
)
SPECIAL = {
    "brackets inside each other": "[" * 50_000 + "]" * 50_000,
    "links inside each other": "[[" * 50_000 + "]]" * 50_000,
    "spans inside each other": "[" * 5_000 + "]{claim=x}" * 5_000,
    "emphasis inside each other": "*a " * 20_000 + "b* " * 20_000,
    "lists inside each other": "\n".join("    " * depth + "- a" for depth in range(300)),
    "quotes inside each other": "\n".join(">" * depth + " a" for depth in range(300)),
    "elements inside each other": "<div>" * 20_000 + "</div>" * 20_000,
    "one note used often": "[^a]: b\n\n" + "x[^a] " * 20_000,
    "backticks of every length": " ".join("`" * length for length in range(1, 600)),
    "a wide table": "\n".join("|".join(cell * 8_000) for cell in "a-b"),
}


def convert(text):
    started = time.process_time()
    result = convert_body(text, path="x.md", lang="en", first_line=5)
    return result, time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [*(piece * 50_000 for piece in REPEATED), *SPECIAL.values()], ids=[*REPEATED, *SPECIAL]
)
def test_hostile_texts_take_little_time(text):
    (body, problems), seconds = convert(text)
    assert seconds < SECONDS
    assert body.html or problems or not text.strip()


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_texts_just_within_the_bounds_take_little_time(piece):
    texts = (piece * (size // len(piece)) for size in (30_000, 10_000, 4_000, 1_000, 300, 60, 30, 15))
    text = next(text for text in texts if not check_limits(text, "", 1))
    assert text
    assert convert(text)[1] < SECONDS


@pytest.mark.parametrize(
    ("text", "found", "line"),
    [
        ("a" * (MAX_CHARACTERS + 1), f"{MAX_CHARACTERS + 1} characters", 5),
        ("a\n\n" + "b" * 40_001, "40001 characters without an empty line", 7),
        ("a\n\n" + "[" * 31, "31 brackets that are open at once", 7),
        ("a\n" + "> " * 21 + "b", "quotes and lists inside each other", 6),
        ("a\n" + "- " * 21 + "b", "quotes and lists inside each other", 6),
        (" " * 80 + "- b", "quotes and lists inside each other", 5),
        ("a\n\n" * 5_001, "5001 paragraphs", 5),
        ("[a](" * 21, "21 links without an end without an empty line", 5),
        ("<a " * 51, "51 tags without an end", 5),
        ("[[a]] " * 10_001, "60006 characters without an empty line", 5),
    ],
)
def test_too_much_of_a_thing_is_a_problem(text, found, line):
    (body, problems), _ = convert(text)
    assert body.html == ""
    assert [(p.code, p.found, p.where.line) for p in problems] == [("BRF-too-large", found, line)]


def test_a_long_and_rich_text_is_within_bounds():
    sentence = 'The [[wesh|*town*]] "fell" on [Tuesday]{date=2021-07-13}, [he said]{claim=c}.[@a; @b, p. 4] [x](y)'
    paragraph = f"{sentence} <b>z</b>\n\n"
    table = "Day | Killed\n--|--\n" + "13 July | **4** [[a|b]]\n" * 300
    (body, problems), seconds = convert(paragraph * 500 + table)
    assert problems == []
    assert len(body.references) == 500 * 5 + 300
    assert seconds < SECONDS


def test_nesting_too_deep_for_python_markdown_is_a_problem(monkeypatch):
    def recurse(*_):
        raise RecursionError

    monkeypatch.setattr("markdown.blockprocessors.ParagraphProcessor.run", recurse)
    _, problems = convert("- a\\*")[0]
    assert [p.code for p in problems] == ["BRF-too-large"]
    monkeypatch.undo()
    # The parser was left inside a list, where paragraphs have no tags.
    assert convert("a\\*")[0][0].html == "<p>a*</p>"
