"""Claims as pages show them."""

from __future__ import annotations

import pytest

from briefings.model.claim import Estimate, Quantity, Stance
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
from briefings.views.parts import ClaimView
from briefings.views.sources import SourceList


def _view(context: ViewContext, claim: str, briefing: str = "quay") -> ClaimView:
    listed = SourceList(context.site.briefings[briefing].sources)
    return build_claim_view(context, context.site.claims[claim], 1, listed, briefing)


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (None, ""),
        (Estimate(), ""),
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
