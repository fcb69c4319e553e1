"""Dates in words, in the language of the page: event dates (EDTF) and moments of publication.

Days are those of the zone of the site. A site shows the same date in many places, so every answer is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache, partial

from babel.dates import format_interval, format_skeleton

from briefings.model.edtf import (
    CalendarDate,
    DateSet,
    DateTime,
    Edge,
    Edtf,
    Interval,
    Part,
    Precision,
    earliest,
    marker,
    precision,
    year_month,
)
from briefings.views.date_words import (
    MONTH_NAME,
    WEEKDAY_NAME,
    calendar_text,
    clock_text,
    day_of,
    day_text,
    full_day_text,
    is_plain,
    list_text,
    moment_text,
    part_text,
    qualified,
    season_text,
    shared_texts,
    skeleton_pattern,
    time_text,
)
from briefings.views.language import Language

_KEPT = 1 << 16


def describe_edtf(value: Edtf, language: Language, *, zone: tzinfo, label: str = "") -> str:
    """Say an event date in words: "about 14 July 2021", "between 13 and 15 July 2021", "since 1 May 2021".

    `label` names `zone` behind times of day ("AFT"); without one, their offset from UTC is written.
    """
    return _describe(value, language, zone, label)


def short_edtf(value: Edtf, language: Language, *, zone: tzinfo, month: bool = False) -> str:
    """Say an event date for the gutter of a timeline, under year and month: "14", "about 14", "13–15".

    With `month`, under a year only: "14 Jul", "13–15 Jul". Times of day are left to `note_edtf`.
    """
    return _short(value, language, zone, month)


def note_edtf(value: Edtf, language: Language, *, zone: tzinfo, label: str = "") -> str:
    """Say the second line under `short_edtf`: the weekday (and time), or what is not known: "day not given".

    Intervals and sets have none: "". `label` is as for `describe_edtf`.
    """
    return _note(value, language, zone, label)


def describe_moment(moment: datetime, language: Language, zone: tzinfo, label: str = "") -> str:
    """Say an aware moment in `zone`: "14 July 2021, 13:20 AFT"; `label` is as for `describe_edtf`."""
    return _moment(moment.astimezone(UTC), language, zone, label)


def describe_day(moment: datetime, language: Language, zone: tzinfo) -> str:
    """Say the day of an aware moment in `zone`: "14 July 2021"."""
    return full_day_text(moment.astimezone(zone).date(), language)


@lru_cache(_KEPT)
def mark_edtf(value: Edtf) -> str:
    """Give the key of the marker that shows how exactly an event date is known: `briefings.model.edtf.marker`."""
    return marker(value)


@lru_cache(_KEPT)
def describe_month(year: int, month: int, language: Language) -> str:
    """Say a month: "July 2021"."""
    return language.digits(str(format_skeleton("yMMMM", date(year, month, 1), locale=language.pattern_locale)))


def join_moment(day: str, clock: str, language: Language) -> str:
    """Give what `describe_moment` says, of what `describe_day` and `describe_time` say of the same moment."""
    return language.gettext("{date}, {time}").format(date=day, time=clock)


def describe_time(moment: datetime, language: Language, zone: tzinfo, label: str = "") -> str:
    """Say the time of day of an aware moment in `zone`: "13:20 AFT"; `label` is as for `describe_edtf`."""
    return time_text(moment.astimezone(zone), language, label)


def utc_text(moment: datetime, language: Language, zone: tzinfo) -> str:
    """Say an aware moment in UTC beside its form in `zone`: "08:50 UTC", with the day where it differs."""
    utc = moment.astimezone(UTC)
    if utc.date() == moment.astimezone(zone).date():
        return time_text(utc, language, "UTC")
    return _moment(utc, language, UTC, "UTC")


@lru_cache(_KEPT)
def _moment(utc: datetime, language: Language, zone: tzinfo, label: str) -> str:
    return moment_text(utc.astimezone(zone), language, label)


@lru_cache(_KEPT)
def _describe(value: Edtf, language: Language, zone: tzinfo, label: str) -> str:
    match value:
        case CalendarDate() | DateTime():
            return part_text(value, language, zone, label)
        case Interval(start=CalendarDate() | DateTime() as start, end=CalendarDate() | DateTime() as end):
            return _describe_span(start, end, language, zone, label)
        case Interval():
            return _say_open(value, language, partial(_describe, language=language, zone=zone, label=label))
        case DateSet():
            return _describe_set(value, language, zone, label)
    raise TypeError(f"not an EDTF value: {value!r}")


def _describe_span(start: Part, end: Part, language: Language, zone: tzinfo, label: str) -> str:
    if start == end:
        return part_text(start, language, zone, label)
    hours = _hours_of_one_day(start, end, zone)
    if hours:
        day = full_day_text(hours[0].date(), language)
        first, last = clock_text(hours[0], language), time_text(hours[1], language, label)
        # Translators: hours of one day, "14 July 2021, between 13:20 and 15:00 AFT".
        return language.gettext("{date}, between {start} and {end}").format(date=day, start=first, end=last)
    if isinstance(start, CalendarDate) and isinstance(end, CalendarDate):
        first, last = shared_texts([start, end], language, zone)
    else:
        first, last = (part_text(part, language, zone, label) for part in (start, end))
    return language.gettext("between {start} and {end}").format(start=first, end=last)


def _hours_of_one_day(start: Part, end: Part, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Give the local times of two unqualified moments of the same day."""
    if not (isinstance(start, DateTime) and isinstance(end, DateTime) and is_plain(start) and is_plain(end)):
        return None
    first, last = earliest(start, zone), earliest(end, zone)
    return (first, last) if first.date() == last.date() else None


