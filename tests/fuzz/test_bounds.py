"""The bounds themselves: what is slow or large is stopped."""

from __future__ import annotations

import re

import pytest

from tests.fuzz import bounds
from tests.fuzz.bounds import OutOfBounds, Record, bounded


@pytest.fixture(autouse=True)
def _own_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "RECORD", Record())


def test_slow_example_is_stopped_even_inside_a_regular_expression() -> None:
    with pytest.raises(OutOfBounds), bounded("slow", lambda: "", seconds=0.05):
        re.fullmatch("(a*)*b", "a" * 40)


def test_large_example_is_refused() -> None:
    room = bounds._read_peak() - bounds._read_memory()  # what this process once had and gave back
    with pytest.raises(OutOfBounds), bounded("large", lambda: ""):
        bytes(1) * (bounds.BYTES + room + 50_000_000)


def test_example_within_the_bounds_is_counted() -> None:
    with bounded("quick", lambda: "input"):
        pass
    assert bounds.RECORD.examples == {"quick": 1}
    assert not bounds.RECORD.has_failed
