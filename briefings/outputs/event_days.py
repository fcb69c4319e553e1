"""The days that an event date can mean, for formats that know calendar days and no EDTF."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from briefings.model.edtf import Edtf, earliest, latest


def find_days(value: Edtf, zone: tzinfo) -> tuple[date | None, date | None]:
    """The first and the last day that a date can mean, in the site's zone; None where an end is open or unknown."""
    first, last = earliest(value, zone), latest(value, zone)
    is_first, is_last = first > datetime.min.replace(tzinfo=zone), last < datetime.max.replace(tzinfo=zone)
    return first.date() if is_first else None, last.date() if is_last else None


def write_days(value: Edtf, zone: tzinfo) -> tuple[str, str]:
    """The same in ISO 8601; "" where an end is open or unknown."""
    first, last = find_days(value, zone)
    return first.isoformat() if first else "", last.isoformat() if last else ""
