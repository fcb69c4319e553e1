"""The rest of a body: words, headings, languages; and what a converter remembers, which is nothing."""

from __future__ import annotations

import pytest

from briefings.model.body import Body, Heading
from briefings.reading.markdown.convert import convert_body


def convert(text, lang="en"):
    return convert_body(text, path="x.md", lang=lang, first_line=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The town -- it fell.", 4),
        ("It's *half*-way, [[wesh|the town]].[@a]", 4),
        ("[[wesh]] fell", 2),
        ("طالبان می‌گویند که ویش", 4),
        ("हिन्दी में समाचार", 3),
        ("城市陷落", 4),
        ("# A head\n\n- one\n- two\n\na | b\n--|--\n1 | 2\n", 8),
        ("a[^1]\n\n[^1]: note", 2),
        ("![alternative text](x.png)", 0),
    ],
)
def test_words_are_those_that_a_reader_sees(text, words):
    assert convert(text)[0].words == words


def test_an_empty_body_is_empty():
    assert convert("\n \n") == (Body(), [])


def test_headings_are_recorded_as_they_are_shown():
    body, _ = convert("# One & *two*\n\n### [[wesh|Three]][^1]\n\n## One & two {#x}\n\n[^1]: n")
    assert body.headings == (
        Heading(3, "one-two", "One & two"),
        Heading(4, "three", "Three"),
        Heading(3, "x", "One & two"),
    )


def test_many_equal_headings_have_ids_of_their_own():
    headings = convert("## Next\n\n" * 300)[0].headings
    assert len({heading.id for heading in headings}) == 300
    assert headings[0].id == "next-2"


def test_private_characters_are_replaced():
    assert convert("a\ue0000\ue002 \x02b\x03")[0].html == "<p>a�0� �b�</p>"


def test_nothing_is_remembered_between_files():
    convert("*[UN]: United Nations\n\n[^1]: a\n\n[r]: https://example.org\n\n## Head\n\n[[x]]")
    body, problems = convert("UN [^1] [r]\n\n## Head\n")
    assert body == Body('<p>UN [^1] [r]</p>\n<h3 id="head">Head</h3>', (), (Heading(3, "head", "Head"),), 4)
    assert problems == []


def test_languages_do_not_get_into_each_other():
    texts = [convert('"a"', lang)[0].html for lang in ("en", "fr", "en", "FA_af", "xx", "")]
    assert texts == ["<p>“a”</p>", "<p>«\u202fa\u202f»</p>", "<p>“a”</p>", "<p>«a»</p>", "<p>“a”</p>", "<p>“a”</p>"]


def test_problems_give_place_and_advice():
    problem = convert("a\n\nb [c]{foo=bar}")[1][0]
    assert (problem.code, problem.where.path, problem.where.line, problem.where.column) == (
        "BRF-span-unknown",
        "x.md",
        3,
        3,
    )
    assert problem.found == "`[…]{foo=bar}`"
    assert "claim=" in problem.hint


def test_a_wrong_date_says_what_is_wrong_with_it():
    assert convert("[a]{date=2021-13}")[1][0].hint == "There is no month 13."
