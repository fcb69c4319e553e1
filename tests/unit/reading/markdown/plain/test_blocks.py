"""Which texts are plain; `tests/property/test_quick_markdown.py` has that their HTML is Python-Markdown's."""

from __future__ import annotations

import pytest

from briefings.reading.markdown.converter import load_converter
from briefings.reading.markdown.scan import find_marks

PLAIN = (
    "",
    "\n\nWords.\nMore words.\n\n\n\nA paragraph.\n",
    "## Heading\n\nWords *and* **strong ones**, `code`, [a *link*](https://example.org/a_b?c=1&d=2).",
    "# Heading\nwith words below",
    "- one\n- two\n  goes on\n\n1. one\n2. two",
    "> Quoted.\n>\n> Twice.",
    "> [!unknown] Neither is known.\n> Nor both.",
    "> [!watch]\n> Two days.",
    "| a | b |\n| --- | ---: |\n| *c* | d |\n| e | |",
    'Words.[^1] More.[^b]\n\n[^1]: One "note".\n[^b]: The other.',
    "\"He said 'no'\" -- and left... in the '80s. R&D > 0.",
    "[[wesh|Wesh]], [he said]{claim=c}.[@a; @b, p. 4] ![[image]]",
    "او گفت: «نه». می\u200cرود.",
)
NOT_PLAIN = (
    "a <b>",
    "a\\*",
    "a &amp; b",
    "a\tb",
    "a  \nb",
    "*a",
    "a_b_",
    "***a***",
    "``a``",
    "```\na\n```",
    "    code",
    "a\n---",
    "***",
    "- a\n\n- b",
    "> a\n\n> b",
    "> a\nb",
    "- a\nb",
    "- - a",
    "3. a",
    "# a #",
    "## a {#b}",
    "term\n: what it means",
    "*[UN]: United Nations",
    "[a][b]\n\n[b]: https://example.org",
    "![a](b)",
    "[a](b 'c')",
    "a[^1]",
    "[^1]: unused",
    "a[^1][^1]\n\n[^1]: b",
    "a[^1]\n\n[^1]: b\n\n    c",
    "> [!unknown] A title\n>\n> Words.",
    "a | b\n--|--\nc | d",
    "| a |\n|---|\n| b |",
)


def _convert(text: str) -> str | None:
    return load_converter("en")._plain.convert(find_marks(text)[0])


@pytest.mark.parametrize("text", PLAIN)
def test_constructs_that_most_texts_consist_of_are_plain(text: str) -> None:
    assert _convert(text) is not None


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_everything_else_is_left_to_python_markdown(text: str) -> None:
    assert _convert(text) is None
    assert _convert(f"Words.\n\n{text}\n\nWords.") is None


def test_text_between_plain_ones_does_not_matter_to_them() -> None:
    first = _convert(PLAIN[9])
    _convert("x[^1]\n\n[^1]: y\n\n| a | b |\n|---|---|\n| c | d |")
    assert _convert(PLAIN[9]) == first
