"""YAML as a tree of text with positions: no implicit types, no aliases, bounded depth.

Only the composer of PyYAML is used (libyaml where it is there). Every scalar stays the text that the author typed:
`NO`, `on`, `12:30` and `0123` are words here; the schema gives them their type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from briefings.model.forms import NONCHARACTERS
from briefings.problems import Location, Pointer, Problem
from briefings.reading.cut_text import find_cut_text
from briefings.reading.yaml_errors import describe_syntax_error


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # whichever is there
    """Composes without finding a type for each value: nobody asks for it."""

    def resolve(self, *_: object) -> str:
        """Give every node the same tag."""
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Prepare nothing for `resolve`."""

    def ascend_resolver(self) -> None:
        """Clean up nothing after `resolve`."""


MAX_DEPTH = 24
"""Content nests six deep at most; a file that goes past this is a mistake or an attack."""

_SUSPICIOUS = re.compile(r"[!&*](?<![^\s\[{,:?-][!&*])(?:(?<=!)|(?=[^\s,\]}]))")
"""Where a tag, an anchor or an alias can begin."""

_DEEP_START = re.compile(rf"^[ ?:-]{{{MAX_DEPTH}}}", re.MULTILINE)
"""Outside of brackets, every level takes a column before the first word of a line."""

MAX_BRACKETS = 400
"""Brackets that may all be open at once without harm to the composer, which calls itself for each."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff" + NONCHARACTERS + "]")
"""What YAML 1.1 does not call printable, and what is no character."""

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U00010000-\U0010ffff]"
)
"""One of these stands in every text that has a match of `_CONTROL`, and is found in a quarter of the time."""

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue00f" + NONCHARACTERS + "]")
"""Controls, halves of characters, and the private characters of this package (`model.body`)."""

_OTHER_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Line ends for YAML 1.1, but not for editors, nor for people who pasted them unseen."""


def parse_yaml(text: str, path: str, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Compose one YAML document. Returns its root (None when empty or broken) and the problems.

    With a root there are problems only of values that a comment cut short: what is left of them can be read.
    `first_line` is the line of the file on which `text` begins; marks of nodes count from `text`.
    """
    text = text.translate(_OTHER_LINE_ENDS)
    problem = _find_control(text, path, first_line)
    root, problem = (None, problem) if problem else _compose(text, path, first_line)
    if problem:
        return None, [problem]
    problems = list(_find_escaped(root, path, first_line)) if "\\" in text else []
    if problems:
        return None, problems
    if root is not None and "#" in text:
        problems = find_cut_text(root, text, path, first_line)
    is_empty = isinstance(root, ScalarNode) and not root.value.strip()
    return (None if is_empty else root), problems


def _compose(text: str, path: str, first_line: int) -> tuple[Node | None, Problem | None]:
    """The root, or why there is none. Brackets that may be too deep are counted when all is well in other respects."""
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_BRACKETS or _SUSPICIOUS.search(text) or _DEEP_START.search(text):
        problem = _refuse_dangerous(text, path, first_line)
        if problem:
            return None, problem
    try:
        root = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        too_deep = _refuse_dangerous(text, path, first_line) if brackets >= MAX_DEPTH else None
        return None, too_deep or describe_syntax_error(error, text, path, first_line)
    if brackets >= MAX_DEPTH and _is_deep(root):
        return None, _refuse_dangerous(text, path, first_line)
    return root, None


def _is_deep(root: Node | None) -> bool:
    level = [root] if root else []
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _find_children(node)]
    return any(isinstance(node, CollectionNode) for node in level)


def _find_children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, SequenceNode) else []


def _find_control(text: str, path: str, first_line: int) -> Problem | None:
    match = _CONTROL.search(text) if _SUSPECT.search(text) else None
    if match is None:
        return None
    line, column = text.count("\n", 0, match.start()), match.start() - text.rfind("\n", 0, match.start())
    where = Location(path, first_line + line, column)
    return Problem(
        "BRF-yaml-syntax", where, f"the control character U+{ord(match[0]):04X}", "text", "Delete the character."
    )


def _find_escaped(root: Node | None, path: str, first_line: int) -> Iterator[Problem]:
    """Characters that may not stand in a file, and stand there as escapes."""
    nodes = [root] if root else []
    while nodes:
        node = nodes.pop()
        nodes += _find_children(node)
        if isinstance(node, ScalarNode) and (match := _NOT_TEXT.search(node.value)):
            where = Location(path, first_line + node.start_mark.line, node.start_mark.column + 1)
            found = f"the character U+{ord(match[0]):04X} as an escape"
            yield Problem("BRF-yaml-syntax", where, found, "text", "Delete the escape.")


def _refuse_dangerous(text: str, path: str, first_line: int) -> Problem | None:
    """Anchors, aliases, tags and deep nesting, found from the event stream, which uses no recursion."""
    depth = 0
    try:
        for event in yaml.parse(text, _Loader):
            mark: Any = event.start_mark
            where = Location(path, first_line + mark.line, mark.column + 1)
            anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
            if anchor:
                hint = "Write the value out where it is needed; put text that starts with `&` or `*` in quotes."
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                return Problem("BRF-yaml-alias", where, f"`{sign}{anchor}`", "no anchors and no aliases", hint)
            if tag:
                hint = "Put text that starts with `!` in quotes."
                return Problem("BRF-yaml-tag", where, f"`{tag}`", "a value without a tag", hint)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return Problem("BRF-yaml-depth", where, f"more than {MAX_DEPTH} levels", f"at most {MAX_DEPTH} levels")
    except yaml.YAMLError as error:
        return describe_syntax_error(error, text, path, first_line)
    return None


def find_node(root: Node, pointer: Pointer) -> tuple[Node, bool]:
    """Follow `pointer` from `root` as far as it goes. The flag says whether it was found whole."""
    node = root
    for step in pointer:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, MappingNode):
            child = next((v for k, v in node.value if isinstance(k, ScalarNode) and k.value == step), None)
            if child is None:
                return node, False
            node = child
        elif isinstance(node, ScalarNode) and step == 0:
            continue
        else:
            return node, False
    return node, True
