"""Where front matter ends and the body begins."""

from __future__ import annotations

import pytest

from briefings.reading.front_matter import Style, parse_stock_header, split_front_matter


def test_yaml_between_fences_is_split_from_the_body() -> None:
    split = split_front_matter("---\ntitle: A\ndate: 2021-07-14\n---\nBody\n")
    assert (split.style, split.header, split.body) == (Style.YAML, "title: A\ndate: 2021-07-14\n", "Body\n")
    assert (split.header_line, split.body_line) == (2, 5)


@pytest.mark.parametrize("text", ["---\na: b\n---", "---\na: b\n---\n", "---  \na: b\n---\t\n"])
def test_file_may_end_with_its_front_matter(text: str) -> None:
    split = split_front_matter(text)
    assert (split.style, split.header, split.body) == (Style.YAML, "a: b\n", "")


def test_rule_in_the_body_does_not_end_it() -> None:
    assert split_front_matter("---\na: b\n---\nOne\n\n---\n\nTwo\n").body == "One\n\n---\n\nTwo\n"


def test_dashes_inside_a_line_do_not_end_the_front_matter() -> None:
    assert split_front_matter("---\na: b --- c\n----\n---\n").header == "a: b --- c\n----\n"


def test_empty_front_matter_is_front_matter() -> None:
    assert split_front_matter("---\n---\nBody\n").style is Style.YAML


@pytest.mark.parametrize("text", ["---\na: b\n", "---\n", "---\na: b\n --- \n"])
def test_front_matter_without_an_end_is_open_and_has_no_body(text: str) -> None:
    split = split_front_matter(text)
    assert (split.style, split.body) == (Style.OPEN, "")


@pytest.mark.parametrize(
    "text", ["", "\n", "Just text.\n", "----\na: b\n----\n", "Note: this is prose.\n", "\n---\na: b\n---\n", "---"]
)
def test_file_without_front_matter_is_all_body(text: str) -> None:
    split = split_front_matter(text)
    assert (split.style, split.body, split.body_line) == (Style.NONE, text, 1)


def test_stock_lines_end_at_the_first_line_that_is_none() -> None:
    split = split_front_matter("Title: A\nTags: one,\n  two\n\nBody: not a key\n")
    assert (split.style, split.header) == (Style.STOCK, "Title: A\nTags: one,\n  two")
    assert (split.body, split.body_line) == ("\nBody: not a key\n", 4)


def test_prose_that_looks_like_keys_needs_a_title_or_date_to_be_stock() -> None:
    assert split_front_matter("Update: more soon\n\nText\n").style is Style.NONE


def test_stock_keys_are_lower_case_with_lines_and_continuations() -> None:
    found = parse_stock_header("Title: A: b\nTAGS: one,\n  two\nSummary:")
    assert found == [("title", "A: b", 1), ("tags", "one, two", 2), ("summary", "", 4)]
