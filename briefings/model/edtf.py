"""Event dates in EDTF: reading and writing them, their bounds, their order, and how exactly they are known.

The subset is the Extended Date/Time Format (EDTF, ISO 8601-2:2019; Library of Congress EDTF specification,
2019) at levels 0 and 1 for the years 0001 to 9999, plus the sets of level 2. Three liberties: a time of day
needs no seconds and no zone (it is then local to the site), and may carry a qualifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from briefings.model.edtf_parse import parse_edtf
from briefings.model.edtf_values import (
    CalendarDate,
    DateSet,
    DateTime,
    Edge,
    Edtf,
    EdtfError,
    Interval,
    Part,
    Qualifier,
    format_calendar,
    format_datetime,
    format_edtf,
    wall_bounds,
)

__all__ = [
    "CalendarDate",
    "DateSet",
    "DateTime",
    "Edge",
    "Edtf",
    "EdtfError",
    "Interval",
    "Part",
    "Precision",
    "Qualifier",
    "anchor",
    "earliest",
    "format_edtf",
    "is_approximate",
    "is_uncertain",
    "iso_machine",
    "latest",
    "marker",
    "parse_edtf",
    "precision",
    "sort_key",
    "year_month",
]


class Precision(StrEnum):
    """How fine a date is."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    MOMENT = "moment"


_RANKS = {grade: rank for rank, grade in enumerate(Precision)}
_ABOUT_DAYS, _MONTH_DAYS = 8, 93


def earliest(value: Edtf, zone: tzinfo) -> datetime:
    """Give the first instant a value can mean, aware and in `zone`, the zone of the site.

    Approximate dates are not widened. An open or unknown start is `datetime.min`; an instant outside the
    years 1 to 9999 (there only by its offset) is moved to their edge.
    """
    match value:
        case Interval(start=Edge()):
            return datetime.min.replace(tzinfo=zone)
        case Interval(start=CalendarDate() | DateTime() as start):
            return earliest(start, zone)
        case DateSet():
            return min((earliest(member, zone) for member in value.members), key=_in_utc)
        case CalendarDate() | DateTime():
            return _in_zone(value, wall_bounds(value)[0], zone)
        case _:
            raise TypeError(f"not an EDTF value: {value!r}")


def latest(value: Edtf, zone: tzinfo) -> datetime:
    """Give the last instant a value can mean, inclusive (the last microsecond), aware and in `zone`.

    An open or unknown end is `datetime.max`. The rest is as for `earliest`, which it never precedes.
    """
    return max(earliest(value, zone), _last(value, zone), key=_in_utc)


def _last(value: Edtf, zone: tzinfo) -> datetime:
    match value:
        case Interval(end=Edge()):
            return datetime.max.replace(tzinfo=zone)
        case Interval(end=CalendarDate() | DateTime() as end):
            return _last(end, zone)
        case DateSet():
            return max((_last(member, zone) for member in value.members), key=_in_utc)
        case CalendarDate() | DateTime():
            wall = wall_bounds(value)[1]
            # Clocks set back show the hour twice: the day lasts until its second showing.
            return max((_in_zone(value, wall.replace(fold=fold), zone) for fold in (0, 1)), key=_in_utc)
        case _:
            raise TypeError(f"not an EDTF value: {value!r}")


def _in_zone(part: Part, wall: datetime, zone: tzinfo) -> datetime:
    offset = part.offset if isinstance(part, DateTime) else None
    if offset is None:
        return wall.replace(tzinfo=zone)
    return _shifted(wall.replace(tzinfo=timezone(timedelta(minutes=offset)), fold=0), zone)


def _in_utc(moment: datetime) -> datetime:
    return _shifted(moment, UTC)


