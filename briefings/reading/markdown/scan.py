"""Finds every use of the text syntax in a source, with its position, and puts tokens in place of its brackets."""

from __future__ import annotations

import re

import msgspec

from briefings.reading.markdown.citations import CITATION, read_citations
from briefings.reading.markdown.figures import read_figure
from briefings.reading.markdown.found import Found, close_token, open_token
from briefings.reading.markdown.links import read_link
from briefings.reading.markdown.spans import read_span

_BRACES = r"\{(?:[^{}\n]|\{[^{}\n]*\})*\}"
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?=\n)")
_SYNTAX = re.compile(
    rf"""
    \\.                                       # an escaped character is text
    | (?P<ticks>`+)
    | (?P<single>\[(?=(?:\[\[)+(?!\[)))       # the first of an odd number of brackets stands alone
    | (?P<double>!?\[\[)
    | (?P<cite>\[(?=@))
    | (?P<open>\[)
    | (?P<end>\]\](?P<after>{_BRACES})?)
    | (?P<close>\](?P<braces>{_BRACES})?)
    """,
    re.VERBOSE | re.DOTALL,
)


_SYNTAX_START = re.compile(r"[\\`!\[\]]")
"""Every match of `_SYNTAX` begins with one of these, which are found much sooner."""


class _Opener(msgspec.Struct, frozen=True):
    """An opening bracket that waits for its end: its offset, and its text (`[`, `[[` or `![[`)."""

    offset: int
    text: str


class _Edit(msgspec.Struct, frozen=True, order=True):
    """`text` takes the place of what stands from `start` to `end`. Of two at one place, the shorter is outside."""

    start: int
    end: int
    text: str


def find_marks(text: str) -> tuple[str, list[Found]]:
    """Give the text with tokens, and what they stand for. Linear in the length of each paragraph."""
    scanner = _Scanner(text)
    if "[" in text:
        start = 0
        for gap in _PARAGRAPH_END.finditer(text):
            scanner.scan(start, gap.start())
            start = gap.end()
        scanner.scan(start, len(text))
    return scanner.text_with_tokens(), scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.found: list[Found] = []
        self._text = text
        self._edits: list[_Edit] = []
        self._openers: list[_Opener] = []

    def text_with_tokens(self) -> str:
        """Give the text after all edits."""
        parts: list[str] = []
        at = 0
        for edit in sorted(self._edits):
            parts += (self._text[at : edit.start], edit.text)
            at = edit.end
        return "".join((*parts, self._text[at:]))

    def scan(self, start: int, end: int) -> None:
        """Scan one paragraph; no syntax reaches beyond it."""
        self._openers.clear()
        # Without an opening bracket, the others are text.
        found = _SYNTAX_START.search(self._text, start, end) if self._text.find("[", start, end) >= 0 else None
        while found is not None:
            match = _SYNTAX.match(self._text, found.start(), end)
            start = self._step(match, end) if match else found.end()
            found = _SYNTAX_START.search(self._text, start, end)

    def _step(self, match: re.Match[str], end: int) -> int:
        """Take one piece of syntax; gives where the next may begin."""
        kind = match.lastgroup
        if kind == "ticks":
            return self._skip_code(match, end)
        if kind == "cite":
            return self._cite(match.start(), end)
        if kind in ("single", "open", "double"):
            self._openers.append(_Opener(match.start(), match[0]))
        elif kind == "end" and self._openers and self._openers[-1].text == "[":
            self._openers.pop()
            return match.start() + 1
        elif kind == "end" and self._openers:
            self._end_link(self._openers.pop(), match)
        elif kind == "close" and self._openers:
            self._close(self._openers.pop(), match)
        return match.end()

    def _skip_code(self, match: re.Match[str], end: int) -> int:
        closing = re.compile(rf"(?<!`){match[0]}(?!`)").search(self._text, match.end(), end)
        return closing.end() if closing else match.end()

    def _cite(self, start: int, end: int) -> int:
        match = CITATION.match(self._text, start, end)
        if match is None or self._text.startswith("{", match.end()):
            self._openers.append(_Opener(start, "["))
            return start + 1
        tokens = "".join(self._add(found) for found in read_citations(match[0], start))
        self._edits.append(_Edit(start, match.end(), tokens))
        return match.end()

    def _end_link(self, opener: _Opener, match: re.Match[str]) -> None:
        start, end = opener.offset, match.start() + 2
        inner_start = start + len(opener.text)
        inner = self._text[inner_start : match.start()]
        if opener.text == "![[":
            figure = read_figure(inner, start)
            if figure is not None:
                self._edits.append(_Edit(start, end, self._add(figure)))
            return
        link = read_link(inner, start)
        if link is None:
            return
        found, label_start, label_end = link
        self._wrap(found, start, inner_start + label_start, inner_start + label_end, end)
        span = read_span(match["after"], start, inner, "", match["after"]) if match["after"] else None
        if span is not None:
            # `[[wesh]]{claim=x}`: the link itself is the words.
            self._wrap(span, start, start, end, match.end())

    def _close(self, opener: _Opener, match: re.Match[str]) -> None:
        start, text, braces = opener.offset, opener.text, match["braces"]
        if text != "[":
            # `[[wesh]{claim=x}`: the inner bracket has ended; the outer one goes on waiting.
            start += len(text) - 1
            self._openers.append(_Opener(start - 1, "["))
        if braces is None:
            return
        words = self._text[start + 1 : match.start()]
        found = read_span(braces, start, words, "[", match[0])
        is_reference = found is not None and found.flaw is not None and self._text[start - 1 : start] == "]"
        if found is not None and not is_reference:
            self._wrap(found, start, start + 1, match.start(), match.end())

    def _wrap(self, found: Found, start: int, words_start: int, words_end: int, end: int) -> None:
        tokens = self._add(found)
        # What takes no room at its place goes around what stands there.
        self._edits.append(_Edit(start, words_start, tokens[:2]))
        self._edits.append(_Edit(words_end, end, tokens[2:]))

    def _add(self, found: Found) -> str:
        self.found.append(found)
        index = len(self.found) - 1
        return open_token(index) + close_token(index)
