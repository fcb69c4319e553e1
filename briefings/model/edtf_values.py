"""The records of EDTF values and their canonical text; none can be built that the calendar does not have.

Import from `briefings.model.edtf`, which names the standard and the subset.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

MAX_MEMBERS = 20
"""Most members that a set may have."""
_MAX_OFFSET = 14 * 60
EXAMPLES = "2021-07-14, 2021-07, 2021-07-14~ or 2021-07-13/2021-07-15"


class EdtfError(ValueError):
    """A date that is not EDTF, or not in the calendar: `str()` says what is wrong, `hint` what to write."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Qualifier(StrEnum):
    """How sure the whole date is (EDTF level 1)."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class Edge(StrEnum):
    """An end of an interval that is not a date."""

    OPEN = ".."
    """It goes on, or has always been."""
    UNKNOWN = ""
    """There is one, but nobody knows when."""


class CalendarDate(Struct, frozen=True, cache_hash=True, tag="date"):
    """A day, month, season, year, decade or century; EdtfError where the calendar has no such date."""

    year: int
    """1 to 9999; the first one of a decade (`202X`) or century (`20XX`)."""
    month: int | None = None
    """1 to 12, or a season: 21 spring, 22 summer, 23 autumn, 24 winter."""
    day: int | None = None
    year_digits: int = 4
    """Digits of the year that are known: 3 in `202X`, 2 in `20XX`."""
    unspecified: int = 0
    """How many `XX` follow: 1 in `2021-07-XX` and `2021-XX`, 2 in `2021-XX-XX`."""
    qualifier: Qualifier = Qualifier.NONE

    def __post_init__(self) -> None:
        _check_year(self.year)
        if self.month is not None:
            _check_month(self.year, self.month, whole=self.day is None and not self.unspecified)
        if self.day is not None:
            _check_day(self.year, self.month, self.day)
        written = (self.month is not None) + (self.day is not None) + self.unspecified
        masked = 10 ** (4 - self.year_digits) if self.year_digits in (2, 3, 4) else 0
        if not masked or self.year % masked or self.unspecified < 0 or written > (2 if masked == 1 else 0):
            raise EdtfError("This combination of date parts does not exist in EDTF.", f"Write {EXAMPLES}.")


class DateTime(Struct, frozen=True, cache_hash=True, tag="datetime"):
    """A day with a time of day; EdtfError where there is no such day, time or offset."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int | None = None
    """None: only the minute is known."""
    offset: int | None = None
    """Minutes east of UTC; None: local time, in the zone of the site."""
    qualifier: Qualifier = Qualifier.NONE

    def __post_init__(self) -> None:
        _check_year(self.year)
        _check_month(self.year, self.month, whole=False)
        _check_day(self.year, self.month, self.day)
        if not (0 <= self.hour <= 23 and 0 <= self.minute <= 59 and 0 <= (self.second or 0) <= 59):
            found = f"{self.hour:02}:{self.minute:02}" + ("" if self.second is None else f":{self.second:02}")
            raise EdtfError(
                f"There is no time of day {found}: it runs from 00:00 to 23:59.",
                "Midnight is T00:00 of the day that begins.",
            )
        if self.offset is not None and abs(self.offset) > _MAX_OFFSET:
            raise EdtfError("The offset from UTC is more than 14 hours.", "Write the zone like +04:30, or Z for UTC.")


Part: TypeAlias = CalendarDate | DateTime


class Interval(Struct, frozen=True, cache_hash=True, tag="interval"):
    """From one date to another, both included; EdtfError where it ends before it starts or has no date."""

    start: CalendarDate | DateTime | Edge
    end: CalendarDate | DateTime | Edge

    def __post_init__(self) -> None:
        start, end = self.start, self.end
        if isinstance(start, Edge) and isinstance(end, Edge):
            raise EdtfError("An interval needs a date on one side.", "Write 2021-05-01/.. for “since 1 May”.")
        if not isinstance(start, Edge) and not isinstance(end, Edge) and _is_reversed(start, end):
            raise EdtfError(
                f"The interval {format_edtf(self)} ends before it starts.",
                f"Write the earlier date first: {format_edtf(end)}/{format_edtf(start)}.",
            )


class DateSet(Struct, frozen=True, cache_hash=True, tag="set"):
    """One of several dates (`[a,b]`) or all of them (`{a,b}`); an Interval among them is a range `a..b`."""

    members: tuple[CalendarDate | DateTime | Interval, ...]
    """In the order of the author."""
    every: bool = False
    """True: all of them; False: one of them, nobody knows which."""

    def __post_init__(self) -> None:
        count = len(self.members)
        if count > MAX_MEMBERS:
            raise EdtfError(f"The set has {count} dates; at most {MAX_MEMBERS} are read.", "Write an interval.")
        if not count or (count == 1 and not isinstance(self.members[0], Interval)):
            raise EdtfError(
                "A set needs two dates or a range.",
                "Write [2021-07-13,2021-07-14] or [2021-07-13..2021-07-15].",
            )
        if any(isinstance(m, Interval) and Edge.UNKNOWN in (m.start, m.end) for m in self.members):
            raise EdtfError("A range in a set has no unknown end.", "Write [2021-07-13..] for “or later”.")


