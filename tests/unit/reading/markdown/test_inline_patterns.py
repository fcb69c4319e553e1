"""The quick loop over inline patterns gives what Python-Markdown's own gives, on real texts and on made-up ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from briefings.reading.front_matter import split_front_matter
from briefings.reading.markdown.converter import Converter
from briefings.reading.markdown.inline import QuickInlineProcessor

ROOT = Path(__file__).resolve().parents[4]
TEXTS = sorted(
    path
    for folder in ("content", "tests/fixtures/markdown", "tests/fixtures/tiny", "tests/security", "docs")
    for path in (ROOT / folder).rglob("*.md")
)


@cache
def _load(kind: str) -> Converter:
    converter = Converter("en")
    if kind == "stock":
        markdown = converter._markdown
        processor = InlineProcessor(markdown)
        markdown.treeprocessors.register(processor, "inline", 20)
    return converter


def _convert(kind: str, text: str) -> str:
    return _load(kind)._markdown.reset().convert(text)


def test_quick_loop_is_in_use() -> None:
    assert isinstance(_load("quick")._markdown.treeprocessors["inline"], QuickInlineProcessor)
    assert type(_load("stock")._markdown.treeprocessors["inline"]) is InlineProcessor


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_html_is_the_same_on_real_texts(path: Path) -> None:
    body = split_front_matter(path.read_text("utf-8")).body
    assert _convert("quick", body) == _convert("stock", body)


_PIECES = st.sampled_from(
    [
        *(
            "a",
            "word ",
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "\\",
            "\\*",
            "[",
            "]",
            "(",
            ")",
            "![",
            "[x](y)",
            "[x][y]",
            "[^1]",
        ),
        *("<", ">", "<b>", "</b>", "<https://a.example>", "<a@b.example>", "&amp;", "&", "  \n", "\n", "\n\n", "- "),
        *("1. ", "> ", "# ", "http://x.example", "'", '"', "--", "...", "{#id}", ": ", "|", "\t", "é", "متن"),
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_html_is_the_same_on_any_mixture_of_syntax(text: str) -> None:
    assert _convert("quick", text) == _convert("stock", text)
