"""Timelines for TimelineJS: its dates, and words where EDTF says more. In tests/browser TimelineJS reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from briefings.outputs.timelinejs import build_timeline, list_timelines
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.outputs.data_site import DATA_FILES, OVERTAKEN, view_data
from tests.unit.views.small_site import view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site)


@pytest.fixture
def events(context: ViewContext) -> dict[str, Any]:
    return {event["unique_id"]: event for event in json.loads(build_timeline(context, ""))["events"]}


def day(text: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, text.split("-")), strict=False))


@pytest.mark.parametrize(
    ("key", "start", "end", "words"),
    [
        ("day", "2021-05-01", "", "1 May 2021"),
        ("month", "2021-06", "", "June 2021"),
        ("about", "2021-06-10", "", "about 10 June 2021"),
        ("span", "2021-07-13", "2021-07-15", "between 13 and 15 July 2021"),
        ("open", "2021-08-01", "", "since 1 August 2021"),
        ("until", "2021-08-31", "", "until 31 August 2021"),
        ("either", "2021-09-01", "2021-09-03", "1 or 3 September 2021"),
    ],
)
def test_dates_are_days_and_the_rest_stands_in_words(
    events: dict[str, Any], key: str, start: str, end: str, words: str
) -> None:
    event = events[f"b4-danger--upcoming-{key}"]
    assert event["start_date"] == {**day(start), "display_date": words}
    assert event.get("end_date", {}) == ({**day(end), "display_date": words} if end else {})
    assert event["display_date"] == words


def test_moments_are_in_the_zone_of_the_site(events: dict[str, Any]) -> None:
    start = events["b4-danger--upcoming-clock"]["start_date"]
    assert (start["day"], start["hour"], start["minute"]) == (1, 7, 30)


def test_titles_are_escaped_and_lead_to_the_site(events: dict[str, Any]) -> None:
    text = events["b4-danger"]["text"]
    assert "<b>" not in text["headline"]
    assert "&lt;b&gt;“quoted”&lt;/b&gt;</a>" in text["headline"]
    assert text["headline"].startswith('<a href="https://bridge.example/briefings/b4-danger/">')
    assert text["text"] == "<p>+1 more, see the page.</p>"


def test_oldest_comes_first_and_ids_are_unique(context: ViewContext) -> None:
    listed = json.loads(build_timeline(context, "bridge"))["events"]
    assert len({event["unique_id"] for event in listed}) == len(listed)
    assert [event["start_date"]["year"] for event in listed] == [2021] * len(listed)
    assert listed[0]["unique_id"] == "b1-taken"


def test_only_topics_with_entries_have_a_timeline(read_site: Callable[..., Build]) -> None:
    quiet = {"topics/quiet.md": "---\ntitle: Quiet\n---\n", **DATA_FILES}
    assert list_timelines(view_bridge(read_site, quiet)) == ["", "bridge"]


def test_drafts_stand_in_no_timeline(context: ViewContext) -> None:
    assert b"zq" not in build_timeline(context, "")


@pytest.mark.parametrize("topic", ["", "bridge"])
def test_announcements_say_that_they_are_some_who_reports_them_and_what_came(
    read_site: Callable[..., Build], topic: str
) -> None:
    listed = json.loads(build_timeline(view_bridge(read_site, OVERTAKEN), topic))["events"]
    found = {event["unique_id"].rpartition("upcoming-")[2]: event["text"]["text"] for event in listed}
    reported = "<p>Reported in: Rebels say they hold the bridge</p>"
    assert found["talks"] == f"<p><b>To watch</b></p>{reported}"
    assert found["repair"] == f"<p><b>Expected</b></p>{reported}<p>What came of it: It was closed instead.</p>"
    assert found["vote"] == f"<p><b>Overtaken</b></p>{reported}<p>What came of it: There is no vote.</p>"
