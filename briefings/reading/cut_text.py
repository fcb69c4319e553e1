"""Text that a ` #` cuts off: YAML takes all behind it for a comment, and the reader would miss it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefings.problems import Location, Problem

_SIGN = re.compile(r"(?<=[^ \t])[ \t]+(#+)(?=[^\s#])")
"""A `#` behind a space, with a word right behind it: few comments begin so, and text does (`Flight #204`)."""

_HINT = "Put the whole value in double quotes; a comment has a space behind its `#`."


def find_cut_text(root: Node, text: str, path: str, first_line: int) -> list[Problem]:
    """A problem for each value without quotes, an empty one too, that ends at a ` #` with a word behind it."""
    lines = text.split("\n")
    signs = {(number, end): column for number, line in enumerate(lines) for end, column in _list_signs(line)}
    ends = {(node.end_mark.line, node.end_mark.column) for node in (_list_plain(root) if signs else ())}
    return [
        _describe(lines[end[0]], Location(path, first_line + end[0], column + 1))
        for end, column in signs.items()
        if end in ends
    ]


def find_cut(line: str, where: Location) -> Problem | None:
    """The same for one line of a text that is no YAML, where nobody knows what is in quotes."""
    column = next((column for _, column in _list_signs(line)), -1)
    return None if column < 0 else _describe(line, replace(where, column=column + 1))


def _list_plain(root: Node) -> Iterator[Node]:
    """The values without quotes."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, MappingNode):
            nodes += [value for _, value in node.value]
        elif isinstance(node, SequenceNode):
            nodes += node.value
        elif isinstance(node, ScalarNode) and not node.style:
            yield node


def _list_signs(line: str) -> Iterator[tuple[int, int]]:
    """For each such `#`: where the text before it ends, and its own column, from 0."""
    return ((match.start(), match.start(1)) for match in _SIGN.finditer(line)) if "#" in line else iter(())


def _describe(line: str, where: Location) -> Problem:
    rest = line[where.column - 1 :].rstrip()
    found = f"`{rest if len(rest) <= 60 else rest[:57] + '…'}`, which YAML takes for a comment and leaves out"
    return Problem("BRF-yaml-syntax", where, found, "text with ` #` in quotes", _HINT)
