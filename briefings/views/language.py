"""One interface language: its words, its direction, its digits, and how CLDR writes its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.localedata import load as load_locale_data
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from briefings.settings import Calendar
from briefings.views.solar_hijri import has_solar_hijri

_ALIASES = {
    # Babel's "en" is American; briefings are in international English: 14 July 2021.
    "en": "en_001",
    # ISO 639-3 for Dari, which CLDR has as the Persian of Afghanistan.
    "prs": "fa_AF",
    "prs_af": "fa_AF",
}

_COUNTRIES = {"en": "GB"}
"""Where dates and words are as the interface has them, in place of where most speakers are."""

_PATTERN_LOCALES = {
    # Babel's patterns of day and month for Dari are the root locale's, month first; Persian's are right.
    "fa_AF": "fa",
}

_ALIASED = ("months", "days", "quarters", "eras", "currency_formats")
"""What CLDR's root locale has aliases in."""

_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "hmnp": 0x1E140,
    "latn": 0x0030,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "tibt": 0x0F20,
}
"""The zero of each numbering system of CLDR in Unicode; Babel itself writes ASCII digits only."""


@dataclass(frozen=True)
class Language:
    """One interface language; equal by its code and calendar, by which a pickled one is loaded again."""

    code: str
    """BCP 47, as the site writes it: "en", "fa", "fa-AF", "prs"."""
    direction: str = field(compare=False)
    """"ltr" or "rtl", the value of HTML's `dir`."""
    locale: Locale = field(compare=False)
    """CLDR's names and numbers."""
    pattern_locale: Locale = field(compare=False, repr=False)
    """CLDR's date patterns; `locale` but where Babel's data are wrong."""
    translations: NullTranslations = field(compare=False, repr=False)
    """The catalogue, also for Jinja's i18n extension."""
    calendar: Calendar = "gregorian"
    """Which calendar stands beside the Gregorian one: "gregorian" for none."""

    def __reduce__(self) -> tuple[Any, tuple[str, str]]:
        return load_language, (self.code, self.calendar)

    def gettext(self, message: str) -> str:
        """Translate a message; without a translation it stays English."""
        return self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Translate a message that depends on a number, by the plural rule of the language."""
        return self.translations.ngettext(singular, plural, n)

    def number(self, n: float | Decimal) -> str:
        """Write a number with the digits, grouping and decimal sign of the language."""
        return _format_number(self, n)

    def digits(self, text: str) -> str:
        """Replace the ASCII digits in a text with those of the language."""
        table = _digit_table(self.code)
        return text.translate(table) if table else text


@lru_cache(maxsize=8192)
def _format_number(language: Language, n: int | float | Decimal) -> str:
    system = language.locale.default_numbering_system
    return language.digits(format_decimal(n, locale=language.locale, numbering_system=system))


@cache
def find_digits(code: str) -> str:
    """The numbering system (Unicode CLDR) of a language; "" for Latin digits."""
    system = load_language(code).locale.default_numbering_system
    return "" if system == "latn" else system


def message(text: str) -> str:
    """Mark a text as a message, so that catalogues have it; it is translated where it is used."""
    return text


def load_language(code: str, calendar: Calendar = "gregorian") -> Language:
    """Load a language by its BCP 47 code ("en", "fa", "fa-AF"); kept for the life of the process.

    Without a catalogue the words are English. A code that CLDR does not know keeps itself and gets the dates
    and numbers of English, from left to right. A `calendar` that readers of the language do not use is left out.
    """
    return _load(code, calendar if has_solar_hijri(code) else "gregorian")


@cache
def _load(code: str, calendar: Calendar) -> Language:
    locale = _find_locale(code)
    known = locale or _default_locale()
    return Language(
        code=code,
        direction=known.text_direction,
        locale=known,
        pattern_locale=Locale.parse(_PATTERN_LOCALES.get(str(known), str(known))),
        translations=_load_translations(code, locale),
        calendar=calendar,
    )


def _find_locale(code: str) -> Locale | None:
    tag = code.replace("-", "_")
    try:
        locale = Locale.parse(_ALIASES.get(tag.lower(), tag))
    except (UnknownLocaleError, ValueError):
        return None
    _part_names(str(locale))
    return locale


@cache
def _default_locale() -> Locale:
    _part_names("en_001")
    return Locale.parse("en_001")


@cache
def _part_names(locale: str) -> None:
    """Give a locale its own names of days and months, before it is asked for any.

    Locales of Babel (2.18) share what they inherit, and write into it what an alias stood for when it was looked up
    first: after a Pashto weekday, Persian ones would be Pashto too.
    """
    data = load_locale_data(locale)
    for kind in _ALIASED:
        data[kind] = deepcopy(data[kind])


def _load_translations(code: str, locale: Locale | None) -> NullTranslations:
    catalogue = _read_catalogue(code, locale)
    if catalogue is None:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def count_untranslated(code: str) -> int | None:
    """How many words of the interface a language (BCP 47) lacks; None where it has no catalogue at all."""
    if code.partition("-")[0].lower() == "en":
        return 0
    catalogue = _read_catalogue(code, _find_locale(code))
    if catalogue is None:
        return None
    return sum(message.fuzzy or not all(_list_forms(message)) for message in catalogue if message.id)


def _list_forms(message: Message) -> Iterable[str]:
    return (message.string,) if isinstance(message.string, str) else message.string or ("",)


def _read_catalogue(code: str, locale: Locale | None) -> Catalog | None:
    """Read the first catalogue that there is of the code, its locale and its language."""
    for name in _catalogue_names(code, locale):
        source = files("briefings") / "locale" / f"{name}.po"
        if source.is_file():
            return read_po(BytesIO(source.read_bytes()))
    return None


def _catalogue_names(code: str, locale: Locale | None) -> Iterator[str]:
    if re.fullmatch(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*", code):
        yield code.replace("-", "_")
    if locale is not None:
        yield str(locale)
        yield locale.language


@cache
def _digit_table(code: str) -> dict[int, int]:
    """What the ASCII digits become in a language; empty where they stay what they are."""
    zero = _ZEROS.get(load_language(code).locale.default_numbering_system, _ZEROS["latn"])
    return {} if zero == _ZEROS["latn"] else {ord("0") + digit: zero + digit for digit in range(10)}


@cache
def text_direction(code: str) -> str:
    """The direction of a language (BCP 47), "ltr" or "rtl"; from left to right where CLDR does not know it."""
    direction: str = (_find_locale(code) or _default_locale()).text_direction
    return direction


@cache
def open_graph_locale(code: str) -> str:
    """A language (BCP 47) with a country, as ogp.me asks for: its own, else the one where most speak it (CLDR)."""
    locale = _find_locale(code)
    if locale is None:
        return ""
    known = get_global("likely_subtags")
    tag = known.get(f"{locale.language}_{locale.script}") or known.get(locale.language, "")
    likely = str(tag).rpartition("_")[2]
    own = locale.territory if locale.territory and locale.territory.isalpha() else ""
    territory = own or _COUNTRIES.get(locale.language) or (likely if likely.isalpha() else "")
    return f"{locale.language}_{territory}" if territory else ""


@cache
def language_name(code: str) -> str:
    """The name of a language in itself: "فارسی", "Deutsch"; the code where CLDR does not know it."""
    locale = _find_locale(code)
    name = locale.get_display_name() if locale else None
    return Locale.parse(locale.language).get_display_name() or name or code if locale else code
