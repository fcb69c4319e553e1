"""A publication time: an instant with its zone, or a bare day when the clock time is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

_MINUTE = timedelta(minutes=1)


class Moment(msgspec.Struct, frozen=True):
    """When something was published, said so by the publisher.

    `at` is always aware. `has_time` is false when only the day was given: `at` is then midnight in the zone
    of the site, and only the day may be shown.
    """

    at: datetime
    has_time: bool = True

    @property
    def utc(self) -> datetime:
        """The instant in UTC; use it to compare and to sort."""
        return self.at.astimezone(UTC)

    @property
    def text(self) -> str:
        """ISO 8601: the day, or the day and time with the offset that the author gave."""
        return self.at.isoformat(timespec="minutes") if self.has_time else self.at.date().isoformat()

    @property
    def rfc3339(self) -> str:
        """For data: a `full-date` of RFC 3339 where only the day is known, else a `date-time` with its seconds.

        The offset is the author's. RFC 3339 has none with seconds, as clocks had before there were zones: those become
        UTC.
        """
        if not self.has_time:
            return self.at.date().isoformat()
        offset = self.at.utcoffset()
        at = self.utc if offset is not None and offset % _MINUTE else self.at
        return at.isoformat(timespec="seconds")
