"""Interface languages: codes, catalogues, direction, numbers."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from babel import Locale, localedata

from briefings.views.language import load_language, open_graph_locale


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
    language = load_language("he")
    assert language.direction == "rtl"
    assert language.gettext("summer") == "summer"
    assert [language.ngettext("day", "days", n) for n in (1, 2)] == ["day", "days"]


@pytest.mark.parametrize("code", ["fa", "fa-AF", "prs"])
def test_catalogue_of_the_language_serves_its_regions(code: str) -> None:
    assert load_language(code).gettext("summer") == "تابستان"


def test_calendar_is_kept_where_readers_use_it_and_survives_a_process_border() -> None:
    languages = [load_language(code, "solar-hijri") for code in ("fa", "prs", "ps", "fa-AF", "ar", "en")]
    assert [language.calendar for language in languages] == ["solar-hijri"] * 4 + ["gregorian"] * 2
    assert load_language("fa", "solar-hijri") != load_language("fa")
    assert pickle.loads(pickle.dumps(languages[0])) is languages[0]


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


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("en", "en_GB"),
        ("en-US", "en_US"),
        ("fa", "fa_IR"),
        ("prs", "fa_AF"),
        ("fa-AF", "fa_AF"),
        ("de", "de_DE"),
        ("xx", ""),
    ],
)
def test_open_graph_gets_a_language_with_a_country(code: str, locale: str) -> None:
    assert open_graph_locale(code) == locale


@pytest.mark.parametrize("order", [("fa", "ps", "fa"), ("ps", "fa", "ps"), ("ur", "fa", "en"), ("xx", "ps", "fa-AF")])
def test_a_weekday_is_in_the_language_asked_for_whichever_was_asked_before(order: tuple[str, ...]) -> None:
    """In a process of their own: Babel keeps what it has looked up."""
    weekdays = {"fa": "چهارشنبه", "fa-AF": "چهارشنبه", "ps": "څلرنۍ", "ur": "بدھ", "en": "Wednesday", "xx": "Wednesday"}
    program = (
        "import sys; from datetime import date; from babel.dates import format_date\n"
        "from briefings.views.language import load_language\n"
        "for code in sys.argv[1:]: print(format_date(date(2021, 7, 14), 'cccc', load_language(code).locale))\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", program, *order]
    said = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert said.split() == [weekdays[code] for code in order]


@pytest.mark.parametrize(
    ("code", "locale"),
    [("zh-Hant", "zh_TW"), ("zh", "zh_CN"), ("uz-Arab", "uz_AF"), ("eo", ""), ("fa", "fa_IR"), ("en", "en_GB")],
)
def test_country_of_a_language_is_that_of_its_script(code: str, locale: str) -> None:
    assert open_graph_locale(code) == locale