def _shifted(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        edge = datetime.min if moment.year < 5000 else datetime.max
        return edge.replace(tzinfo=zone)


def anchor(value: Edtf, zone: tzinfo = UTC) -> Part:
    """Give the date by which a value is placed in an order or a timeline.

    It is the start of an interval, its end where the start is open or unknown, and the earliest member of a
    set.
    """
    match value:
        case Interval(start=CalendarDate() | DateTime() as start):
            return start
        case Interval(end=CalendarDate() | DateTime() as end):
            return end
        case DateSet():
            anchors = (anchor(member, zone) for member in value.members)
            return min(anchors, key=lambda part: sort_key(part, zone))
        case CalendarDate() | DateTime():
            return value
        case _:
            raise TypeError(f"not an EDTF value: {value!r}")


def sort_key(value: Edtf, zone: tzinfo) -> tuple[datetime, int]:
    """Give the place of a value in time order: earliest instant in UTC, then the coarser first.

    Callers append the id. The instant is that of the `anchor`, so that “until 15 July 2021” stands in July
    2021 and not before all history.
    """
    return _in_utc(earliest(anchor(value, zone), zone)), _RANKS[precision(value)]


def precision(value: Edtf) -> Precision:
    """Tell how fine a value is; intervals and sets are as fine as the coarsest of their dates."""
    return min((_part_precision(part) for part in _parts(value)), key=_RANKS.__getitem__)


def _part_precision(part: Part) -> Precision:
    if isinstance(part, DateTime):
        return Precision.MOMENT
    if part.day is not None:
        return Precision.DAY
    if part.month is not None:
        return Precision.SEASON if part.month > 12 else Precision.MONTH
    return {2: Precision.CENTURY, 3: Precision.DECADE}.get(part.year_digits, Precision.YEAR)


def _parts(value: Edtf | Edge) -> Iterator[Part]:
    """Every date that is written in a value."""
    match value:
        case CalendarDate() | DateTime():
            yield value
        case Interval():
            yield from _parts(value.start)
            yield from _parts(value.end)
        case DateSet():
            for member in value.members:
                yield from _parts(member)


def is_approximate(value: Edtf) -> bool:
    """Tell whether any date of a value is marked `~` or `%`."""
    return any(part.qualifier in (Qualifier.APPROXIMATE, Qualifier.BOTH) for part in _parts(value))


def is_uncertain(value: Edtf) -> bool:
    """Tell whether any date of a value is marked `?` or `%`."""
    return any(part.qualifier in (Qualifier.UNCERTAIN, Qualifier.BOTH) for part in _parts(value))


def marker(value: Edtf) -> str:
    """Give the shape that draws a value on a timeline: "day", "about", "month" or "year".

    What lasts a day or less is "day", or "about" where it is qualified. What is longer goes by the time that
    it covers: up to 8 days "about", up to 93 (three months, a season) "month", else "year". Intervals and
    sets are never "day", except one that is open or unknown at its end: its start is known, and is drawn.
    """
    if isinstance(value, Interval) and isinstance(value.end, Edge):
        return marker(anchor(value))
    if isinstance(value, Interval) and isinstance(value.start, Edge):
        shape = marker(anchor(value))
        return "about" if shape == "day" else shape
    days = (latest(value, UTC) - earliest(value, UTC)) / timedelta(days=1)
    if days <= 1 and isinstance(value, CalendarDate | DateTime) and not value.qualifier:
        return "day"
    if days <= _ABOUT_DAYS:
        return "about"
    return "month" if days <= _MONTH_DAYS else "year"


def year_month(value: Edtf, zone: tzinfo) -> tuple[int, int | None]:
    """Give the year and month under which a timeline shows a value; no month where it is coarser."""
    part = anchor(value, zone)
    if isinstance(part, DateTime):
        local = earliest(part, zone)
        return local.year, local.month
    return part.year, _month(part)


def iso_machine(value: Edtf) -> str:
    """Give a value of the `datetime` attribute of HTML's `<time>`, or "" where HTML has none for it.

    Intervals and sets give their `anchor`, seasons their year, decades and centuries nothing. Qualifiers are
    left out.
    """
    part = anchor(value)
    if isinstance(part, DateTime):
        return format_datetime(part)
    if part.year_digits < 4:
        return ""
    return format_calendar(CalendarDate(part.year, _month(part), part.day))


def _month(date: CalendarDate) -> int | None:
    return date.month if date.month is not None and date.month <= 12 else None
