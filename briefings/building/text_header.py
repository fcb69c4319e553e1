"""What a text says of itself that nothing has read: enough to tell an article or a draft from a file to download."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefings.building.contained import TooLarge, read_contained
from briefings.reading.front_matter import Style, parse_stock_header, split_front_matter
from briefings.reading.read import MAX_BYTES

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
HTML = (".html", ".htm")
TEXTS = (*MARKDOWN, ".rst", *HTML)
"""What Pelican makes articles and pages of, unless plugins add to it."""

_FIELD = re.compile(r"^[ \t]*(?:#\+|:)?([A-Za-z_]+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_META = re.compile(r"<meta\b([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"""\bname\s*=\s*["']?\s*([A-Za-z_]+)""", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontents?\s*=\s*["']?\s*([^"'\s]*)""", re.IGNORECASE)
_TELLING = frozenset(("date", "modified", "status", "category", "tags", "slug"))
"""Keys that articles have, and hardly any other text. Every page of HTML has a title."""
_HEAD_LINES = 200


class TextHeader(msgspec.Struct, frozen=True):
    """The keys of a header, in lower case, with the first words of their values; `is_html` for a page of HTML."""

    keys: Mapping[str, str] = {}
    is_html: bool = False

    @property
    def is_article(self) -> bool:
        """Whether Pelican could make an article of the text."""
        return bool(self.keys.keys() & _TELLING) or ("title" in self.keys and not self.is_html)

    @property
    def is_private(self) -> bool:
        """Whether the text says that it is not for everybody."""
        keys = self.keys
        return (
            keys.get("status", "published") not in ("", "published")
            or "embargo" in keys
            or keys.get("stage") == "withdrawn"
        )


def read_header(content: Path, path: str) -> TextHeader:
    """The header of a file of the content folder; an empty one where there is none, or the file cannot be read."""
    try:
        text = read_contained(content, path, MAX_BYTES).decode("utf-8-sig", "replace")
    except (OSError, TooLarge):
        return TextHeader()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    ending = path.lower()
    if ending.endswith(HTML):
        return TextHeader(_read_metas(text), is_html=True)
    return TextHeader(_read_markdown(text) if ending.endswith(MARKDOWN) else _read_fields(text))


def _read_markdown(text: str) -> dict[str, str]:
    split = split_front_matter(text)
    if split.style is Style.STOCK:
        return {key: _clean(value) for key, value, _ in parse_stock_header(split.header)}
    return _read_fields(split.header)


def _read_fields(text: str) -> dict[str, str]:
    head = "\n".join(text.split("\n", _HEAD_LINES)[:_HEAD_LINES])
    return {match[1].lower(): _clean(match[2]) for match in _FIELD.finditer(head)}


def _read_metas(text: str) -> dict[str, str]:
    found = {}
    for tag in _META.finditer(text):
        name, value = _NAME.search(tag[1]), _CONTENT.search(tag[1])
        if name:
            found[name[1].lower()] = _clean(value[1] if value else "")
    return found


def _clean(value: str) -> str:
    return value.partition(" #")[0].strip(" \t\"'").lower()
