"""What converting a YAML tree into records works with: the context that collects problems, and words for nodes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from yaml.nodes import Node, ScalarNode, SequenceNode

from briefings.problems import Location, Problem, Severity


class Failed:
    """Stands for a value that could not be read; its problem is in the context."""


FAILED = Failed()


class Context:
    """What converting one file needs and collects."""

    def __init__(self, path: str, first_line: int, zone: tzinfo) -> None:
        self.path, self.first_line, self.zone = path, first_line, zone
        self.problems: list[Problem] = []
        self.failures = 0
        """How many of the problems leave a record that cannot be made."""

    def where(self, node: Node) -> Location:
        """The place of a node in the file."""
        return Location(self.path, self.first_line + node.start_mark.line, node.start_mark.column + 1)

    def report(
        self, code: str, node: Node, found: str, expected: str, hint: str = "", *, is_passable: bool = False
    ) -> Failed:
        """Record a problem at a node. With one that is passable, the record can be made all the same."""
        problem = Problem(code, self.where(node), found, expected, hint)
        self.problems.append(problem)
        self.failures += problem.severity is Severity.ERROR and not is_passable
        return FAILED


Converter = Callable[[Node, Context], Any]
Fields = dict[str, tuple[str, Converter]]
"""Key in the text → (attribute, converter)."""
Pairs = dict[str, tuple[Node, Node]]
"""Key in the text → the nodes of key and value."""


def describe(node: Node) -> str:
    """What a person would call this node."""
    if isinstance(node, ScalarNode):
        text = " ".join(node.value.split())
        return f"the text `{text if len(text) <= 60 else text[:57] + '…'}`" if text else "nothing"
    return "a list" if isinstance(node, SequenceNode) else "a mapping (keys and values)"


def read_key(node: Node) -> str:
    """The text of a key; empty where it is none."""
    return node.value if isinstance(node, ScalarNode) else ""


def is_empty(node: Node) -> bool:
    """Whether nothing stands behind a key."""
    return isinstance(node, ScalarNode) and not node.value.strip()