Edtf: TypeAlias = CalendarDate | DateTime | Interval | DateSet


def _check_year(year: int) -> None:
    if year == 0:
        raise EdtfError(
            "The year 0000 (1 BC in ISO 8601) cannot be used: the calendar here starts with the year 0001.",
            "Write a year from 0001 to 9999.",
        )
    if not 1 <= year <= 9999:
        raise EdtfError(f"The year {year} is out of range.", "Write a year from 0001 to 9999.")


def _check_month(year: int, month: int, *, whole: bool) -> None:
    if 21 <= month <= 24:
        if not whole:
            raise EdtfError(f"{year:04}-{month} is a season, which has no days.", f"Write {year:04}-{month}.")
    elif not 1 <= month <= 12:
        raise EdtfError(
            f"There is no month {month:02}.",
            "Months are 01 to 12; 21 to 24 are spring, summer, autumn and winter.",
        )


def _check_day(year: int, month: int | None, day: int) -> None:
    if 1 <= day <= 28 and month is not None and 1 <= month <= 12:
        return  # every month has them, and stored dates are checked by the hundred thousand
    length = monthrange(year, month)[1] if month is not None and 1 <= month <= 12 else 0
    if not 1 <= day <= length:
        raise EdtfError(
            f"There is no day {day:02} in {year:04}-{month or 0:02}: it has {length} days.",
            f"Write 01 to {length:02}, or {year:04}-{month or 0:02} if the day is not known.",
        )


def wall_bounds(part: Part) -> tuple[datetime, datetime]:
    """Give the first and the last microsecond of a date on the clocks of its own zone (naive).

    Seasons are the meteorological ones of the north, three whole months, and winter ends in the next February
    (ISO 8601-2 leaves their length open). Nothing passes the end of the year 9999.
    """
    if isinstance(part, DateTime):
        first = datetime(part.year, part.month, part.day, part.hour, part.minute, part.second or 0)
        length = timedelta(minutes=1) if part.second is None else timedelta(seconds=1)
        return first, first + (length - timedelta(microseconds=1))
    year, month = part.year, part.month
    last_year, last_month = year + 10 ** (4 - part.year_digits) - 1, month or 12
    if month is not None and month > 12:
        month = 3 * (month - 20)
        last_year, last_month = (year, month + 2) if month < 12 else (year + 1, 2)
    if last_year > 9999:
        last_year, last_month = 9999, 12
    last_day = part.day or monthrange(last_year, last_month)[1]
    return (
        datetime(year, month or 1, part.day or 1),
        datetime(last_year, last_month, last_day, 23, 59, 59, 999999),
    )


def _is_reversed(start: Part, end: Part) -> bool:
    """Tell whether an end is over before its start begins, whatever the zone of the site is."""
    here, there = getattr(start, "offset", None), getattr(end, "offset", None)
    if (here is None) != (there is None):
        here = _MAX_OFFSET if here is None else here
        there = -_MAX_OFFSET if there is None else there
    shift = timedelta(minutes=(here or 0) - (there or 0))
    return wall_bounds(start)[0] - wall_bounds(end)[1] > shift


def format_edtf(value: Edtf) -> str:
    """Write a value as canonical EDTF: `parse_edtf(format_edtf(value)) == value`."""
    match value:
        case CalendarDate():
            return format_calendar(value) + value.qualifier
        case DateTime():
            return format_datetime(value) + value.qualifier
        case Interval():
            return f"{_format_end(value.start)}/{_format_end(value.end)}"
        case DateSet():
            members = ",".join(_format_member(member) for member in value.members)
            return f"{{{members}}}" if value.every else f"[{members}]"


def format_calendar(date: CalendarDate) -> str:
    """Write a calendar date without its qualifier."""
    text = f"{date.year:04}"[: date.year_digits].ljust(4, "X")
    if date.month is not None:
        text += f"-{date.month:02}"
    if date.day is not None:
        text += f"-{date.day:02}"
    return text + "-XX" * date.unspecified


def format_datetime(moment: DateTime) -> str:
    """Write a moment without its qualifier (also valid as HTML's `datetime`)."""
    text = f"{moment.year:04}-{moment.month:02}-{moment.day:02}T{moment.hour:02}:{moment.minute:02}"
    if moment.second is not None:
        text += f":{moment.second:02}"
    if moment.offset:
        hours, minutes = divmod(abs(moment.offset), 60)
        return f"{text}{'-' if moment.offset < 0 else '+'}{hours:02}:{minutes:02}"
    return text if moment.offset is None else text + "Z"


def _format_end(end: CalendarDate | DateTime | Edge) -> str:
    return end.value if isinstance(end, Edge) else format_edtf(end)


def _format_member(member: CalendarDate | DateTime | Interval) -> str:
    if not isinstance(member, Interval):
        return format_edtf(member)
    start, end = ("" if isinstance(edge, Edge) else format_edtf(edge) for edge in (member.start, member.end))
    return f"{start}..{end}"
