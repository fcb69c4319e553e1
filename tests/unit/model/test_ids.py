"""Ids and slugs, in every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.model.ids import MAX_BYTES, is_id, slugify


@pytest.mark.parametrize(
    "text", ["a", "wesh-2021", "2021-07-14", "هیئت-ها", "хто", "हिन्दी-समाचार", "ข่าวไทย", "東京", "é"]
)
def test_kebab_case_in_any_script_is_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "a b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "a.b",
        "a/b",
        "..",
        "É",
        unicodedata.normalize("NFD", "é"),
        "a\u200cb",
        "a\n",
        "ي-",
        "\u093f",
        "x" * 121,
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ferry service — suspended!", "ferry-service-suspended"),
        ("  A_b  c ", "a-b-c"),
        ("Straße & Ångström", "straße-ångström"),
        ("می‌رود", "میرود"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁne Ⓐ ²", "fine-a-2"),
        ("İstanbul", "istanbul"),
        ("—!?", ""),
        ("", ""),
    ],
)
def test_text_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_words_that_differ_only_in_vowel_signs_of_an_indic_script_stay_apart() -> None:
    assert slugify("कु") != slugify("के")


def test_long_text_is_cut_between_words() -> None:
    slug = slugify("wort " * 60)
    assert len(slug.encode()) <= MAX_BYTES
    assert set(slug.split("-")) == {"wort"}
    assert len(slugify("あ" * 100).encode()) <= MAX_BYTES


@given(st.text())
def test_slug_is_an_id_or_empty_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_id(slug)
    assert slugify(slug) == slug


@given(st.text(alphabet="abc-XYZ é\u0301\u200c_9", max_size=12))
def test_every_id_is_its_own_slug(text: str) -> None:
    assert not is_id(text) or slugify(text) == text
