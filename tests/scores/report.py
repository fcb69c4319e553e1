"""The tables of `make scores`: printed, and put between the marks of docs/scores.md, never typed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.scores.lighthouse import CATEGORIES, TARGETS, Scores

_PLACE = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)


class Size(NamedTuple):
    """Bytes of a page and of what it loads, before and after compression."""

    html: int
    packed: int
    styles: int
    scripts: int


class Results(NamedTuple):
    """All that was found. `violations` are axe's by site and kind of page, `invalid` the HTML checker's messages."""

    command: str
    date: str
    versions: dict[str, str]
    scores: dict[str, Scores]
    violations: dict[str, dict[str, int]]
    checked: int
    invalid: list[str] | None
    sizes: dict[str, Size]
    notes: list[str]
    books: dict[str, int]
    """What EPUBCheck found, by book."""

    @property
    def is_good(self) -> bool:
        """Whether every score is reached and nothing was found."""
        found = any(count for kinds in self.violations.values() for count in kinds.values())
        is_scored = all(scores.is_enough for scores in self.scores.values())
        return is_scored and not found and not self.invalid and not any(self.books.values())


def build_report(results: Results) -> str:
    """The report as Markdown."""
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    parts = [f"`{results.command}`, {results.date}: {versions}.", *results.notes]
    if results.scores:
        wanted = ", ".join(f"{name} {TARGETS[name]}" for name in CATEGORIES)
        rows = [[kind, *(str(scores.points[name]) for name in CATEGORIES)] for kind, scores in results.scores.items()]
        parts += [f"Lighthouse, telephone; wanted at least {wanted}:", _table(["page", *CATEGORIES], rows)]
        parts += [f"- {kind}: {line}" for kind, scores in results.scores.items() for line in scores.lost]
    if results.violations:
        rows = [[name, str(len(kinds)), str(sum(kinds.values()))] for name, kinds in results.violations.items()]
        parts += ["axe-core:", _table(["site", "kinds of page", "violations"], rows)]
        parts += [
            f"- {name}, {kind}: {count}"
            for name, kinds in results.violations.items()
            for kind, count in kinds.items()
            if count
        ]
    if results.invalid is not None:
        parts.append(f"Nu HTML checker: {results.checked} pages, {len(results.invalid)} messages.")
        parts += [f"- {line}" for line in results.invalid[:20]]
    if results.books:
        rows = [[name, str(count)] for name, count in results.books.items()]
        parts += ["EPUBCheck, `briefings book` for each topic:", _table(["book", "errors and warnings"], rows)]
    rows = [[kind, *(f"{number:,}" for number in size)] for kind, size in results.sizes.items()]
    parts.append(_table(["page", "HTML", "HTML with gzip", "CSS", "script"], rows))
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    line = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, line, *rows))


def write_page(page: Path, report: str) -> bool:
    """Put a report between the marks of a page; false where there are none."""
    text = page.read_text("utf-8") if page.is_file() else ""
    if not _PLACE.search(text):
        return False
    page.write_text(_PLACE.sub(lambda found: f"{found[1]}\n{report}\n{found[2]}", text), "utf-8")
    return True
