"""The page of one claim, and how briefings show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.plugin.build import Build
from briefings.views.briefing import BriefingView, build_briefing_view
from briefings.views.claim import ClaimPageView, build_claim_page
from briefings.views.claim_lists import build_claims_views
from briefings.views.context import ViewContext
from briefings.views.plain import build_corrections_view
from tests.unit.views.small_site import view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_bridge(read_site)


@pytest.fixture
def held(context: ViewContext) -> ClaimPageView:
    return build_claim_page(context, context.site.claims["bridge-held"])


def briefing(context: ViewContext, name: str) -> BriefingView:
    return build_briefing_view(context, context.site.briefings[name])


def test_positions_stand_in_the_order_in_which_they_were_taken(held: ClaimPageView) -> None:
    assert [(p.who.text, p.stance, p.said.iso) for p in held.positions] == [
        ("Rebels", "asserts", "2021-03-01"),
        ("Army", "denies", "2021-03-02"),
        ("Ferryman", "corroborates", "2021-03-03"),
        ("Observers", "corroborates", "2021-03-06"),
    ]
    assert held.positions[0].quote == "It is ours"


def test_every_position_names_its_sources_and_the_briefing_that_recorded_it(held: ClaimPageView) -> None:
    listed = {source.number: source.title for source in held.sources}
    assert [listed[ref.number] for ref in held.positions[0].sources] == [
        "Dispatch",
        "First copy",
        "Second copy",
        "Third copy",
    ]
    assert [p.briefing.text for p in held.positions if p.briefing][1:3] == [
        "Rebels say they hold the bridge",
        "Ferryman sees rebels at the toll house",
    ]


def test_parties_are_marked(held: ClaimPageView) -> None:
    assert [p.is_party for p in held.positions] == [True, True, False, False]


def test_history_has_every_move_with_its_cause(held: ClaimPageView) -> None:
    assert [(step.when.iso, step.status.key) for step in held.history] == [
        ("2021-03-01", "claimed"),
        ("2021-03-02", "disputed"),
        ("2021-03-06", "confirmed"),
    ]
    assert held.history[1].cause == "Denied by Army (read in Paper)"
    assert held.history[2].cause == "Observers crossed it under their flag."


def test_status_says_since_when_and_why(held: ClaimPageView) -> None:
    assert (held.status.key, held.since.iso if held.since else "") == ("confirmed", "2021-03-06")
    assert held.why == held.basis == "Observers crossed it under their flag."
    assert held.outlook.startswith("Only a new assessment")


def test_copies_of_one_dispatch_count_as_one_origin(context: ViewContext, held: ClaimPageView) -> None:
    assert held.origins == "6 sources, 3 independent origins"
    assert briefing(context, "b1-taken").sources_count == "4 sources, 1 independent origin"


def test_what_is_not_known_is_taken_from_the_briefings(held: ClaimPageView) -> None:
    assert [(item.text, item.claim.text if item.claim else "") for item in held.unknowns] == [
        ("Who holds the toll house.", "Rebels say they hold the bridge")
    ]


def test_figures_are_a_series_and_never_one_number(context: ViewContext) -> None:
    series = build_claim_page(context, context.site.claims["wounded"]).series
    assert series is not None
    assert [(p.said.iso, p.value, p.who.text, p.sources) for p in series.points] == [
        ("2021-03-01", "5 people", "Army", "Paper"),
        ("2021-03-02", "11 people", "Army", "Radio"),
        ("2021-03-04", "between 8 and 20 people", "Ferryman", "Gazette"),
    ]
    assert (series.bottom, series.top) == ("0", "20")
    xs = [p.x for p in series.points]
    assert xs == sorted(xs)
    first, second, third = series.points
    assert first.best is not None
    assert second.best is not None
    assert third.low is not None
    assert third.high is not None
    assert third.best is None
    assert third.high < second.best < third.low < first.best, "y grows downwards"
    for point in series.points:
        assert f"{point.value} ({point.who.text})" in series.label


def test_a_claim_without_figures_has_no_series(held: ClaimPageView) -> None:
    assert held.series is None


def test_a_briefing_says_what_moved_since_it_was_published(context: ViewContext) -> None:
    moves = briefing(context, "b1-taken").moves
    assert [(m.before.key if m.before else "", m.after.key, m.when.iso) for m in moves] == [
        ("claimed", "disputed", "2021-03-02"),
        ("disputed", "confirmed", "2021-03-06"),
    ]
    assert [m.briefing.text if m.briefing else "" for m in moves] == ["", "Observers cross the bridge"]
    assert briefing(context, "b3-observers").moves == ()


def test_a_correction_to_a_claim_is_on_every_briefing_that_records_it(context: ViewContext) -> None:
    for name in ("b1-taken", "b2-toll"):
        notices = briefing(context, name).notices
        assert [(n.was, n.text) for n in notices] == [
            ("The ferry stopped on 5 March.", "The ferry stopped on 4 March.")
        ]
    own = briefing(context, "b3-observers")
    assert own.notices == ()
    assert own.correction_count == 1
    assert [entry.kind for entry in own.log] == ["correction", "published"]


def test_claims_are_listed_whole_and_by_status_and_topic(context: ViewContext) -> None:
    views = {view.page.url: view for view in build_claims_views(context)}
    assert list(views) == ["/claims/", "/claims/status/claimed/", "/claims/status/confirmed/", "/claims/topic/bridge/"]
    whole = views["/claims/"]
    assert whole.is_whole
    assert (whole.statuses[0].text, whole.statuses[0].count) == ("All claims", "2")
    assert [row.text for row in whole.claims] == ["People were wounded at the bridge.", "Rebels hold the bridge."]
    assert {tab.text for tab in whole.speakers} == {"Army", "Rebels", "Ferryman", "Observers"}
    assert [view.kept for view in views.values()] == ["", "status", "status", "topics"]
    assert {mark.key for mark, _ in whole.legend} >= {"claimed", "disputed", "confirmed", "unverified"}


def test_a_long_list_of_claims_goes_on_on_further_pages(context: ViewContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.views.long_lists.MAX_ROWS", 1)
    views = {view.page.url: view for view in build_claims_views(context)}
    assert {"/claims/", "/claims/2/", "/claims/topic/bridge/2/"} <= set(views)
    assert [url for url, view in views.items() if view.is_whole] == [
        "/claims/status/claimed/",
        "/claims/status/confirmed/",
    ]
    assert views["/claims/"].status == "Claims: showing 1 of 2"
    assert [tab.href for tab in views["/claims/"].pages] == ["/claims/", "/claims/2/"]
    assert [tab.is_current for tab in views["/claims/2/"].pages] == [False, True]
    shown = [row.text for url in ("/claims/", "/claims/2/") for row in views[url].claims]
    assert shown == ["People were wounded at the bridge.", "Rebels hold the bridge."]


def test_the_list_of_corrections_names_every_page_with_a_notice(context: ViewContext) -> None:
    (item,) = build_corrections_view(context).corrections
    assert item.briefing.href == "/briefings/b3-observers/"
    assert {link.href for link in item.also_on} == {"/briefings/b1-taken/", "/briefings/b2-toll/"}
