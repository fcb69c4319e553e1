"""Adds one key to a mapping of a YAML file by position: everything else stays as its author wrote it, to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefings.problems import Pointer
from briefings.reading.front_matter import split_front_matter
from briefings.reading.yaml_tree import find_node, parse_yaml

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9:/._~%?=&+@;$()*-]*[A-Za-z0-9/]")
"""Values that mean themselves without quotes, in brackets too."""


def add_key(text: str, path: str, pointer: Pointer, added: tuple[str, str], beside: tuple[str, str]) -> str | None:
    """The text with a key and its value in the mapping that `pointer` leads to, after the pair `beside`.

    In block style that is one more line, in a flow mapping (`{…}`) a few words within it. None where that cannot be
    done so that the file says the same in all other respects, and where the mapping has not that pair any more.
    """
    key, value = added
    source = _Source(text, path)
    node, is_found = find_node(source.root, pointer) if source.root else (None, False)
    if not is_found or not isinstance(node, MappingNode):
        return None
    pairs = _read(node)
    if key in pairs or pairs.get(beside[0]) != beside[1]:
        return None
    for offset, addition in _list_places(source, node, key, value, beside[0]):
        changed = _Source(source.text[:offset] + addition + source.text[offset:], path)
        if _says_the_same(source, changed, pointer, key, value):
            return (_BOM if text.startswith(_BOM) else "") + changed.text
    return None


class _Source:
    """A file with its YAML, and where each line of that begins in it."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text.removeprefix(_BOM)
        plain = self.text.replace("\r\n", "\n").replace("\r", "\n")
        self.first_line, self.body = 1, ""
        if not path.endswith((".yml", ".yaml")):
            split = split_front_matter(plain)
            plain, self.first_line, self.body = split.header, split.header_line, split.body
        self.root = parse_yaml(plain, path, self.first_line)[0]
        self.lines: list[str] = _LINE.findall(self.text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def find_offset(self, line: int, column: int) -> int:
        """Where a mark of the YAML is in the text."""
        return self._starts[min(self.first_line - 1 + line, len(self._starts) - 1)] + column

    def find_line(self, line: int) -> str:
        """A line of the YAML with its end."""
        return self.lines[self.first_line - 1 + line]


def _list_places(source: _Source, node: MappingNode, key: str, value: str, after: str) -> Iterator[tuple[int, str]]:
    """Where the key can be added, and with which words; the best place first."""
    pairs = sorted(node.value, key=lambda pair: pair[0].value != after)
    for name, found in pairs:
        end = found.end_mark
        if node.flow_style:
            yield source.find_offset(end.line, end.column), f", {key}: {_quote(value, found)}"
            continue
        # A block scalar ends where the next line begins.
        last = end.line if end.column and source.find_line(end.line)[: end.column].strip() else end.line - 1
        before = source.find_line(last)
        line_end = before[len(before.rstrip("\r\n")) :]
        line = f"{' ' * name.start_mark.column}{key}: {_quote(value, found)}"
        own_end = line_end or ("\r\n" if "\r\n" in source.text else "\n")
        yield source.find_offset(last + 1, 0), f"{line}{own_end}" if line_end else f"{own_end}{line}"


def _quote(value: str, beside: Node) -> str:
    """The value in quotes where it needs them, or where the one beside it has some."""
    style = getattr(beside, "style", None)
    if style == "'" and "'" not in value:
        return f"'{value}'"
    return value if style != '"' and _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _says_the_same(before: _Source, after: _Source, pointer: Pointer, key: str, value: str) -> bool:
    """Whether nothing but the key is new."""
    if after.root is None or before.root is None or before.body != after.body:
        return False
    whole = _read(after.root)
    mapping = whole
    try:
        for step in pointer:
            mapping = mapping[step]
        added = mapping.pop(key, None)
    except (LookupError, TypeError, AttributeError):
        return False
    return bool(added == value) and bool(whole == _read(before.root))


def _read(node: Node) -> Any:
    """The texts of a tree, as dictionaries and lists."""
    if isinstance(node, MappingNode):
        return {name.value if isinstance(name, ScalarNode) else str(name): _read(value) for name, value in node.value}
    return list(map(_read, node.value)) if isinstance(node, SequenceNode) else node.value
