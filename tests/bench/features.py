"""What each feature of a site costs: a cold build of the full theme with one of them at a time, beside one with none.

Besides, what it costs to publish the sample site, with all of them, from nothing.

`python -m tests.bench.features 1000 --page docs/performance.md`
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from PIL import Image

from tests.bench.corpus import Corpus
from tests.bench.flavours import write_corpus
from tests.bench.measure import Cost, measure
from tests.bench.report import describe_machine
from tests.bench.run import find_commit
from tests.bench.tools import ROOT, TOOLS

NONE = {"BRIEFINGS_MAPS": "false"}
FEATURES: dict[str, dict[str, str]] = {
    "nothing: how far two equal builds are apart": {},
    "locator maps": {"BRIEFINGS_MAPS": "true"},
    "data: JSON": {"BRIEFINGS_DATA": '["json"]'},
    "data: all formats": {"BRIEFINGS_DATA": '["json", "csv", "geojson", "timelinejs", "ics", "prov", "ninjs", "opml"]'},
    "JSON feeds": {"BRIEFINGS_JSON_FEEDS": "true"},
    "news sitemap": {"BRIEFINGS_NEWS_SITEMAP": "true"},
    "frames for other sites": {"BRIEFINGS_EMBEDS": "true"},
    "search": {"BRIEFINGS_SEARCH": "true"},
    "social cards": {"BRIEFINGS_CARDS": "true"},
}
"""Settings of each, added to `NONE`."""


def add_pictures(content: Path) -> None:
    """Give every tenth briefing a picture of 2,000 by 1,333 pixels, each another one."""
    (content / "images").mkdir()
    for number, path in enumerate(_list_tenth(content)):
        # Blurred noise takes about as long to encode as a photograph.
        noise = Image.frombytes("RGB", (250, 167), random.Random(number).randbytes(250 * 167 * 3))
        noise.resize((2000, 1333), Image.Resampling.BICUBIC).save(content / f"images/{number}.jpg", quality=85)
        image = f"image: {{file: images/{number}.jpg, alt: A gate., caption: The gate., credit: Desk}}"
        path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{image}\n---\n", 1), "utf-8")


def add_translations(content: Path) -> None:
    """Translate every tenth briefing: the same text, as Persian."""
    for path in _list_tenth(content):
        text = path.read_text("utf-8").replace("\n---\n", f"\ntranslation_key: {path.stem}\n---\n", 1)
        path.write_text(text, "utf-8")
        head, _, body = text.removeprefix("---\n").partition("---\n")
        lines = [line for line in head.splitlines() if line.startswith(("title:", "date:", "summary:", "translation"))]
        lines += ["lang: fa", f"slug: {path.stem}-fa"]
        path.with_suffix(".fa.md").write_text("\n".join(("---", *lines, "---", body)), "utf-8")


def _list_tenth(content: Path) -> list[Path]:
    return sorted((content / "briefings").rglob("*.md"))[::10]


CONTENTS: dict[str, Callable[[Path], None]] = {
    "a picture in every tenth briefing": add_pictures,
    "every tenth briefing translated": add_translations,
}
"""What is no setting, but more content."""
ONCE = ("social cards", "a picture in every tenth briefing")
"""These take a minute or more, beside which it is no matter how fast the machine just is: one round is enough."""

Pair = tuple[Cost, Cost]
"""A build without any feature, and one with it right after."""
_COLUMNS = {"wall": (1, 1), "cpu": (1, 1), "memory": (1e6, 0), "files": (1, 0), "size": (1e6, 1)}
"""The fields of a cost in the order of the table, each with its unit and the digits behind the point."""


def main() -> int:
    """Measure, and print the table or put it into a page."""
    given = _parse_arguments()
    desk = TOOLS / "features" / str(given.size)
    shutil.rmtree(desk, ignore_errors=True)
    write_corpus(Corpus(given.size), "briefings", desk / "content")
    shutil.copy(ROOT / "tests/bench/sites/briefings/dispatch.py", desk / "pelicanconf.py")
    (desk / "theme").symlink_to(ROOT / "themes/dispatch")
    for name, add in CONTENTS.items():
        add(shutil.copytree(desk / "content", desk / name))
    pairs: dict[str, list[Pair]] = {name: [] for name in (*FEATURES, *CONTENTS)}
    published: list[Cost] = []
    _build(desk, {})  # not counted: it fills the caches of the file system and of Python
    for number in range(given.rounds):
        sys.stderr.write("the sample site, published\n")
        published.append(_publish_sample(desk.parent / "sample"))
        for name, found in pairs.items():
            if not number or name not in ONCE:
                sys.stderr.write(f"{name}\n")
                content = name if name in CONTENTS else "content"
                found.append((_build(desk, {}), _build(desk, FEATURES.get(name, {}), content)))
    report = build_report(given, pairs, published)
    if given.page:
        page, pattern = given.page, re.compile(r"(<!-- features -->\n).*?(<!-- /features -->)", re.DOTALL)
        text = page.read_text("utf-8")
        page.write_text(pattern.sub(lambda found: f"{found[1]}\n{report}\n{found[2]}", text), "utf-8")
    sys.stdout.write(report)
    return 0


def _build(desk: Path, settings: dict[str, str], content: str = "content") -> Cost:
    for name in ("output", ".briefings"):
        shutil.rmtree(desk / name, ignore_errors=True)
    command = [sys.executable, "-m", "briefings", "build", content, "--quiet"]
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


def build_report(given: argparse.Namespace, pairs: dict[str, list[Pair]], published: list[Cost]) -> str:
    """The table: the build without any, what each adds to the one just before it, and the sample site."""
    about = f"{given.size:,} briefings, {given.rounds} rounds, medians. {datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"{about}, commit {find_commit()}, `{given.command}`.",
        "",
        f"{describe_machine()}.",
        "",
        "| cold build, full theme | wall s | CPU s | memory MB | files | site MB |",
        "|---|---:|---:|---:|---:|---:|",
        _write_row("none of these", [plain for found in pairs.values() for plain, _ in found], ""),
        *(_write_differences(name, found) for name, found in pairs.items()),
        _write_row("**the sample site, `briefings publish` with all of them**", published, ""),
    ]
    return "\n".join(lines) + "\n"


def _write_differences(name: str, pairs: list[Pair]) -> str:
    """What a feature adds: the median of differences between neighbours in time, whatever the machine did meanwhile."""
    differences = [
        replace(run, **{field: getattr(run, field) - getattr(plain, field) for field in _COLUMNS})
        for plain, run in pairs
    ]
    return _write_row(f"{name}{' (one round)' if name in ONCE else ''}", differences, "+")


def _write_row(name: str, runs: list[Cost], sign: str) -> str:
    cells = []
    for field, (unit, digits) in _COLUMNS.items():
        cells.append(f"{median(getattr(run, field) for run in runs) / unit:{sign},.{digits}f}")
    return f"| {name} | {' | '.join(cells)} |"


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
