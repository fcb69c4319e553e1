"""EDTF dates: what is read, what is refused and how, and what each value means in time."""

from __future__ import annotations

import pickle
import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest

from briefings.model.edtf import (
    CalendarDate,
    DateSet,
    DateTime,
    Edge,
    Edtf,
    EdtfError,
    Interval,
    Precision,
    Qualifier,
    anchor,
    earliest,
    format_edtf,
    is_approximate,
    is_uncertain,
    iso_machine,
    latest,
    marker,
    parse_edtf,
    precision,
    sort_key,
    year_month,
)

KABUL = ZoneInfo("Asia/Kabul")
DAY = CalendarDate(2021, 7, 14)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021-07-14", DAY),
        ("2021-07", CalendarDate(2021, 7)),
        ("2021", CalendarDate(2021)),
        ("2021-22", CalendarDate(2021, 22)),
        ("202X", CalendarDate(2020, year_digits=3)),
        ("20XX", CalendarDate(2000, year_digits=2)),
        ("2021-07-XX", CalendarDate(2021, 7, unspecified=1)),
        ("2021-XX", CalendarDate(2021, unspecified=1)),
        ("2021-XX-XX", CalendarDate(2021, unspecified=2)),
        ("2021-07-14~", CalendarDate(2021, 7, 14, qualifier=Qualifier.APPROXIMATE)),
        ("2021-07?", CalendarDate(2021, 7, qualifier=Qualifier.UNCERTAIN)),
        ("2021%", CalendarDate(2021, qualifier=Qualifier.BOTH)),
        ("2021-07-14T13:20+04:30", DateTime(2021, 7, 14, 13, 20, offset=270)),
        ("2021-07-14T13:20:05Z", DateTime(2021, 7, 14, 13, 20, 5, offset=0)),
        ("2021-07-14T13:20", DateTime(2021, 7, 14, 13, 20)),
        (
            "2021-07-14T13:20-04:00~",
            DateTime(2021, 7, 14, 13, 20, offset=-240, qualifier=Qualifier.APPROXIMATE),
        ),
        ("2021-07-14/2021-08~", Interval(DAY, CalendarDate(2021, 8, qualifier=Qualifier.APPROXIMATE))),
        ("2021-07-14/..", Interval(DAY, Edge.OPEN)),
        ("2021-07-14/", Interval(DAY, Edge.UNKNOWN)),
        ("../2021-07-14", Interval(Edge.OPEN, DAY)),
        ("/2021-07-14", Interval(Edge.UNKNOWN, DAY)),
        ("[2021-07-14,2021-08]", DateSet((DAY, CalendarDate(2021, 8)))),
        ("{2021-07-14,2021-08}", DateSet((DAY, CalendarDate(2021, 8)), every=True)),
        ("[2021-07-14..2021-08]", DateSet((Interval(DAY, CalendarDate(2021, 8)),))),
        ("[..2021-07-14]", DateSet((Interval(Edge.OPEN, DAY),))),
        ("[2021,2021-07-14..]", DateSet((CalendarDate(2021), Interval(DAY, Edge.OPEN)))),
    ],
)
def test_canonical_text_is_read_and_written(text: str, value: Edtf) -> None:
    assert parse_edtf(text) == value
    assert format_edtf(value) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" 2021-07-14\n", "2021-07-14"),
        ("2021-07-14T13:20+04", "2021-07-14T13:20+04:00"),
        ("2021-07-14T13:20+0430", "2021-07-14T13:20+04:30"),
        ("2021-07-14T13:20+00:00", "2021-07-14T13:20Z"),
        ("[ 2021-07-13 , 2021-07-14 ]", "[2021-07-13,2021-07-14]"),
        ("2021-07-13 / 2021-07-14", "2021-07-13/2021-07-14"),
    ],
)
def test_other_spellings_become_canonical(text: str, canonical: str) -> None:
    assert format_edtf(parse_edtf(text)) == canonical


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "empty", "2021-07-14"),
        ("2021-02-30", "no day 30 in 2021-02: it has 28 days", "2021-02 if the day is not known"),
        ("1900-02-29", "no day 29", "01 to 28"),
        ("2021-13", "no month 13", "01 to 12"),
        ("2021-25", "no month 25", "21 to 24"),
        ("2021-22-01", "a season, which has no days", "2021-22"),
        ("0000", "0000 (1 BC in ISO 8601)", "0001 to 9999"),
        ("000X", "0000 (1 BC in ISO 8601)", "0001 to 9999"),
        ("-0044", "'-0044'", "0001 to 9999"),
        ("Y17000", "'Y17000'", "0001 to 9999"),
        ("12021", "'12021'", "four digits"),
        ("2021/07/14", "more than one slash", "hyphens"),
        ("14/07/2021", "not a date in EDTF", "year, month, day"),
        ("7/14/21", "not a date in EDTF", "year, month, day"),
        ("2021-7-4", "'2021-7-4'", "two digits"),
        ("20210714", "'20210714'", "hyphens"),
        ("14 July 2021", "'14 July 2021'", "year, month, day"),
        ("۲۰۲۱", "'۲۰۲۱'", "0 to 9"),
        ("2021–07", "'2021–07'", "hyphen"),
        ("~2021", "'~2021'", "at the very end"),
        ("2021-07~-14", "'2021-07~-14'", "at the very end"),
        ("2021-07-14 13:20", "'2021-07-14 13:20'", "a T between"),
        ("2021-07-14T13", "'2021-07-14T13'", "hours and minutes"),
        ("2021-07-14T13:20:05.5Z", "'2021-07-14T13:20:05.5Z'", "fractions"),
        ("2021-07-14T24:00Z", "no time of day 24:00", "T00:00"),
        ("2021-07-14T13:20:60Z", "no time of day 13:20:60", "T00:00"),
        ("2021-07-14T13:20+15:00", "more than 14 hours", "+04:30"),
        ("2021T13:20", "'2021T13:20'", "full day"),
        ("2021-07-XXT13:20", "'2021-07-XXT13:20'", "full day"),
        ("2021-07-xx", "'2021-07-xx'", "capitals"),
        ("2021-XX-14", "'2021-XX-14'", "last parts only"),
        ("202X-07", "'202X-07'", "last parts only"),
        ("XXXX", "'XXXX'", "last parts only"),
        ("2021-07-15/2021-07-13", "ends before it starts", "2021-07-13/2021-07-15"),
        ("2021-07-13/15", "shortened", "in full"),
        ("../..", "needs a date", "2021-05-01/.."),
        ("/", "needs a date", "2021-05-01/.."),
        ("2021..2022", "'2021..2022'", "[a..b]"),
        ("[2021", "do not match", "[2021-07-13,2021-07-14]"),
        ("[2021}", "do not match", "{2021-07-13,2021-07-14}"),
        ("[2021]", "two dates or a range", "[2021-07-13,2021-07-14]"),
        ("[2021,]", "''", "2021-07-14"),
        ("[2021/2022]", "interval inside a set", "two dots"),
        ("[" + ",".join(["2021"] * 21) + "]", "21 dates; at most 20", "interval"),
        ("2021," * 50, "250 characters", "2021-07-14"),
    ],
)
def test_refusal_says_what_was_found_and_what_to_write(text: str, message: str, hint: str) -> None:
    with pytest.raises(EdtfError, match=re.escape(message)) as caught:
        parse_edtf(text)
    assert hint in caught.value.hint


