"""The order of event dates in the time zone of one site, with every date worked out once."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from briefings.model.edtf import Edtf, latest, parse_edtf, sort_key, year_month
from briefings.model.moment import Moment

TimeKey = tuple[datetime, int]
"""Instant in UTC, then precision (the coarser first)."""


class TimeOrder:
    """Sort keys, months and days of dates. Equal dates are worked out once, since thousands of records share a day."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._keys: dict[Edtf, TimeKey] = {}
        self._months: dict[Edtf, tuple[int, int | None]] = {}
        self._days: dict[date, Edtf] = {}

    def key(self, value: Edtf) -> TimeKey:
        """Give the place of a date in time order; callers append an id to make the order total."""
        key = self._keys.get(value)
        if key is None:
            key = self._keys[value] = sort_key(value, self.zone)
        return key

    def instant(self, value: Edtf) -> datetime:
        """Give the instant, in UTC, at which a date begins; for "until 15 July" that is 15 July."""
        return self.key(value)[0]

    def is_over(self, value: Edtf, instant: datetime) -> bool:
        """Tell whether a date lies before an instant with all that it can mean; an open one never does."""
        return latest(value, self.zone) < instant

    def moment(self, instant: datetime) -> Moment:
        """Give an instant on the clocks of the site: the day alone where one begins, as days are meant."""
        at = instant.astimezone(self.zone)
        return Moment(at, has_time=at.time() != time.min)

    def month(self, value: Edtf) -> tuple[int, int | None]:
        """Give the year and month of a date; the month is None where it is coarser."""
        month = self._months.get(value)
        if month is None:
            month = self._months[value] = year_month(value, self.zone)
        return month

    def day_of(self, moment: Moment) -> Edtf:
        """Give the day of a publication time, as the clocks of the site show it."""
        day = moment.at.astimezone(self.zone).date()
        value = self._days.get(day)
        if value is None:
            value = self._days[day] = parse_edtf(day.isoformat())
        return value
