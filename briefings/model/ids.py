"""Ids: kebab-case names that are unique per kind and never change."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Id = NewType("Id", str)
"""A kebab-case name in any script: letters without case (or lower case), digits, single hyphens."""

_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SEPARATORS = re.compile(r"[\W_]+")


def is_id(text: str) -> bool:
    """Whether `text` is a well-formed id: lower case, words joined by single hyphens, Unicode in form NFC."""
    return bool(_ID.fullmatch(text)) and text == text.lower() and unicodedata.is_normalized("NFC", text)


def slugify(text: str, max_bytes: int = 120) -> str:
    """The kebab-case form of any text; letters of every script are kept, bounded in UTF-8 bytes.

    The result is empty when `text` has no letter and no digit.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    kept = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Cf") or c.isalnum())
    slug = _SEPARATORS.sub("-", kept).strip("-")
    while len(slug.encode()) > max_bytes:
        slug = slug[: slug.rfind("-")] if "-" in slug else slug[:-1]
    return slug
