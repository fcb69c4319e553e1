"""The days that an event date can mean."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo

import pytest

from briefings.model.edtf import parse_edtf
from briefings.outputs.event_days import write_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-07-14", "2021-07-14", "2021-07-14"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2021-07-13/2021-07-15", "2021-07-13", "2021-07-15"),
        ("2021-07-13/..", "2021-07-13", ""),
        ("/2021-07-13", "", "2021-07-13"),
        ("[2021-07-13,2021-07-20]", "2021-07-13", "2021-07-20"),
        ("2021-07-14T22:00Z", "2021-07-14", "2021-07-14"),
    ],
)
def test_bounds_are_days_and_open_ends_have_none(text: str, first: str, last: str) -> None:
    assert write_days(parse_edtf(text), UTC) == (first, last)


@pytest.mark.parametrize(("zone", "day"), [(UTC, "2021-07-14"), (timezone(timedelta(hours=4.5)), "2021-07-15")])
def test_days_are_those_of_the_site(zone: tzinfo, day: str) -> None:
    assert write_days(parse_edtf("2021-07-14T22:00Z"), zone) == (day, day)
