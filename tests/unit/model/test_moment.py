"""Publication times."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from briefings.model.moment import Moment

KABUL = ZoneInfo("Asia/Kabul")


def test_instant_is_compared_in_utc() -> None:
    early = Moment(datetime(2021, 7, 14, 12, tzinfo=KABUL))
    late = Moment(datetime(2021, 7, 14, 8, tzinfo=UTC))
    assert early.utc == datetime(2021, 7, 14, 7, 30, tzinfo=UTC)
    assert early.utc < late.utc


def test_text_keeps_the_offset_that_the_author_gave() -> None:
    assert Moment(datetime(2021, 7, 14, 13, 20, 59, tzinfo=KABUL)).text == "2021-07-14T13:20+04:30"


def test_day_without_a_time_is_only_a_day() -> None:
    assert Moment(datetime(2021, 7, 14, tzinfo=KABUL), has_time=False).text == "2021-07-14"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2021-08-26T07:59-06:00", "2021-08-26T07:59:00-06:00"),
        ("2021-08-26T07:59:30+04:30", "2021-08-26T07:59:30+04:30"),
        ("2021-08-26T07:59:30.5+00:00", "2021-08-26T07:59:30+00:00"),
    ],
)
def test_times_have_seconds_and_the_offset_of_the_author(at: str, text: str) -> None:
    assert Moment(datetime.fromisoformat(at)).rfc3339 == text


def test_days_have_no_time() -> None:
    midnight = datetime(2021, 8, 27, tzinfo=ZoneInfo("Asia/Kabul"))
    assert Moment(midnight, has_time=False).rfc3339 == "2021-08-27"


def test_offsets_that_rfc_3339_cannot_write_become_utc() -> None:
    local = datetime(1880, 1, 1, 12, tzinfo=ZoneInfo("Asia/Kabul"))  # local mean time, UTC+04:36:48
    assert Moment(local).rfc3339 == "1880-01-01T07:23:12+00:00"
