"""Slips that can be named from the line itself, where the YAML parser only says what it could not go on with."""

from __future__ import annotations

import re

import yaml

from briefings.problems import Location, Problem
from briefings.reading.cut_text import find_cut

QUOTE = "Put the whole value in double quotes."
_ESCAPE = 'Put the whole value in double quotes, and write `\\"` for a quotation mark inside.'

_UNSPACED = re.compile(r"(?: |- )*([A-Za-z_]+):(?=[^ \t/])")
"""A key whose colon has something behind it at once: a letter, or a space that does not break."""
_KEY = re.compile(r"(?: |- )*[A-Za-z_]+")


def find_slip(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem | None:
    """The problem behind an error of the parser, or None where the words for the error itself say it best."""
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if end is None:
        return None
    said, lines = str(getattr(error, "problem", "")), text.split("\n")

    def read_line(number: int) -> str:
        return lines[number] if 0 <= number < len(lines) else ""

    at = Location(path, first_line + end.line, end.column + 1)
    line, above = read_line(end.line), Location(path, at.line - 1)
    if said.startswith("did not find expected ',' or"):
        opened = Location(path, first_line + start.line) if start else at
        return _find_in_brackets(line, at, said[-2]) or _find_open_cut(read_line(opened.line - first_line), opened)
    if said == "could not find expected ':'" and start:
        return _find_unspaced(read_line(start.line), Location(path, first_line + start.line))
    if said == "mapping values are not allowed in this context" and _KEY.fullmatch(line[: end.column]):
        # The line above went on, since nothing in it was a key.
        return _find_unspaced(read_line(end.line - 1), above)
    if said == "did not find expected key" and line.startswith(" "):
        return _find_open_cut(read_line(end.line - 1), above)
    is_second = line[: end.column].rstrip().endswith((",", "[", "{"))
    if said == "did not find expected node content" and line.startswith(",", end.column) and is_second:
        return Problem("BRF-yaml-syntax", at, "a comma too many", "one comma after each value", "Take one comma away.")
    return None


def _find_in_brackets(line: str, at: Location, bracket: str) -> Problem | None:
    """What stands in the way of a bracket that is there; with a key at its beginning, the line is none of theirs."""
    before, rest = line[: at.column - 1], line[at.column - 1 :]
    is_closed = bracket in rest and not _KEY.fullmatch(before)
    if rest.startswith(":") and (is_closed or ": " in before):
        return Problem("BRF-yaml-syntax", at, "a second `: `", "one value behind a key", QUOTE)
    if is_closed and before.rstrip().endswith(('"', "'")):
        expected = f"`,` or `{bracket}`"
        return Problem("BRF-yaml-syntax", at, "more text behind a quotation mark", expected, _ESCAPE)
    return None


def _find_open_cut(line: str, where: Location) -> Problem | None:
    """A ` #` that hides what would have gone on, or closed a bracket; in a line with quotes nobody can tell."""
    return None if '"' in line or "'" in line else find_cut(line, where)


def _find_unspaced(line: str, where: Location) -> Problem | None:
    match = _UNSPACED.match(line)
    if match is None:
        return None
    key, rest = match[1], line[match.end() :]
    what = "a space that does not break" if rest[0].isspace() else "no space"
    found = f"{what} behind the colon of `{key}`"
    place = Location(where.path, where.line, match.end() + 1)
    return Problem("BRF-yaml-syntax", place, found, f"`{key}: …`", "Put a plain space behind the colon.")
