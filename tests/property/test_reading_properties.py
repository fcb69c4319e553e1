"""Laws of reading: whatever bytes stand in a file, reading ends soon, with problems that lie inside the file."""

from __future__ import annotations

import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.building.reports.text import format_problems
from briefings.model.document import Document, FileKind
from briefings.problems import CATALOGUE
from briefings.reading.locate import find_position
from briefings.reading.read import ReadingOptions, read_document

OPTIONS = ReadingOptions(ZoneInfo("Asia/Kabul"))
KINDS = [kind for kind in FileKind if kind is not FileKind.STATIC]
PATHS = {
    FileKind.BRIEFING: "briefings/quay.md",
    FileKind.TOPIC: "topics/harbour.md",
    FileKind.PAGE: "pages/about.md",
    FileKind.ACTORS: "registry/actors.yml",
    FileKind.PLACES: "registry/places.yml",
    FileKind.PUBLISHERS: "registry/publishers.yml",
    FileKind.SOURCES: "registry/sources.yml",
}

_KEYS = [
    "title",
    "date",
    "id",
    "slug",
    "lang",
    "event",
    "topics",
    "claims",
    "positions",
    "sources",
    "image",
    "names",
    "in",
    "lat",
    "x y",
    "Get_content",
]
_SCALARS = [
    "A", "''", '"', "'", "NO", "~", "2021-07-14", "2021-07-14T13:20",
    "0001-01-01", "9999-12-31T23:59-12:00", "14 July", "-1", "1e9", "é 😀", "\u2028",
    "&a", "*a", "!t x", "a: b", "#", "- ", "{", "}", "[", "]", "|", ">", "%", "@x",
    "`", "\t", "\x07", "\x85", "\ufeff", "\U000e0001", "x" * 300,
]  # fmt: skip
_word = st.sampled_from(_SCALARS) | st.text(max_size=12)
_value = st.recursive(
    _word,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.lists(st.tuples(st.sampled_from(_KEYS), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=8,
)
_line = st.tuples(st.sampled_from(["", "  ", "- ", "  - ", "\t"]), st.sampled_from(_KEYS) | _word, _value).map(
    lambda part: f"{part[0]}{part[1]}: {part[2]}\n"
)
_header = st.lists(_line | st.sampled_from(["---\n", "\n", "...\n", "# x\n", "%YAML 1.1\n"]), max_size=6).map("".join)
_body = st.lists(
    st.sampled_from(
        [
            "[[",
            "]]",
            "[@",
            "]",
            "{claim=a}",
            "{date=2021}",
            "![[",
            "> [!unknown]",
            "`",
            "```\n",
            "\n\n",
            "<b>",
            "<script>",
            "|",
            "\\",
            "*",
        ]
    )
    | st.text(max_size=8),
    max_size=20,
).map("".join)
_front = st.tuples(_header, _body).map(lambda parts: f"---\n{parts[0]}---\n{parts[1]}")
_end = st.sampled_from(["\n", "\r\n", "\r"])
_data = (
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | _header.map(str.encode)
    | st.tuples(_front, _end).map(lambda parts: parts[0].replace("\n", parts[1]).encode("utf-8"))
)


def _check(document: Document, data: bytes) -> None:
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in document.problems:
        where = problem.where
        assert problem.code in CATALOGUE
        assert problem.found
        assert problem.expected
        assert 0 <= where.line <= len(lines)
        if where.line:
            assert 1 <= where.column <= len(lines[where.line - 1]) + 1


@pytest.mark.parametrize("kind", KINDS)
@given(data=_data)
@example(data=b"")
@example(data=b"---")
@example(data=b"---\n---")
@example(data=b"[")
@example(data=b"---\n- a\n---\n")
@example(data=b"---\ntitle: [\n---\n")
@example(data=b"\xef\xbb\xbf\xff")
@example(data=b" " + b"- " * 5000)
def test_any_file_is_read_soon_and_every_problem_lies_inside_it(kind: FileKind, data: bytes) -> None:
    start = time.process_time()
    document = read_document(PATHS[kind], kind, data, OPTIONS)
    assert time.process_time() - start < 20  # a bound on work, far above what any machine needs
    assert (document.path, document.kind) == (PATHS[kind], kind)
    _check(document, data)
    assert format_problems(document.problems, lambda _: data.decode("utf-8", "replace")) or not document.problems


@given(data=_data)
def test_reading_is_a_function_of_its_arguments(data: bytes) -> None:
    first, second = (read_document("a.md", FileKind.BRIEFING, data, OPTIONS) for _ in range(2))
    assert first == second


@given(data=_data, pointer=st.lists(st.sampled_from([*_KEYS, 0, 1]), max_size=5).map(tuple))
def test_any_pointer_leads_to_a_place_inside_the_file(data: bytes, pointer: Any) -> None:
    text = data.decode("utf-8", "replace")
    for path in ("a.md", "registry/actors.yml"):
        line, column = find_position(text, path, pointer or ("title",))
        assert 1 <= line <= text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
        assert column >= 1


_plain = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@given(title=_plain, summary=_plain, topics=st.lists(st.sampled_from(["a", "b-c", "هیئت"]), unique=True), end=_end)
def test_valid_record_survives(title: str, summary: str, topics: list[str], end: str) -> None:
    header = f"title: {_quoted(title)}\ndate: 2021-07-14\nsummary: {_quoted(summary)}\ntopics: [{', '.join(topics)}]\n"
    text = f"---\n{header}---\nText.\n"
    document = read_document("briefings/a.md", FileKind.BRIEFING, text.replace("\n", end).encode(), OPTIONS)
    assert document.problems == ()
    briefing = document.briefing
    assert briefing is not None
    assert (briefing.title, briefing.summary, briefing.topics) == (title, summary, tuple(topics))
