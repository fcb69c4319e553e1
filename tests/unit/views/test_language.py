"""Interface languages: codes, catalogues, direction, numbers."""

from __future__ import annotations

import pickle
import string
from importlib.resources import files

import pytest
from babel import Locale, localedata
from babel.messages.pofile import read_po

from briefings.views.language import load_language


@pytest.mark.parametrize(
    ("code", "direction", "locale"),
    [
        ("en", "ltr", "en_001"),
        ("en-US", "ltr", "en_US"),
        ("fa", "rtl", "fa"),
        ("fa-AF", "rtl", "fa_AF"),
        ("prs", "rtl", "fa_AF"),
        ("ps", "rtl", "ps"),
        ("de", "ltr", "de"),
    ],
)
def test_code_has_its_direction_and_locale(code: str, direction: str, locale: str) -> None:
    language = load_language(code)
    assert (language.code, language.direction, str(language.locale)) == (code, direction, locale)


@pytest.mark.parametrize("code", ["xx", "", "../../etc/passwd", "en\0", "a" * 100, "tlh-x-"])
def test_unknown_code_keeps_itself_and_speaks_english(code: str) -> None:
    language = load_language(code)
    assert (language.code, language.direction, str(language.locale)) == (code, "ltr", "en_001")
    assert language.gettext("summer") == "summer"


def test_language_without_catalogue_speaks_english_in_its_own_direction() -> None:
    language = load_language("ar")
    assert language.direction == "rtl"
    assert language.gettext("summer") == "summer"
    assert [language.ngettext("day", "days", n) for n in (1, 2)] == ["day", "days"]


@pytest.mark.parametrize("code", ["fa", "fa-AF", "prs"])
def test_catalogue_of_the_language_serves_its_regions(code: str) -> None:
    assert load_language(code).gettext("summer") == "تابستان"


def test_language_is_loaded_once_and_survives_a_process_border() -> None:
    language = load_language("fa")
    assert load_language("fa") is language
    assert pickle.loads(pickle.dumps(language)) is language


def test_languages_are_equal_by_their_code() -> None:
    assert load_language("fa") != load_language("prs")
    assert len({load_language("fa"), load_language("fa"), load_language("en")}) == 2


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "12,345.5"), ("fa", "۱۲٬۳۴۵٫۵"), ("prs", "۱۲٬۳۴۵٫۵"), ("de", "12.345,5"), ("ar", "12,345.5")],
)
def test_number_is_written_as_the_language_writes_it(code: str, text: str) -> None:
    assert load_language(code).number(12345.5) == text


def test_every_numbering_system_of_babel_has_digits() -> None:
    systems = {Locale.parse(code).default_numbering_system: code for code in localedata.locale_identifiers()}
    for system, code in systems.items():
        digits = load_language(code).digits("0123456789")
        assert [int(digit) for digit in digits] == list(range(10)), system


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


CATALOGUES = [entry for entry in (files("briefings") / "locale").iterdir() if entry.name.endswith(".po")]


@pytest.mark.parametrize("entry", CATALOGUES, ids=[entry.name for entry in CATALOGUES])
def test_translations_have_the_placeholders_of_their_messages(entry: object) -> None:
    with entry.open("rb") as file:  # type: ignore[attr-defined]
        catalogue = read_po(file)
    messages = [message for message in catalogue if message.id]
    assert messages
    for message in messages:
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        targets = [message.string] if isinstance(message.string, str) else list(message.string or ())
        given = list(filter(None, targets))
        # The form for one may leave the number out ("corrected once"); the last form may not.
        assert all(placeholders(target) <= placeholders(sources[-1]) for target in given), message.id
        assert not given or placeholders(given[-1]) == placeholders(sources[-1]), message.id
