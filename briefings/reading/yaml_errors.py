"""What the YAML parser says, in a writer's words: what stands there, what belongs there, and what to do."""

from __future__ import annotations

from typing import Any

import msgspec
import yaml

from briefings.problems import Location, Problem
from briefings.reading.yaml_slips import QUOTE, find_slip


class _Words(msgspec.Struct, frozen=True):
    """Words for one error of the parser; `from_start` points at where the broken thing began, not where it shows."""

    found: str
    expected: str
    hint: str = ""
    from_start: bool = False


_WORDS = {
    "mapping values are not allowed in this context": _Words("a second `: `", "one value behind a key", QUOTE),
    "found unexpected end of stream": _Words(
        "a quotation mark without its end", "a second quotation mark", "", from_start=True
    ),
    "found a tab character that violates indentation": _Words("a tab", "spaces", "Indent with spaces."),
    "did not find expected ',' or ']'": _Words("a `[` without its `]`", "`]`", "", from_start=True),
    "did not find expected ',' or '}'": _Words("a `{` without its `}`", "`}`", "", from_start=True),
    "did not find expected key": _Words(
        "something that belongs to no key",
        "a key at the same indentation as those above it",
        "Check the indentation, and put text that contains a quotation mark in double quotes.",
    ),
    "did not find expected '-' indicator": _Words(
        "something that belongs to no item", "`- ` at the indentation of the list"
    ),
    "did not find expected node content": _Words("a bracket or comma in the wrong place", "a value", QUOTE),
    "could not find expected ':'": _Words(
        "a line without a key", "`key: value`", "Indent it if it continues the line above.", True
    ),
    "found unknown escape character": _Words(
        "a backslash that means nothing", "`\\\\` for a backslash", "Or put the value in single quotes."
    ),
    "block sequence entries are not allowed in this context": _Words(
        "a `- ` behind a key", "a value, or a list that begins on the next line", QUOTE
    ),
    "but found another document": _Words("a second `---`", "one document"),
}


def describe_syntax_error(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem for an error in `text`, which begins on `first_line` of the file."""
    slip = find_slip(error, text, path, first_line)
    if slip:
        return slip
    said = getattr(error, "problem", None) or str(error).partition("\n")[0]
    end, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (end.line, end.column) if end else (0, 0)
    words = _WORDS.get(said) or _describe_start(text, start or end) or _Words(said, "valid YAML", QUOTE)
    if words.from_start and start:
        line, column = start.line, start.column
    if line > text.count("\n"):
        # The parser thinks a line end behind the last line.
        line, column = text.count("\n"), len(text) - text.rfind("\n") - 1
    where = Location(path, first_line + line, column + 1)
    return Problem("BRF-yaml-syntax", where, words.found, words.expected, words.hint)


def _describe_start(text: str, mark: Any) -> _Words | None:
    """Characters that YAML keeps for itself: no value can start with them."""
    lines = text.split("\n")
    character = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
    if character == "\t":
        return _WORDS["found a tab character that violates indentation"]
    return (
        _Words(f"a value that starts with `{character}`", "text in quotes", QUOTE, from_start=True)
        if character in ("@", "`", "%", "*", "&", "!", "|", ">")
        else None
    )
