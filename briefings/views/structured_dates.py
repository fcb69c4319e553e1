"""Dates for readers of schema.org, who know ISO 8601-1 only: what that cannot say is left out.

EDTF can say "about", "perhaps" and "one of these days"; without such words a date would be more certain than anybody.
"""

from __future__ import annotations

import re
from datetime import tzinfo

from briefings.model.edtf import (
    CalendarDate,
    DateTime,
    Edtf,
    Interval,
    earliest,
    is_approximate,
    is_uncertain,
    iso_machine,
)

_MINUTES = re.compile(r"T\d\d:\d\d(?!:)")


def write_date(value: Edtf, zone: tzinfo) -> str:
    """A year, month, day, or moment with its offset (in `zone` where it has none); empty for any other date."""
    if is_approximate(value) or is_uncertain(value):
        return ""
    if isinstance(value, DateTime) and value.offset is None:
        return earliest(value, zone).isoformat(timespec="seconds")
    # Without seconds a time is no `DateTime` of schema.org.
    return _MINUTES.sub(r"\g<0>:00", iso_machine(value)) if isinstance(value, CalendarDate | DateTime) else ""


def write_span(value: Edtf, zone: tzinfo) -> dict[str, str]:
    """`startDate` and `endDate` of an event; empty where they are open or not certain."""
    if is_approximate(value) or is_uncertain(value):
        return {}
    if not isinstance(value, Interval):
        return {"startDate": write_date(value, zone)}
    ends = {"startDate": value.start, "endDate": value.end}
    return {name: write_date(end, zone) for name, end in ends.items() if isinstance(end, CalendarDate | DateTime)}
