"""Bounds on one example, and the record of a run: how many there were, which was slowest, how much memory it took."""

from __future__ import annotations

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings

SECONDS = 5.0
"""Of processor time for one example; far above what any needs."""
BYTES = 200_000_000
"""Of memory that one example may add."""

RECORD_FILE = "BRIEFINGS_FUZZ_RECORD"
"""Environment: the file to which a run adds its record."""
UNTIL = "BRIEFINGS_FUZZ_UNTIL"
"""Environment: the moment (seconds since 1970) after which examples are passed over."""

_END = float(os.environ.get(UNTIL, "inf"))
_TIMES = 3 if os.environ.get("HYPOTHESIS_PROFILE") == "search" else 1


class OutOfBounds(AssertionError):
    """An example took more time or memory than it may."""


class Record:
    """What a run has tried so far."""

    def __init__(self) -> None:
        self.examples: dict[str, int] = {}
        self.slowest: tuple[float, str, str] = (0.0, "", "")
        self.growth = 0
        self.has_failed = False

    def write(self, path: str, shown_size: int = 1000) -> None:
        """Write it as JSON."""
        seconds, name, shown = self.slowest
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        slowest = {"seconds": seconds, "test": name, "input": shown[:shown_size]}
        found = {"examples": self.examples, "slowest": slowest, "peak": peak, "growth": self.growth}
        Path(path).write_text(json.dumps(found), "utf-8")


RECORD = Record()


def examples(count: int) -> settings:
    """So many examples in the suite; three times as many in each round of a search (`HYPOTHESIS_PROFILE=search`)."""
    slow = [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ]
    # Explaining a failure traces every line, which makes whole builds ten times as slow.
    phases = [phase for phase in Phase if phase is not Phase.explain]
    return settings(max_examples=count * _TIMES, suppress_health_check=slow, phases=phases, report_multiple_bugs=False)


def is_time_up() -> bool:
    """Whether this example should be passed over. Once one has failed, the rest belongs to making it small."""
    return time.time() > _END and not RECORD.has_failed


@contextmanager
def bounded(name: str, shown: Callable[[], Any], seconds: float = SECONDS) -> Iterator[None]:
    """Stop what takes longer than `seconds` of processor time, or fails, and write both down under `name`."""
    before, highest = _read_memory(), _read_peak()
    start = time.process_time()
    old = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except BaseException:
        RECORD.has_failed = True
        raise
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
        taken = time.process_time() - start
        RECORD.examples[name] = RECORD.examples.get(name, 0) + 1
        if taken > RECORD.slowest[0]:
            RECORD.slowest = (taken, name, repr(shown()))
    # Only an example that sets a new peak can have added more than those before it.
    growth = _read_peak() - before if _read_peak() > highest else 0
    RECORD.growth = max(RECORD.growth, growth)
    if growth > BYTES:
        RECORD.has_failed = True
        raise OutOfBounds(f"{growth} bytes more memory")


def _stop(*_: object) -> None:
    raise OutOfBounds("too much processor time")


def _read_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _read_memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
