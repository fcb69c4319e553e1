"""A quick way from front matter of plain constructs to what YAML makes of it, without positions.

Plain are mappings and lists, by indentation or in brackets on one line, of texts on one line, in quotes without escapes
or as words. Whatever is not listed here is not plain, so that mistakes cost time only: the YAML parser reads it.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A tree of texts as they were typed."""

MAX_PLAIN_DEPTH = 8

_UNUSUAL = re.compile(
    "[\\\\\t\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U00010000-\U0010ffff]"
)
"""Escapes, tabs, controls, line ends of other kinds, and what may be no character."""

_SIGNS = r"\w ./+~;()'’‘“”«»–—…،؛\u200c$€£=\-"
"""What words may hold behind their first letter, wherever they stand, without a meaning for YAML."""

_QUOTED = "\"([^\"\n]*)\"|'([^'\n]*)'"
_FLOW_VALUE = rf"(?:{_QUOTED}|(\w[{_SIGNS}]*)|([\[{{]))"
_MORE_SIGNS = rf"[{_SIGNS},?&!%*@\[\]{{}}]*"
_BLOCK_WORDS = rf"\w{_MORE_SIGNS}(?::(?![ \n]|\Z){_MORE_SIGNS})*"
_KEY = "([a-z_]+):"
_LINE = re.compile(rf"( *)((?:- )*)(?:{_KEY}(?: +|(?=\n|\Z)))?(?:{_QUOTED}|({_BLOCK_WORDS})|([\[{{]))?")
_PAIR = re.compile(f" *{_KEY} +{_FLOW_VALUE}")
_ITEM = re.compile(f" *{_FLOW_VALUE}")


class NotPlainError(Exception):
    """A text has something that only the YAML parser reads."""


class _Entry(NamedTuple):
    """The start of an item (key `-`), a key, or a value alone (no key); a value of None stands on the lines below."""

    column: int
    key: str
    value: Plain | None


def parse_plain_yaml(text: str) -> Plain:
    """Give the tree of a text. Raises `NotPlainError` unless every piece of it can be read in one way only."""
    if _UNUSUAL.search(text):
        raise NotPlainError("an unusual character")
    reader = _BlockReader(_read_lines(text))
    tree = reader.read(0, MAX_PLAIN_DEPTH)
    reader.expect_end()
    if isinstance(tree, str):
        raise NotPlainError("a text alone")
    return tree


def _read_lines(text: str) -> list[_Entry]:
    entries: list[_Entry] = []
    at, length = 0, len(text.removesuffix("\n"))
    while at < length:
        match = _LINE.match(text, at)
        if match is None:
            raise NotPlainError(text[at : at + 20])
        spaces, dashes, key, *_ = match.groups()
        column = len(spaces)
        for _ in range(len(dashes) // 2):
            entries.append(_Entry(column, "-", None))
            column += 2
        has_value = match.lastindex is not None and match.lastindex > 3
        value, at = _read_value(text, match, 4, MAX_PLAIN_DEPTH) if has_value else (None, match.end())
        if at < length and text[at] != "\n":
            raise NotPlainError(text[at : at + 20])
        entries.append(_Entry(column, key or "", value))
        at += 1
    return entries


def _read_value(text: str, match: re.Match[str], first: int, depth: int) -> tuple[Plain, int]:
    """What the four groups from `first` on hold (quoted, quoted, words, a bracket), and where it ends."""
    group = match.lastindex or first
    kind, value = group - first, match[group]
    if kind == 3:
        return _read_flow(text, match.end(), value == "{", depth - 1)
    return value.rstrip(" ") if kind == 2 else value, match.end()


def _read_flow(text: str, at: int, is_mapping: bool, depth: int) -> tuple[Plain, int]:
    """What stands between two brackets, of which the first ends at `at`; and where the second ends."""
    if depth <= 0:
        raise NotPlainError("deep nesting")
    pattern, first, end = (_PAIR, 2, "}") if is_mapping else (_ITEM, 1, "]")
    pairs: dict[str, Plain] = {}
    items: list[Plain] = []
    if text.startswith(end, at):
        return pairs if is_mapping else items, at + 1
    while match := pattern.match(text, at):
        value, at = _read_value(text, match, first, depth)
        if not is_mapping:
            items.append(value)
        elif match[1] in pairs:
            break
        else:
            pairs[match[1]] = value
        sign = text[at : at + 1]
        at += 1
        if sign == end:
            return pairs if is_mapping else items, at
        if sign != ",":
            break
    raise NotPlainError(text[at : at + 20])


class _BlockReader:
    """Reads entries by their columns."""

    def __init__(self, entries: list[_Entry]) -> None:
        self._entries, self._at = entries, 0
        self._end = _Entry(-1, "", None)

    def read(self, column: int, depth: int) -> Plain:
        """What begins at the present entry, which must stand in `column`."""
        entry = self._peek()
        if entry.column != column or depth <= 0:
            raise NotPlainError("indentation")
        if entry.key == "-":
            return self._read_list(column, depth)
        if entry.key:
            return self._read_mapping(column, depth)
        self._at += 1
        if entry.value is None:
            raise NotPlainError("nothing")
        return entry.value

    def expect_end(self) -> None:
        """Raise `NotPlainError` where an entry belongs to nothing."""
        if self._at < len(self._entries):
            raise NotPlainError("indentation")

    def _peek(self) -> _Entry:
        return self._entries[self._at] if self._at < len(self._entries) else self._end

    def _read_list(self, column: int, depth: int) -> list[Plain]:
        items: list[Plain] = []
        while (entry := self._peek()).key == "-" and entry.column == column:
            self._at += 1
            items.append(self.read(column + 2, depth - 1))
        return items

    def _read_mapping(self, column: int, depth: int) -> dict[str, Plain]:
        pairs: dict[str, Plain] = {}
        while (entry := self._peek()).column == column and entry.key not in ("-", ""):
            self._at += 1
            if entry.key in pairs:
                raise NotPlainError("a key twice")
            pairs[entry.key] = self._read_below(column, depth) if entry.value is None else entry.value
        return pairs

    def _read_below(self, column: int, depth: int) -> Plain:
        """The value of a key with nothing behind it: further in, or a list in the same column."""
        entry = self._peek()
        if entry.key and (entry.column > column or (entry.column == column and entry.key == "-")):
            return self.read(entry.column, depth - 1)
        raise NotPlainError("a key without a value")