def test_refusal_survives_a_process_border() -> None:
    error = pickle.loads(pickle.dumps(EdtfError("what", "how")))
    assert (str(error), error.hint) == ("what", "how")


def test_stored_value_that_the_calendar_lacks_is_refused() -> None:
    stored = msgspec.msgpack.encode({"type": "date", "year": 2021, "month": 2, "day": 30})
    with pytest.raises(msgspec.ValidationError, match="no day 30"):
        msgspec.msgpack.decode(stored, type=Edtf)


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 2021, "day": 3},
        {"year": 2021, "year_digits": 3},
        {"year": 2020, "month": 7, "year_digits": 3},
        {"year": 2021, "month": 7, "unspecified": 2},
        {"year": 2021, "unspecified": -1},
        {"year": 2021, "year_digits": 5},
    ],
)
def test_record_of_impossible_parts_is_refused(parts: dict[str, int]) -> None:
    with pytest.raises(EdtfError):
        CalendarDate(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-07-14", "2021-07-14T00:00:00+04:30", "2021-07-14T23:59:59.999999+04:30"),
        ("2021-07-14~", "2021-07-14T00:00:00+04:30", "2021-07-14T23:59:59.999999+04:30"),
        ("2021-02", "2021-02-01T00:00:00+04:30", "2021-02-28T23:59:59.999999+04:30"),
        ("2020-XX", "2020-01-01T00:00:00+04:30", "2020-12-31T23:59:59.999999+04:30"),
        ("2021-24", "2021-12-01T00:00:00+04:30", "2022-02-28T23:59:59.999999+04:30"),
        ("202X", "2020-01-01T00:00:00+04:30", "2029-12-31T23:59:59.999999+04:30"),
        ("2021-07-14T20:00Z", "2021-07-15T00:30:00+04:30", "2021-07-15T00:30:59.999999+04:30"),
        ("2021-07-14T20:00:07", "2021-07-14T20:00:07+04:30", "2021-07-14T20:00:07.999999+04:30"),
        ("2021-07-14/2021-08", "2021-07-14T00:00:00+04:30", "2021-08-31T23:59:59.999999+04:30"),
        ("[2021-08,2021-07-14]", "2021-07-14T00:00:00+04:30", "2021-08-31T23:59:59.999999+04:30"),
        ("2021-07-14/..", "2021-07-14T00:00:00+04:30", "9999-12-31T23:59:59.999999+04:30"),
    ],
)
def test_bounds_are_instants_in_the_zone_of_the_site(text: str, first: str, last: str) -> None:
    value = parse_edtf(text)
    assert earliest(value, KABUL).isoformat() == first
    assert latest(value, KABUL).isoformat() == last


