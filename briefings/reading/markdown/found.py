"""What the scanner finds in a text: a record for each use of a syntax, and the tokens that stand for it meanwhile.

Python-Markdown keeps no positions. So every use is found in the source, where its position is known, and tokens of two
characters take the place of its brackets, which Markdown passes on as ordinary text:

    TOKEN_OPEN key words TOKEN_CLOSE key

`key` is a private-use character that counts the uses. Where tokens end up inside code or raw HTML, the text that they
replaced is put back (`tokens`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from briefings.model.body import ReferenceKind

TOKEN_OPEN, TOKEN_CLOSE = "\ue004", "\ue005"
OWN = "\ue006"
"""A character that no writer can type here: names of the elements and ids that only this package makes hold it."""

_FIRST_KEY, _LAST_KEY = 0xF0000, 0xFFFFD
_TOKENS = re.compile(f"[{TOKEN_OPEN}{TOKEN_CLOSE}][{chr(_FIRST_KEY)}-{chr(_LAST_KEY)}]")


class Flaw(msgspec.Struct, frozen=True):
    """Why a use of a syntax cannot be read: a code of the catalogue, what was expected, and what to do."""

    code: str
    expected: str
    hint: str = ""


class Found(msgspec.Struct, frozen=True):
    """One use of a syntax: what it points at, the raw text of its brackets, and its offset in the text.

    `raw_open` and `raw_close` stand before and after the words; a use without words has all of its text in `raw_open`.
    A use with a `flaw` stays as the writer typed it, and becomes a problem unless it stands in code.
    """

    kind: ReferenceKind
    offset: int
    raw_open: str
    raw_close: str = ""
    target: str = ""
    prefix: str = ""
    locator: str = ""
    flaw: Flaw | None = None


def open_token(index: int) -> str:
    """The token before the words of use number `index`."""
    return TOKEN_OPEN + chr(_FIRST_KEY + index)


def close_token(index: int) -> str:
    """The token after the words of use number `index`."""
    return TOKEN_CLOSE + chr(_FIRST_KEY + index)


def has_tokens(text: str) -> bool:
    """Whether tokens may stand in `text`."""
    return TOKEN_OPEN in text or TOKEN_CLOSE in text


def replace_tokens(text: str, opening: Callable[[int], str], closing: Callable[[int], str]) -> str:
    """Replace the tokens in `text`; each function is given the number of the use."""

    def replace(match: re.Match[str]) -> str:
        token = match[0]
        index = ord(token[1]) - _FIRST_KEY
        return opening(index) if token[0] == TOKEN_OPEN else closing(index)

    return _TOKENS.sub(replace, text)
