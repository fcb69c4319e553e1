"""Days of the Solar Hijri calendar, which stand beside Gregorian ones where a site asks for them.

The months have the names of the country of the page: those of Afghanistan in Dari (`prs`, `fa-AF`) and Pashto (`ps`),
those of Iran in other Persian (`fa`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_AFGHAN = ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت")
_IRANIAN = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
_FIRST = date(622, 3, 22)
"""The first day of the calendar, 1 Farvardin 1, in the proleptic Gregorian one."""


def has_solar_hijri(code: str) -> bool:
    """Whether readers of a language (BCP 47) use the calendar."""
    return code.replace("_", "-").lower().split("-")[0] in ("fa", "prs", "ps")


@lru_cache(1 << 12)
def solar_hijri_text(day: date, code: str) -> str:
    """A day in words, in ASCII digits: "23 سرطان 1400"; "" for days before the calendar begins."""
    if day < _FIRST:
        return ""
    from persiantools.jdatetime import JalaliDate  # few sites need it

    found = JalaliDate(day)  # type: ignore[no-untyped-call]
    return f"{found.day} {_month_names(code)[found.month - 1]} {found.year}"


def _month_names(code: str) -> tuple[str, ...]:
    parts = code.replace("_", "-").lower().split("-")
    return _AFGHAN if parts[0] in ("prs", "ps") or "af" in parts[1:] else _IRANIAN
