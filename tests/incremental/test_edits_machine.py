"""After any series of edits the site is what a build from nothing makes of the same files, byte for byte.

`make fuzz-incremental SEQUENCES=500` tries many more sequences, and longer ones, than the suite does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.incremental.machine import EditsMachine
from tests.incremental.rebuilding import Rebuilding

SEQUENCES = int(os.environ.get("EDIT_SEQUENCES", "0"))
_STEPS = 14 if SEQUENCES else 8
_IN_SUITE = 10


@pytest.fixture
def rebuilding(tmp_path: Path) -> Iterator[Rebuilding]:
    found = Rebuilding(tmp_path / "from-nothing")
    try:
        yield found
    finally:
        found.end()
        sys.stdout.write(f"\n{found.describe()}\n")


@pytest.mark.slow
def test_any_series_of_edits_gives_what_a_build_from_nothing_gives(rebuilding: Rebuilding) -> None:
    EditsMachine.rebuilding = rebuilding
    # Explaining a failure would try as many builds again. No two runs try the same.
    limits = settings(
        max_examples=SEQUENCES or _IN_SUITE,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        phases=[phase for phase in Phase if phase is not Phase.explain],
        report_multiple_bugs=False,
        print_blob=False,
    )
    run_state_machine_as_test(EditsMachine, settings=limits)
    assert rebuilding.counts["builds"] > 3 * (SEQUENCES or _IN_SUITE)
