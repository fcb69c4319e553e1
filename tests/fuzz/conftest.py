"""Writes down what a run of the fuzzer has tried, for `make fuzz`."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.bounds import RECORD, RECORD_FILE, is_time_up


@pytest.fixture(autouse=True)
def _end_in_time() -> None:
    if is_time_up():
        pytest.skip("the time is up")


def pytest_sessionfinish() -> None:
    if RECORD_FILE in os.environ:
        RECORD.write(os.environ[RECORD_FILE])
