"""Ids: kebab-case names that are unique per kind and never change."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Id = NewType("Id", str)
"""A kebab-case name in any script: letters without case (or lower case), digits, single hyphens."""

MAX_BYTES = 120
"""In UTF-8. Ids become names of folders, and file systems take 255 bytes."""

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_ASCII_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ACCENTS = frozenset((*range(10, 37), *range(200, 256)))
"""Combining classes of Latin accents, Hebrew points and Arabic vowel signs: names are written without them as well."""


def is_id(text: str) -> bool:
    """Whether `text` is a well-formed id: lower case, words joined by single hyphens, in form NFKC, not too long."""
    if text.isascii():
        return bool(_ASCII_ID.fullmatch(text)) and len(text) <= MAX_BYTES
    return text == slugify(text)


def slugify(text: str, max_bytes: int = MAX_BYTES) -> str:
    """The kebab-case form of any text; letters of every script are kept, bounded in UTF-8 bytes.

    The result is empty when `text` has no letter and no digit.
    """
    slug = "-".join(_ASCII_WORD.findall(text.lower())) if text.isascii() else _fold(text)
    while len(slug.encode()) > max_bytes:
        slug = slug[: slug.rfind("-")] if "-" in slug else slug[:-1]
    return slug


def _fold(text: str) -> str:
    """The letters, marks and digits of a text, in lower case and form NFKC, its words joined by hyphens."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    words = "".join(map(_keep, folded)).split("-")
    return unicodedata.normalize("NFC", "-".join(word for word in words if any(map(str.isalnum, word))))


def _keep(character: str) -> str:
    """The character itself where it belongs to a word; nothing for accents and invisible joiners; else a separator."""
    category = unicodedata.category(character)
    if category == "Cf" or (category == "Mn" and unicodedata.combining(character) in _ACCENTS):
        return ""
    return character if character.isalnum() or category in ("Mn", "Mc") else "-"
