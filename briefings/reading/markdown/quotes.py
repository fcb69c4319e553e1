"""Typographic quotation marks, dashes and ellipses, by language.

Single quotes are those of English everywhere: what a writer types as `'` is nearly always an apostrophe.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.smarty import SmartyExtension, SubstituteTextPattern

_GUILLEMETS = ("«", "»")
_QUOTES = {
    "ar": _GUILLEMETS,
    "de": ("„", "“"),
    "es": _GUILLEMETS,
    "fa": _GUILLEMETS,
    "fr": ("«\u202f", "\u202f»"),
    "prs": _GUILLEMETS,
    "ps": _GUILLEMETS,
    "ru": _GUILLEMETS,
    "ur": _GUILLEMETS,
}
_ENGLISH = ("“", "”")

QUOTED_LANGUAGES = frozenset(_QUOTES)
"""The languages whose quotation marks differ from the English ones."""


class QuotesExtension(SmartyExtension):
    """SmartyPants with the quotation marks of `language`."""

    def __init__(self, language: str) -> None:
        opening, closing = _QUOTES.get(language, _ENGLISH)
        self._closing = (closing, "’")
        substitutions = {
            "left-double-quote": opening,
            "right-double-quote": closing,
            "left-single-quote": "‘",
            "right-single-quote": "’",
            "mdash": "—",
            "ndash": "–",
            "ellipsis": "…",
        }
        super().__init__(substitutions=substitutions)

    def educateQuotes(self, md: Markdown) -> None:  # noqa: N802 - the name is SmartyPants'
        """Add the rules; a quote that is all of the text after an element closes, where SmartyPants would open."""
        super().educateQuotes(md)
        for mark, closing in zip("\"'", self._closing, strict=True):
            self.inlinePatterns.register(SubstituteTextPattern(f"^{mark}$", (closing,), md), f"closing-{mark}", 31)
