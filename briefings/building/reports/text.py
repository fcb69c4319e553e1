"""Shows problems to a person: place, the line with a caret, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefings.building.reports.report import ReadText, Report, name_place, printable, read_lines
from briefings.problems import Problem, Severity

_WIDTH = 110


def format_text(report: Report) -> str:
    """All problems of a report as text; nothing when there is none."""
    return format_problems(report.problems, report.read_text, report.prefix)


def format_problems(problems: Iterable[Problem], read_text: ReadText, prefix: str = "") -> str:
    """All problems as text, one block each, then a count. `prefix` is put before content paths (the folder's name)."""
    problems = list(problems)
    lines = read_lines(problems, read_text)
    blocks = [format_problem(problem, lines.get(problem.where.path, ()), prefix) for problem in problems]
    return "\n\n".join([*blocks, count_problems(problems)]) if blocks else ""


def format_problem(problem: Problem, lines: Sequence[str], prefix: str) -> str:
    """One problem as a block of lines. `lines` are those of its file."""
    where = problem.where
    place = printable(name_place(problem, prefix)) + (f":{where.line}:{where.column}" if where.line else "")
    out = [f"{place}: {problem.severity.value}: {printable(problem.found)} [{problem.code}]"]
    if 0 < where.line <= len(lines):
        start = max(0, where.column - 60)
        shown = printable(lines[where.line - 1][start : start + _WIDTH])
        out.append(f"{where.line:5} | {shown}")
        out.append(" " * 5 + " | " + " " * _measure(shown[: max(0, where.column - 1 - start)]) + "^")
    out.append(f"      expected: {printable(problem.expected)}")
    if problem.hint:
        out.append(f"      hint: {printable(problem.hint)}")
    return "\n".join(out)


def _measure(text: str) -> int:
    """Columns that text takes on a terminal: two for a Chinese character, none for a combining accent."""
    from rich.cells import cell_len

    return cell_len(text)


def count_problems(problems: Iterable[Problem]) -> str:
    """How many problems there are, most serious first: "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