@pytest.mark.parametrize("text", ["../2021-07-14", "/2021-07-14", "[..2021]", "0001", "0001-01-01T00:00+14:00"])
@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_bounds_stop_at_the_first_year(text: str, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    assert earliest(parse_edtf(text), zone).year == 1
    assert sort_key(parse_edtf(text), zone)[0].tzinfo is UTC


@pytest.mark.parametrize("text", ["2021/..", "2021/", "[2021..]", "9999", "9999-24", "9999-12-31T23:59-12:00"])
@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_bounds_stop_at_the_last_year(text: str, hours: int) -> None:
    assert latest(parse_edtf(text), timezone(timedelta(hours=hours))).year == 9999


def test_day_lasts_until_an_hour_shown_twice_is_over() -> None:
    sao_paulo = ZoneInfo("America/Sao_Paulo")
    last = latest(parse_edtf("2018-02-17"), sao_paulo)
    assert last.astimezone(UTC) == datetime(2018, 2, 18, 2, 59, 59, 999999, UTC)


def test_day_that_a_zone_skipped_does_not_end_before_it_begins() -> None:
    apia, value = ZoneInfo("Pacific/Apia"), parse_edtf("2011-12-30")
    assert earliest(value, apia).astimezone(UTC) <= latest(value, apia).astimezone(UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-14/2021-07",
        "2021-07-14T13:20/2021-07-14T13:20",
        "2021-07-15T01:00+04:30/2021-07-14T23:00Z",
        "2021-07-15T06:00+04:30/2021-07-14",
    ],
)
def test_interval_may_end_within_its_start_or_in_a_zone_that_is_behind(text: str) -> None:
    assert format_edtf(parse_edtf(text)) == text


def test_interval_of_moments_in_two_zones_is_compared_as_instants() -> None:
    with pytest.raises(EdtfError, match="ends before"):
        parse_edtf("2021-07-14T13:00Z/2021-07-14T14:00+04:30")


