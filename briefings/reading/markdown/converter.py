"""One Python-Markdown converter and sanitiser for each way of writing quotes and words, kept with the process."""

from __future__ import annotations

from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension

from briefings.model.body import MARK_CLOSE, MARK_OPEN
from briefings.reading.markdown.attributes import AttributesExtension
from briefings.reading.markdown.blocks import MarkedBlocksExtension
from briefings.reading.markdown.footnotes import NotesExtension
from briefings.reading.markdown.found import Found, replace_tokens
from briefings.reading.markdown.inline import hurry_inline_patterns
from briefings.reading.markdown.intrasite import IntrasiteLinks
from briefings.reading.markdown.plain.blocks import PlainConverter
from briefings.reading.markdown.plain.lines import PlainLines
from briefings.reading.markdown.quotes import QuotesExtension
from briefings.reading.markdown.sanitise import (
    MARK,
    drop_controls,
    drop_forged_characters,
    keep_value,
    make_cleaner,
    make_inline_cleaner,
)
from briefings.reading.markdown.tables import ScrollingTablesExtension
from briefings.reading.markdown.tokens import TokensExtension

_LEADING = (("a", "href"), ("img", "src"))


class Converter:
    """Text with tokens to sanitised HTML with mark elements, one file after another."""

    def __init__(self, language: str) -> None:
        self._tokens = TokensExtension()
        quotes = QuotesExtension(language)
        extensions: list[Extension | str] = [
            FencedCodeExtension(),
            SaneListExtension(),
            DefListExtension(),
            ScrollingTablesExtension(language),
            AbbrExtension(),
            NotesExtension(language),
            AttributesExtension(),
            quotes,
            MarkedBlocksExtension(language),
            self._tokens,
        ]
        self._markdown = Markdown(extensions=extensions, output_format="html")
        hurry_inline_patterns(self._markdown)
        self._plain = PlainConverter(language, quotes.rules())
        self._cleaner = make_cleaner(self._filter)
        self._found: list[Found] = []
        self._links = IntrasiteLinks("")

    def render_plain(self, text: str) -> str | None:
        """Give HTML as Python-Markdown gives it, where the text is plain, as most are; else None."""
        return self._plain.convert(text)

    def convert(self, text: str, plain: str | None, found: list[Found], links: IntrasiteLinks) -> tuple[str, set[int]]:
        """Convert one file; also gives the uses that stood in code or raw HTML. Adds intra-site links to `found`.

        `plain` is what `render_plain` gave for it.
        """
        self._found, self._links = found, links
        self._tokens.start(found)
        html = self._markdown.reset().convert(text) if plain is None else plain
        if found:
            html = replace_tokens(html, lambda i: f'<{MARK} x="{i}">', lambda _: f"</{MARK}>")
        return drop_controls(self._cleaner.clean(drop_forged_characters(html))), self._tokens.restored

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        if f"<{MARK}" in value:
            return None
        link = self._links.read(value) if name in ("href", "src") else None
        if link is None and (tag, name) == ("img", "src"):
            link = self._links.refuse_picture(value)
        if link is None:
            if (tag, name) in _LEADING:
                self._links.note_relative(tag, value)
            return keep_value(name, value)
        self._found.append(link)
        return f"{MARK_OPEN}{len(self._found) - 1}{MARK_CLOSE}"


class InlineConverter:
    """Single lines of Markdown to sanitised HTML without blocks."""

    def __init__(self, language: str) -> None:
        quotes = QuotesExtension(language)
        self._markdown = Markdown(extensions=[quotes], output_format="html")
        hurry_inline_patterns(self._markdown)
        self._plain = PlainLines(quotes.rules())
        self._cleaner = make_inline_cleaner()
        self._markdown.preprocessors.deregister("html_block")
        for name in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
            self._markdown.parser.blockprocessors.deregister(name)

    def convert(self, text: str) -> str:
        """Convert one text; line breaks are spaces."""
        text = " ".join(text.split())
        html = self._plain.render_alone(text)
        if html is None:
            html = self._markdown.reset().convert(text)
        return drop_controls(self._cleaner.clean(drop_forged_characters(html))).strip()


@cache
def load_converter(language: str) -> Converter:
    """Give the converter of a language."""
    return Converter(language)


@cache
def load_inline_converter(language: str) -> InlineConverter:
    """Give the converter of single lines of a language."""
    return InlineConverter(language)
