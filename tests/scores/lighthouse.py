"""Asks Lighthouse for its scores of a page: telephone settings, Debian's Chromium, a profile of its own each time."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ROOT / ".tools" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
_QUIET = ("gpu", "quic", "background-networking", "component-update", "sync")
FLAGS = ("--headless", "--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in _QUIET))
_PATIENCE = 180
"""Seconds for one page."""


class Scores(NamedTuple):
    """Points of 100 by category, and the audits that cost points."""

    points: dict[str, int]
    lost: list[str]

    @property
    def is_enough(self) -> bool:
        """Whether all targets are reached."""
        return all(self.points[name] >= TARGETS[name] for name in CATEGORIES)


class LighthouseFailed(Exception):
    """It could not be had, or gave no report."""


def find_obstacle() -> str:
    """Why Lighthouse cannot be asked here; empty where it can."""
    if not COMMAND.exists():
        return "Lighthouse is not installed: it needs npm and its packages"
    return "" if shutil.which("chromium") else "there is no Chromium: sudo apt-get install chromium"


def find_scores(address: str, runs: int) -> Scores:
    """The median of the performance of some runs, and the worst of the rest. Raises `LighthouseFailed`."""
    found = [_ask(address) for _ in range(runs)]
    points = {name: min(one.points[name] for one in found) for name in CATEGORIES}
    points["performance"] = round(statistics.median_low([one.points["performance"] for one in found]))
    return Scores(points, sorted({line for one in found for line in one.lost}))


def _ask(address: str) -> Scores:
    with tempfile.TemporaryDirectory(prefix="lighthouse-", ignore_cleanup_errors=True) as folder:
        report = Path(folder, "report.json")
        flags = " ".join((*FLAGS, f"--user-data-dir={folder}/profile"))
        command = [str(COMMAND), address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        result = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        if result.returncode or not report.is_file():
            raise LighthouseFailed(result.stderr.strip()[-500:])
        return read_report(json.loads(report.read_text("utf-8")))


def read_report(report: dict[str, Any]) -> Scores:
    """What a report in Lighthouse's JSON says. Raises `LighthouseFailed`."""
    if error := report.get("runtimeError"):
        raise LighthouseFailed(error.get("message", "no report"))
    categories = {name: report["categories"][name] for name in CATEGORIES}
    points = {name: round(100 * category["score"]) for name, category in categories.items()}
    lost = [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for name, category in categories.items()
        if points[name] < TARGETS[name]
        for reference in category["auditRefs"]
        if reference["weight"] and ((audit := report["audits"][reference["id"]])["score"] or 0) < 0.9
    ]
    return Scores(points, lost)
