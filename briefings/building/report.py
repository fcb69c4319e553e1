"""Shows problems to a person: place, the line with a caret, what was found, what was expected, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from briefings.problems import Problem, Severity

ReadText = Callable[[str], "str | None"]

OUTSIDE = frozenset(("BRF-settings", "BRF-template", "BRF-plugin", "BRF-output"))
"""Problems of these codes do not lie in the content folder; where they have a path, it is one of the file system."""

_WIDTH = 110


def format_problems(problems: Iterable[Problem], read_text: ReadText, prefix: str = "") -> str:
    """All problems as text, one block each, then a count. `prefix` is put before content paths (the folder's name)."""
    problems = list(problems)
    lines_of: dict[str, list[str]] = {}
    blocks = []
    for problem in problems:
        path = problem.where.path
        if path not in lines_of:
            lines_of[path] = _split_lines(read_text(path) or "") if problem.where.line else []
        blocks.append(_format_problem(problem, lines_of[path], prefix))
    return "\n\n".join([*blocks, count_problems(problems)]) if blocks else ""


def _split_lines(text: str) -> list[str]:
    """Lines as editors count them: `str.splitlines` knows more line ends than they do."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _format_problem(problem: Problem, lines: list[str], prefix: str) -> str:
    where = problem.where
    place = _name_place(problem, prefix) + (f":{where.line}:{where.column}" if where.line else "")
    out = [f"{place}: {problem.severity.value}: {_printable(problem.found)} [{problem.code}]"]
    if 0 < where.line <= len(lines):
        start = max(0, where.column - 60)
        out.append(f"{where.line:5} | {_printable(lines[where.line - 1][start : start + _WIDTH])}")
        out.append(" " * 5 + " | " + " " * (where.column - 1 - start) + "^")
    out.append(f"      expected: {problem.expected}")
    if problem.hint:
        out.append(f"      hint: {_printable(problem.hint)}")
    return "\n".join(out)


def _name_place(problem: Problem, prefix: str) -> str:
    path = problem.where.path
    if problem.code not in OUTSIDE:
        return prefix + path
    inside = os.path.isabs(path) and os.path.commonpath([path, os.getcwd()]) == os.getcwd()
    return os.path.relpath(path) if inside else path


def _printable(text: str) -> str:
    """One column a character, and nothing that a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)


def count_problems(problems: Iterable[Problem]) -> str:
    """How many problems there are, most serious first: "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
