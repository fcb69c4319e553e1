"""The formats in which `briefings check` can report, by the name that its `--format` takes."""

from __future__ import annotations

from collections.abc import Callable

from briefings.building.reports.github import format_github
from briefings.building.reports.gitlab import format_gitlab
from briefings.building.reports.json import format_json
from briefings.building.reports.junit import format_junit
from briefings.building.reports.report import Report
from briefings.building.reports.sarif import format_sarif
from briefings.building.reports.text import format_text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "gitlab": format_gitlab,
    "sarif": format_sarif,
    "junit": format_junit,
}
"""Each gives the whole report as text, without a line end behind it; "text" and "github" give "" for a clean run."""
