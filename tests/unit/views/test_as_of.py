"""A topic as it was known on an evening."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from briefings.plugin.build import Build
from briefings.views.as_of import AsOfView, build_as_of_views
from briefings.views.context import ViewContext
from tests.unit.views.small_site import FILES, view_bridge


def _build_all(context: ViewContext) -> Iterator[AsOfView]:
    return build_as_of_views(context, tuple(context.site.topics))


@pytest.fixture
def days(read_site: Callable[..., Build]) -> dict[str, AsOfView]:
    return {view.iso: view for view in _build_all(view_bridge(read_site))}


def entries(view: AsOfView) -> list[str]:
    return [entry.title for year in view.timeline.years for month in year.months for entry in month.entries]


def test_there_is_a_page_for_each_day_of_change_and_for_no_other(days: dict[str, AsOfView]) -> None:
    assert list(days) == ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-06", "2021-03-07"]


def test_days_are_as_many_as_the_settings_say(read_site: Callable[..., Build]) -> None:
    views = list(_build_all(view_bridge(read_site, BRIEFINGS_AS_OF_DAYS=2)))
    assert [view.iso for view in views] == ["2021-03-06", "2021-03-07"]
    assert views[0].previous is None


def test_a_claim_has_the_status_of_the_evening(days: dict[str, AsOfView]) -> None:
    statuses = {
        day: row.status.key
        for day, view in days.items()
        for row in view.claims
        if row.text == "Rebels hold the bridge."
    }
    assert statuses == {
        "2021-03-01": "claimed",
        "2021-03-02": "disputed",
        "2021-03-03": "disputed",
        "2021-03-06": "confirmed",
        "2021-03-07": "confirmed",
    }


def test_a_dated_fact_shows_from_its_day_on(days: dict[str, AsOfView]) -> None:
    assert "Shots are heard." not in entries(days["2021-03-02"]), "recorded on 3 March"
    assert "Shots are heard." in entries(days["2021-03-03"])
    assert "The ferry stops." not in entries(days["2021-03-03"])
    assert "The ferry stops." not in [entry.title for entry in days["2021-03-03"].timeline.ahead]
    assert "The ferry stops." in entries(days["2021-03-06"])


def test_what_was_announced_is_ahead_and_without_its_outcome(days: dict[str, AsOfView]) -> None:
    ahead = {day: [entry.title for entry in view.timeline.ahead] for day, view in days.items()}
    assert ahead["2021-03-01"] == ["The bridge is repaired.", "Talks about the bridge.", "A vote on the bridge."]
    assert ahead["2021-03-07"] == ["A vote on the bridge."]
    for view in days.values():
        shown = [e for year in view.timeline.years for month in year.months for e in month.entries]
        assert [entry.outcome for entry in (*view.timeline.ahead, *shown) if entry.outcome] == []


def test_where_things_stood_is_the_newest_briefing_of_the_evening(days: dict[str, AsOfView]) -> None:
    assert {day: view.stand.title for day, view in days.items() if view.stand} == {
        "2021-03-01": "Rebels say they hold the bridge",
        "2021-03-02": "Rebels say they hold the bridge",
        "2021-03-03": "Ferryman sees rebels at the toll house",
        "2021-03-06": "Observers cross the bridge",
        "2021-03-07": "Observers cross the bridge",
    }


def test_roles_are_left_out_since_they_tell_what_came_later(days: dict[str, AsOfView]) -> None:
    assert {row.role for view in days.values() for row in view.claims} == {""}


def test_days_are_linked_and_kept_from_search_engines(days: dict[str, AsOfView]) -> None:
    view = days["2021-03-02"]
    assert view.previous is not None
    assert view.next is not None
    assert (view.previous.href, view.next.href) == (
        "/topics/bridge/as-of/2021-03-01/",
        "/topics/bridge/as-of/2021-03-03/",
    )
    assert (view.page.is_indexed, view.page.edition) == (False, "As known on 2 March 2021")
    assert days["2021-03-01"].previous is None
    assert days["2021-03-07"].next is None


def test_a_verdict_waits_for_the_first_who_says_so(read_site: Callable[..., Build]) -> None:
    early = """---
title: A judgement before its claim
date: 2021-02-01T10:00+00:00
summary: Nothing yet.
topics: [bridge]
sources:
  - {id: note, publisher: paper, title: Note, published: 2021-02-01}
  - {id: late, publisher: radio, title: Late, published: 2021-02-03}
claims:
  - id: rain
    text: It rained.
    positions:
      - {by: ferryman, stance: asserts, said: 2021-02-02, via: [late]}
    assessment: {status: confirmed, basis: The road was wet., as_of: 2021-02-02, via: [note]}
---
Text.
"""
    days = {view.iso: view for view in _build_all(view_bridge(read_site, {**FILES, "briefings/b0-rain.md": early}))}
    assert "2021-02-02" not in days
    assert [row.text for row in days["2021-02-03"].claims] == ["It rained."]
    assert days["2021-02-03"].changes[0].changes[0].link.text == "It rained."
