"""Gives each problem a name by which a reviewing site knows it again in the next run."""

from __future__ import annotations

import hashlib
from collections import Counter

from briefings.building.reports.report import Report, name_place, read_lines
from briefings.problems import Problem

_SHOWN = 1000
"""Characters of a line that count: a hostile file has one long line with thousands of problems in it."""


def build_fingerprints(report: Report) -> list[str]:
    """One fingerprint a problem, all different: 64 hexadecimal digits (SHA-256).

    It is made of the code, the file, what was found and the text of the line, not of the line's number: a problem stays
    the same when lines come or go above it. Equal problems are told apart by their order in the file.
    """
    lines = read_lines(report.problems, report.read_text)
    seen: Counter[tuple[str, ...]] = Counter()
    fingerprints = []
    for problem in report.problems:
        traits = _find_traits(problem, lines.get(problem.where.path, []))
        seen[traits] += 1
        # With its length before it, no trait can be taken for two.
        text = "".join(f"{len(trait)}:{trait}" for trait in (*traits, str(seen[traits])))
        fingerprints.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return fingerprints


def _find_traits(problem: Problem, lines: list[str]) -> tuple[str, ...]:
    line = lines[problem.where.line - 1][:_SHOWN].strip() if 0 < problem.where.line <= len(lines) else ""
    return problem.code, name_place(problem, ""), problem.found, line
