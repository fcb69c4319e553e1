"""YAML as a tree of text with positions, and what is refused before it is read."""

from __future__ import annotations

import time

import pytest
from yaml.nodes import MappingNode, ScalarNode

from briefings.problems import Problem
from briefings.reading.yaml_tree import MAX_DEPTH, find_node, parse_yaml


def _problem(text: str, first_line: int = 1) -> Problem:
    root, problems = parse_yaml(text, "a.md", first_line)
    assert root is None
    [problem] = problems
    return problem


@pytest.mark.parametrize("word", ["NO", "on", "12:30", "0123", "1e3", "~", "null", "2021-07-14", "yes", "0x1f", ".inf"])
def test_every_value_stays_the_text_that_was_typed(word: str) -> None:
    root, problems = parse_yaml(f"key: {word}\n", "a.md", 1)
    assert isinstance(root, MappingNode)
    assert problems == []
    assert root.value[0][1].value == word


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_nothing_is_no_root_or_an_empty_one_and_no_problem(text: str) -> None:
    root, problems = parse_yaml(text, "a.md", 1)
    assert problems == []
    assert root is None or (isinstance(root, ScalarNode) and root.value == "")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x b\n", "BRF-yaml-alias", 1, 4),
        ("a: b\nc: *x\n", "BRF-yaml-alias", 2, 4),
        ("a: [b, *x]\n", "BRF-yaml-alias", 1, 8),
        ("a: !tag b\n", "BRF-yaml-tag", 1, 4),
        ("a: ! b\n", "BRF-yaml-tag", 1, 4),
        ("a: !!python/object:os.system b\n", "BRF-yaml-tag", 1, 4),
        ("a: b: c\n", "BRF-yaml-syntax", 1, 5),
        ("a: 'b\n", "BRF-yaml-syntax", 1, 4),
        ("é: 😀: x\n", "BRF-yaml-syntax", 1, 5),
        ("a: b\nc\x07: d\n", "BRF-yaml-syntax", 2, 2),
        ("a: b\n---\nc: d\n", "BRF-yaml-syntax", 2, 1),
        ("%YAML 9.9\n---\na: b\n", "BRF-yaml-syntax", 1, 1),
    ],
)
def test_problem_points_at_what_is_wrong(text: str, code: str, line: int, column: int) -> None:
    problem = _problem(text, first_line=5)
    assert (problem.code, problem.where.line, problem.where.column) == (code, line + 4, column)


@pytest.mark.parametrize(
    "text", ["a: Tom & Jerry\n", "a: 5 * 3\n", "a: Stop! Now\n", "a: '&b *c !d'\n", "a: x&y\n", "a: |\n  &b\n  *c\n"]
)
def test_signs_of_yaml_inside_text_are_text(text: str) -> None:
    root, problems = parse_yaml(text, "a.md", 1)
    assert problems == []
    assert root is not None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 30 + "]" * 30,
        "{a: " * 5000,
        "- " * 100_000,
        " " + "- " * 200_000,
        "? " * 100_000,
        "a:\n " + "? - " * 50_000,
        "".join(f"{' ' * n}a:\n" for n in range(400)),
        "\n".join(" " * (46 * n) + "- " * 23 for n in range(20)),
    ],
    ids=range(9),
)
def test_deep_nesting_is_refused_quickly_and_never_reaches_the_parser_that_recurses(text: str) -> None:
    start = time.process_time()
    problem = _problem(text)
    assert problem.code in ("BRF-yaml-depth", "BRF-yaml-syntax")
    assert time.process_time() - start < 20  # what recursion or a square would take is minutes


def test_nesting_that_content_needs_is_accepted() -> None:
    text = "".join(f"{' ' * n}a:\n" for n in range(MAX_DEPTH - 2)) + " " * 30 + "b\n"
    assert parse_yaml(text, "a.md", 1)[1] == []


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_line_ends_that_no_editor_shows_are_spaces(end: str) -> None:
    root, problems = parse_yaml(f"a: b{end}c\nd: e\n", "a.md", 1)
    assert isinstance(root, MappingNode)
    assert problems == []
    assert root.value[0][1].value == "b c"
    assert root.value[1][0].start_mark.line == 1


def test_pointer_leads_to_its_node_or_to_the_nearest_one_around_it() -> None:
    root, _ = parse_yaml("a:\n  - {b: c}\n  - d\n", "a.md", 1)
    assert root is not None
    found, is_whole = find_node(root, ("a", 0, "b"))
    assert (found.value, is_whole) == ("c", True)
    nearest, is_whole = find_node(root, ("a", 0, "x", 3))
    assert (nearest.start_mark.line, is_whole) == (1, False)
    assert find_node(root, ("a", 7))[1] is False
    assert find_node(root, ("a", 1, 0)) == (root.value[0][1].value[1], True)


@pytest.mark.parametrize("character", ["\ufdd0", "\ufdef", "\ufffe", "\U0001fffe", "\U0010ffff"])
def test_number_that_is_no_character_is_refused_also_as_an_escape(character: str) -> None:
    assert _problem(f"a: b\nkey: x{character}\n").where.line == 2
    assert _problem(f'a: b\nkey: "x\\U{ord(character):08x}"\n').where.line == 2
