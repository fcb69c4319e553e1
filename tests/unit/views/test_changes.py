"""What changed, by day; and what to watch, by its window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.plugin.build import Build
from briefings.views import changes as changes_module
from briefings.views.changes import ChangesView, build_changes_views, build_upcoming_view
from briefings.views.claim import build_claim_page
from briefings.views.context import ViewContext
from tests.unit.views.small_site import FILES, view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_bridge(read_site)


@pytest.fixture
def view(context: ViewContext) -> ChangesView:
    (view,) = build_changes_views(context)
    return view


def test_changes_are_grouped_by_the_day_on_which_they_became_known(view: ChangesView) -> None:
    days = {day.iso: [item.kind for item in day.changes] for day in view.days}
    assert list(days) == sorted(days, reverse=True)
    assert days["2021-03-07"] == ["correction"]
    assert sorted(days["2021-03-06"]) == ["briefing", "status", "update"]
    assert days["2021-03-03"] == ["briefing"]
    assert sorted(days["2021-03-02"]) == ["status", "update"]
    assert days["2021-03-01"] == ["briefing"], "the first status of a claim is no change"


def test_levels_are_told_apart(view: ChangesView) -> None:
    updates = {item.note: item.is_major for day in view.days for item in day.changes if item.kind == "update"}
    assert updates == {"The army denies it.": False, "Observers have been there.": True}
    assert all(item.is_major for day in view.days for item in day.changes if item.kind != "update")


def test_a_move_names_both_statuses_and_the_cause(view: ChangesView) -> None:
    moves = [item for day in view.days for item in day.changes if item.kind == "status"]
    assert [
        (m.before.key, m.after.key) for m in moves if m.before and m.after and m.link.text == "Rebels hold the bridge."
    ] == [
        ("disputed", "confirmed"),
        ("claimed", "disputed"),
    ]
    assert moves[0].note == "Observers crossed it under their flag."


def test_a_correction_shows_what_stood_there(view: ChangesView) -> None:
    item = view.days[0].changes[0]
    assert (item.was, item.note) == ("The ferry stopped on 5 March.", "The ferry stopped on 4 March.")
    assert item.after is not None
    assert item.after.key == "corrected"


def test_a_long_history_is_split_by_month(context: ViewContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes_module, "MAX_CHANGES", 2)
    views = list(build_changes_views(context))
    month = ["/changes/2021-03/", "/changes/2021-03/2/", "/changes/2021-03/3/", "/changes/2021-03/4/"]
    assert [view.page.url for view in views] == ["/changes/", *month]
    assert sum(len(day.changes) for day in views[0].days) == 2
    assert views[1].months[0].is_current
    assert not views[0].months[0].is_current


def test_a_long_month_goes_on_on_further_pages(context: ViewContext, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = build_changes_views(context)
    assert whole.pages == ()
    monkeypatch.setattr(changes_module, "MAX_CHANGES", 2)
    front, *month = build_changes_views(context)
    assert front.pages == ()
    assert [[(tab.href, tab.is_current) for tab in view.pages] for view in month] == [
        [(other.page.url, other is view) for other in month] for view in month
    ]
    items = [item for view in month for day in view.days for item in day.changes]
    assert items == [item for day in whole.days for item in day.changes]


def test_what_to_watch_is_ahead_overdue_or_settled(context: ViewContext) -> None:
    view = build_upcoming_view(context)
    assert [item.what for item in view.ahead] == ["A vote on the bridge."]
    assert [item.what for item in view.overdue] == ["Talks about the bridge."]
    assert [(item.what, item.outcome) for item in view.settled] == [
        ("The bridge is repaired.", "It was closed instead.")
    ]
    assert view.ahead[0].note == "Paper"
    assert view.ahead[0].briefing is not None
    assert view.ahead[0].briefing.text == "Rebels say they hold the bridge"


def test_window_that_has_begun_is_open_and_no_longer_ahead(read_site: Callable[..., Build]) -> None:
    lasting = """---
title: The bridge is watched
date: 2021-03-08
summary: Two things to watch.
topics: [bridge]
upcoming:
  - {id: asks, what: Whether the army asks for talks., when: 2021-02-01/..}
  - {id: meets, what: The council meets., when: 2031-04-01}
---
Text.
"""
    view = build_upcoming_view(view_bridge(read_site, {**FILES, "briefings/b4-watched.md": lasting}))
    assert [item.what for item in view.open] == ["Whether the army asks for talks."]
    assert {item.what for item in view.ahead} == {"A vote on the bridge.", "The council meets."}


def test_minor_update_is_one_phrase(view: ChangesView) -> None:
    words = {item.note: item.word for day in view.days for item in day.changes if item.kind == "update"}
    assert words == {"The army denies it.": "Minor update", "Observers have been there.": "Update"}


def test_what_becomes_known_at_once_is_one_move(read_site: Callable[..., Build]) -> None:
    judged = """---
title: The ferry stopped
date: 2021-03-08
summary: Said, denied and judged on one day.
topics: [bridge]
sources:
  - {id: log, publisher: paper, title: Log, published: 2021-03-08}
claims:
  - id: ferry-stopped
    text: The ferry stopped.
    positions:
      - {by: rebels, stance: asserts, said: 2021-03-07, via: [log]}
      - {by: army, stance: denies, said: 2021-03-07, via: [log]}
    assessment: {status: confirmed, basis: The log has the hour., as_of: 2021-03-08, via: [log]}
---
Text.
"""
    context = view_bridge(read_site, {**FILES, "briefings/b4-ferry.md": judged})
    (view,) = build_changes_views(context)
    moves = [item for day in view.days for item in day.changes if item.link.text == "The ferry stopped."]
    assert [(m.before.key, m.after.key, m.note) for m in moves if m.before and m.after] == [
        ("claimed", "confirmed", "The log has the hour.")
    ]
    steps = build_claim_page(context, context.site.claims["ferry-stopped"]).history
    assert [step.status.key for step in steps] == ["claimed", "disputed", "confirmed"], (
        "the claim's page has every step"
    )
