"""The few words that reading itself puts into a body, by language. English where a language is not here."""

from __future__ import annotations

_WORDS = {
    "en": {
        "unknown": "Not known",
        "known": "Known",
        "claimed": "Claimed",
        "watch": "To watch",
        "table": "Table",
        "comma": ", ",
        "back": "Back to the text",
    },
    "fa": {
        "unknown": "نامعلوم",
        "known": "دانسته",
        "claimed": "ادعاشده",
        "watch": "در انتظار",
        "table": "جدول",
        "comma": "، ",
        "back": "بازگشت به متن",
    },
}


def primary_language(lang: str) -> str:
    """The language of a BCP 47 tag without script and region, in lower case: "fa" of "fa-AF"."""
    return lang.replace("_", "-").partition("-")[0].lower()


def find_word(key: str, language: str) -> tuple[str, str]:
    """A word and the language that it is in."""
    spoken = language if language in _WORDS else "en"
    return _WORDS[spoken][key], spoken


SPOKEN_LANGUAGES = frozenset(_WORDS)
"""The languages of the words here."""
