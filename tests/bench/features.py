"""What each feature of a site costs: a cold build of the full theme with one of them at a time, beside one with none.

Besides, what it costs to publish the sample site, with all of them, from nothing.

`python -m tests.bench.features 1000 --page docs/performance.md`
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.bench.corpus import Corpus
from tests.bench.flavours import write_corpus
from tests.bench.measure import Cost, measure
from tests.bench.report import describe_machine
from tests.bench.run import find_commit
from tests.bench.tools import ROOT, TOOLS

NONE = {"BRIEFINGS_MAPS": "false"}
FEATURES: dict[str, dict[str, str]] = {
    "none of these": {},
    "locator maps": {"BRIEFINGS_MAPS": "true"},
    "data: JSON": {"BRIEFINGS_DATA": '["json"]'},
    "data: all formats": {"BRIEFINGS_DATA": '["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"]'},
    "JSON feeds": {"BRIEFINGS_JSON_FEEDS": "true"},
    "news sitemap": {"BRIEFINGS_NEWS_SITEMAP": "true"},
    "frames for other sites": {"BRIEFINGS_EMBEDS": "true"},
    "search": {"BRIEFINGS_SEARCH": "true"},
    "social cards": {"BRIEFINGS_CARDS": "true"},
}
"""Settings of each, added to `NONE`. The corpus has no pictures and one language."""
ONCE = ("social cards",)
"""These take minutes, beside which it is no matter how fast the machine just is: one round is enough."""


def main() -> int:
    """Measure, and print the table or put it into a page."""
    given = _parse_arguments()
    desk = TOOLS / "features" / str(given.size)
    shutil.rmtree(desk, ignore_errors=True)
    write_corpus(Corpus(given.size), "briefings", desk / "content")
    shutil.copy(ROOT / "tests/bench/sites/briefings/dispatch.py", desk / "pelicanconf.py")
    (desk / "theme").symlink_to(ROOT / "themes/dispatch")
    costs: dict[str, list[Cost]] = {name: [] for name in FEATURES}
    published: list[Cost] = []
    _build(desk, {})  # not counted: it fills the caches of the file system and of Python
    for number in range(given.rounds):
        sys.stderr.write("the sample site, published\n")
        published.append(_publish_sample(desk.parent / "sample"))
        for name, settings in FEATURES.items():
            if number and name in ONCE:
                continue
            sys.stderr.write(f"{name}\n")
            costs[name].append(_build(desk, settings))
    report = build_report(given, costs, published)
    if given.page:
        page, pattern = given.page, re.compile(r"(<!-- features -->\n).*?(<!-- /features -->)", re.DOTALL)
        text = page.read_text("utf-8")
        page.write_text(pattern.sub(lambda found: f"{found[1]}\n{report}\n{found[2]}", text), "utf-8")
    sys.stdout.write(report)
    return 0


def _build(desk: Path, settings: dict[str, str]) -> Cost:
    for name in ("output", ".briefings"):
        shutil.rmtree(desk / name, ignore_errors=True)
    command = [sys.executable, "-m", "briefings", "build", "--quiet"]
    for key, value in {**NONE, **settings}.items():
        command += ["-e", f"{key}={value}"]
    return _measure(command, desk)


def _publish_sample(desk: Path) -> Cost:
    """Checked, built with cards, data, embeds, feeds, maps, pictures and search, checked again, and put in place."""
    shutil.rmtree(desk, ignore_errors=True)
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, desk / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, desk)
    return _measure([sys.executable, "-m", "briefings", "publish", "--quiet", "--strict"], desk)


def _measure(command: list[str], desk: Path) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return measure(command, desk, environment, desk / "output", desk / "log.txt")


def build_report(given: argparse.Namespace, costs: dict[str, list[Cost]], published: list[Cost]) -> str:
    """The table: the build without any, and what each adds to it; and the sample site."""
    base = costs["none of these"]
    about = f"{given.size:,} briefings, {given.rounds} rounds, medians. {datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"{about}, commit {find_commit()}, `{given.command}`.",
        "",
        f"{describe_machine()}.",
        "",
        "| cold build, full theme | wall s | CPU s | memory MB | files | site MB |",
        "|---|---:|---:|---:|---:|---:|",
        *(_write_row(name, runs, base if name != "none of these" else []) for name, runs in costs.items()),
        _write_row("**the sample site, `briefings publish` with all of them**", published, []),
    ]
    return "\n".join(lines) + "\n"


def _write_row(name: str, runs: list[Cost], less: list[Cost]) -> str:
    cells = (
        _format([run.wall for run in runs], [run.wall for run in less], 1),
        _format([run.cpu for run in runs], [run.cpu for run in less], 1),
        _format([run.memory / 1e6 for run in runs], [run.memory / 1e6 for run in less], 0),
        _format([run.files for run in runs], [run.files for run in less], 0),
        _format([run.size / 1e6 for run in runs], [run.size / 1e6 for run in less], 1),
    )
    return f"| {name} | {' | '.join(cells)} |"


def _format(runs: list[float], less: list[float], digits: int) -> str:
    value = median(runs) - (median(less) if less else 0)
    return f"{value:+,.{digits}f}" if less else f"{value:,.{digits}f}"


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--page", type=Path, help="a page with a place for the table, such as docs/performance.md")
    given = parser.parse_args()
    given.command = f"make bench-features N={given.size} ROUNDS={given.rounds}"
    return given


if __name__ == "__main__":
    sys.exit(main())