def _describe_set(value: DateSet, language: Language, zone: tzinfo, label: str) -> str:
    dates = [member for member in value.members if isinstance(member, CalendarDate)]
    if len(dates) == len(value.members):
        return list_text(shared_texts(dates, language, zone), language, every=value.every)
    say = partial(_describe, language=language, zone=zone, label=label)
    texts = [_say_member(member, language, say) for member in value.members]
    return list_text(texts, language, every=value.every)


def _say_open(value: Interval, language: Language, say: Callable[[Edtf], str]) -> str:
    """Say an interval with one date; `say` says the date."""
    match value.start, value.end:
        case ((CalendarDate() | DateTime() as start), Edge.OPEN):
            return language.gettext("since {date}").format(date=say(start))
        case ((CalendarDate() | DateTime() as start), _):
            return language.gettext("from {date}, end not known").format(date=say(start))
        case Edge.OPEN, (CalendarDate() | DateTime() as end):
            return language.gettext("until {date}").format(date=say(end))
        case _, (CalendarDate() | DateTime() as end):
            return language.gettext("until {date}, start not known").format(date=say(end))
    raise TypeError(f"not an interval with one date: {value!r}")


def _say_member(member: CalendarDate | DateTime | Interval, language: Language, say: Callable[[Edtf], str]) -> str:
    """Say a member of a set, where an open end is not “since” or “until”."""
    match member:
        case Interval(start=Edge(), end=CalendarDate() | DateTime() as end):
            return language.gettext("{date} or earlier").format(date=say(end))
        case Interval(start=CalendarDate() | DateTime() as start, end=Edge()):
            return language.gettext("{date} or later").format(date=say(start))
        case _:
            return say(member)


@lru_cache(_KEPT)
def _short(value: Edtf, language: Language, zone: tzinfo, month: bool) -> str:
    match value:
        case CalendarDate() | DateTime():
            return _short_part(_local_date(value, zone), language, month)
        case Interval(start=CalendarDate() | DateTime() as start, end=CalendarDate() | DateTime() as end):
            return _short_span(_local_date(start, zone), _local_date(end, zone), language, month)
        case Interval():
            return _say_open(value, language, partial(_short, language=language, zone=zone, month=month))
        case DateSet():
            places = {year_month(member, zone) for member in value.members}
            if len({year for year, _ in places}) > 1:
                return _describe_set(value, language, zone, "")
            month = month or len(places) > 1
            say = partial(_short, language=language, zone=zone, month=month)
            texts = [_say_member(member, language, say) for member in value.members]
            return list_text(texts, language, every=value.every)
    raise TypeError(f"not an EDTF value: {value!r}")


def _local_date(part: Part, zone: tzinfo) -> CalendarDate:
    if isinstance(part, CalendarDate):
        return part
    local = earliest(part, zone)
    return CalendarDate(local.year, local.month, local.day, qualifier=part.qualifier)


def _short_part(part: CalendarDate, language: Language, month: bool) -> str:
    match precision(part):
        case Precision.DAY:
            pattern = skeleton_pattern(language, "MMMd") if month else "d"
            text = day_text(day_of(part), pattern, language)
        case Precision.MONTH:
            text = day_text(day_of(part), MONTH_NAME, language)
        case Precision.SEASON:
            text = season_text(part, language)
        case _:
            text = calendar_text(part, language)
    return qualified(text, part.qualifier, language)


def _short_span(start: CalendarDate, end: CalendarDate, language: Language, month: bool) -> str:
    if start == end:
        return _short_part(start, language, month)
    skeleton = _interval_skeleton(start, end, month)
    if skeleton:
        text = format_interval(day_of(start), day_of(end), skeleton, locale=language.locale)
        return language.digits(text)
    if start.year == end.year:
        first, last = _short_part(start, language, True), _short_part(end, language, True)
    else:
        first, last = (part_text(part, language, UTC, "") for part in (start, end))
    # Translators: an interval in the gutter of a timeline, "13 Jul – August".
    return language.gettext("{start} – {end}").format(start=first, end=last)


def _interval_skeleton(start: CalendarDate, end: CalendarDate, month: bool) -> str:
    """Give the CLDR skeleton of an interval between two dates of the same kind, "" where CLDR has none."""
    if precision(start) != precision(end) or not (is_plain(start) and is_plain(end)):
        return ""
    same_year, same_month = start.year == end.year, start.month == end.month
    match precision(start):
        case Precision.DAY if same_year and same_month and not month:
            return "d"
        case Precision.DAY:
            return "MMMd" if same_year else "yMMMd"
        case Precision.MONTH:
            return "MMM" if same_year else "yMMM"
        case Precision.YEAR:
            return "y"
        case _:
            return ""


@lru_cache(_KEPT)
def _note(value: Edtf, language: Language, zone: tzinfo, label: str) -> str:
    if isinstance(value, DateTime):
        local = earliest(value, zone)
        weekday, time = day_text(local.date(), WEEKDAY_NAME, language), time_text(local, language, label)
        # Translators: the second line of a timeline entry, "Wednesday, 13:20 AFT".
        return language.gettext("{weekday}, {time}").format(weekday=weekday, time=time)
    if not isinstance(value, CalendarDate):
        return ""
    match precision(value):
        case Precision.DAY:
            return day_text(day_of(value), WEEKDAY_NAME, language)
        case Precision.MONTH:
            return language.gettext("day not given")
        case Precision.SEASON | Precision.YEAR:
            return language.gettext("month not given")
        case _:
            return language.gettext("year not given")
