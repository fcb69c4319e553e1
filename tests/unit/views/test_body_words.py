"""Words that stand in a body and not in a template: each is in the language of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.reading.markdown.words import find_word
from briefings.views.body_words import say_body_words
from briefings.views.context import ViewContext
from briefings.views.language import load_language

TEXT = """---
title: Q
date: 2023-05-02
lang: {lang}
---
> [!unknown]
> q.

> [!watch] Name
>
> q.

| a | b |
|---|---|
| 1 | 2 |

| | |
|---|---|
| 1 | 2 |

Q[^1].

[^1]: q
"""


def read_body(view_site: Callable[..., ViewContext], lang: str) -> str:
    """The HTML of a body in a language, on a site in English."""
    context = view_site({"briefings/q.md": TEXT.format(lang=lang)}).in_language(lang)
    body, _ = context.prose.briefing_body(context.site.briefings["q"])
    return body


@pytest.mark.parametrize("lang", ["ar", "de", "es", "fr", "prs", "ps", "ru", "ur"])
def test_a_body_has_the_words_of_its_language(view_site: Callable[..., ViewContext], lang: str) -> None:
    body, words = read_body(view_site, lang), load_language(lang).gettext
    assert f'<p class="marked__title">{words("Not known")}</p>' in body
    assert f'<p class="marked__title">{words("To watch")} <span' in body
    assert f'aria-label="{words("Table")}{words(": ")}a{words(", ")}b" class="table-wrap"' in body
    assert f'aria-label="{words("Table")}" class="table-wrap"' in body
    assert f'aria-label="{words("Back to the text")}" class="footnote-backref"' in body
    for key in ("unknown", "watch", "back"):
        assert find_word(key, "en")[0] not in body


def test_words_without_a_translation_say_that_they_are_english(view_site: Callable[..., ViewContext]) -> None:
    body = read_body(view_site, "he")
    assert '<p class="marked__title" lang="en" dir="ltr">Not known</p>' in body
    assert '<p class="marked__title" lang="en" dir="ltr">Not known</p>' not in read_body(view_site, "en")


def test_persian_has_the_words_of_its_own(view_site: Callable[..., ViewContext]) -> None:
    body = read_body(view_site, "fa")
    assert f'<p class="marked__title">{find_word("watch", "fa")[0]} <span' in body


def test_words_that_an_author_wrote_stay() -> None:
    own = '<p class="marked__title">Known unknowns</p>'
    assert say_body_words(own, "fr") == own
