"""What a check found, and how every format names places and words problems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import msgspec

from briefings.problems import CATALOGUE, Problem, Severity, Stage

ReadText = Callable[[str], "str | None"]

_OF_CONTENT = {"BRF-image-unreadable"}
"""Found while the site is built, and yet about a file of the content folder."""

OUTSIDE = (frozenset(code.code for code in CATALOGUE.values() if code.stage is Stage.BUILDING) - _OF_CONTENT) | {
    "BRF-address-missing",
    "BRF-built-link",
}
"""Problems of these codes do not lie in the content folder; where they have a path, it is one of the file system."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check looked at and what it found: all that a format needs."""

    problems: tuple[Problem, ...]
    """In the order of `sort_problems`, with line and column where they have any."""

    files: tuple[str, ...]
    """Every file that was checked, relative to the content folder."""

    read_text: ReadText
    """The text of a file that a problem names; None when it cannot be read."""

    prefix: str
    """Put before content paths, so that they start at the current folder: `content/`. Ends with a slash or is empty."""

    failing: frozenset[Severity]
    """The severities that make the check fail."""

    def is_failing(self, problem: Problem) -> bool:
        """Whether this problem alone would make the check fail."""
        return problem.severity in self.failing


def name_place(problem: Problem, prefix: str) -> str:
    """The path of a problem as a person in the current folder would write it; for some codes only a word."""
    path = problem.where.path
    if problem.code not in OUTSIDE:
        return prefix + path
    inside = os.path.isabs(path) and os.path.commonpath([path, os.getcwd()]) == os.getcwd()
    return os.path.relpath(path) if inside else path


def names_file(problem: Problem) -> bool:
    """Whether the place is a path at all: settings may come without a file, and a plugin is known by name alone."""
    return bool(problem.where.path) and (
        problem.code not in OUTSIDE or (problem.code != "BRF-plugin" and problem.where.path != "settings")
    )


def describe_problem(problem: Problem) -> str:
    """What was found, what was expected and what to do, in one line that is safe to show anywhere."""
    hint = f". Hint: {problem.hint}" if problem.hint else ""
    return printable(f"{problem.found}; expected: {problem.expected}{hint}")


def read_lines(problems: Iterable[Problem], read_text: ReadText) -> dict[str, list[str]]:
    """The lines of every file in which a problem has a line; each file is read once."""
    paths = dict.fromkeys(problem.where.path for problem in problems if problem.where.line)
    return {path: _split_lines(read_text(path) or "") for path in paths}


def _split_lines(text: str) -> list[str]:
    """Lines as editors count them: `str.splitlines` knows more line ends than they do."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


_JOINERS = "\u200c\u200d"  # Persian, Pashto and emoji are misspelt without them, and no terminal obeys them


def printable(text: str) -> str:
    """The same number of characters, none of which a terminal would obey or XML would refuse."""
    return "".join(char if char.isprintable() or char in _JOINERS else " " for char in text)


def encodable(text: str) -> str:
    """The same text, where half of a surrogate pair, as file names that are not UTF-8 have, is written out."""
    return text.encode("utf-8", "backslashreplace").decode()
