"""Writes down what a run of the fuzzer has tried, for `make fuzz`."""

from __future__ import annotations

import os

from tests.fuzz.bounds import RECORD, RECORD_FILE


def pytest_sessionfinish() -> None:
    if RECORD_FILE in os.environ:
        RECORD.write(os.environ[RECORD_FILE])
