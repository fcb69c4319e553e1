"""What may be a part of an address."""

from __future__ import annotations

import pytest

from briefings.model.forms import Slug
from briefings.reading.scalars import ScalarError, build_form_parser

parse_slug = build_form_parser(Slug)


@pytest.mark.parametrize(
    "text", ["a", "wesh-captured", "v1.2", "گذرگاه-مرز", "می‌روم", "関所", "гейт", "é" * 80, "関" * 66, "a~b"]
)
def test_words_of_every_script_are_kept(text: str) -> None:
    assert parse_slug(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", ".", ".x", "x.", "~x", "a/b", "a\\b", "a b", "a%2f", "a?b", "a#b", "a:b", "a|b", "{slug}", "a\n"),
        *("a\x00b", "a\x7fb", "a\x85b", "a\u200bb", "a\u202eb", "a\u2066b", "a\ufeffb", "a\ue000b", "a\U000e0041b"),
        *("a／b", "a＼b", "a∕b", "a⁄b", "a…b", "a‥b", "．．"),
        *("a" * 81, "関" * 67, "🌍" * 51),
    ],
)
def test_what_means_something_to_a_file_system_or_is_unseen_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ScalarError):
        parse_slug(text)
