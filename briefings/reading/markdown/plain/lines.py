"""Plain text within a block: emphasis, code, simple links, footnote references, quotation marks. Nothing overlaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown.extensions.smarty import SubstituteTextPattern
from markdown.util import ETX, STX

from briefings.reading.markdown.found import TOKEN_CLOSE, TOKEN_OPEN, has_tokens
from briefings.reading.markdown.quotes import is_typewritten

ReferToNote = Callable[[str], str]
"""Gives the HTML of a reference to the footnote with a label; raises `NotPlainError` where it cannot."""

_UNUSUAL = re.compile("[<\\\\\x00-\x09\x0b-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")
"""Tags, escapes, controls, and white space that `str.strip` knows and `[ ]` does not."""

_SPACE_AT_END = re.compile(r"\n(?<=[ \xa0\u202f]\n)")
_ENTITY = re.compile(r"&(?:#|\w*;)")
_SPECIAL = re.compile(r"[*_`\[\]{}]")
_PIECE = re.compile(
    rf"""
      (?P<text>[^*_`\[\]{{}}]+)
    | `(?P<code>[^`]+)`
    | \*\*(?P<strong>(?!\s)[^*]+(?<!\s))\*\*(?!\*)
    | \*(?P<em>(?!\s)[^*]+(?<!\s))\*(?!\*)
    | \[\^(?P<note>[\w-]+)\]
    | \[(?P<label>[^\[\]]+)\]\((?P<address>[^\s()<>\[\]"'`*\\{TOKEN_OPEN}{TOKEN_CLOSE}]+)\)
    """,
    re.VERBOSE,
)


class NotPlainError(Exception):
    """A text has something that only Python-Markdown reads."""


def is_unusual(text: str) -> bool:
    """Whether something that no plain text has is anywhere in `text`."""
    return (
        _UNUSUAL.search(text) is not None
        or _SPACE_AT_END.search(text) is not None
        or ("`" in text and "``" in text)
        or ("!" in text and "![" in text)
        or ("&" in text and _ENTITY.search(text) is not None)
    )


def refuse_notes(label: str) -> str:
    """Stand in for `ReferToNote` where no reference can stand."""
    raise NotPlainError(label)


class PlainLines:
    """Converts text without `<` and backslash, with the rules that `quotes` (SmartyPants) has for quotation marks."""

    def __init__(self, quotes: Iterable[SubstituteTextPattern]) -> None:
        self._quotes = [(rule.getCompiledRegExp(), rule.replace) for rule in quotes]

    def render_alone(self, text: str) -> str | None:
        """Give the HTML of a text that is no more than a line; None if it is not plain."""
        try:
            return None if is_unusual(text) else self.render(text)
        except NotPlainError:
            return None

    def render(self, text: str, refer: ReferToNote = refuse_notes) -> str:
        """Give the HTML of `text`. Raises `NotPlainError` unless every piece of it can be read in one way only."""
        if _SPECIAL.search(text) is None:
            return self._render_text(text)
        parts: list[str] = []
        at = 0
        while at < len(text):
            piece = _PIECE.match(text, at)
            if piece is None:
                raise NotPlainError(text[at : at + 20])
            parts.append(self._render_piece(piece, refer))
            at = piece.end()
        return "".join(parts)

    def _render_piece(self, piece: re.Match[str], refer: ReferToNote) -> str:
        kind = piece.lastgroup
        if kind == "text":
            return self._render_text(piece[0])
        if kind == "code":
            return _render_code(piece["code"])
        if kind == "note":
            return refer(piece["note"])
        if kind == "address":
            label = self.render(piece["label"], refuse_notes)
            return f'<a href="{_escape(piece["address"])}">{label}</a>'
        return f"<{kind}>{self.render(piece[kind or 0], refer)}</{kind}>"

    def _render_text(self, text: str) -> str:
        return _escape(self._replace_quotes(text) if is_typewritten(text) else text)

    def _replace_quotes(self, text: str) -> str:
        """Apply one rule after the other, as Python-Markdown does: what a rule has written stands between STX and ETX.

        It hides what it has replaced from the rules that follow; they see these two characters.
        """
        for rule, parts in self._quotes:
            match = rule.search(text)
            while match is not None:
                written = (
                    STX + "".join(match.group(part) if isinstance(part, int) else str(part) for part in parts) + ETX
                )
                text = text[: match.start()] + written + text[match.end() :]
                match = rule.search(text, match.start() + len(written))
        return text.replace(STX, "").replace(ETX, "")


def _render_code(code: str) -> str:
    if has_tokens(code):
        raise NotPlainError(code)
    return f"<code>{_escape(code.strip())}</code>"


def _escape(text: str) -> str:
    """Escape what may stand in plain text: neither entities nor `<`."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace(">", "&gt;") if ">" in text else text
