"""EDTF text to values; a date that is not EDTF is answered with what to write instead.

Import from `briefings.model.edtf`, which names the standard and the subset.
"""

from __future__ import annotations

import re

from briefings.model.edtf_values import (
    EXAMPLES,
    CalendarDate,
    DateSet,
    DateTime,
    Edge,
    Edtf,
    EdtfError,
    Interval,
    Part,
    Qualifier,
)

MAX_LENGTH = 200
"""Longest text that is looked at, in characters."""

_PART = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<time>T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<zone>Z|(?P<sign>[+-])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-5][0-9]))?)?)?"
    r"(?P<qualifier>[~?%]?)"
)

_SLASHES = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})")
"""A calendar date as many countries write it, day or month first."""

_MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r".*[^\x00-\x7f]", "Use plain ASCII: the digits 0 to 9 and the hyphen, as in 2021-07-14."),
        (r"[A-WZa-wz][A-Za-z]", "Write the date itself, in digits: 2021-07-14."),
        (r".*[?~%].", "Put ~, ? or % at the very end of a date: 2021-07-14~."),
        (r"[?~%]", "Put ~, ? or % at the very end of a date: 2021-07-14~."),
        (r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}[ t]", "Put a T between day and time: 2021-07-14T13:20+04:30."),
        (r"[\dxX].*[xtz]", "Write X, T and Z as capitals: 2021-07-XX, 2021-07-14T13:20Z."),
        (
            r"[0-9]{3}XT|.*X-?.*T|[0-9]{4}(?:-[0-9]{2})?T",
            "A time of day needs a full day: 2021-07-14T13:20+04:30.",
        ),
        (r".*T[0-9]{2}(?:Z|[+-].*)?$", "A time has hours and minutes: 2021-07-14T13:20+04:30."),
        (r".*T[0-9:]+[.,]", "Leave fractions of a second out: 2021-07-14T13:20:05Z."),
        (r".*T", "Write day, T, time and zone: 2021-07-14T13:20+04:30, or end in Z for UTC."),
        (r"-|Y", "Write a year of four digits, from 0001 to 9999."),
        (r"[0-9]{8}$", "Write hyphens: 2021-07-14."),
        (r"[0-9]{4}(?:-[0-9]{1,2}){1,2}$", "Months and days have two digits: 2021-07-04."),
        (r"[0-9]{1,2}[-. ]", "Write year, month, day: 2021-07-14."),
        (r"[0-9]{5}", "Write a year of four digits, from 0001 to 9999."),
        (r"[0-9]{3}-", "Write a year of four digits, from 0001 to 9999, such as 0987."),
        (r".*X", "X stands for the last parts only: 2021-07-XX, 2021-XX-XX, 2021-XX, 202X or 20XX."),
        (r".*\.\.", "An open interval has a slash: 2021-05-01/.. (two dots alone only in a set: [a..b])."),
    )
)


def parse_edtf(text: str) -> Edtf:
    """Read EDTF text, ignoring white space around it; raises EdtfError, and nothing else, if malformed."""
    if len(text) > MAX_LENGTH:
        found = f"{len(text)} characters are too long for a date"
        raise EdtfError(f"{found}; at most {MAX_LENGTH} are read.", f"Write {EXAMPLES}.")
    text = text.strip()
    if not text:
        raise EdtfError("The date is empty.", f"Write {EXAMPLES}.")
    if text[0] in "[{" or text[-1] in "]}":
        return _parse_set(text)
    if _SLASHES.fullmatch(text):
        raise EdtfError(f"{text!r} is not a date in EDTF.", "Write year, month, day, with hyphens: 2021-07-14.")
    if "/" in text:
        return _parse_interval(text)
    return _parse_part(text)


def _parse_set(text: str) -> DateSet:
    if text[0] + text[-1] not in ("[]", "{}"):
        raise EdtfError(
            f"The brackets of the set {text!r} do not match.",
            "Write [2021-07-13,2021-07-14] for one of them, {2021-07-13,2021-07-14} for all of them.",
        )
    members = tuple(_parse_member(member.strip()) for member in text[1:-1].split(","))
    return DateSet(members, every=text[0] == "{")


def _parse_member(text: str) -> CalendarDate | DateTime | Interval:
    if "/" in text:
        raise EdtfError(f"{text!r} is an interval inside a set.", "Write two dots: [2021-07-13..2021-07-15].")
    if ".." not in text:
        return _parse_part(text)
    start, _, end = text.partition("..")
    return Interval(
        _parse_part(start) if start else Edge.OPEN,
        _parse_part(end) if end else Edge.OPEN,
    )


def _parse_interval(text: str) -> Interval:
    start, _, end = text.partition("/")
    if "/" in end:
        raise EdtfError(
            f"{text!r} has more than one slash.",
            "Write dates with hyphens, and one slash from date to date: 2021-07-13/2021-07-15.",
        )
    if re.fullmatch(r"[0-9X]{1,2}(-[0-9X]{1,2})?", end):
        raise EdtfError(
            f"The end of the interval {text!r} is shortened.",
            "Write both dates in full: 2021-07-13/2021-07-15.",
        )
    return Interval(_parse_end(start.strip()), _parse_end(end.strip()))


def _parse_end(text: str) -> CalendarDate | DateTime | Edge:
    return Edge(text) if text in ("", "..") else _parse_part(text)


def _parse_part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if match is None:
        raise _explain(text)
    year, month, day = match["year"], match["month"], match["day"]
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise _explain(text)
    if match["time"]:
        if day is None or "XX" in (month, day):
            raise _explain(text)
        return _build_datetime(match)
    return CalendarDate(
        int(year.replace("X", "0")),
        int(month) if month and month != "XX" else None,
        int(day) if day and day != "XX" else None,
        year_digits=4 - year.count("X"),
        unspecified=(month, day).count("XX"),
        qualifier=Qualifier(match["qualifier"]),
    )


def _build_datetime(match: re.Match[str]) -> DateTime:
    return DateTime(
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        second=int(match["second"]) if match["second"] else None,
        offset=_parse_offset(match),
        qualifier=Qualifier(match["qualifier"]),
    )


def _parse_offset(match: re.Match[str]) -> int | None:
    if match["zone"] is None:
        return None
    if match["zone"] == "Z":
        return 0
    minutes = int(match["zone_hour"]) * 60 + int(match["zone_minute"] or 0)
    return -minutes if match["sign"] == "-" else minutes


def _explain(text: str) -> EdtfError:
    """Say what is probably wrong with a date that is not EDTF."""
    shown = text if len(text) <= 40 else text[:39] + "…"
    hint = next((hint for pattern, hint in _MISTAKES if pattern.match(text)), f"Write {EXAMPLES}.")
    return EdtfError(f"{shown!r} is not a date in EDTF.", hint)
