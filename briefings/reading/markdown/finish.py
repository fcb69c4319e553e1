"""Turns sanitised HTML into a body: marks get their numbers, headings their anchors, references their sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

import msgspec
from msgspec.structs import replace

from briefings.model.body import MARK_CLOSE, MARK_LABEL, MARK_OPEN, Body, Heading, Reference, ReferenceKind
from briefings.reading.markdown.anchors import Anchors
from briefings.reading.markdown.found import OWN, Found
from briefings.reading.markdown.prose_text import BlockText, Sentences, count_words
from briefings.reading.markdown.sanitise import INLINE_TAGS, MARK

Report = Callable[[Found, str], None]
"""Told of a use that cannot stand where it does, with what was expected."""
Locate = Callable[[int], tuple[int, int]]
"""Line and column of an offset."""

_PIECE = re.compile(
    rf'<{MARK} x="(?P<mark>\d+)">'
    rf"|(?P<end></{MARK}>)"
    r"|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^>]*)>"
    r"|(?P<text>[^<]+)"
)
_ID = re.compile(r' id="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_PATH = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_PRIVATE = re.compile("[\ue003-\ue00f]")
"""One of these stands in all debris."""

_DEBRIS = re.compile(f'&lt;/?{MARK}(?: x="\\d+")?&gt;|[\ue003-\ue00f]')
_INLINE = INLINE_TAGS - {"br"}
_CODE = frozenset(("code", "pre", "kbd", "samp"))
_PHRASING = INLINE_TAGS - {"br", "wbr"} | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "summary"}
LEVELS = {"h1": 3, "h2": 3, "h3": 4, "h4": 5, "h5": 6, "h6": 6}
"""The level that a heading of a body has on its page, below the title."""
_LINKING = (ReferenceKind.LINK, ReferenceKind.CITATION, ReferenceKind.CLAIM)


class _OpenMark(msgspec.Struct):
    """A mark whose end has not come: what to write then, its number (None where it is none), where its words began."""

    closing: str
    number: int | None
    start: int
    link: Found | None = None


class _OpenHeading(msgspec.Struct):
    """A heading whose end has not come: where its tag is to be written, and the attributes of that."""

    slot: int
    rest: str


class Finisher:
    """Walks once through the HTML of one body."""

    def __init__(self, found: Sequence[Found], locate: Locate, report: Report) -> None:
        self.seen: set[int] = set()
        self._found, self._locate, self._report = found, locate, report
        self._out: list[str] = []
        self._references: list[Reference] = []
        self._headings: list[Heading] = []
        self._words = 0
        self._anchors = Anchors()
        self._marks: list[_OpenMark] = []
        self._open_headings: list[_OpenHeading] = []
        self._links = self._code = self._phrasing = 0
        self._is_silent = False
        self._block = BlockText()
        self._block_marks: list[tuple[int, int, int]] = []

    def finish(self, html: str) -> Body:
        """Give the body; `seen` are then the uses that stood in it."""
        for piece in _PIECE.finditer(html):
            kind = piece.lastgroup
            if kind == "text":
                self._add_text(piece[0])
            elif kind == "rest":
                self._add_tag(piece["tag"], bool(piece["close"]), piece["rest"])
            elif kind == "mark":
                self._open_mark(int(piece["mark"]))
            else:
                self._close_mark()
        self._end_block()
        return Body("".join(self._out).strip(), tuple(self._references), tuple(self._headings), self._words)

    def _add_text(self, text: str) -> None:
        if _PRIVATE.search(text):
            text = _DEBRIS.sub("", text)
        self._out.append(text)
        if not self._is_silent:
            self._block.add(unescape(text) if "&" in text else text)

    def _open_mark(self, index: int) -> None:
        found = self._found[index]
        is_misplaced = self._links > 0 and found.kind in _LINKING
        if index in self.seen or self._code or found.flaw or is_misplaced:
            self._open_raw(index, found, is_misplaced)
            return
        number = self._add_reference(index)
        link = found if found.kind is ReferenceKind.LINK else None
        self._links += link is not None
        self._marks.append(_OpenMark(MARK_CLOSE, number, self._block.length, link))
        self._out.append(f"{MARK_OPEN}{number}{MARK_LABEL}")

    def _open_raw(self, index: int, found: Found, is_misplaced: bool) -> None:
        """Write what the writer typed: in code, or with a problem."""
        if found.flaw and not self._code and index not in self.seen:
            self._report(found, found.flaw.expected)
        elif is_misplaced and not self._code:
            self._report(found, "a place outside of other links")
        self.seen.add(index)
        self._marks.append(_OpenMark(escape(found.raw_close, quote=False), None, self._block.length))
        self._add_text(escape(found.raw_open, quote=False))

    def _close_mark(self) -> None:
        mark = self._marks.pop()
        if mark.number is None:
            self._add_text(mark.closing)
            return
        self._out.append(mark.closing)
        self._links -= mark.link is not None
        if mark.link and self._block.length == mark.start:
            self._block.add(mark.link.target)
        self._block_marks.append((mark.number, mark.start, self._block.length))

    def _add_reference(self, index: int) -> int:
        found = self._found[index]
        line, column = self._locate(found.offset)
        is_inline_figure = found.kind is ReferenceKind.IMAGE and (self._phrasing > 0 or bool(self._marks))
        prefix = "inline" if is_inline_figure else found.prefix
        self.seen.add(index)
        self._references.append(Reference(found.kind, found.target, prefix, found.locator, line, column))
        return len(self._references) - 1

    def _add_tag(self, tag: str, is_end: bool, rest: str) -> None:
        change = -1 if is_end else 1
        if tag in _PHRASING:
            self._phrasing += change
        if tag in _CODE:
            self._code += change
        if tag == "a":
            self._add_anchor(is_end, rest)
        elif tag in _INLINE:
            self._out.append(self._tag(tag, is_end, rest))
        else:
            self._add_block_tag(tag, is_end, rest)

    def _add_anchor(self, is_end: bool, rest: str) -> None:
        """Write an ordinary link, but not inside the label of another; they never nest among themselves."""
        around = next((mark.link for mark in reversed(self._marks) if mark.link), None)
        if around is not None:
            if not is_end:
                self._report(around, "a label without links of its own")
            return
        self._links += -1 if is_end else 1
        self._is_silent = not is_end and 'class="footnote-ref"' in rest
        self._out.append(self._tag("a", is_end, rest))

    def _add_block_tag(self, tag: str, is_end: bool, rest: str) -> None:
        if tag == "img" and " src=" not in rest:
            # Its address was not one that a picture may have.
            alt = _ALT.search(rest)
            self._add_text(alt[1] if alt else "")
        elif tag in ("br", "img"):
            self._block.add(" ")
            self._out.append(self._tag(tag, is_end, rest))
        elif tag in LEVELS:
            self._add_heading_tag(tag, is_end, rest)
        else:
            self._end_block()
            self._out.append(self._tag(tag, is_end, rest))

    def _add_heading_tag(self, tag: str, is_end: bool, rest: str) -> None:
        if not is_end:
            self._end_block()
            self._open_headings.append(_OpenHeading(len(self._out), rest))
            self._out.append("")
            return
        opened, level, text = self._open_headings.pop(), LEVELS[tag], self._end_block()
        own = _ID.search(opened.rest)
        anchor = self._anchors.claim(unescape(own[1])) if own else ""
        anchor = anchor or self._anchors.of_heading(text)
        self._headings.append(Heading(level, anchor, text))
        rest = _ID.sub("", opened.rest)
        self._out[opened.slot] = f'<h{level} id="{anchor}"{rest}>'
        self._out.append(f"</h{level}>")

    def _tag(self, tag: str, is_end: bool, rest: str) -> str:
        if is_end:
            return f"</{tag}>"
        if not rest:
            return f"<{tag}>"
        if " id=" in rest:
            rest = _ID.sub(self._give_id, rest)
        if MARK_OPEN in rest:
            rest = _PATH.sub(self._give_path, rest)
        return f"<{tag}{rest.replace(OWN, '')}>"

    def _give_id(self, match: re.Match[str]) -> str:
        wanted = unescape(match[1])
        chosen = wanted[1:] if wanted.startswith(OWN) else self._anchors.claim(wanted)
        return f' id="{chosen}"' if chosen else ""

    def _give_path(self, match: re.Match[str]) -> str:
        found = self._found[int(match[1])]
        if found.flaw:
            self._report(found, found.flaw.expected)
            self.seen.add(int(match[1]))
            return "#"
        number = self._add_reference(int(match[1]))
        self._block_marks.append((number, self._block.length, self._block.length))
        return f"{MARK_OPEN}{number}{MARK_CLOSE}"

    def _end_block(self) -> str:
        """Take stock of a block that has ended; gives its text."""
        if not (self._block.length or self._block_marks):
            return ""
        text, marks = self._block.text(), self._block_marks
        self._block, self._block_marks = BlockText(), []
        self._words += count_words(text)
        if marks:
            sentences = Sentences(text)
            for number, start, end in marks:
                self._references[number] = replace(self._references[number], context=sentences.around(start, end))
        return text.strip()
