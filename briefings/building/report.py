"""Shows problems to a person: place, the line with a caret, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefings.problems import Problem, Severity

ReadText = Callable[[str], "str | None"]


def format_problems(problems: Iterable[Problem], read_text: ReadText, prefix: str = "") -> str:
    """All problems as text, one block each, then a count. `prefix` is put before content paths (the folder's name)."""
    problems = list(problems)
    lines_of: dict[str, list[str]] = {}
    blocks = []
    for problem in problems:
        path = problem.where.path
        if path not in lines_of:
            lines_of[path] = (read_text(path) or "").splitlines()
        blocks.append(_format_problem(problem, lines_of[path], prefix))
    return "\n\n".join([*blocks, count_problems(problems)]) if blocks else ""


def _format_problem(problem: Problem, lines: list[str], prefix: str) -> str:
    where = problem.where
    place = f"{prefix}{where.path}" + (f":{where.line}:{where.column}" if where.line else "")
    out = [f"{place}: {problem.severity.value}: {problem.found} [{problem.code}]"]
    if where.line and where.line <= len(lines):
        text = lines[where.line - 1]
        start = max(0, where.column - 60)
        margin = f"{where.line:5} | "
        out.append(margin + text[start : start + 110])
        out.append(" " * 5 + " | " + " " * (where.column - 1 - start) + "^")
    out.append(f"      expected: {problem.expected}")
    if problem.hint:
        out.append(f"      hint: {problem.hint}")
    return "\n".join(out)


def count_problems(problems: Iterable[Problem]) -> str:
    """"2 errors, 1 warning", most serious first."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
