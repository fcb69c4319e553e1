"""Solar Hijri days beside Gregorian ones: which day, whose names of months, and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from convertdate import persian

from briefings.model.edtf_parse import parse_edtf
from briefings.views.context import ViewContext
from briefings.views.dates import describe_day, describe_edtf, describe_moment
from briefings.views.language import load_language
from briefings.views.solar_hijri import solar_hijri_text

NEW_YEAR = datetime(2021, 3, 21, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fa", "۲۱ مارس ۲۰۲۱ (۱ فروردین ۱۴۰۰)"),
        ("fa-AF", "۲۱ مارچ ۲۰۲۱ (۱ حمل ۱۴۰۰)"),
        ("prs", "۲۱ مارچ ۲۰۲۱ (۱ حمل ۱۴۰۰)"),
        ("ps", "۲۰۲۱ مارچ ۲۱ (۱ حمل ۱۴۰۰)"),
        ("ar", "21 مارس 2021"),
        ("en", "21 March 2021"),
    ],
)
def test_day_stands_beside_the_gregorian_one_with_the_names_of_the_country(code: str, text: str) -> None:
    assert describe_day(NEW_YEAR, load_language(code, "solar-hijri"), UTC) == text


def test_site_that_asks_for_nothing_has_gregorian_days_only() -> None:
    assert describe_day(NEW_YEAR, load_language("fa"), UTC) == "۲۱ مارس ۲۰۲۱"


def test_time_of_day_follows_both_days() -> None:
    assert describe_moment(NEW_YEAR, load_language("prs", "solar-hijri"), UTC, "UTC") == (
        "۲۱ مارچ ۲۰۲۱ (۱ حمل ۱۴۰۰)، ساعت ۰۹:۳۰ UTC"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2021-07-14~", "حدود ۱۴ جولای ۲۰۲۱ (۲۳ سرطان ۱۴۰۰)"),
        ("2021-07-13/2021-07-15", "بین ۱۳ جولای ۲۰۲۱ (۲۲ سرطان ۱۴۰۰) و ۱۵ جولای ۲۰۲۱ (۲۴ سرطان ۱۴۰۰)"),
        ("2021-07", "جولای ۲۰۲۱"),
    ],
)
def test_event_dates_have_it_where_a_day_is_known(value: str, text: str) -> None:
    assert describe_edtf(parse_edtf(value), load_language("fa-AF", "solar-hijri"), zone=UTC) == text


def test_days_are_those_of_another_program_over_two_centuries() -> None:
    for number in range(0, 73_000, 1_103):
        day = date(1900, 1, 1) + timedelta(number)
        year, _, of_month = persian.from_gregorian(day.year, day.month, day.day)
        first, *_, last = solar_hijri_text(day, "fa").split(" ")
        assert (first, last) == (str(of_month), str(year)), day


def test_day_before_the_calendar_has_none() -> None:
    assert solar_hijri_text(date(622, 3, 22), "fa") == "1 فروردین 1"
    assert solar_hijri_text(date(622, 3, 21), "fa") == ""


def test_setting_decides_for_the_pages_of_a_site(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier(BRIEFINGS_CALENDAR="solar-hijri")
    moment = context.site.briefings["quay"].briefing.date
    assert context.stamp(moment).day == "2 May 2023"
    assert context.in_language("fa").stamp(moment).day == "۲ مهٔ ۲۰۲۳ (۱۲ اردیبهشت ۱۴۰۲)"
