"""Dates in words, in English and Persian, and in languages that order a date otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date

from briefings.model.edtf import parse_edtf
from briefings.views.date_words import day_text, long_pattern, skeleton_pattern
from briefings.views.dates import (
    describe_day,
    describe_edtf,
    describe_moment,
    describe_time,
    note_edtf,
    short_edtf,
    utc_text,
)
from briefings.views.language import Language, load_language

KABUL = ZoneInfo("Asia/Kabul")
AFTERNOON = datetime(2021, 7, 14, 8, 50, tzinfo=UTC)
NIGHT = datetime(2021, 7, 13, 20, 50, tzinfo=UTC)


@pytest.fixture
def english() -> Language:
    return load_language("en")


@pytest.fixture
def persian() -> Language:
    return load_language("fa")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-07-14", "14 July 2021"),
        ("2021-07-14~", "about 14 July 2021"),
        ("2021-07?", "possibly July 2021"),
        ("2021-07-14%", "about 14 July 2021, uncertain"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("0987", "987"),
        ("2021-07-XX", "sometime in July 2021"),
        ("2021-07-XX~", "about July 2021"),
        ("2021-XX-XX", "sometime in 2021"),
        ("2021-22", "summer 2021"),
        ("202X", "the 2020s"),
        ("20XX", "between 2000 and 2099"),
        ("2021-07-14T13:20+04:30", "14 July 2021, 13:20 AFT"),
        ("2021-07-14T13:20", "14 July 2021, 13:20 AFT"),
        ("2021-07-14T22:20Z~", "about 15 July 2021, 02:50 AFT"),
        ("2021-07-13/2021-07-15", "between 13 and 15 July 2021"),
        ("2021-07-13/2021-07-13", "13 July 2021"),
        ("2021-06-28/2021-07-03", "between 28 June and 3 July 2021"),
        ("2020-12-28/2021-01-03", "between 28 December 2020 and 3 January 2021"),
        ("2021-06/2021-08", "between June and August 2021"),
        ("2021/2023", "between 2021 and 2023"),
        ("2021-07-13~/2021-07-15", "between about 13 July 2021 and 15 July 2021"),
        ("2021-07-13/2021-08", "between 13 July 2021 and August 2021"),
        ("2021-07-14T13:20/2021-07-14T15:00", "14 July 2021, between 13:20 and 15:00 AFT"),
        ("2021-07-14T13:20/2021-07-15", "between 14 July 2021, 13:20 AFT and 15 July 2021"),
        ("2021-05-01/..", "since 1 May 2021"),
        ("2021-05-01/", "from 1 May 2021, end not known"),
        ("../2021-05-01", "until 1 May 2021"),
        ("/2021-05-01", "until 1 May 2021, start not known"),
        ("[2021-07-13,2021-07-14]", "13 or 14 July 2021"),
        ("{2021-07-13,2021-07-14,2021-07-15}", "13, 14 and 15 July 2021"),
        ("[2020-07-13,2021-07-14]", "13 July 2020 or 14 July 2021"),
        ("[2021-07-10,2021-07-13..2021-07-15]", "10 July 2021 or between 13 and 15 July 2021"),
        ("[..2021-07-15]", "15 July 2021 or earlier"),
        ("[2021-07-15..]", "15 July 2021 or later"),
    ],
)
def test_event_date_is_said_in_english(english: Language, text: str, words: str) -> None:
    assert describe_edtf(parse_edtf(text), english, zone=KABUL, label="AFT") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-07-14~", "حدود ۱۴ ژوئیهٔ ۲۰۲۱"),
        ("2021-07?", "احتمالاً ژوئیهٔ ۲۰۲۱"),
        ("2021-22", "تابستان ۲۰۲۱"),
        ("202X", "دههٔ ۲۰۲۰"),
        ("2021-07-13/2021-07-15", "بین ۱۳ و ۱۵ ژوئیهٔ ۲۰۲۱"),
        ("2021-06-28/2021-07-03", "بین ۲۸ ژوئن و ۳ ژوئیهٔ ۲۰۲۱"),
        ("2021-05-01/..", "از ۱ مهٔ ۲۰۲۱"),
        ("[2021-07-13,2021-07-14]", "۱۳ یا ۱۴ ژوئیهٔ ۲۰۲۱"),
        ("2021-07-14T13:20", "۱۴ ژوئیهٔ ۲۰۲۱، ساعت ۱۳:۲۰ AFT"),
    ],
)
def test_event_date_is_said_in_persian(persian: Language, text: str, words: str) -> None:
    assert describe_edtf(parse_edtf(text), persian, zone=KABUL, label="AFT") == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en-US", "between July 13, 2021 and July 15, 2021"),
        ("de", "zwischen 13. und 15. Juli 2021"),
        ("prs", "بین ۱۳ و ۱۵ جولای ۲۰۲۱"),
        ("ps", "د ۲۰۲۱ جولای ۱۳ او ۲۰۲۱ جولای ۱۵ ترمنځ"),
    ],
)
def test_month_is_said_once_only_where_the_day_comes_first(code: str, words: str) -> None:
    value = parse_edtf("2021-07-13/2021-07-15")
    assert describe_edtf(value, load_language(code), zone=KABUL) == words


@pytest.mark.parametrize(
    ("text", "under_month", "under_year", "note"),
    [
        ("2021-07-14", "14", "14 Jul", "Wednesday"),
        ("2021-07-14~", "about 14", "about 14 Jul", "Wednesday"),
        ("2021-07-14?", "possibly 14", "possibly 14 Jul", "Wednesday"),
        ("2021-07", "July", "July", "day not given"),
        ("2021-07-XX", "July", "July", "day not given"),
        ("2021-22", "summer", "summer", "month not given"),
        ("2021", "2021", "2021", "month not given"),
        ("202X", "the 2020s", "the 2020s", "year not given"),
        ("2021-07-14T22:20Z", "15", "15 Jul", "Thursday, 02:50 AFT"),
        ("2021-07-13/2021-07-15", "13–15", "13–15 Jul", ""),
        ("2021-06-28/2021-07-03", "28 Jun\u2009–\u20093 Jul", "28 Jun\u2009–\u20093 Jul", ""),
        ("2021/2023", "2021–2023", "2021–2023", ""),
        ("2021-07-13/2021-08", "13 Jul – August", "13 Jul – August", ""),
        ("2021-07-13/2022-08", "13 July 2021 – August 2022", "13 July 2021 – August 2022", ""),
        ("2021-07-14T13:20/2021-07-14T15:00", "14", "14 Jul", ""),
        ("2021-05-01/..", "since 1", "since 1 May", ""),
        ("[2021-07-13,2021-07-14]", "13 or 14", "13 Jul or 14 Jul", ""),
        ("[2021-06-13,2021-07-14]", "13 Jun or 14 Jul", "13 Jun or 14 Jul", ""),
        ("[2020-07-13,2021-07-13]", "13 July 2020 or 13 July 2021", "13 July 2020 or 13 July 2021", ""),
    ],
)
def test_timeline_has_a_short_form_and_a_note(
    english: Language, text: str, under_month: str, under_year: str, note: str
) -> None:
    value = parse_edtf(text)
    assert short_edtf(value, english, zone=KABUL) == under_month
    assert short_edtf(value, english, zone=KABUL, month=True) == under_year
    assert note_edtf(value, english, zone=KABUL, label="AFT") == note


def test_timeline_is_persian_in_persian(persian: Language) -> None:
    value = parse_edtf("2021-07-14~")
    assert short_edtf(value, persian, zone=KABUL, month=True) == "حدود ۱۴ ژوئیه"
    assert note_edtf(value, persian, zone=KABUL) == "چهارشنبه"
    assert note_edtf(parse_edtf("2021-07"), persian, zone=KABUL) == "روز نامشخص"
    assert short_edtf(parse_edtf("2021-07-13/2021-07-15"), persian, zone=KABUL) == "۱۳ تا ۱۵"


def test_moment_is_said_in_the_zone_of_the_site(english: Language, persian: Language) -> None:
    assert describe_moment(AFTERNOON, english, KABUL, "AFT") == "14 July 2021, 13:20 AFT"
    assert describe_moment(AFTERNOON, persian, KABUL, "کابل") == "۱۴ ژوئیهٔ ۲۰۲۱، ساعت ۱۳:۲۰ کابل"
    assert describe_day(NIGHT, english, KABUL) == "14 July 2021"
    assert describe_time(AFTERNOON, english, KABUL, "AFT") == "13:20 AFT"


def test_zone_without_label_is_said_by_its_offset(english: Language) -> None:
    assert describe_moment(AFTERNOON, english, KABUL) == "14 July 2021, 13:20 UTC+04:30"
    assert describe_moment(AFTERNOON, english, ZoneInfo("Europe/London")) == "14 July 2021, 09:50 UTC+01:00"
    assert describe_moment(AFTERNOON, english, UTC) == "14 July 2021, 08:50 UTC"


def test_hour_shown_twice_is_told_apart_by_its_offset(english: Language) -> None:
    london = ZoneInfo("Europe/London")
    hours = [datetime(2021, 10, 31, 1, 30, tzinfo=london, fold=fold) for fold in (0, 1)]
    assert [describe_moment(hour, english, london) for hour in hours] == [
        "31 October 2021, 01:30 UTC+01:00",
        "31 October 2021, 01:30 UTC",
    ]


def test_utc_has_its_day_only_where_that_is_another(english: Language) -> None:
    assert utc_text(AFTERNOON, english, KABUL) == "08:50 UTC"
    assert utc_text(NIGHT, english, KABUL) == "13 July 2021, 20:50 UTC"


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "9999-24", "9900/9999-12-31"])
def test_edges_of_the_calendar_can_be_said(english: Language, text: str) -> None:
    value = parse_edtf(text)
    assert describe_edtf(value, english, zone=KABUL)
    assert short_edtf(value, english, zone=KABUL)


@pytest.mark.parametrize("code", ["en", "fa", "prs", "de", "ar", "ja", "zh", "eu", "lv", "es", "hu", "ps"])
def test_a_day_is_what_babel_writes_in_every_month(code: str) -> None:
    language = load_language(code)
    patterns = [long_pattern(language), *(skeleton_pattern(language, name) for name in ("y", "yMMMM", "MMMMd", "MMMd"))]
    days = [date(year, month, 28) for year in (987, 2021) for month in range(1, 13)]
    for pattern in [*patterns, "d", "LLLL", "cccc"]:
        for day in days:
            assert day_text(day, pattern, language) == language.digits(format_date(day, pattern, language.locale))
