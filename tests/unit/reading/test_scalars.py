"""Single values: what is understood, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from briefings.model.forms import Credibility, Lang, Latitude, Slug, Url
from briefings.model.moment import Moment
from briefings.reading.scalars import (
    ScalarError,
    build_choice_parser,
    build_form_parser,
    parse_event_date,
    parse_flag,
    parse_id,
    parse_moment,
    parse_number,
    parse_whole,
)

KABUL = ZoneInfo("Asia/Kabul")
KABUL_OFFSET = timezone(timedelta(hours=4, minutes=30))


@pytest.mark.parametrize(
    ("text", "expected", "is_assumed"),
    [
        ("2021-07-14", "2021-07-14", False),
        ("2021-07-14T13:20+04:30", "2021-07-14T13:20+04:30", False),
        ("2021-07-14 13:20 +0430", "2021-07-14T13:20+04:30", False),
        ("2021-07-14T13:20:59Z", "2021-07-14T13:20+00:00", False),
        ("2021-07-14T13:20z", "2021-07-14T13:20+00:00", False),
        ("2021-07-14 13:20", "2021-07-14T13:20+04:30", True),
        ("2021-07-14 9:05", "2021-07-14T09:05+04:30", True),
        ("2021-07-14 9:05:30", "2021-07-14T09:05+04:30", True),
        ("2021-07-14T09:05:30.25-03:00", "2021-07-14T09:05-03:00", False),
    ],
)
def test_publication_time_is_understood(text: str, expected: str, is_assumed: bool) -> None:
    moment, was_assumed = parse_moment(text, KABUL)
    assert (moment.text, was_assumed) == (expected, is_assumed)


def test_day_alone_is_midnight_in_the_zone_of_the_site_and_shows_no_time() -> None:
    moment, _ = parse_moment("2021-07-14", KABUL)
    assert moment.at == datetime(2021, 7, 14, tzinfo=KABUL_OFFSET)
    assert not moment.has_time


@pytest.mark.parametrize(
    "text",
    [
        "", "10", "May", "14 July 2021", "2021-07", "2021-7-14", "14.07.2021",
        "yesterday", "2021-07-14T13", "2021-02-30",
        "2021-07-14T25:00", "2021-07-14T13:60", "2021-07-14T13:20+25:00", "2021-07-14T13:20 AFT",
        "2021-07-14T13:20+4:30",
        "2021-13-01", "0000-01-01", "0001-01-01", "۲۰۲۱-۰۷-۱۴", "2021-07-14T13:20+04:30 ", "2021-07-14~",
    ],
)  # fmt: skip
def test_publication_time_is_never_guessed(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_moment(text, KABUL)
    assert caught.value.code == "BRF-invalid-date"
    assert "2021-07-14" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("۲۰۲۱-۰۷-۱۴", "Use the digits 0 to 9."),
        ("14 July 2021", "Write year, month, day, in digits."),
        ("July 14, 2021", "Write year, month, day, in digits."),
        ("14. Juli 2021", "Write year, month, day, in digits."),
        ("14/07/2021", "Write year, month, day, in digits."),
        ("14th of July", "Write year, month, day, in digits."),
        ("2021-7-14", "Months and days have two digits."),
        ("2021-07-4", "Months and days have two digits."),
        ("2021/07/14", "Write hyphens."),
        ("20210714", "Write hyphens."),
        ("2021-07", "Write for example"),
        ("2021-07-14T13", "Write for example"),
        ("soon", "Write for example"),
    ],
)
def test_publication_time_that_is_none_is_explained_where_that_can_be_seen(text: str, said: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_moment(text, KABUL)
    assert caught.value.hint.startswith(said)
    assert caught.value.hint.endswith("Write for example 2021-07-14 or 2021-07-14T13:20+04:30.")


def test_instant_outside_of_the_calendar_is_refused_where_its_zone_moves_it_there() -> None:
    assert parse_moment("0001-01-01T12:00+04:30", KABUL)[0].utc.hour == 7
    for text in ("0001-01-01T00:00+04:30", "9999-12-31T23:00-04:30", "9999-12-31T23:59Z"):
        with pytest.raises(ScalarError):
            parse_moment(text, KABUL)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kabul"])
@pytest.mark.parametrize("text", ["1880-05-01", "1880-05-01T13:20"])
def test_time_before_zones_had_whole_minutes_survives_being_kept(text: str, zone: str) -> None:
    moment = parse_moment(text, ZoneInfo(zone))[0]
    kept = msgspec.json.decode(msgspec.json.encode(moment), type=Moment)
    assert (kept.utc, kept.text) == (moment.utc, moment.text)
    assert kept.at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M").startswith(text)


def test_event_date_says_what_is_wrong_and_what_to_write() -> None:
    assert parse_event_date("2021-07-13/2021-07-15")
    with pytest.raises(ScalarError) as caught:
        parse_event_date("2021-02-30")
    assert caught.value.code == "BRF-invalid-date"
    assert "28 days" in caught.value.hint


@pytest.mark.parametrize(("text", "near"), [("Wesh Town", "wesh-town"), ("wesh_town", "wesh-town"), ("WESH", "wesh")])
def test_id_that_is_none_is_offered_in_its_right_form(text: str, near: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_id(text)
    assert caught.value.hint == f"Write `{near}`."


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("bay-lines، ferry-union", "separate them with `,`: `bay-lines, ferry-union`."),
        ("Bay Lines,quay", "separate them with `,`: `bay-lines, quay`."),
        ("bay-lines; quay", "separate them with `,`: `bay-lines, quay`."),
        ("bay-lines - quay", "give every `- ` the same indentation."),
    ],
)
def test_several_ids_in_one_text_are_not_joined(text: str, rest: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_id(text)
    assert caught.value.hint == f"Here stands one id; in a list, {rest}"


@pytest.mark.parametrize("text", ["", "—", "!!"])
def test_id_without_a_letter_has_no_right_form(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_id(text)
    assert caught.value.hint == ""


@pytest.mark.parametrize(("text", "value"), [("12", 12.0), ("-4.5", -4.5), ("+7", 7.0), ("0007", 7.0)])
def test_number_is_understood(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "1,000", "1 000", "12 people", "nan", "inf", "1e9", ".5", "5.", "0x10", "9" * 400]
)
def test_number_is_never_guessed(text: str) -> None:
    with pytest.raises(ScalarError):
        parse_number(text)


@pytest.mark.parametrize("text", ["", "1.0", "one", "9" * 40])
def test_whole_number_is_never_guessed(text: str) -> None:
    assert parse_whole("12") == 12
    with pytest.raises(ScalarError):
        parse_whole(text)


def test_flag_takes_two_words_for_each_value_and_no_other() -> None:
    assert [parse_flag(word) for word in ("true", "Yes", "FALSE", "no")] == [True, True, False, False]
    with pytest.raises(ScalarError):
        parse_flag("on")


class _Colour(StrEnum):
    DARK_RED = "dark-red"
    BLUE = "blue"


def test_choice_lists_its_words_and_suggests_the_nearest() -> None:
    parse = build_choice_parser(_Colour)
    assert parse("dark-red") is _Colour.DARK_RED
    with pytest.raises(ScalarError) as caught:
        parse("Dark red")
    assert caught.value.expected == "one of dark-red, blue"
    assert caught.value.hint == "Did you mean `dark-red`?"


@pytest.mark.parametrize(
    ("form", "accepted", "refused"),
    [
        (
            Slug,
            ["wesh-captured", "Wesh_2.1", "هیئت", "v1.2"],
            ["../x", "a/b", ".hidden", "a b", "a?b", "a#b", "{x}", "a\\b", "x" * 81],
        ),
        (
            Lang,
            ["en", "fa-AF", "zh-Hans-CN", "nb", "prs", "ckb", "haz", "zh-Hant", "sr-Latn-RS", "de-CH-1996"],
            ["e", "فا"],
        ),
        (Lang, [], ["english language", "english", "persian", "fa_AF", "../fa", "fa-", "fa--AF"]),
        (
            Url,
            ["https://a.example/x?y#z", "HTTP://a.example"],
            ["javascript:alert(1)", "//a.example", "a.example", "https://", "https://a b"],
        ),
        (Latitude, ["-90", "30.98", "90"], ["90.1", "-91", "north"]),
        (Credibility, ["1", "6"], ["0", "7", "C3"]),
    ],
)
def test_form_accepts_and_refuses(form: Any, accepted: list[str], refused: list[str]) -> None:
    parse: Callable[[str], Any] = build_form_parser(form)
    for text in accepted:
        assert str(parse(text)) in (text, f"{text}.0")
    for text in refused:
        with pytest.raises(ScalarError) as caught:
            parse(text)
        assert caught.value.code == "BRF-invalid-value"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        *(("persian", "Write `fa`."), ("Farsi", "Write `fa`."), ("english", "Write `en`."), ("deutsch", "Write `de`.")),
        *(("fa_AF", "Write `fa-AF`."), ("persian-AF", "Write `fa-AF`."), ("dari_AF", "Write `fa-AF`.")),
        *(("فارسی", "Write `fa`."), ("Central Kurdish", "Write `ckb`."), ("Pashto", "Write `ps`.")),
        *(("english language", "Write `en`."), ("uzbek_Cyrl", "Write `uz-Cyrl`."), ("fa--AF", "Write `fa-AF`.")),
        *(("klingonish", ""), ("e", ""), ("not a tag", ""), ("", ""), ("fa-", "Write `fa`.")),
    ],
)
def test_language_by_its_name_is_refused_with_its_tag(written: str, hint: str) -> None:
    with pytest.raises(ScalarError) as caught:
        build_form_parser(Lang)(written)
    assert caught.value.hint == hint
