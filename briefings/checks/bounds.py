"""The first and last instants that dates can mean, so that a rule reports what is impossible however one reads it.

A date without a time of day is a day (month, year) of somewhere on earth: it may begin before it does in the zone of
the site. Publication times, and the days on which the desk did something, are the site's own.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

from briefings.model.briefing import Briefing
from briefings.model.edtf import DateTime, Edtf, earliest, is_approximate, is_uncertain, latest
from briefings.model.moment import Moment

_EASTMOST = timezone(timedelta(hours=14))
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1) - timedelta(microseconds=1)


def first_instant(value: Edtf, zone: tzinfo) -> datetime:
    """The first instant that a date can mean anywhere on earth, in UTC; of one marked `~` or `?`, any."""
    if is_approximate(value) or is_uncertain(value):
        return _FIRST
    zones = (zone,) if isinstance(value, DateTime) else (zone, _EASTMOST)
    return min(_in_utc(earliest(value, each)) for each in zones)


def last_instant(value: Edtf, zone: tzinfo) -> datetime:
    """The last instant that a date can mean in the zone of the site, in UTC; of one marked `~` or `?`, any."""
    if is_approximate(value) or is_uncertain(value):
        return _LAST
    return _in_utc(latest(value, zone))


def last_moment(moment: Moment) -> datetime:
    """The last instant that a publication time can mean, in UTC: of a bare day, its end."""
    return moment.utc if moment.has_time else _in_utc(_add(moment.at, _DAY))


def last_change(briefing: Briefing) -> datetime:
    """The last instant at which a briefing can have been changed, by its own words, in UTC."""
    return max(map(last_moment, _list_changes(briefing)))


def begin_of_last_change(briefing: Briefing) -> datetime:
    """The first instant at which the last change of a briefing can have been made, in UTC."""
    return max(moment.utc for moment in _list_changes(briefing))


def _list_changes(briefing: Briefing) -> list[Moment]:
    changes = [briefing.date, *(update.at for update in briefing.updates), *(c.at for c in briefing.corrections)]
    return changes if briefing.modified is None else [*changes, briefing.modified]


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year < 5000 else _LAST


def _add(moment: datetime, span: timedelta) -> datetime:
    try:
        return moment + span
    except OverflowError:
        return moment
