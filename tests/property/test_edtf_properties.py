"""Laws of EDTF dates: round trip, bounds, order; and agreement with the PyPI packages `edtf` and `undate`."""

from __future__ import annotations

import math
import warnings
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

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
    iso_machine,
    latest,
    marker,
    parse_edtf,
    precision,
    sort_key,
    year_month,
)

with warnings.catch_warnings():
    # pyparsing (under edtf) and lark (under undate) use names that newer Pythons deprecate; none of ours.
    warnings.simplefilter("ignore", DeprecationWarning)
    import edtf as edtf_package
    from undate import Undate, UndateInterval  # type: ignore[import-untyped]
    from undate.converters.edtf import EDTFDateConverter  # type: ignore[import-untyped]

ZONES = st.sampled_from(
    [
        UTC,
        ZoneInfo("Asia/Kabul"),
        ZoneInfo("America/Sao_Paulo"),  # has had midnights that did not exist
        ZoneInfo("Pacific/Apia"),  # has skipped a whole day
        timezone(timedelta(hours=-12)),
        timezone(timedelta(hours=14)),
    ]
)
QUALIFIERS = st.sampled_from(Qualifier)
YEARS = st.one_of(st.integers(1, 9999), st.integers(2019, 2022), st.sampled_from([1, 9999, 1900, 2000]))
DAYS = st.builds(lambda year, day: date(year, 1, 1) + timedelta(days=min(day, 364)), YEARS, st.integers(0, 364))


