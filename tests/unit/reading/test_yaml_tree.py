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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: Flight #204 lands\n", [(1, 11)]),
        ("a: #MeToo\nb: c\n", [(1, 4)]),
        ("- a\n- b\t##c\n- #d\n", [(2, 5), (3, 3)]),
        ("a: b\n  c #d\ne: f\n", [(2, 5)]),
        ("é: 😀 #x\n", [(1, 6)]),
        ('a: {b: "c #d", e: f #g\n  }\n', [(1, 21)]),
        ("a: [b, c #d\n  ]\n", [(1, 10)]),
        ("a: b # c\n#d\ne: f\n  #g\nh: i ## j #k\n", []),
        ("a: 'b #c'\nd: \"e #f\"\ng: 'h' #i\nj: [k] #l\n", []),
        ("a: |\n  b #c\nd: >- #e\n  f #g\n", []),
        ("a: #b\n  - c\nd: e#f\n", []),
    ],
)
def test_text_that_a_sign_of_comments_cuts_off_is_told_and_a_comment_is_not(
    text: str, places: list[tuple[int, int]]
) -> None:
    root, problems = parse_yaml(text, "a.md", 1)
    assert root is not None
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [("BRF-yaml-syntax", *at) for at in places]
    assert all("double quotes" in p.hint for p in problems)


def test_values_that_a_comment_cut_are_found_in_time_that_grows_with_the_file() -> None:
    start = time.process_time()
    problems = parse_yaml("".join(f"k{n}: v #x #y\n" for n in range(20_000)), "a.md", 1)[1]
    problems += parse_yaml("a: '" + " #x" * 300_000 + "'\n", "a.md", 1)[1]
    assert len(problems) == 20_000
    assert time.process_time() - start < 20  # what a square would take is minutes


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "hint"),
    [
        ("a: {b: c, d: He said: no, e: f}\n", 1, 21, "a second `: `", "Put the whole value in double quotes."),
        ("a: {b: He said: no\n  , d: e}\n", 1, 15, "a second `: `", "Put the whole value in double quotes."),
        ("a: [b: c: d]\n", 1, 9, "a second `: `", "Put the whole value in double quotes."),
        (
            "a: ['x' y, z]\n",
            1,
            9,
            "more text behind a quotation mark",
            'Put the whole value in double quotes, and write `\\"` for a quotation mark inside.',
        ),
        ("a: [b\nc: [d]\n", 1, 4, "a `[` without its `]`", ""),
        ("a: {b: c\nd: {e: f}\n", 1, 4, "a `{` without its `}`", ""),
        ("a: b\nc:d\ne: f\n", 2, 3, "no space behind the colon of `c`", "Put a plain space behind the colon."),
        ("a:b\nc: d\n", 1, 3, "no space behind the colon of `a`", "Put a plain space behind the colon."),
        ("- a:b\n  c: d\n", 1, 5, "no space behind the colon of `a`", "Put a plain space behind the colon."),
        (
            "a: b\nc:\xa0d\ne: f\n",
            2,
            3,
            "a space that does not break behind the colon of `c`",
            "Put a plain space behind the colon.",
        ),
        ("a: b\nhttps://c.example\nd: e\n", 2, 1, "a line without a key", "Indent it if it continues the line above."),
        ("a: [b,, c]\n", 1, 7, "a comma too many", "Take one comma away."),
        ("a: [, c]\n", 1, 5, "a comma too many", "Take one comma away."),
        ("a: , c\n", 1, 4, "a bracket or comma in the wrong place", "Put the whole value in double quotes."),
        ("a: *Silver* ship\n", 1, 4, "a value that starts with `*`", "Put the whole value in double quotes."),
        ("a: & ship\n", 1, 4, "a value that starts with `&`", "Put the whole value in double quotes."),
        ("a: >> ship\n", 1, 4, "a value that starts with `>`", "Put the whole value in double quotes."),
    ],
)
def test_slip_is_named_where_it_was_made(text: str, line: int, column: int, found: str, hint: str) -> None:
    problem = _problem(text)
    assert (problem.where.line, problem.found, problem.hint) == (line, found, hint)
    assert problem.where.column == column


@pytest.mark.parametrize("text", ["a: b #c\n  d\n", "a: [b #c]\nd: e\n"])
def test_sign_of_comments_is_named_where_it_hides_what_should_go_on(text: str) -> None:
    problem = _problem(text)
    assert problem.where.line == 1
    assert "takes for a comment" in problem.found
