"""A small report with problems of different kinds, and a reader of GitHub's workflow commands."""

from __future__ import annotations

from typing import Any

from briefings.building.reports.report import Report
from briefings.problems import Location, Problem, Severity, sort_problems

TEXTS = {
    "briefings/a quay.md": "---\ntitle: اسکله بسته می‌شود\nat: بندر wsh\n---\n\n[[wsh]] and [[wsh]]\n",
    "registry/actors.yml": "union:\n  name: The union\n",
}
FILES = ("briefings/a quay.md", "briefings/clean.md", "registry/actors.yml")


def make_problem(code: str = "BRF-unknown-id", found: str = "`wsh`", hint: str = "", **where: Any) -> Problem:
    level = where.pop("level", None)
    expected = where.pop("expected", "the id of a place")
    return Problem(code, Location(**{"path": "briefings/a quay.md", **where}), found, expected, hint, level)


def make_report(*problems: Problem, **changes: Any) -> Report:
    failing = frozenset((Severity.ERROR, Severity.WARNING))
    fields = {"files": FILES, "read_text": TEXTS.get, "prefix": "content/", "failing": failing, **changes}
    return Report(problems=tuple(sort_problems(problems)), **fields)


TWICE = make_problem("BRF-link-unknown", "`[[wsh]]`", line=6, column=1, expected="an id of this site")
PROBLEMS = (
    make_problem(found="`بندر wsh`", hint="Did you mean `wesh`?", line=3, column=5),
    TWICE,
    TWICE,
    make_problem("BRF-upcoming-overdue", "2 May, 50% sure: no outcome", level=Severity.NOTE, line=2, column=8),
    make_problem("BRF-unknown-file", "`actors.yml`", path="registry/actors.yml", expected="a known name"),
    make_problem("BRF-template", "no `leed`", path="/usr/share/theme/home.html", line=2, column=1, expected="a `lead`"),
    make_problem("BRF-settings", "`SITEURL`", path="settings", expected="an address", level=Severity.WARNING),
)


def example_report() -> Report:
    return make_report(*PROBLEMS)


def parse_command(line: str) -> tuple[str, dict[str, str], str]:
    """Name, properties and message of a workflow command, by the rules of the runner's `ActionCommand.TryParseV2`."""
    assert line.startswith("::")
    assert "\r" not in line
    head, separator, message = line[2:].partition("::")
    assert separator
    name, _, shown = head.partition(" ")
    pairs = (pair.partition("=") for pair in shown.split(","))
    return name, {key: _unescape(value) for key, _, value in pairs}, _unescape(message)


def _unescape(text: str) -> str:
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, character)
    return text
