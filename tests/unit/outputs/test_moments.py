"""Publication times in data."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from briefings.model.moment import Moment
from briefings.outputs.moments import write_moment


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2021-08-26T07:59-06:00", "2021-08-26T07:59:00-06:00"),
        ("2021-08-26T07:59:30+04:30", "2021-08-26T07:59:30+04:30"),
        ("2021-08-26T07:59:30.5+00:00", "2021-08-26T07:59:30+00:00"),
    ],
)
def test_times_have_seconds_and_the_offset_of_the_author(at: str, text: str) -> None:
    assert write_moment(Moment(datetime.fromisoformat(at))) == text


def test_days_have_no_time() -> None:
    midnight = datetime(2021, 8, 27, tzinfo=ZoneInfo("Asia/Kabul"))
    assert write_moment(Moment(midnight, has_time=False)) == "2021-08-27"


def test_offsets_that_rfc_3339_cannot_write_become_utc() -> None:
    local = datetime(1880, 1, 1, 12, tzinfo=ZoneInfo("Asia/Kabul"))  # local mean time, UTC+04:36:48
    assert write_moment(Moment(local)) == "1880-01-01T07:23:12+00:00"


def test_no_moment_is_empty() -> None:
    assert write_moment(None) == ""
