"""The words that a person wrote in one file, with their places: fields of front matter and registries, and the body.

Rules look for words; a passage tells where they stand. In a body, what readers do not read as words (code, addresses,
tags, names inside the syntax) is blanked out by spaces of the same length, so that every offset is still a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from briefings.model.document import Document
from briefings.problems import Location, Pointer
from briefings.reading.front_matter import split_front_matter


class Passage(msgspec.Struct, frozen=True):
    """A text and where it begins. `name` is the key it stands under (`title`, `caption`, `quote`), or `body`.

    The place of a field is a pointer; of a body, the line on which it begins.
    """

    name: str
    text: str
    path: str
    pointer: Pointer = ()
    line: int = 0

    @property
    def is_verbatim(self) -> bool:
        """Whether these are somebody else's words: a quote, the title of a source, or what stood here before."""
        return self.name in ("quote", "was") or (self.name == "title" and "sources" in self.pointer)

    def locate(self, offset: int) -> Location:
        """The place of the character at `offset`; of the whole field where lines are not known."""
        if not self.line:
            return Location(self.path, pointer=self.pointer)
        before = self.text.count("\n", 0, offset)
        return Location(self.path, self.line + before, offset - self.text.rfind("\n", 0, offset))


WORDS = frozenset(
    (
        *("title", "summary", "why", "name", "names", "role", "about", "text", "texts", "alt", "caption", "credit"),
        *("basis", "how", "quote", "what", "outcome", "was", "now", "note", "authors", "measure", "unit", "kind"),
    )
)
"""Keys whose text is words of a person, in whatever record they stand."""

_RECORDS = ("briefing", "topic", "page")
_LISTS = ("actors", "places", "publishers", "sources")


def list_fields(document: Document) -> tuple[Passage, ...]:
    """All texts of a document's records, in the order of the records' keys. Empty ones are left out."""
    found: list[Passage] = []
    for name in _RECORDS:
        found += _walk(getattr(document, name), "", (), document.path)
    for name in _LISTS:
        for index, record in enumerate(getattr(document, name)):
            found += _walk(record, "", (index,), document.path)
    return tuple(found)


def _walk(value: Any, name: str, pointer: Pointer, path: str) -> Iterator[Passage]:
    if isinstance(value, str):
        if value and name in WORDS and type(value) is str:
            yield Passage(name, value, path, pointer)
    elif isinstance(value, msgspec.Struct):
        for field, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            if field != "path":
                yield from _walk(getattr(value, field), key, (*pointer, key), path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, name, (*pointer, index), path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, name, (*pointer, key), path)


_UNREAD = r"""
      ^[ \t>]*(?P<fence>```+|~~~+).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)         # code in fences
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)           # code in a line
    | <!--.*?(?:-->|\Z)
    | </?[A-Za-z][^<>]*>                                                           # tags and <addresses>
"""
_FLAGS = re.VERBOSE | re.DOTALL | re.MULTILINE
_CODE = re.compile(_UNREAD, _FLAGS)
_BLANKED = re.compile(
    _UNREAD
    + r"""
    | \[@[^\[\]\n]*\]                                                             # citations
    | !?\[\[[^\[\]|\n]*(?:\||(?=\]\]))                                             # targets of links
    | \[[^\[\]\n]*\]\{[ \t]*date[ \t]*=[^{}\n]*\}                                # words that have a date
    | (?<=\])\((?:[^()\n]|\([^()\n]*\))*\)                                       # addresses of links
    | (?<=\])\{[^{}\n]*\}                                                         # claim= of spans
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*                                               # definitions of links
    | ^[ \t>]*\[![a-z]+\]                                                         # the word of a marked block
    | https?://[^\s<>"]+
    """,
    _FLAGS,
)


def read_body(document: Document, text: str) -> Passage:
    """The body of a file as words; empty for a registry."""
    if not document.path.lower().endswith((".md", ".markdown", ".mkd", ".mdown")):
        return Passage("body", "", document.path, line=1)
    split = split_front_matter(text)
    return Passage("body", _BLANKED.sub(_blank, split.body), document.path, line=split.body_line)


def without_code(text: str) -> str:
    """The text of a body with code, comments and tags blanked out; all other syntax stands as it was typed."""
    return _CODE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return blank(match[0])


def blank(text: str) -> str:
    """Spaces in place of every character but line feeds."""
    return re.sub(r"[^\n]", " ", text)


_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"\n]*\"|^[ \t]*>[^\n]*$", re.MULTILINE)


def without_quotes(text: str) -> str:
    """The text with everything quoted blanked out, block quotations too: those words are not the writer's to change."""
    return _QUOTED.sub(_blank, text)
