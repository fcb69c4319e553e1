"""Claims as pages show them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.model.claim import Estimate, Quantity, Stance
from briefings.plugin.build import Build
from briefings.views.briefing import build_briefing_view
from briefings.views.claim import build_claim_page
from briefings.views.claim_parts import ClaimView
from briefings.views.claims import (
    build_claim_row,
    build_claim_rows,
    build_claim_view,
    claim_link,
    count_disputed,
    describe_estimate,
    speakers,
)
from briefings.views.context import ViewContext
from briefings.views.embed import build_embedded_claim
from briefings.views.profile import build_actor_pages
from briefings.views.sources import SourceList
from tests.unit.views.small_site import FILES, view_bridge


def _view(context: ViewContext, claim: str, briefing: str = "quay") -> ClaimView:
    listed = SourceList(context.site.briefings[briefing].sources)
    return build_claim_view(context, context.site.claims[claim], 1, listed, briefing)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (None, ""),
        (Estimate(best=11), "11 people"),
        (Estimate(best=1234), "1,234 people"),
        (Estimate(best=45, low=40, high=50), "45 (between 40 and 50) people"),
        (Estimate(low=40, high=50), "between 40 and 50 people"),
        (Estimate(low=60), "at least 60 people"),
        (Estimate(high=10), "at most 10 people"),
        (Estimate(best=0), "0 people"),
        (Estimate(low=0), "at least 0 people"),
        (Estimate(best=4.5), "4.5 people"),
    ],
)
def test_figure_is_said_in_words(dossier: ViewContext, estimate: Estimate | None, words: str) -> None:
    assert describe_estimate(dossier, estimate, Quantity("killed", "people")) == words


def test_figure_without_a_unit_is_only_a_figure(dossier: ViewContext) -> None:
    assert describe_estimate(dossier, Estimate(best=3), None) == "3"
    assert describe_estimate(dossier.in_language("fa"), Estimate(best=3), None) == "۳"


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (Estimate(best=1), "1 civilian"),
        (Estimate(best=2), "2 civilians"),
        (Estimate(low=1), "at least 1 civilian"),
        (Estimate(best=1, low=0, high=3), "1 (between 0 and 3) civilians"),
        (Estimate(best=1, high=3), "1 civilian"),
    ],
)
def test_unit_of_one_thing_stands_after_one(dossier: ViewContext, estimate: Estimate, words: str) -> None:
    quantity = Quantity("killed", "civilians", unit_one="civilian")
    assert describe_estimate(dossier, estimate, quantity) == words


def test_speakers_are_named_once_in_the_order_of_their_first_words(dossier: ViewContext) -> None:
    claim = dossier.site.claims["quay-safe"]
    assert speakers(claim, dossier, Stance.ASSERTS) == "Harbour office"
    assert speakers(claim, dossier, Stance.ASSERTS, Stance.DENIES) == "Harbour office, Dockers' union"
    assert speakers(claim, dossier, Stance.RETRACTS) == ""


def test_disputed_claim_shows_both_sides_and_no_verdict(dossier: ViewContext) -> None:
    view = _view(dossier, "quay-safe")
    assert (view.status.key, view.asserted_by, view.denied_by, view.basis) == (
        "disputed",
        "Harbour office",
        "Dockers' union",
        "",
    )
    assert [position.stance for position in view.positions] == ["asserts", "denies", "asserts"]
    assert [ref.number for ref in view.positions[0].sources] == ["S1", "S2"]
    assert view.positions[0].is_party
    assert (view.positions[0].quote, view.positions[0].credibility) == ("Safe.", "possibly true")
    assert view.defined_in is None
    assert all(position.briefing is None for position in view.positions)


def test_confirmed_claim_gives_the_reason_and_the_briefings_that_added_to_it(dossier: ViewContext) -> None:
    view = _view(dossier, "cracks")
    assert (view.status.key, view.basis) == ("confirmed", "The report lists them.")
    later = view.positions[-1]
    assert later.value == "5 cracks"
    assert later.briefing is not None
    assert later.briefing.href.endswith("/briefings/survey/")
    assert view.history[-1].status.key == "confirmed"
    assert view.positions[0].how == "by telephone"


def test_claim_on_the_page_of_a_later_briefing_links_to_where_it_was_defined(dossier: ViewContext) -> None:
    view = _view(dossier, "cracks", "survey")
    assert view.defined_in is not None
    assert view.defined_in.href == "/news/briefings/quay/"


def test_text_is_in_the_language_of_the_page_or_says_in_which_it_is(dossier: ViewContext) -> None:
    persian = dossier.in_language("fa")
    assert (_view(dossier, "quay-safe").text, _view(dossier, "quay-safe").lang) == ("The quay is safe & sound.", "")
    assert (_view(persian, "quay-safe").text, _view(persian, "quay-safe").lang) == ("اسکله امن است.", "")
    assert (_view(persian, "cracks").text, _view(persian, "cracks").lang) == ("Cracks were found.", "en")


def test_row_says_who_said_it_first_and_where_it_stands(dossier: ViewContext) -> None:
    row = build_claim_row(dossier, dossier.site.claims["quay-safe"])
    assert row.who is not None
    assert (row.who.text, row.via, row.status.key, row.denied_by) == (
        "Harbour office",
        "Office press",
        "disputed",
        "Dockers' union",
    )
    assert row.said is not None
    assert row.said.iso == "2023-05-02"


def test_rows_come_in_the_order_given_and_disputes_are_counted(dossier: ViewContext) -> None:
    assert [row.text for row in build_claim_rows(dossier, ["cracks", "quay-safe"])] == [
        "Cracks were found.",
        "The quay is safe & sound.",
    ]
    assert count_disputed(dossier, ["cracks", "quay-safe"]) == 1
    assert count_disputed(dossier, []) == 0


def test_link_has_the_text_of_the_claim_or_the_words_given(dossier: ViewContext) -> None:
    assert claim_link(dossier, "cracks").text == "Cracks were found."
    assert claim_link(dossier, "cracks", "C2").text == "C2"


FERRY = """---
title: Ferry stops
date: 2021-03-08T10:00+00:00
event: 2021-03-08
topics: [bridge]
summary: The ferry is at rest.
sources:
  - {id: one, publisher: wire, title: One, published: 2021-03-08}
  - {id: two, publisher: paper, title: Two, published: 2021-03-09}
