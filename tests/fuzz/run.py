"""Runs the fuzzer until the time is up: `python -m tests.fuzz.run 3600`. Stops at the first failure and shows it.

Each round is a process of its own with a new seed, so that a crash of the interpreter is a failure like any other.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.bounds import RECORD_FILE, UNTIL

ROOT = Path(__file__).resolve().parents[2]
ADDRESS_SPACE = 4 << 30
"""Bytes that a round may have; one that asks for more fails, and the machine lives on."""
HANG = 1200
"""Seconds after which a test that waits for ever is shown and ended. Making a failure small takes up to 300."""
ROUND = 600
"""Seconds that a round may last, so that no process grows old."""


def main() -> int:
    """Run rounds, add up what they tried, say so; 1 after a failure."""
    parser = argparse.ArgumentParser(description="Fuzz Briefings until the time is up.")
    parser.add_argument("seconds", type=float)
    parser.add_argument("-k", dest="names", default="", help="only tests with this in their name")
    given = parser.parse_args()
    start, totals, slowest, peak, growth, rounds, code = time.time(), Counter[str](), {"seconds": 0.0}, 0, 0, 0, 0
    seeds = random.SystemRandom()
    while not code and (left := start + given.seconds - time.time()) > 0:
        rounds += 1
        code, found = _run_round(seeds.getrandbits(32), time.time() + min(left, ROUND), given.names)
        totals.update(found["examples"])
        slowest = max(slowest, found["slowest"], key=lambda one: one["seconds"])
        peak, growth = max(peak, found["peak"]), max(growth, found["growth"])
    _say(f"{totals.total()} examples in {time.time() - start:.0f} seconds, {rounds} rounds: {dict(totals)}")
    _say(f"Peak memory {peak / 1e6:.0f} MB; the most that one example added: {growth / 1e6:.1f} MB.")
    _say(f"Slowest: {slowest['seconds']:.2f} seconds of processor time, {slowest.get('test')}: {slowest.get('input')}")
    return code


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _run_round(seed: int, until: float, names: str) -> tuple[int, dict[str, object]]:
    """One run of pytest; its output is shown when it fails. Examples that fail are kept in `.hypothesis`."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record.json")
        environment = {**os.environ, "HYPOTHESIS_PROFILE": "search", RECORD_FILE: str(record), UNTIL: str(until)}
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:randomly",
            "-q",
            "-x",
            "--tb=short",
            "tests/fuzz/test_fuzz.py",
        ]
        command += [f"--hypothesis-seed={seed}", "-k", names, "-o", f"faulthandler_timeout={HANG}"]
        command += ["-o", "faulthandler_exit_on_timeout=true"]
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            preexec_fn=_limit,
            check=False,
        )
        nothing = {"examples": {}, "slowest": {"seconds": 0.0}, "peak": 0, "growth": 0}
        found = json.loads(record.read_text()) if record.exists() else nothing
    if result.returncode:
        _say(result.stdout.decode(errors="replace")[-20_000:])
        _say(f"Failed with seed {seed}. The next run of tests/fuzz under HYPOTHESIS_PROFILE=search begins with it.")
    return int(result.returncode != 0), found


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


if __name__ == "__main__":
    sys.exit(main())
