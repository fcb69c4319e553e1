"""Where references stand in the file, and the sentence that is kept of each."""

from __future__ import annotations

import pytest

from briefings.model.body import Reference, ReferenceKind
from briefings.reading.markdown.convert import convert_body


def references(text, first_line=1):
    return convert_body(text, path="x.md", lang="en", first_line=first_line)[0].references


def places(text, first_line=1):
    return [(r.target, r.line, r.column) for r in references(text, first_line)]


def contexts(text):
    return {r.target: r.context for r in references(text)}


def test_lines_count_from_the_first_line_of_the_body():
    assert places("a\n\nThe town of [[wesh]]", first_line=20) == [("wesh", 22, 13)]


def test_equal_references_have_places_of_their_own():
    assert places("[[a]] `[[a]]`\n\n    [[a]]\n\n- x [[a]]") == [("a", 1, 1), ("a", 5, 5)]


def test_every_document_of_a_citation_has_a_place():
    assert places("It fell.[@a;\n@b, p. 4]") == [("a", 1, 10), ("b", 2, 1)]


def test_places_hold_in_quotes_tables_and_notes():
    text = "x[^1]\n\n[^1]: [[note]]\n\n> [!watch] [[quote]]\n\na | b\n--|--\n1 | [[cell|C]]\n"
    assert sorted(places(text)) == [("cell", 9, 5), ("note", 3, 7), ("quote", 5, 12)]


def test_columns_count_characters_behind_tabs_and_other_scripts():
    assert places("-\tویش [[a]]") == [("a", 1, 7)]


def test_paths_that_are_typed_twice_have_places_of_their_own():
    assert places("[a]({filename}x.md)\n\n[b]({filename}y.md) [c]({filename}x.md)") == [
        ("x.md", 1, 5),
        ("y.md", 3, 5),
        ("x.md", 3, 25),
    ]


def test_references_come_in_the_order_of_the_page():
    assert [r.target for r in references("a[^1] [[x]]\n\n[^1]: [[z]]\n\n[in *[[y]]* [@s]]{claim=c}")] == [
        "x",
        "c",
        "y",
        "s",
        "z",
    ]


def test_a_reference_is_recorded_whole():
    assert references("So [[place:wesh|it]] is.")[0] == Reference(
        kind=ReferenceKind.LINK, target="wesh", prefix="place", locator="", line=1, column=4, context="So it is."
    )


def test_the_context_is_the_sentence_around_a_mark():
    found = contexts("First one. The *town* of [[wesh|Wesh]] fell, `so` they say. Last?")
    assert found["wesh"] == "The town of Wesh fell, so they say."


def test_a_citation_behind_a_full_stop_belongs_to_the_sentence_before():
    assert contexts("It fell.[@a] It did not.[@b; @c]") == {"a": "It fell.", "b": "It did not.", "c": "It did not."}


def test_a_link_without_words_is_named_by_its_target_in_the_context():
    assert contexts("The town of [[wesh]] fell.")["wesh"] == "The town of wesh fell."


def test_sentences_end_in_other_scripts():
    assert contexts("ویش سقوط کرد؟ [[a|چمن]] نه۔ بعد")["a"] == "چمن نه۔"
    assert contexts("城市陷落。[[a|查曼]]没有。后来")["a"] == "查曼没有。"


def test_context_ends_with_its_block():
    assert contexts("- one [[a|A]]\n- two [[b|B]]\n") == {"a": "one A", "b": "two B"}


@pytest.mark.parametrize("position", [0, 30, 60, 99])
def test_a_long_sentence_is_cut_at_words_around_the_mark(position):
    words = [f"word{number:02}" for number in range(100)]
    words[position] = "[[target]]"
    context = contexts(" ".join(words))["target"]
    assert "target" in context
    assert 150 <= len(context) <= 240
    assert all(word in {"target", *words} for word in context.strip("…").split())
    assert context.startswith("…") == (position >= 30)
    assert context.endswith("…") == (position < 70)


def test_a_sentence_without_spaces_is_cut_all_the_same():
    context = contexts("字" * 400 + "[[a|名]]" + "字" * 400)["a"]
    assert "名" in context
    assert len(context) <= 240


def test_numbers_of_footnotes_are_no_words_of_the_text():
    assert contexts("Wesh[^1] [[a|fell]].\n\n[^1]: x")["a"] == "Wesh fell."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[@id p. 4]", "Put a comma before `p. 4`."),
        ("[@one, p. 2; @two para. 4]", "Put a comma before `para. 4`."),
        ("[@one @two]", "Separate documents with `;`."),
        ("[@one; two]", "Write `\\[@…]` where the brackets are text."),
    ],
)
def test_citation_that_is_none_is_told_what_it_lacks(text, hint):
    [problem] = convert_body(text, path="x.md", lang="en", first_line=1)[1]
    assert (problem.code, problem.hint) == ("BRF-citation-unknown", hint)
