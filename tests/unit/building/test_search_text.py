"""Folding: Arabic script as the search index has it. The browser tests hold the script to the same table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.building.search_text import fold_text

TABLE: list[list[str]] = json.loads(Path(__file__).with_name("folded_words.json").read_text("utf-8"))


@pytest.mark.parametrize(("written", "folded"), TABLE)
def test_what_readers_write_in_several_ways_is_one(written: str, folded: str) -> None:
    assert fold_text(written) == folded


@given(st.text(st.characters(codec="utf-8") | st.characters(min_codepoint=0x600, max_codepoint=0x6FF)))
def test_folding_keeps_the_number_of_words_and_is_done_once(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.split()) == len(text.split())
    assert fold_text(folded) == folded