@st.composite
def calendar_dates(draw: st.DrawFn, *, seasons: bool = True, qualifiers: bool = True) -> CalendarDate:
    """Any calendar date of every precision."""
    day, qualifier = draw(DAYS), draw(QUALIFIERS) if qualifiers else Qualifier.NONE
    choices = [
        CalendarDate(day.year, day.month, day.day, qualifier=qualifier),
        CalendarDate(day.year, day.month, qualifier=qualifier),
        CalendarDate(day.year, day.month, unspecified=1, qualifier=qualifier),
        CalendarDate(day.year, unspecified=draw(st.integers(0, 2)), qualifier=qualifier),
    ]
    if seasons:
        choices.append(CalendarDate(day.year, draw(st.integers(21, 24)), qualifier=qualifier))
    if day.year >= 100:
        choices.append(CalendarDate(day.year // 10 * 10, year_digits=3, qualifier=qualifier))
        choices.append(CalendarDate(day.year // 100 * 100, year_digits=2, qualifier=qualifier))
    return draw(st.sampled_from(choices))


MOMENTS = st.builds(
    lambda day, hour, minute, second, offset, qualifier: DateTime(
        day.year, day.month, day.day, hour, minute, second, offset, qualifier
    ),
    DAYS,
    st.integers(0, 23),
    st.integers(0, 59),
    st.none() | st.integers(0, 59),
    st.none() | st.integers(-840, 840),
    QUALIFIERS,
)
PARTS = calendar_dates() | MOMENTS


@st.composite
def intervals(draw: st.DrawFn, parts: Any = PARTS, edges: tuple[Edge, ...] = tuple(Edge)) -> Interval:
    """Any interval, the two ends put in order."""
    flip: bool = draw(st.booleans())
    if edges and flip:
        edge, part = draw(st.sampled_from(edges)), draw(parts)
        return Interval(edge, part) if draw(st.booleans()) else Interval(part, edge)
    start, end = draw(parts), draw(parts)
    try:
        return Interval(start, end)
    except EdtfError:
        return Interval(end, start)


def sets(parts: Any = PARTS) -> st.SearchStrategy[DateSet]:
    """Any set, with ranges among its members."""
    members = st.lists(parts | intervals(parts, (Edge.OPEN,)), min_size=2, max_size=5).map(tuple)
    return st.builds(DateSet, members, st.booleans())


VALUES: st.SearchStrategy[Edtf] = PARTS | intervals() | sets()
TEXTS = VALUES.map(format_edtf)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A valid text with some characters changed, taken out or put in."""
    text = draw(TEXTS)
    for _ in range(draw(st.integers(1, 3))):
        position = draw(st.integers(0, len(text)))
        removed = draw(st.integers(0, 2))
        put = draw(st.text("0123456789-/X.~?%[]{},:TZ+ \n۱٣x", max_size=2))
        text = text[:position] + put + text[position + removed :]
    return text


@given(VALUES)
def test_text_reads_back_as_the_value_it_was_written_from(value: Edtf) -> None:
    assert parse_edtf(format_edtf(value)) == value


@given(VALUES)
def test_value_survives_plain_data(value: Edtf) -> None:
    copy = msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=Edtf)
    assert copy == value
    assert hash(copy) == hash(value)


@given(st.text() | mutations())
@example("[]")
@example("{,}")
@example("\ud800")
@example("2021-07-14T13:20+99:59")
def test_reading_any_text_gives_a_canonical_value_or_an_edtf_error(text: str) -> None:
    try:
        value = parse_edtf(text)
    except EdtfError as error:
        canonical, answer = "", (str(error), error.hint)
    else:
        canonical, answer = format_edtf(value), ("", "")
    assert parse_edtf(canonical) == value if canonical else all(answer)


@given(VALUES, ZONES)
def test_value_begins_before_it_ends(value: Edtf, zone: ZoneInfo) -> None:
    first, last = earliest(value, zone), latest(value, zone)
    assert first.tzinfo is zone
    assert last.tzinfo is zone
    assert first.replace(tzinfo=None) - last.replace(tzinfo=None) <= timedelta(days=1)
    assert first - datetime(1, 1, 1, tzinfo=UTC) <= last - datetime(1, 1, 1, tzinfo=UTC)


@given(VALUES, ZONES)
def test_place_in_a_timeline_lies_within_the_bounds(value: Edtf, zone: ZoneInfo) -> None:
    if not (isinstance(value, Interval) and isinstance(value.start, Edge)) and ".." not in format_edtf(value):
        assert earliest(anchor(value, zone), zone) == earliest(value, zone)
    year, month = year_month(value, zone)
    assert 1 <= year <= 9999
    assert month is None or 1 <= month <= 12


@given(st.lists(VALUES, min_size=3, max_size=3), ZONES)
def test_order_is_total(values: list[Edtf], zone: ZoneInfo) -> None:
    a, b, c = ((sort_key(value, zone), format_edtf(value)) for value in values)
    assert (a < b) + (b < a) + (a == b) == 1
    assert (a == b) == (values[0] == values[1])
    if a <= b <= c:
        assert a <= c
    assert sorted([c, a, b]) == sorted([b, c, a])


@given(calendar_dates(qualifiers=False), ZONES)
def test_coarser_date_that_begins_at_the_same_instant_comes_first(value: CalendarDate, zone: ZoneInfo) -> None:
    start = earliest(value, UTC)
    day = CalendarDate(start.year, start.month, start.day)
    if precision(value) != Precision.DAY:
        assert sort_key(value, zone) < sort_key(day, zone)


@given(VALUES)
def test_every_value_has_a_marker_and_a_machine_form(value: Edtf) -> None:
    assert marker(value) in {"day", "about", "month", "year"}
    text = iso_machine(value)
    if len(text) == 10:
        assert date.fromisoformat(text)
    elif len(text) > 10:
        assert datetime.fromisoformat(text)
    else:
        assert len(text) in (0, 4, 7)


# The oracles. Both give bounds as days, so days are compared.


def days_of(value: Edtf) -> tuple[date, date]:
    return earliest(value, UTC).date(), latest(value, UTC).date()


def days_of_edtf(text: str) -> tuple[date | None, date | None]:
    """Ask the package `edtf`; None is an end without bounds."""
    parsed = edtf_package.parse_edtf(text)

    def day(bound: Any) -> date | None:
        return None if isinstance(bound, float) and math.isinf(bound) else date(*bound[:3])

    return day(parsed.lower_strict()), day(parsed.upper_strict())


def edtf_reads(value: Edtf) -> bool:
    """Tell whether the package `edtf` can read a value, and reads it right."""
    match value:
        case CalendarDate():
            # It ends the winter with December, so as to stay in one year, and has qualified seasons in
            # intervals only (level 1 allows them alone).
            return value.month != 24 and not (is_season(value) and value.qualifier)
        case Interval():
            parts = [part for part in (value.start, value.end) if isinstance(part, CalendarDate)]
            # Its grammar has no interval between a date with X and a date with a qualifier.
            text = format_edtf(value)
            mixed = "X" in text and any(part.qualifier for part in parts)
            return not mixed and not any(part.month == 24 or is_masked_month(part) for part in parts)
        case DateSet():
            # Its sets have no seasons; ranges in them are tested one by one below.
            parts = [part for part in value.members if isinstance(part, CalendarDate)]
            return not any(is_season(part) or is_masked_month(part) for part in parts)
        case _:
            return False


def is_season(part: CalendarDate) -> bool:
    return part.month is not None and part.month > 12


def is_masked_month(part: CalendarDate) -> bool:
    """Tell whether a date is like 2021-XX: in intervals and sets `edtf` 5.0.2 crashes on it."""
    return part.month is None and part.unspecified == 1


PLAIN_SETS = st.builds(DateSet, st.lists(calendar_dates(), min_size=2, max_size=4).map(tuple), st.booleans())


@settings(deadline=None)
@given(calendar_dates() | intervals(calendar_dates(), ()) | PLAIN_SETS)
def test_bounds_are_those_of_the_package_edtf(value: Edtf) -> None:
    assume(edtf_reads(value))
    assert days_of_edtf(format_edtf(value)) == days_of(value)


@pytest.mark.parametrize("text", ["[2021-07-10,2021-07-13..2021-07-15]", "{2021..2023}", "[2021-07..2021-09]"])
def test_bounds_of_sets_with_ranges_are_those_of_the_package_edtf(text: str) -> None:
    assert days_of_edtf(text) == days_of(parse_edtf(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-05-01/..", date(2021, 5, 1), None),
        ("../2021-05", None, date(2021, 5, 31)),
        ("[..2021]", None, date(2021, 12, 31)),
        ("[2021-07,2021-08..]", date(2021, 7, 1), None),
    ],
)
def test_open_ends_are_those_of_the_package_edtf(text: str, first: date | None, last: date | None) -> None:
    # It gives an infinite float where we give the edge of the calendar. Its unknown ends (`2021-05-01/`) are
    # ten years from the other end, a guess that the standard does not make; they are not compared.
    assert days_of_edtf(text) == (first, last)
    assert days_of(parse_edtf(text)) == (first or date.min, last or date.max)


@settings(deadline=None)
@given(calendar_dates(seasons=False) | intervals(calendar_dates(seasons=False)))
def test_bounds_are_those_of_the_package_undate(value: Edtf) -> None:
    # undate has no seasons (its grammar has, its transformer fails), no times of day and no sets.
    if isinstance(value, Interval) and not isinstance(value.start, Edge) and not isinstance(value.end, Edge):
        # It refuses an interval whose ends overlap: 2021/2021, 2021-07-14/2021-07.
        assume(days_of(value.start)[1] < days_of(value.end)[0])
    parsed = EDTFDateConverter().parse(format_edtf(value))
    first, last = days_of(value)
    if isinstance(parsed, UndateInterval):
        assert isinstance(value, Interval)
        assert (parsed.earliest is None) == isinstance(value.start, Edge)
        assert (parsed.latest is None) == isinstance(value.end, Edge)
        lower = parsed.earliest.earliest if parsed.earliest else date.min
        upper = parsed.latest.latest if parsed.latest else date.max
    else:
        assert isinstance(parsed, Undate)
        lower, upper = parsed.earliest, parsed.latest
    assert (str(lower), str(upper)) == (str(first), str(last))


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{4}(-[0-3][0-9](-[0-3][0-9])?)?[~?%]?", fullmatch=True))
@example("2021-02-30")
@example("2021-04-31")
@example("2021-00")
def test_package_edtf_finds_the_same_dates_valid(text: str) -> None:
    # edtf takes 29 February for every year: its grammar does not know leap years.
    assume(text[4:10] != "-02-29")
    # edtf takes the year 0000 (1 BC), which Python's calendar does not have.
    assume(not text.startswith("0000"))
    # edtf takes the seasons 25 to 41 of level 2, of which we have none, and no qualified season (see above).
    # Its seasons of level 1 are compared by their bounds.
    assume(not (len(text) in (7, 8) and 21 <= int(text[5:7]) <= 41))
    assert is_valid(text) == edtf_package.is_valid_edtf(text)


def is_valid(text: str) -> bool:
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    ["2021-07-14T13:20:05Z", "2021-07-14T13:20:05+04:30", "2021-07-14T13:20:05-04", "2021-07-14T13:20:05"],
)
def test_package_edtf_reads_the_same_times_of_day(text: str) -> None:
    # It needs seconds, takes no qualifier, and refuses +00:00; its bounds have no time: not compared.
    assert edtf_package.is_valid_edtf(text)
    assert is_valid(text)
