"""What reading leaves out, to be quick, would have changed nothing: each shortcut against the plain definition."""

from __future__ import annotations

import re
from datetime import UTC
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, SequenceNode

from briefings.model.briefing import Briefing
from briefings.model.document import FileKind
from briefings.model.ids import slugify
from briefings.problems import Problem
from briefings.reading import read, yaml_tree
from briefings.reading.front_matter import split_front_matter
from briefings.reading.markdown import limits, sanitise, scan
from briefings.reading.markdown.prose_text import BlockText, count_words
from briefings.reading.plain_yaml import NotPlainError, parse_plain_yaml
from briefings.reading.read import ReadingOptions, read_document
from briefings.reading.yaml_errors import describe_syntax_error
from briefings.reading.yaml_tree import MAX_DEPTH, parse_yaml

EXAMPLES = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
DOSSIER = sorted((Path(__file__).resolve().parents[2] / "content").rglob("*.md"))
EVERY_CHARACTER = "".join(map(chr, range(0x110000)))

_HEADER = st.lists(
    st.sampled_from(
        (
            *("a: ", "b: ", "- ", "  ", "\n", "\n  ", "\n- ", "? ", "[", "]", "{", "}", ", ", ": ", '"', "'", "x", "é"),
            *(
                "&a",
                "*a",
                " &a ",
                "!t ",
                "! ",
                "Tom & Jerry",
                "Stop!",
                "5 * 3",
                "#",
                " # x",
                " #x",
                "|\n",
                ">-\n",
                "---\n",
                "...",
            ),
            *(
                "[[[[[[[[",
                "]]]]]]]]",
                "{a: ",
                "- - - - ",
                "\\",
                '"\\x07"',
                "\x07",
                "\ufdd0",
                "\U0001f600",
                "%YAML 1.1\n",
            ),
            *(
                "id: s1",
                "title: 'A'",
                "[a, b]",
                "{id: s1, url: 'https://x.example/?a=1&b=2'}",
                "2021-07-14",
                "\t",
                "@",
                "`",
            ),
        )
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)
_TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ("word", " ", "  ", "\n", "\xa0", "\u2028", "—", "–", "/", "(", "'", "_", "_a", "字", "é", "1", "…")
    ),
    max_size=20,
).map("".join)


def _flatten(node: Node | None) -> Any:
    """A tree as plain values with the places that problems point at."""
    if node is None:
        return None
    place = (node.start_mark.line, node.start_mark.column)
    if isinstance(node, MappingNode):
        return place, [(_flatten(key), _flatten(value)) for key, value in node.value]
    return place, list(map(_flatten, node.value)) if isinstance(node, SequenceNode) else node.value


def _compose_carefully(text: str, path: str, first_line: int) -> tuple[Node | None, Problem | None]:
    """Every event is looked at before anything is composed, with the whole of PyYAML's loader."""
    problem = yaml_tree._refuse_dangerous(text, path, first_line)
    if problem:
        return None, problem
    try:
        return yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), None
    except yaml.YAMLError as error:
        return None, describe_syntax_error(error, text, path, first_line)


