"""What to watch, as `icalendar` reads it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import icalendar
import pytest

from briefings.outputs.watch_calendar import build_calendar, list_calendars
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site)


def read(context: ViewContext, topic: str = "") -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(build_calendar(context, topic))
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events if event.errors] == []
    return {str(event["UID"]).partition("@")[0].rpartition("upcoming-")[2]: event for event in events}


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("day", date(2021, 5, 1), date(2021, 5, 2)),
        ("month", date(2021, 6, 1), date(2021, 7, 1)),
        ("about", date(2021, 6, 10), date(2021, 6, 11)),
        ("span", date(2021, 7, 13), date(2021, 7, 16)),
        ("open", date(2021, 8, 1), None),
        ("until", date(2021, 8, 31), None),
        ("either", date(2021, 9, 1), date(2021, 9, 4)),
        ("clock", datetime(2021, 10, 1, 7, 30, tzinfo=UTC), None),
    ],
)
def test_dates_that_are_not_exact_fill_whole_days(
    context: ViewContext, key: str, start: date, end: date | None
) -> None:
    event = read(context)[key]
    assert event.decoded("dtstart") == start
    assert event.decoded("dtend", None) == end


def test_only_days_and_moments_that_nobody_doubts_are_confirmed(context: ViewContext) -> None:
    status = {key: str(event["STATUS"]) for key, event in read(context).items()}
    assert {key for key, word in status.items() if word == "CONFIRMED"} == {"day", "clock", "talks", "repair"}
    assert status["month"] == "TENTATIVE"


def test_words_survive_escaping_and_folding(context: ViewContext) -> None:
    assert str(read(context)["span"]["SUMMARY"]) == "Word, span; a\\b."
    data = build_calendar(context, "")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_an_event_says_when_in_words_where_it_was_reported_and_what_came_of_it(context: ViewContext) -> None:
    event = read(context)["repair"]
    assert str(event["DESCRIPTION"]) == (
        "When: 3 March 2021\nReported in: Rebels say they hold the bridge\nWhat came of it: It was closed instead."
    )
    assert event["URL"] == "https://bridge.example/briefings/b1-taken/"
    assert event["CATEGORIES"].cats == ["The bridge"]


def test_ids_and_stamps_come_from_the_content(context: ViewContext) -> None:
    event = read(context)["day"]
    assert event["UID"] == "b4-danger.upcoming-day@bridge.example"
    assert event.decoded("dtstamp") == datetime(2021, 3, 7, 10, tzinfo=UTC)
    assert build_calendar(context, "") == build_calendar(context, "")


def test_stamps_say_when_the_briefing_was_last_changed_so_that_calendars_take_over_an_outcome(
    read_site: Callable[..., Build],
) -> None:
    event = read(view_data(read_site))["repair"]
    changed = datetime(2021, 3, 6, 8, tzinfo=UTC)
    assert (event.decoded("dtstamp"), event.decoded("last-modified"), event["SEQUENCE"]) == (changed, changed, 2)
    name = "briefings/b1-taken.md"
    noted = "\n  - {at: 2021-03-09T08:00+02:00, level: minor, note: What came of it.}\n---"
    later = {**DATA_FILES, name: str(DATA_FILES[name]).replace("\n---\nText", f"{noted}\nText")}
    event = read(view_bridge(read_site, later))["repair"]
    changed = datetime(2021, 3, 9, 6, tzinfo=UTC)
    assert (event.decoded("dtstamp"), event.decoded("last-modified"), event["SEQUENCE"]) == (changed, changed, 3)


@pytest.mark.parametrize("last", ["2021-03-02", "2021-12-31"])
def test_what_never_came_as_announced_is_cancelled_before_and_after_its_day(
    read_site: Callable[..., Build], last: str
) -> None:
    name = "briefings/b1-taken.md"
    text = str(DATA_FILES[name]).replace("outcome: It was closed instead.", "outcome: Closed., overtaken: true")
    files = {**DATA_FILES, name: text, "briefings/z.md": f"---\ntitle: Z\ndate: {last}\ntopics: [bridge]\n---\nText.\n"}
    events = read(view_bridge(read_site, files))
    assert {key for key, event in events.items() if event["STATUS"] == "CANCELLED"} == {"repair"}


@pytest.mark.parametrize(
    ("authority", "host"),
    [("", "bridge.example"), ("desk.example,2019", "desk.example"), ("ann@desk.example,2019:x", "desk.example")],
)
def test_a_setting_keeps_ids_through_a_move_to_another_host(
    read_site: Callable[..., Build], authority: str, host: str
) -> None:
    context = view_data(read_site, BRIEFINGS_ID_AUTHORITY=authority)
    assert read(context)["day"]["UID"] == f"b4-danger.upcoming-day@{host}"


def test_each_topic_with_something_to_watch_has_a_calendar(context: ViewContext) -> None:
    assert list_calendars(context) == ["", "bridge"]
    assert set(read(context, "bridge")) == {"talks", "repair", "vote"} | {
        key for key in read(context) if key not in ("talks", "repair", "vote")
    }


def test_nothing_of_drafts_is_announced(context: ViewContext) -> None:
    assert b"zq" not in build_calendar(context, "")
