"""Publication times."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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
