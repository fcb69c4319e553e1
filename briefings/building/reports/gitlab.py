"""Writes problems as a Code Quality report of GitLab."""

from __future__ import annotations

import msgspec

from briefings.building.reports.fingerprints import build_fingerprints
from briefings.building.reports.json import encode_json
from briefings.building.reports.report import Report, describe_problem, encodable, name_place
from briefings.problems import Problem, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


class _Lines(msgspec.Struct, frozen=True):
    begin: int


class _Location(msgspec.Struct, frozen=True):
    path: str
    lines: _Lines


class _Finding(msgspec.Struct, frozen=True, kw_only=True):
    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: _Location


def format_gitlab(report: Report) -> str:
    """A report as the JSON list that GitLab takes as `artifacts: reports: codequality`."""
    pairs = zip(report.problems, build_fingerprints(report), strict=True)
    return encode_json([_build_finding(problem, fingerprint, report.prefix) for problem, fingerprint in pairs])


def _build_finding(problem: Problem, fingerprint: str, prefix: str) -> _Finding:
    # GitLab drops a finding without a path or a line, so a problem of a whole file stands at its beginning.
    place = encodable(name_place(problem, prefix)) or "."
    return _Finding(
        description=describe_problem(problem),
        check_name=problem.code,
        fingerprint=fingerprint,
        severity=_SEVERITIES[problem.severity],
        location=_Location(place, _Lines(max(problem.where.line, 1))),
    )