claims:
  - id: ferry
    text: The ferry has stopped.
    kind: movement
    positions:
      - {by: ferryman, stance: asserts, said: 2021-03-08, via: [one]}
      - {by: army, stance: denies, said: 2021-03-08, via: [one]}
      - {by: rebels, stance: denies, said: 2021-03-08, via: [two]}
      - {by: army, stance: asserts, said: 2021-03-09, via: [two]}
---
Text.
"""
"""The army denies what it says a day later; the rebels deny it still."""


@pytest.fixture
def ferry(read_site: Callable[..., Build]) -> ViewContext:
    return view_bridge(read_site, {**FILES, "briefings/b9-ferry.md": FERRY}, BRIEFINGS_EMBEDS=True)


def test_denial_that_its_speaker_took_back_is_an_earlier_position_and_nobody_s_now(ferry: ViewContext) -> None:
    claim = ferry.site.claims["ferry"]
    page = build_claim_page(ferry, claim)
    (entry,) = build_briefing_view(ferry, ferry.site.briefings["b9-ferry"]).claims
    for positions in (page.positions, entry.positions):
        assert [(p.who.text, p.stance) for p in positions if p.is_earlier] == [("Army", "denies")]
    frame = build_embedded_claim(ferry, claim)
    for view in (entry, frame):
        assert (view.asserted_by, view.denied_by) == ("Ferryman, Army", "Rebels")
    assert build_claim_row(ferry, claim).denied_by == "Rebels"


def test_box_names_only_those_who_still_deny(ferry: ViewContext) -> None:
    (line,) = build_briefing_view(ferry, ferry.site.briefings["b9-ferry"]).disputed
    assert "Rebels" in line.note
    assert line.note.count("Army") == 1


def test_profile_marks_a_claim_that_the_actor_no_longer_denies(ferry: ViewContext) -> None:
    army = next(build_actor_pages(ferry, ["army"]))
    assert {row.text: row.is_earlier for row in army.denied} == {
        "The ferry has stopped.": True,
        "Rebels hold the bridge.": False,
    }
    assert not any(row.is_earlier for row in army.said)
    assert (army.said_shown, army.denied_shown) == ("Showing 2 claims", "Showing 2 claims")


def test_row_gives_the_latest_figure_and_whose_it_is(ferry: ViewContext) -> None:
    row = build_claim_row(ferry, ferry.site.claims["wounded"])
    assert (row.figure, row.figure_by) == ("between 8 and 20 people", "Ferryman")
    assert build_claim_row(ferry, ferry.site.claims["ferry"]).figure == ""


def test_title_says_first_where_a_claim_stands(ferry: ViewContext) -> None:
    titles = {key: build_claim_page(ferry, claim).page.title for key, claim in ferry.site.claims.items()}
    assert titles == {
        "bridge-held": "Confirmed: Rebels hold the bridge.",
        "ferry": "Disputed: The ferry has stopped.",
        "wounded": "Claim: People were wounded at the bridge.",
    }
    claim = ferry.site.claims["ferry"]
    assert build_embedded_claim(ferry, claim).page.title == titles["ferry"]
    page = build_claim_page(ferry, claim)
    assert page.text == "The ferry has stopped."
    assert {feed.title for feed in page.page.alternates} == {titles["ferry"]}
    assert all("Claim: The ferry has stopped." in code.code for code in page.embeds)


def test_sources_are_counted_plainly_where_all_of_them_assert_the_claim(ferry: ViewContext) -> None:
    assert build_claim_page(ferry, ferry.site.claims["ferry"]).origins == "2 sources, 2 independent origins"


def test_count_says_that_it_is_of_asserting_sources_where_there_are_others(dossier: ViewContext) -> None:
    assert _view(dossier, "quay-safe").origins == "Asserted in 2 sources, 2 independent origins"


SPOKEN = """---
title: The toll
date: 2023-05-03
sources:
  - {id: one, publisher: wire, title: One, published: 2023-05-01}
  - {id: two, publisher: paper, title: Two, published: 2023-05-01}
claims:
  - id: paid
    text: The toll was paid.
    positions: [{by: army, stance: denies, said: 2023-05-01, via: [one]}]
  - id: fell
    text: A stone fell.
    positions:
      - {by: ferryman, stance: asserts, said: 2023-05-01, via: [one]}
      - {by: army, stance: asserts, said: 2023-05-01, via: [two]}
      - {by: army, stance: retracts, said: 2023-05-02, via: [two]}
---
Text.
"""


def test_who_only_denies_a_claim_has_not_said_it(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, {**FILES, "briefings/toll.md": SPOKEN})
    row = build_claim_row(context, context.site.claims["paid"])
    assert (row.who, row.said, row.via, row.denied_by) == (None, None, "", "Army")
    assert build_claim_page(context, context.site.claims["paid"]).origins == "Nobody asserts it"


def test_what_was_taken_back_is_no_source_of_a_claim(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, {**FILES, "briefings/toll.md": SPOKEN})
    assert build_claim_page(context, context.site.claims["fell"]).origins == "Asserted in 1 source"
