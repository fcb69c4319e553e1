"""Bounds on what a body may hold. Python-Markdown takes time that grows with the square of some of these, or recurses.

Each bound is far beyond what a person writes, and a body at all of them still converts in seconds.
"""

from __future__ import annotations

import re

from briefings.problems import Location, Problem

MAX_CHARACTERS = 400_000
MAX_PARAGRAPH = 40_000
MAX_NESTING = 24
MAX_MARKS = 20_000

_NESTED = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}\.)(?=[ \t]))){%d}" % (MAX_NESTING + 1), re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t>]*\n")
_BRACKETS = re.compile(r"[\[\]]")
_FREQUENT = {
    "brackets": (re.compile(r"\["), 4_000),
    "emphasis marks": (re.compile(r"[*_]+"), 4_000),
    "backticks": (re.compile(r"`+"), 2_000),
    "quotation marks": (re.compile(r"[\"']"), 6_000),
    "angle brackets": (re.compile(r"<"), 2_000),
}


def check_limits(text: str, path: str, first_line: int) -> Problem | None:
    """Give the first bound that a body exceeds, or None."""
    if len(text) > MAX_CHARACTERS:
        return limit_problem(path, first_line, f"a text of {len(text)} characters", f"at most {MAX_CHARACTERS}")
    nested = _NESTED.search(text)
    if nested is not None:
        line = first_line + text.count("\n", 0, nested.start())
        return limit_problem(path, line, "a line with more than {MAX_NESTING} quotes and lists inside each other", "")
    return None


def limit_problem(path: str, line: int, found: str, expected: str) -> Problem:
    """Give the problem of a text that exceeds a bound."""
    return Problem("BRF-too-large", Location(path, line, 1), found, expected, "Split the text.")
