"""Typographic quotation marks, dashes and ellipses, by language.

Single quotes are those of English everywhere: what a writer types as `'` is nearly always an apostrophe.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.smarty import SmartyExtension, SubstituteTextPattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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


_SMARTY = 6


def is_typewritten(text: str) -> bool:
    """Whether anything in a text may need a rule. Four looks for a word take less time than one for a pattern."""
    return "'" in text or '"' in text or "--" in text or "..." in text


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

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the rules, behind a check that most texts need none of them."""
        super().extendMarkdown(md)
        processor = _QuotesProcessor(md)
        processor.inlinePatterns = self.inlinePatterns  # type: ignore[assignment]  # the stubs disagree
        md.treeprocessors.register(processor, "smarty", _SMARTY)

    def rules(self) -> list[SubstituteTextPattern]:
        """Give the rules in the order in which they apply; a converter must have taken up this extension before."""
        return [rule for rule in self.inlinePatterns if isinstance(rule, SubstituteTextPattern)]


class _QuotesProcessor(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        for element in tree.iter():
            if element.text and not is_typewritten(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not is_typewritten(element.tail):
                element.tail = AtomicString(element.tail)
        return super().run(tree, ancestors)
