"""What the schemas ask of texts."""

from __future__ import annotations

import re

import pytest

from briefings.model.edtf import format_edtf, parse_edtf
from briefings.outputs.field_forms import DAY, EDTF, ID, MOMENT, PAGE, TIME, WEB, optional


@pytest.mark.parametrize(
    "text",
    [
        *("2021-07-14", "2021-07-14?", "2021-07~", "2021%", "202X", "20XX", "2021-07-XX", "2021-22"),
        *("2021-07-14T22:00Z", "2021-07-14T22:00:10+04:30", "2021-07-13/2021-07-15", "2021-07-13/..", "/2021"),
        *("[2021-07-13,2021-07-20]", "{2021,2022}", "[2021-07-13..2021-07-20]"),
    ],
)
def test_every_sort_of_date_has_the_form_of_one(text: str) -> None:
    assert re.search(EDTF, format_edtf(parse_edtf(text)))


@pytest.mark.parametrize("text", ["", "yesterday", "14 July 2021", "2021-07-14 or so", "21-7"])
def test_words_are_no_dates(text: str) -> None:
    assert not re.search(EDTF, text)


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (DAY, "2021-08-31", "2021-08-32"),
        (TIME, "2021-08-26T07:59:00-06:00", "2021-08-26T07:59-06:00"),
        (TIME, "2021-08-26T07:59:00Z", "2021-08-26"),
        (MOMENT, "2021-08-26", "2021-8-26"),
        (MOMENT, "2021-08-26T07:59:00Z", "2021-08-26T24:00:00Z"),
        (WEB, "https://a.example/ا", "//a.example"),
        (PAGE, "/claims/a/", "//a.example/"),
        (PAGE, "http://a.example/", "mailto:a@a.example"),
        (ID, "پل", "A Bridge"),
        (optional(DAY), "", "2021"),
    ],
)
def test_forms_take_what_is_right_and_nothing_else(pattern: str, right: str, wrong: str) -> None:
    assert re.search(pattern, right)
    assert not re.search(pattern, wrong)
