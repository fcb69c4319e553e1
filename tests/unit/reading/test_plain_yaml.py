"""Front matter of plain constructs is read at once; all other is left to the YAML parser."""

from __future__ import annotations

from datetime import UTC
from textwrap import dedent

import pytest

from briefings.model.briefing import Briefing
from briefings.reading.plain_schema import read_plain_header
from briefings.reading.plain_yaml import MAX_PLAIN_DEPTH, NotPlainError, parse_plain_yaml


def test_mappings_lists_and_texts_become_a_tree() -> None:
    text = dedent(
        """\
        title: "One: two # three"
        note: 'a "b"'
        date: 2021-07-14T13:20+04:30
        topics: [a, "b, c", d e ]
        empty: []
        sources:
          - {id: s1, via: [a, {id: b}]}
          - s2
          - id: s3
            title: What, then?
            more:
            - x
            - - y
        last: 0123
        """
    )
    assert parse_plain_yaml(text) == {
        "title": "One: two # three",
        "note": 'a "b"',
        "date": "2021-07-14T13:20+04:30",
        "topics": ["a", "b, c", "d e"],
        "empty": [],
        "sources": [
            {"id": "s1", "via": ["a", {"id": "b"}]},
            "s2",
            {"id": "s3", "title": "What, then?", "more": ["x", ["y"]]},
        ],
        "last": "0123",
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c\n",
        "a: b: c\n",
        "a: b # c\n",
        "a: b #c\n",
        "a: #c\n",
        "a: [b, #c\n d]\n",
        "a: b:\n",
        "a: |\n  b\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !t b\n",
        'a: "b\\n"\n',
        'a: "b\n',
        'a: "b" c\n',
        "a: 'it''s'\n",
        "a: [b, [c]\n",
        "a: [b,, c]\n",
        "a: [b: c]\n",
        "a: {b: c: d}\n",
        "a: {b: c, b: d}\n",
        "a: {b}\n",
        "a:\tb\n",
        "a: b\na: c\n",
        "a:\n",
        "a: b\n\nc: d\n",
        "a: b\n c: d\n",
        "a:\n    b: c\n  d: e\n",
        "- a\nb: c\n",
        "-\n",
        "? a\n",
        "a: b\u2028c\n",
        "a: \U0001f600\n",
        "a: " + "[" * MAX_PLAIN_DEPTH + "]" * MAX_PLAIN_DEPTH + "\n",
        "- " * 2000 + "a\n",
        "",
    ],
)
def test_what_can_be_read_in_another_way_is_not_plain(text: str) -> None:
    with pytest.raises(NotPlainError):
        parse_plain_yaml(text)


@pytest.mark.parametrize(
    "line",
    [
        "colour: red",
        "summary: {a: b}",
        "topics: a",
        "topics: [Not An Id]",
        "event: yesterday",
        "stage: finished",
        "modified: 2021-07-14T13:20",
        "sources: [{id: a, titel: b}]",
        "claims: [{text: a claim without an id}]",
    ],
)
def test_a_header_with_any_problem_is_left_to_the_careful_way(line: str) -> None:
    good = "title: A\ndate: 2021-07-14\n"
    assert read_plain_header(good, Briefing, UTC, id="a", path="a.md") is not None
    assert read_plain_header(f"{good}{line}\n", Briefing, UTC, id="a", path="a.md") is None


def test_a_header_without_a_required_key_is_left_to_the_careful_way() -> None:
    assert read_plain_header("title: A\n", Briefing, UTC, id="a", path="a.md") is None