@EXAMPLES
@given(_HEADER)
@example("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
@example("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
@example("[" * (MAX_DEPTH + 1) + "]")
@example("[]" * MAX_DEPTH)
@example("a: [x, *y]")
@example("a: '" + "[{" * 30 + "'")
@example("a: '" + "[{" * 300 + "'")
@example("- - - [[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]")
def test_front_matter_has_the_same_tree_and_the_same_problems(text: str) -> None:
    root, problems = parse_yaml(text, "a.md", 3)
    with patch.object(yaml_tree, "_compose", _compose_carefully):
        careful, careful_problems = parse_yaml(text, "a.md", 3)
    assert problems == careful_problems
    assert _flatten(root) == _flatten(careful)


def _read_texts(node: Node | None) -> Any:
    """A tree as plain values without places."""
    if isinstance(node, MappingNode):
        return {_read_texts(key): _read_texts(value) for key, value in node.value}
    return [_read_texts(item) for item in node.value] if isinstance(node, SequenceNode) else node and node.value


_PLAIN_PIECES = st.lists(
    st.sampled_from(
        (
            *("a: ", "b: ", "c:", "\nd: ", "\ne:", "- ", "\n- ", "\n  - ", "  ", "\n", "\n  ", "\n    f: ", " "),
            *(
                "[",
                "]",
                "{",
                "}",
                ", ",
                ",",
                ": ",
                ":",
                '"',
                "'",
                "x",
                "word ",
                "é",
                "-",
                "~",
                "?",
                "%",
                "=",
                "#",
                " # ",
                " #x",
            ),
            *("[a, b]", "{a: b}", "[]", "{}", "'A: b'", '"B, c"', "2021-07-14T13:20Z", "https://x.example/?a=1&b=2"),
            *("Tom & Jerry", "Stop!", "«word»", "\u200c", "\xa0", "\u2028", "&a ", "*a", "!t ", "|", "12:30", "---"),
        )
    ),
    max_size=14,
).map(lambda pieces: "a: " + "".join(pieces))


@settings(EXAMPLES, max_examples=1500)
@given(_PLAIN_PIECES | _HEADER)
@example("a: b\n  c")
@example('""')
@example("a: [b, {c: d, e: 'f'}]\nb:\n- x\n- y: z\n  w: v\n")
def test_plain_front_matter_has_the_tree_that_yaml_gives_it(text: str) -> None:
    try:
        plain = parse_plain_yaml(text)
    except NotPlainError:
        return
    root, problems = parse_yaml(text, "a.md", 1)
    assert (_read_texts(root), problems) == (plain, [])


@pytest.mark.parametrize("path", DOSSIER, ids=lambda path: path.name)
def test_a_file_read_the_careful_way_is_the_same_document(path: Path) -> None:
    data, options = path.read_bytes(), ReadingOptions(ZoneInfo("Asia/Kabul"))
    for kind in (FileKind.BRIEFING, FileKind.TOPIC, FileKind.PAGE):
        quick = read_document(path.name, kind, data, options)
        with patch.object(read, "read_plain_header", return_value=None):
            assert read_document(path.name, kind, data, options) == quick


def test_the_quick_way_reads_front_matter_of_the_dossier() -> None:
    headers = [split_front_matter(path.read_text("utf-8")).header for path in DOSSIER]
    quick = [read.read_plain_header(header, Briefing, UTC, id="a", path="a.md") for header in headers]
    assert any(found is not None and found.claims for found in quick)


def test_no_character_that_is_refused_is_passed_over() -> None:
    for module in (sanitise, yaml_tree):
        refused = set(module._CONTROL.findall(EVERY_CHARACTER))
        assert refused
        assert refused <= set(module._SUSPECT.findall(EVERY_CHARACTER))


@EXAMPLES
@given(st.lists(_TEXTS, max_size=5))
def test_text_of_a_block_has_single_spaces(texts: list[str]) -> None:
    block = BlockText()
    for text in texts:
        block.add(text)
    expected = re.sub(r"\s+", " ", "".join(texts)).removeprefix(" ")
    assert (block.text(), block.length) == (expected, len(expected))


@EXAMPLES
@given(_TEXTS)
def test_words_are_what_stands_between_spaces_dashes_and_strokes(text: str) -> None:
    unspaced = re.findall("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]", text)
    words = re.split(r"[\s—–/]+", re.sub("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]", " ", text))
    assert count_words(text) == len(unspaced) + sum(any(map(str.isalnum, word)) for word in words)


_MARKS = st.lists(
    st.sampled_from(
        (
            *(
                "[",
                "]",
                "[[",
                "]]",
                "![[",
                "[@a",
                "@",
                "{claim=x}",
                "{",
                "}",
                "(",
                ")",
                "](",
                "[^1]",
                "[a]: b",
                "*[a]: b",
            ),
            *(
                "\\",
                "`",
                "``",
                "!",
                "*",
                "_",
                "**",
                '"',
                "'",
                "<",
                "<a ",
                "<!",
                "<![",
                ">",
                "# ",
                "---",
                "-=-",
                "===",
                "~~~",
            ),
            *("- ", "1. ", "+ ", "* ", ": ", "\n", "\n\n", " ", "    ", "\t", "a", "word ", "."),
        )
    ),
    max_size=40,
).map("".join)


@EXAMPLES
@given(_MARKS)
def test_every_match_of_a_bound_has_one_of_its_signs(text: str) -> None:
    for limit in limits._LIMITS:
        assert len(limit.pattern.findall(text)) <= sum(map(text.count, limit.signs)), limit.what


@EXAMPLES
@given(st.lists(_MARKS, max_size=3).map(chain.from_iterable).map("".join))
def test_every_mark_is_found(text: str) -> None:
    quick = scan.find_marks(text)
    with patch.object(scan, "_SYNTAX_START", scan._SYNTAX):
        assert scan.find_marks(text) == quick


@EXAMPLES
@given(st.text(st.characters(max_codepoint=127), max_size=160))
def test_slug_of_plain_letters_is_the_slug_of_any_letters(text: str) -> None:
    # One letter of another script takes the whole text through the general way.
    general = slugify(f"{text} é", max_bytes=10_000)
    assert general == (f"{slugify(text, max_bytes=10_000)}-é").removeprefix("-")
