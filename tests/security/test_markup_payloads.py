"""Hostile texts in every place where a writer's words reach the site: they arrive as words, and nothing runs."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.security.conftest import Judgement
from tests.security.markup_site import MARK, MarkupSite, clean_text
from tests.security.payload_files import Payload

pytestmark = pytest.mark.slow

MARKDOWN_FIELDS = {"summary", "why", "caption", "topic-summary", "page-summary"}
"""Front matter that may have emphasis and links; everything else there is plain text."""
UNSEEN_FIELDS = {"translation-key", "place-country", "body-figure"}
"""What no page shows, and the place that holds a figure and no text."""
FIGURE_FIELDS = {"figure-alt", "figure-caption", "figure-credit"}
"""Shown where the body shows the figure, which some bodies were not let do."""
PERSIAN_FIELDS = {"claim-translated", "topic-name"}
"""Shown on pages in Persian, which every other briefing is."""


def test_payloads_are_many_and_all_different(markup_payloads: list[Payload]) -> None:
    assert len({payload.text for payload in markup_payloads}) == len(markup_payloads) >= 200
    assert len({payload.idea for payload in markup_payloads}) >= 10


def test_nothing_on_the_site_is_objected_to(judgement: Judgement) -> None:
    assert judgement.objections == []
    kinds = Counter(path.rpartition(".")[2] for path in judgement.paths)
    assert kinds["html"] > 900
    assert kinds["atom"] > 100
    assert {"sitemap.xml", "data/claims.json", "robots.txt", "_headers"} <= set(judgement.paths)


def test_every_text_arrives_in_every_plain_field_as_it_was_typed(
    judgement: Judgement, markup_site: MarkupSite, markup_payloads: list[Payload]
) -> None:
    plain = {f for f in markup_site.fields if not f.startswith("body-")}
    plain -= MARKDOWN_FIELDS | UNSEEN_FIELDS | FIGURE_FIELDS
    assert len(plain) >= 40
    lost = []
    for payload in markup_payloads:
        for field in sorted(plain):
            mark = f"zq{payload.number}z{field}zz"
            typed = " ".join(f"{clean_text(payload.text)} {mark}".split())
            is_shown = field not in PERSIAN_FIELDS or payload.number % 2
            if is_shown and not any(typed in text for text in judgement.texts.get(mark, ())):
                lost.append((field, payload.text))
    assert lost == []


def test_nearly_every_text_reaches_every_place_that_takes_markdown(
    judgement: Judgement, markup_site: MarkupSite, markup_payloads: list[Payload]
) -> None:
    """So that the judge had something to judge: only what an unclosed element swallows is not there."""
    arrived = Counter(match[2] for match in map(MARK.fullmatch, judgement.texts) if match)
    markdown = (
        MARKDOWN_FIELDS | FIGURE_FIELDS | {f for f in markup_site.fields if f.startswith("body-")} - UNSEEN_FIELDS
    )
    assert len(markdown) >= 25
    own = {"body-link", "body-citation"}  # brackets and bars in a text end these signs
    for field in sorted(markdown):
        assert arrived[field] >= (0.6 if field in own else 0.8) * len(markup_payloads), (field, arrived[field])


def test_what_was_refused_is_a_small_part(markup_site: MarkupSite, markup_payloads: list[Payload]) -> None:
    assert len(markup_site.refused) < 0.03 * len(markup_payloads) * len(markup_site.fields)