def test_order_is_by_instant_then_the_coarser_first() -> None:
    texts = [
        "202X",
        "2021",
        "/2021-02-03",
        "2021-22",
        "2021-07",
        "2021-07-01",
        "2021-07-01T00:00+04:30",
        "2021-07-02/..",
    ]
    values = [parse_edtf(text) for text in texts]
    backwards = list(reversed(values))
    assert sorted(backwards, key=lambda value: sort_key(value, KABUL)) == values


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("2021-07-14T13:20Z", Precision.MOMENT),
        ("2021-07-14", Precision.DAY),
        ("2021-07-XX", Precision.MONTH),
        ("2021-21", Precision.SEASON),
        ("2021-XX-XX", Precision.YEAR),
        ("202X", Precision.DECADE),
        ("20XX", Precision.CENTURY),
        ("2021-07-14/2021-08", Precision.MONTH),
        ("2021-07-14/..", Precision.DAY),
        ("[2021-07-14,2021-08..2022]", Precision.YEAR),
    ],
)
def test_precision_is_that_of_the_coarsest_date(text: str, grade: Precision) -> None:
    assert precision(parse_edtf(text)) is grade


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2021", False, False),
        ("2021~", True, False),
        ("2021?", False, True),
        ("2021%", True, True),
        ("2020~/2021?", True, True),
        ("[2020,2021~]", True, False),
    ],
)
def test_qualifier_of_any_date_counts(text: str, approximate: bool, uncertain: bool) -> None:
    assert (is_approximate(parse_edtf(text)), is_uncertain(parse_edtf(text))) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2021-07-14", "day"),
        ("2021-07-14T13:20Z", "day"),
        ("2021-07-14/..", "day"),
        ("2021-07-14~", "about"),
        ("2021-07-14T13:20?", "about"),
        ("2021-07-13/2021-07-15", "about"),
        ("[2021-07-13,2021-07-14]", "about"),
        ("../2021-07-14", "about"),
        ("2021-07", "month"),
        ("2021-07~", "month"),
        ("2021-07-XX", "month"),
        ("2021-23", "month"),
        ("2021-07-01/2021-07-20", "month"),
        ("2021-07/..", "month"),
        ("2021", "year"),
        ("202X", "year"),
        ("2021-01/2021-06", "year"),
        ("../2021", "year"),
    ],
)
def test_marker_is_longer_the_vaguer_the_date(text: str, shape: str) -> None:
    assert marker(parse_edtf(text)) == shape


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2021-07-14", (2021, 7)),
        ("2021-07-XX", (2021, 7)),
        ("2021-07-31T20:00Z", (2021, 8)),
        ("2021-22", (2021, None)),
        ("2021-XX", (2021, None)),
        ("202X", (2020, None)),
        ("2021-06-28/2021-07-03", (2021, 6)),
        ("../2021-07-03", (2021, 7)),
        ("[2022,2021-07-03]", (2021, 7)),
    ],
)
def test_timeline_shows_a_value_under_the_year_and_month_of_its_anchor(
    text: str, place: tuple[int, int | None]
) -> None:
    assert year_month(parse_edtf(text), KABUL) == place


def test_anchor_of_a_set_is_its_earliest_date() -> None:
    assert anchor(parse_edtf("[2022,2021-08..2021-09,2021-07-14]")) == DAY


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2021-07-14~", "2021-07-14"),
        ("2021-07-XX", "2021-07"),
        ("2021-XX-XX", "2021"),
        ("2021-22", "2021"),
        ("202X", ""),
        ("20XX", ""),
        ("0987", "0987"),
        ("2021-07-14T13:20+04:30~", "2021-07-14T13:20+04:30"),
        ("2021-07-14T13:20:05Z", "2021-07-14T13:20:05Z"),
        ("2021-07-14T13:20", "2021-07-14T13:20"),
        ("2021-07-13/2021-07-15", "2021-07-13"),
        ("../2021-07-15", "2021-07-15"),
        ("[2021-07-15,2021-07-14]", "2021-07-14"),
    ],
)
def test_machine_form_is_valid_in_html(text: str, machine: str) -> None:
    assert iso_machine(parse_edtf(text)) == machine
