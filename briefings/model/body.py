"""The body of a file after reading: HTML with numbered marks where something must still be looked up.

Reading one file knows nothing of the others, so a link like `[[wesh]]` cannot be resolved there. The HTML holds
a mark instead, made of three private-use characters that the reader refuses in content:

    MARK_OPEN index MARK_LABEL label-html MARK_CLOSE

`references[index]` says what the mark means. Marks nest. `views.prose` replaces them, innermost first. The label is
empty for citations and images, and for links without words of their own: the name of the page is then shown.

The address of a file of the content folder is the value of a `href` or `src`, where a mark has no label:

    MARK_OPEN index MARK_CLOSE
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

MARK_OPEN, MARK_LABEL, MARK_CLOSE = "\ue000", "\ue001", "\ue002"


class ReferenceKind(StrEnum):
    """What an author pointed at: the syntax that made the mark."""

    LINK = "link"
    """`[[target]]`, `[[kind:target|label]]`: a briefing, topic, actor, place, publisher or claim."""
    CITATION = "citation"
    """`[@source, locator]`: a document in the source list."""
    CLAIM = "claim"
    """`[words]{claim=id}`: words that state a claim."""
    DATE = "date"
    """`[words]{date=EDTF}`: words that stand for a date."""
    IMAGE = "image"
    """`![[image]]`: a figure from front matter."""
    PATH = "path"
    """`{filename}…`, `{static}…`, `{attach}…` in an ordinary Markdown link: a file of the content folder."""
    ADDRESS = "address"
    """A file by an address relative to the page, in an ordinary link or picture. No mark stands for it."""


class Reference(msgspec.Struct, frozen=True):
    """One thing the text points at.

    `prefix` is the kind in `[[kind:target]]`, Pelican's word (`filename`, `static`, `attach`), `inline` for an image
    inside a line of text, where HTML allows no `<figure>`, or the element that names an address (`a`, `img`). `locator`
    is what follows the comma in a citation, or what follows the name of a file, from `#` or `?`. `line` and `column`
    are places in the file, from 1. `context` is the sentence around the mark as plain text, shown with backlinks.
    """

    kind: ReferenceKind
    target: str
    prefix: str = ""
    locator: str = ""
    line: int = 0
    column: int = 0
    context: str = ""


class Heading(msgspec.Struct, frozen=True):
    """A heading of the body: its level (2 to 6), its anchor and its plain text."""

    level: int
    id: str
    text: str


class Body(msgspec.Struct, frozen=True):
    """A converted body: sanitised HTML with marks, what the marks mean, the headings, and a count of words."""

    html: str = ""
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0


class PackedBody(Body, frozen=True, eq=False):
    """The same in half the memory: the HTML is UTF-8, and encoded as it stands.

    One mark makes Python keep every letter of a string in two bytes. And the bytes lie apart from the count of
    references, so that a copy of the process that only looks at them shares them for good.
    """

    @property  # type: ignore[misc]  # frozen: nobody sets it
    def html(self) -> str:
        """The HTML, made anew each time."""
        packed: object = _PACKED(self)
        return msgspec.json.decode(packed, type=str) if isinstance(packed, msgspec.Raw) else str(packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and _list_parts(self) == _list_parts(other)

    def __hash__(self) -> int:
        return hash(_list_parts(self))


_PACKED = Body.html.__get__  # type: ignore[attr-defined]  # what the field itself holds


def _list_parts(body: Body) -> tuple[object, ...]:
    return body.html, body.references, body.headings, body.words


def pack_body(body: Body) -> Body:
    """An equal body that takes less memory."""
    if isinstance(body, PackedBody) or not body.html:
        return body
    return pack_raw(msgspec.json.encode(body.html), body.references, body.headings, body.words)


def pack_raw(
    html: bytes | msgspec.Raw, references: tuple[Reference, ...], headings: tuple[Heading, ...], words: int
) -> Body:
    """A body of which `html` is the HTML as JSON, which takes a copy of it."""
    raw = bytearray(html)
    if raw == b'""':
        return Body("", references, headings, words)
    return PackedBody(msgspec.Raw(raw), references, headings, words)  # type: ignore[arg-type]  # as `html` knows
