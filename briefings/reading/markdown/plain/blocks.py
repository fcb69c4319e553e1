"""Decides whether a text is plain, and converts it if so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown.extensions.smarty import SubstituteTextPattern

from briefings.reading.markdown.blocks import STATUSES
from briefings.reading.markdown.found import TOKEN_CLOSE, TOKEN_OPEN
from briefings.reading.markdown.plain.lines import NotPlainError, PlainLines, is_unusual
from briefings.reading.markdown.plain.notes import PlainNotes
from briefings.reading.markdown.plain.tables import PlainTables
from briefings.reading.markdown.words import find_word

_NOTES_ELSEWHERE = "///Footnotes Go Here///"
_GAP = re.compile(r"\n\n+")
_LINE_START = re.compile(
    rf"(?!\d+\.[ ])[\w\"'“”„‘’«»‹›(…–—,.;?$£€¥§¿¡{TOKEN_OPEN}{TOKEN_CLOSE}]|`|\[(?!\^)|\*\*[^\s*]|\*[^\s*\[]"
)
"""What no block but a paragraph begins with."""

_HEADING = re.compile(r"(#{1,6}) (?=\S)([^#|\n]+)")
_ITEM_END = re.compile(r"\n(?! {1,3}\S)")
_ITEMS = {"ul": re.compile(r"[-*+] (?=\S)"), "ol": re.compile(r"[0-9]+\. (?=\S)")}
_MARKER = re.compile(rf"\[!({'|'.join(STATUSES)})\](?: (?=\S)([^\n]*))?(?:\n|$)", re.IGNORECASE)


class PlainConverter:
    """Converts plain texts of a language."""

    def __init__(self, language: str, quotes: Iterable[SubstituteTextPattern]) -> None:
        self._language, self._lines = language, PlainLines(quotes)

    def convert(self, text: str) -> str | None:
        """Give the HTML that Python-Markdown, as `Converter` has set it up, gives for `text`; None if it is not plain.

        A text is plain if it consists, between empty lines, of blocks of one kind each (paragraphs, headings, tight
        lists, quotes, marked blocks, tables, footnotes) that begin at the margin; if no other syntax of
        Python-Markdown can begin anywhere in it; and if nothing in it can be read in two ways. Whatever is
        not listed here is not plain, so that mistakes cost time only.
        """
        if is_unusual(text):
            return None
        try:
            return _PlainText(self._lines, self._language).convert(text)
        except NotPlainError:
            return None


def _check_words(*lines: str) -> None:
    """Raise `NotPlainError` unless each line can only be one of a paragraph, and none defines a link."""
    for line in lines:
        if _LINE_START.match(line) is None or "]:" in line:
            raise NotPlainError(line)


class _PlainText:
    """The conversion of one text."""

    def __init__(self, lines: PlainLines, language: str) -> None:
        self._lines, self._language = lines, language
        self._notes = PlainNotes(lines, language)
        self._tables = PlainTables(lines, language, self._notes.refer)
        self._last = ""

    def convert(self, text: str) -> str:
        text = text.strip("\n")
        if text[-1:].isspace():
            raise NotPlainError("white space at the end")
        blocks = [block for block in _GAP.split(text) if not self._take_notes(block)] if text else []
        parts: list[str] = []
        for block in blocks:
            rest = block
            while rest.startswith("#"):
                heading, rest = self._split_heading(rest)
                parts.append(heading)
            if rest:
                parts.append(self._render(rest))
        notes = self._notes.render()
        if notes and _NOTES_ELSEWHERE in text:
            raise NotPlainError(_NOTES_ELSEWHERE)
        return "\n".join([*parts, notes] if notes else parts)

    def _take_notes(self, block: str) -> bool:
        if not block.startswith("[^"):
            return False
        _check_words(*(self._notes.define(line) for line in block.split("\n")))
        return True

    def _split_heading(self, block: str) -> tuple[str, str]:
        """The HTML of a heading, and the lines below it, which Python-Markdown takes for a block of their own."""
        line, _, rest = block.partition("\n")
        match = _HEADING.fullmatch(line)
        if match is None:
            raise NotPlainError(line)
        self._last, tag = "heading", f"h{len(match[1])}"
        return f"<{tag}>{self._lines.render(match[2], self._notes.refer)}</{tag}>", rest

    def _render(self, block: str) -> str:
        if block[0] == ">":
            return self._render_quote(block)
        if block[0] == "|":
            self._last = "table"
            return self._tables.render(block.split("\n"))
        for kind, item in _ITEMS.items():
            if item.match(block):
                return self._render_list(kind, _ITEM_END.split(block))
        self._last = "p"
        return self._render_paragraph(block)

    def _render_paragraph(self, block: str) -> str:
        _check_words(*block.split("\n"))
        return f"<p>{self._lines.render(block, self._notes.refer)}</p>"

    def _render_list(self, kind: str, rows: list[str]) -> str:
        if self._last == kind:
            # Python-Markdown makes one loose list of the two.
            raise NotPlainError(rows[0])
        starts = [_ITEMS[kind].match(row) for row in rows]
        items = [row[start.end() :] for row, start in zip(rows, starts, strict=True) if start is not None]
        if len(items) < len(rows) or (kind == "ol" and not rows[0].startswith("1.")):
            raise NotPlainError(rows[0])
        for item in items:
            _check_words(*(line.lstrip(" ") for line in item.split("\n")))
        self._last = kind
        shown = "\n".join(f"<li>{self._lines.render(item, self._notes.refer)}</li>" for item in items)
        return f"<{kind}>\n{shown}\n</{kind}>"

    def _render_quote(self, block: str) -> str:
        rows = block.split("\n")
        if any(row != ">" and not row.startswith("> ") for row in rows):
            raise NotPlainError(rows[0])
        inner = "\n".join(row[2:] for row in rows)
        marker = _MARKER.match(inner)
        if marker is not None:
            return self._render_marked(marker, inner[marker.end() :])
        if self._last == "quote" or rows[-1] == ">" or inner.startswith("[!"):
            # Python-Markdown makes one quote of two, keeps an empty line at the end, and knows markers of other forms.
            raise NotPlainError(rows[0])
        self._last = "quote"
        return f"<blockquote>\n{self._render_inner(inner)}\n</blockquote>"

    def _render_inner(self, inner: str) -> str:
        return "\n".join(self._render_paragraph(part) for part in _GAP.split(inner.strip("\n")))

    def _render_marked(self, marker: re.Match[str], rest: str) -> str:
        kind, first = marker[1].lower(), marker[2] or ""
        if first and rest.startswith("\n"):
            # The first line is a title.
            raise NotPlainError(first)
        word, spoken = find_word(kind, self._language)
        lang = f' lang="{spoken}"' if spoken != self._language else ""
        inner = self._render_inner(f"{first}\n{rest}" if first else rest)
        self._last = "marked"
        return (
            f'<aside class="marked" data-status="{STATUSES[kind]}">\n'
            f'<p class="marked__title"{lang}>{word}</p>\n{inner}\n</aside>'
        )
