"""Publication times as RFC 3339 has them, for data."""

from __future__ import annotations

from datetime import timedelta

from briefings.model.moment import Moment

_MINUTE = timedelta(minutes=1)


def write_moment(moment: Moment | None) -> str:
    """A `full-date` where only the day is known, else a `date-time` with its seconds; "" for none.

    The offset is the author's; RFC 3339 has none with seconds, as clocks had before there were zones, so those become
    UTC.
    """
    if moment is None:
        return ""
    if not moment.has_time:
        return moment.at.date().isoformat()
    offset = moment.at.utcoffset()
    at = moment.utc if offset is not None and offset % _MINUTE else moment.at
    return at.isoformat(timespec="seconds")
