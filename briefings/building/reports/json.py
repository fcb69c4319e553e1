"""Writes problems as JSON for other programs: the one format that loses nothing."""

from __future__ import annotations

from typing import Literal

import msgspec

from briefings.building.reports.report import Report, encodable, name_place
from briefings.problems import CATALOGUE, Problem, Severity


class JsonSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to, in numbers."""

    files: int
    """Files that were checked."""

    errors: int
    warnings: int
    notes: int

    failed: bool
    """Whether any problem is serious enough for the check to fail."""


class JsonProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem. Text is as it was found, control characters included."""

    code: str
    """The permanent name of this kind of problem: `BRF-unknown-id`."""

    severity: Severity
    """What the policy says, else what the catalogue says."""

    path: str
    """From the current folder; a word such as `settings` when the problem lies in no file."""

    line: int
    """From 1; 0 when the problem has no line."""

    column: int
    """In characters (Unicode code points), from 1; 0 when the problem has no line."""

    found: str
    expected: str

    hint: str
    """What to do; empty when there is nothing to say."""

    meaning: str
    """What this code means, in one sentence; the same for every problem of the code."""


class JsonReport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file. `version` changes when a field goes or changes its meaning; new fields may come at any time."""

    version: Literal[1] = 1
    summary: JsonSummary
    problems: tuple[JsonProblem, ...]


def format_json(report: Report) -> str:
    """A report as JSON of the shape of `JsonReport`."""
    severities = [problem.severity for problem in report.problems]
    summary = JsonSummary(
        files=len(report.files),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
        failed=not report.failing.isdisjoint(severities),
    )
    problems = tuple(build_problem(problem, report.prefix) for problem in report.problems)
    return encode_json(JsonReport(summary=summary, problems=problems))


def encode_json(value: object) -> str:
    """A record as indented JSON, without a line end behind it."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def build_problem(problem: Problem, prefix: str) -> JsonProblem:
    """One problem as programs read it; `prefix` is put before paths of the content folder."""
    return JsonProblem(
        code=problem.code,
        severity=problem.severity,
        path=encodable(name_place(problem, prefix)),
        line=problem.where.line,
        column=problem.where.column,
        found=encodable(problem.found),
        expected=encodable(problem.expected),
        hint=encodable(problem.hint),
        meaning=CATALOGUE[problem.code].meaning,
    )
