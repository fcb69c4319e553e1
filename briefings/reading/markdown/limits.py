"""Bounds on what a body may hold.

Python-Markdown takes time that grows with the square of some things, and recurses into others. Each bound is far beyond
what a person writes, and a body that reaches all of them still converts within seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from briefings.problems import Location, Problem


class Limit(msgspec.Struct, frozen=True):
    """At most `most` matches of `pattern` in a stretch without an empty line, and `whole` in all; 0 is no bound.

    One of `signs` stands in every match, so that nothing need be matched in a text that has few of them.
    """

    what: str
    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    most: int
    whole: int


MAX_CHARACTERS = 300_000
MAX_NESTING = 20
MAX_OPEN_BRACKETS = 30

_LIMITS = (
    Limit("characters", re.compile(".", re.DOTALL), ("",), 40_000, 0),
    Limit("lines", re.compile(r"\n"), ("\n",), 2_000, 20_000),
    Limit("paragraphs", re.compile(r"\n[ \t>]*(?=\n)"), ("\n",), 0, 5_000),
    Limit("list items", re.compile(r"(?m)^[ \t>]*(?:[-*+]|\d+\.)[ \t]"), ("-", "*", "+", "."), 0, 4_000),
    Limit(
        "headings, rules and fences",
        re.compile(r"(?m)^[ ]{0,3}(?:#|[-=*_~`]{3})"),
        ("#", "---", *"=*_~`"),
        400,
        2_000,
    ),
    Limit("explained terms", re.compile(r"(?m)^[ ]{0,3}:[ ]"), (":",), 200, 2_000),
    Limit("definitions", re.compile(r"(?m)^[ ]{0,3}\*?\[[^\]\n]*\]:"), ("[",), 300, 1_000),
    Limit("links, citations and spans", re.compile(r"\[\[|@|\]\{"), ("[", "@", "{"), 0, 10_000),
    Limit("footnote references", re.compile(r"\[\^"), ("[",), 0, 1_000),
    Limit("emphasis marks", re.compile(r"[*_]+"), ("*", "_"), 4_000, 20_000),
    Limit("quotation marks", re.compile(r"[\"']"), ('"', "'"), 4_000, 20_000),
    Limit("links without an end", re.compile(r"\]\((?![^()]*+(?:\([^()]*+\)[^()]*+)*+\))"), ("](",), 20, 100),
    Limit("tags without an end", re.compile(r"<[A-Za-z/!?](?![^<>]*>)"), ("<",), 0, 50),
    Limit("CDATA sections", re.compile(r"<!\["), ("<",), 0, 5),
)
_STRETCH_END = re.compile(r"\n[ \t>]*\n")
_BRACKETS = re.compile(r"[\\\[\]](?:(?<=\\).)?", re.DOTALL)
_NESTED = re.compile(rf"\n(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}\.)(?=[ \t]))){{{MAX_NESTING + 1}}}")
_INDENTED = re.compile(rf"\n[ \t]{{{4 * MAX_NESTING},}}+(?:[-*+]|\d{{1,9}}\.)[ \t]")
"""Both for texts behind a line end: a first character that is always the same is found soonest."""


def check_limits(text: str, path: str, first_line: int) -> Problem | None:
    """Give the first bound that a body exceeds, or None."""
    if len(text) > MAX_CHARACTERS:
        return limit_problem(path, first_line, f"{len(text)} characters", f"at most {MAX_CHARACTERS}")
    for offset, found, most in _find_excesses(text):
        line = first_line + text.count("\n", 0, offset)
        return limit_problem(path, line, found, f"at most {most}")
    return None


def limit_problem(path: str, line: int, found: str, expected: str) -> Problem:
    """Give the problem of a text that exceeds a bound."""
    return Problem("BRF-too-large", Location(path, line, 1), found, expected, "Split or simplify the text here.")


def _find_excesses(text: str) -> Iterator[tuple[int, str, int]]:
    """Where a bound is exceeded, by what, and the bound."""
    for nested in (_NESTED.search("\n" + text), _INDENTED.search("\n" + text)):
        if nested is not None:
            yield nested.start(), "quotes and lists inside each other", MAX_NESTING
    for limit in _LIMITS:
        # Nearly every body has less of a thing in all than it may have in one stretch.
        bound = limit.most or limit.whole
        has_many = len(text) >= bound and sum(map(text.count, limit.signs)) > bound
        total = len(limit.pattern.findall(text)) if has_many else 0
        if limit.whole and total > limit.whole:
            yield 0, f"{total} {limit.what}", limit.whole
        if limit.most and total > limit.most:
            yield from _find_dense_stretches(text, limit)
    if text.count("[") > MAX_NESTING:
        yield from _find_open_brackets(text)


def _find_dense_stretches(text: str, limit: Limit) -> Iterator[tuple[int, str, int]]:
    for start, end in _stretches(text):
        count = len(limit.pattern.findall(text, start, end))
        if count > limit.most:
            yield start, f"{count} {limit.what} without an empty line", limit.most


def _find_open_brackets(text: str) -> Iterator[tuple[int, str, int]]:
    for start, end in _stretches(text):
        depth = deepest = 0
        for match in _BRACKETS.finditer(text, start, end):
            depth = depth + 1 if match[0] == "[" else max(0, depth - 1) if match[0] == "]" else depth
            deepest = max(deepest, depth)
        if deepest > MAX_OPEN_BRACKETS:
            yield start, f"{deepest} brackets that are open at once", MAX_OPEN_BRACKETS


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STRETCH_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
