"""Writes problems as annotations of GitHub Actions: workflow commands, one line each."""

from __future__ import annotations

import os

from briefings.building.reports.report import Report, describe_problem, encodable, name_place, names_file
from briefings.problems import Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def format_github(report: Report) -> str:
    """A report as workflow commands (`::error file=…,line=…,col=…,title=…::…`), in the order of the problems."""
    return "\n".join(_format_command(problem, report.prefix) for problem in report.problems)


def _format_command(problem: Problem, prefix: str) -> str:
    place = name_place(problem, prefix)
    message = describe_problem(problem)
    properties: dict[str, object] = {}
    # GitHub can only mark a file of the repository. Any other place would be lost if the message did not say it.
    if names_file(problem) and not os.path.isabs(place):
        properties["file"] = place
        if problem.where.line:
            properties.update(line=problem.where.line, col=problem.where.column)
    else:
        message = f"{place}: {message}"
    properties["title"] = problem.code
    shown = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {shown}::{_escape_data(message)}"


def _escape_data(text: str) -> str:
    """As `escapeData` of the Actions toolkit does."""
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """As `escapeProperty` of the Actions toolkit does."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
