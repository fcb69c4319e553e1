"""Words for single dates and times: the parts of which `briefings.views.dates` makes its sentences.

Words come from the catalogue, patterns and names from CLDR through Babel. Hours are written 00 to 23 in every
language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache

from babel.dates import format_date, parse_pattern
from babel.lists import format_list

from briefings.model.edtf import CalendarDate, DateTime, Part, Precision, Qualifier, earliest, precision
from briefings.views.language import Language
from briefings.views.solar_hijri import solar_hijri_text

MONTH_NAME = "LLLL"
WEEKDAY_NAME = "cccc"

_DAY_FIRST = re.compile(r"d+\.?(?= )")


@lru_cache
def long_pattern(language: Language) -> str:
    """Give the pattern of a day in full: "d MMMM y"."""
    return str(language.pattern_locale.date_formats["long"].pattern)


@lru_cache
def skeleton_pattern(language: Language, skeleton: str) -> str:
    """Give the pattern of a CLDR skeleton that every locale of Babel has: y, yMMMM, MMMMd, MMMd."""
    return str(language.pattern_locale.datetime_skeletons[skeleton].pattern)


def day_text(day: date, pattern: str, language: Language) -> str:
    """Write a day by a CLDR pattern."""
    text = _month_text(pattern, day.month, language)
    return language.digits(text.format(d=day.day, y=day.year) if text else format_date(day, pattern, language.locale))


@lru_cache(1 << 12)
def _month_text(pattern: str, month: int, language: Language) -> str:
    """A CLDR pattern with the name of a month put in, to be formatted with `d` and `y`; "" where it has other fields.

    Babel takes a pattern to pieces for every date; a site has few months and many days.
    """
    template = str(parse_pattern(pattern).format).replace("{", "{{").replace("}", "}}")
    if not set(re.findall(r"%\((\w+)\)s", template)) <= {"d", "y", "MMMM"}:
        return ""
    name = format_date(date(2000, month, 1), "MMMM", language.locale).replace("{", "{{").replace("}", "}}")
    return template % {"d": "{d}", "y": "{y}", "MMMM": name}


def full_day_text(day: date, language: Language) -> str:
    """Write a day in full, in the calendars that the site asks for: "14 July 2021", "… (23 سرطان 1400)"."""
    text = day_text(day, long_pattern(language), language)
    # Translators: a day, and the same day of another calendar.
    other = solar_hijri_text(day, language.code) if language.calendar == "solar-hijri" else ""
    return language.gettext("{date} ({other})").format(date=text, other=language.digits(other)) if other else text


def clock_text(local: datetime, language: Language) -> str:
    """Write the time of day: "13:20"."""
    return language.digits(f"{local.hour:02}:{local.minute:02}")


def time_text(local: datetime, language: Language, label: str) -> str:
    """Write the time of day with its zone, or with its offset from UTC where the zone has no label."""
    if not label:
        offset = local.isoformat(timespec="minutes")[16:22]
        label = "UTC" if offset == "+00:00" else f"UTC{offset}"
    return language.gettext("{time} {zone}").format(time=clock_text(local, language), zone=label)


def moment_text(local: datetime, language: Language, label: str) -> str:
    """Write day, time of day and zone."""
    day = full_day_text(local.date(), language)
    return language.gettext("{date}, {time}").format(date=day, time=time_text(local, language, label))


def part_text(part: Part, language: Language, zone: tzinfo, label: str) -> str:
    """Say one date with its qualifier: "about 14 July 2021", "sometime in July 2021"."""
    if isinstance(part, DateTime):
        return qualified(moment_text(earliest(part, zone), language, label), part.qualifier, language)
    text = calendar_text(part, language)
    if part.unspecified and not part.qualifier:
        # Translators: a date with unspecified parts, "sometime in July 2021".
        return language.gettext("sometime in {date}").format(date=text)
    return qualified(text, part.qualifier, language)


def calendar_text(part: CalendarDate, language: Language) -> str:
    """Say a calendar date without its qualifier."""
    day = day_of(part)
    if precision(part) is Precision.DAY:
        return full_day_text(day, language)
    year = day_text(day, skeleton_pattern(language, "y"), language)
    match precision(part):
        case Precision.MONTH:
            return day_text(day, skeleton_pattern(language, "yMMMM"), language)
        case Precision.SEASON:
            # Translators: a season of a year, "summer 2021".
            template = language.gettext("{season} {year}")
            return template.format(season=season_text(part, language), year=year)
        case Precision.DECADE:
            # Translators: a decade by its first year, "the 2020s".
            return language.gettext("the {year}s").format(year=year)
        case Precision.CENTURY:
            last = day_text(day.replace(year=day.year + 99), skeleton_pattern(language, "y"), language)
            return language.gettext("between {start} and {end}").format(start=year, end=last)
        case _:
            return year


def season_text(part: CalendarDate, language: Language) -> str:
    """Name the season of a date that is one."""
    match part.month:
        case 21:
            return language.gettext("spring")
        case 22:
            return language.gettext("summer")
        case 23:
            return language.gettext("autumn")
        case _:
            return language.gettext("winter")


def qualified(text: str, qualifier: Qualifier, language: Language) -> str:
    """Put the words of an EDTF qualifier around a date."""
    match qualifier:
        case Qualifier.APPROXIMATE:
            return language.gettext("about {date}").format(date=text)
        case Qualifier.UNCERTAIN:
            return language.gettext("possibly {date}").format(date=text)
        case Qualifier.BOTH:
            return language.gettext("about {date}, uncertain").format(date=text)
        case _:
            return text


def day_of(part: CalendarDate) -> date:
    """Give a day within a calendar date, to format it by."""
    month = part.month if part.month is not None and part.month <= 12 else 1
    return date(part.year, month, part.day or 1)


def is_plain(part: Part) -> bool:
    """Tell whether a date has neither a qualifier nor unspecified parts."""
    return not part.qualifier and not (isinstance(part, CalendarDate) and part.unspecified)


def shared_texts(parts: Sequence[CalendarDate], language: Language, zone: tzinfo) -> list[str]:
    """Say dates for a list, with month and year once where all share them: "13", "14", "15 July 2021".

    That is done where the language writes the day first and the year last, and has one calendar; elsewhere each is
    said in full.
    """
    texts = [part_text(part, language, zone, "") for part in parts]
    pattern = _shared_pattern(parts, language) if language.calendar == "gregorian" else None
    if pattern is None:
        return texts
    return [day_text(day_of(part), pattern, language) for part in parts[:-1]] + texts[-1:]


def _shared_pattern(parts: Sequence[CalendarDate], language: Language) -> str | None:
    """Give the pattern for what dates do not share, None where nothing in common can be dropped."""
    if len({part.year for part in parts}) > 1 or not all(is_plain(part) for part in parts):
        return None
    grades = {precision(part) for part in parts}
    if grades == {Precision.DAY} and (day := _DAY_FIRST.match(long_pattern(language))):
        one_month = len({part.month for part in parts}) == 1
        return day[0] if one_month else skeleton_pattern(language, "MMMMd")
    if grades == {Precision.MONTH} and skeleton_pattern(language, "yMMMM").startswith(("M", "L")):
        return MONTH_NAME
    return None


def list_text(texts: Sequence[str], language: Language, *, every: bool) -> str:
    """Join alternatives ("13 or 14") or, with `every`, what holds together ("13 and 14")."""
    return format_list(texts, style="standard" if every else "or", locale=language.locale)
