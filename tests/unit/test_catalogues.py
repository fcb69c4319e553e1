"""Catalogues: every message of templates and code in every language, with its fields and its plural forms."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from gettext import c2py  # type: ignore[attr-defined]  # what gettext itself makes of a header
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "briefings" / "locale"
CODES = sorted(path.stem for path in FOLDER.glob("*.po"))
PROMISED = ["ar", "de", "es", "fa", "fr", "ps", "ru", "ur"]


@cache
def _catalogue(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def _extracted() -> dict[str | tuple[str, ...], str]:
    """The messages that `make messages` finds, with the file of the first place."""
    words = re.search(r"^MESSAGE_WORDS := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert words
    keywords = parse_keywords(["_", "gettext", "ngettext:1,2", *words[1].split()])
    with (FOLDER / "messages.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords)
    messages: dict[str | tuple[str, ...], str] = {}
    for path, _, message, _, _ in found:
        messages.setdefault(message if isinstance(message, str) else tuple(message), path)
    return messages


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _translated(code: str) -> Iterator[Message]:
    return (message for message in _catalogue(code) if message.id)


def test_the_promised_languages_have_catalogues() -> None:
    assert set(PROMISED) <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in _translated(code)}
    wanted = _extracted()
    assert len(wanted) > 300
    assert {message: path for message, path in wanted.items() if message not in known} == {}, "run: make messages"
    assert known - set(wanted) == set(), "run: make messages"
    assert [message.id for message in _translated(code) if not all(_forms(message.string))] == []
    assert [message.id for message in _translated(code) if message.fuzzy] == []


@pytest.mark.parametrize("code", CODES)
def test_translation_has_the_fields_of_its_message(code: str) -> None:
    for message in _translated(code):
        wanted, given = _fields(_forms(message.id)[-1]), _forms(message.string)
        # A form for exactly one or two may say the number in words ("corrected once"); the last may not.
        assert all(_fields(form) <= wanted for form in given), message.id
        assert _fields(given[-1]) == wanted, message.id


@pytest.mark.parametrize("code", CODES)
def test_translation_has_the_spaces_of_its_message_at_its_ends(code: str) -> None:
    for message in _translated(code):
        for form in _forms(message.string):
            assert form == form.strip() or message.id != str(message.id).strip(), message.id


@pytest.mark.parametrize("code", CODES)
def test_every_plural_has_as_many_forms_as_the_header_says(code: str) -> None:
    catalogue = _catalogue(code)
    counts = {len(_forms(message.string)) for message in _translated(code) if message.pluralizable}
    assert counts == {catalogue.num_plurals}


@pytest.mark.parametrize("code", CODES)
def test_a_number_chooses_the_form_that_cldr_chooses(code: str) -> None:
    choose, rule = c2py(_catalogue(code).plural_expr), Locale.parse(code).plural_form
    pairs = {(choose(n), rule(n)) for n in range(1000)}
    assert len({form for form, _ in pairs}) == len(pairs) == len({category for _, category in pairs})


@pytest.mark.parametrize("code", CODES)
def test_no_two_statuses_have_one_word(code: str) -> None:
    """What stands for a claim or a briefing must not say the same of two."""
    claims = ["Claimed", "Disputed", "Corroborated", "Confirmed", "Refuted", "Retracted", "Unverified"]
    stages = ["Developing", "Final", "Dormant", "Withdrawn", "Corrected", "Draft"]
    for words in (claims, stages):
        assert len({_catalogue(code)[word].string for word in words}) == len(words)
