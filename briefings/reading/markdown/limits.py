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
    """At most `most` matches of `pattern` in a paragraph (or list, or table), or in the whole body."""

    what: str
    pattern: re.Pattern[str]
    most: int
    is_whole: bool = False


MAX_CHARACTERS = 300_000
MAX_NESTING = 20
MAX_OPEN_BRACKETS = 50

_LIMITS = (
    Limit("characters without an empty line", re.compile(".", re.DOTALL), 40_000),
    Limit("lines without an empty line", re.compile(r"\n"), 2_000),
    Limit("headings, rules and fences without an empty line", re.compile(r"(?m)^[ ]{0,3}(?:#|[-=*_~`]{3})"), 400),
    Limit("emphasis marks without an empty line", re.compile(r"[*_]+"), 5_000),
    Limit("quotation marks without an empty line", re.compile(r"[\"']"), 5_000),
    Limit("link definitions without an empty line", re.compile(r"(?m)^[ ]{0,3}\*?\[[^\]\n]*\]:"), 300),
    Limit("links without an end", re.compile(r"\]\((?![^()]*+(?:\([^()]*+\)[^()]*+)*+\))"), 20),
    Limit("tags without an end", re.compile(r"<[A-Za-z/!?](?![^<>]*>)"), 50, is_whole=True),
    Limit("CDATA sections", re.compile(r"<!\["), 5, is_whole=True),
    Limit("code fences", re.compile(r"(?m)^(?:~~~|```)"), 1_000, is_whole=True),
    Limit("footnote references", re.compile(r"\[\^"), 1_000, is_whole=True),
    Limit("paragraphs", re.compile(r"\n[ \t>]*(?=\n)"), 5_000, is_whole=True),
    Limit("links, citations and spans", re.compile(r"\[\[|@|\]\{"), 10_000, is_whole=True),
)
_BLOCK_END = re.compile(r"\n[ \t>]*(?=\n)")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_NESTED = re.compile(rf"^(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}\.)(?=[ \t]))){{{MAX_NESTING + 1}}}", re.MULTILINE)
_INDENTED = re.compile(rf"^[ \t]{{{4 * MAX_NESTING},}}+(?:[-*+]|\d{{1,9}}\.)[ \t]", re.MULTILINE)


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
    for nested in (_NESTED.search(text), _INDENTED.search(text)):
        if nested is not None:
            yield nested.start(), "quotes and lists inside each other", MAX_NESTING
    for limit in _LIMITS:
        # Nearly every body has less of a thing in all than it may have in one paragraph.
        if len(text) <= limit.most or len(limit.pattern.findall(text)) <= limit.most:
            continue
        for start, end in [(0, len(text))] if limit.is_whole else _blocks(text):
            count = len(limit.pattern.findall(text, start, end))
            if count > limit.most:
                yield start, f"{count} {limit.what}", limit.most
    if text.count("[") > MAX_NESTING:
        yield from _find_open_brackets(text)


def _find_open_brackets(text: str) -> Iterator[tuple[int, str, int]]:
    for start, end in _blocks(text):
        depth = 0
        deepest = 0
        for match in _BRACKETS.finditer(text, start, end):
            depth = depth + 1 if match[0] == "[" else max(0, depth - 1) if match[0] == "]" else depth
            deepest = max(deepest, depth)
        if deepest > MAX_OPEN_BRACKETS:
            yield start, f"{deepest} brackets that are open at once", MAX_OPEN_BRACKETS


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BLOCK_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
