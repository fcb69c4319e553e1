"""YAML as a tree of text with positions: no implicit types, no aliases, bounded depth.

Only the composer of PyYAML is used (libyaml where it is there). Every scalar stays the text that the author typed: `NO`, `on`, `12:30` and
`0123` are words here; the schema gives them their type.
"""

from __future__ import annotations

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from briefings.problems import Location, Pointer, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 24
"""Content nests six deep at most; a file that goes past this is a mistake or an attack."""

_SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s,\]}]")
_DEEP_INDENT = re.compile(rf"^ {{{MAX_DEPTH * 2}}}|^(?:- ?){{{MAX_DEPTH}}}", re.MULTILINE)


def parse_yaml(text: str, path: str, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Compose one YAML document. Returns its root (None when empty or broken) and the problems.

    `first_line` is the line of the file on which `text` begins; marks of nodes count from `text`.
    """
    problem = _refuse_dangerous(text, path, first_line)
    if problem:
        return None, [problem]
    try:
        return yaml.compose(text, _Loader), []
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, path, first_line)]
    except (RecursionError, ValueError) as error:
        where = Location(path, first_line, 1)
        return None, [Problem("BRF-yaml-syntax", where, str(error), "YAML", "Look for stray characters.")]


def _syntax_problem(error: yaml.YAMLError, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = Location(path, first_line + (mark.line if mark else 0), (mark.column if mark else 0) + 1)
    found = getattr(error, "problem", None) or str(error).partition("\n")[0]
    context = getattr(error, "context", None)
    hint = "Put text that contains `: `, `#` or starts with a quote, bracket or `@` in double quotes."
    return Problem("BRF-yaml-syntax", where, f"{context}: {found}" if context else found, "valid YAML", hint)


def _refuse_dangerous(text: str, path: str, first_line: int) -> Problem | None:
    """Anchors, aliases and deep nesting, found from the event stream, which uses no recursion."""
    many_brackets = text.count("[") + text.count("{") >= MAX_DEPTH
    if not (many_brackets or _SUSPICIOUS.search(text) or _DEEP_INDENT.search(text)):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, _Loader):
            where = Location(path, first_line + event.start_mark.line, event.start_mark.column + 1)
            if getattr(event, "anchor", None):
                hint = "Write the value out where it is needed; put text that starts with `&` or `*` in quotes."
                return Problem("BRF-yaml-alias", where, f"`{event.anchor}`", "no anchors and no aliases", hint)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return Problem("BRF-yaml-depth", where, f"more than {MAX_DEPTH} levels", f"at most {MAX_DEPTH} levels")
    except yaml.YAMLError as error:
        return _syntax_problem(error, path, first_line)
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
