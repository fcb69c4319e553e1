"""Ids inside a body: anchors of headings and ids that writers give, unique and clear of the ids that themes use."""

from __future__ import annotations

import re

from briefings.model.ids import slugify

_THEME_IDS = frozenset(
    (
        *("main", "kdu", "what", "claims", "sources", "log", "facts", "watch", "next", "cite", "thread", "related"),
        *("people", "places", "backlinks", "stand", "activity", "timeline", "actors", "feeds", "where", "ahead"),
        *("citation", "events", "filterable", "lead", "moves", "neighbours", "parts", "text"),
    )
)
_THEME_PREFIXES = re.compile(r"(?:claim|cite|fn|fnref|source|map|[ei])-|s?\d+\Z", re.IGNORECASE)
_VALID = re.compile(r"[^\s\"'<>&#]{1,200}")


class Anchors:
    """Gives out the ids of one body."""

    def __init__(self) -> None:
        self._used = set(_THEME_IDS)
        self._next: dict[str, int] = {}

    def of_heading(self, text: str) -> str:
        """Give the anchor of a heading without an id of its own."""
        return self.claim(slugify(text) or "section")

    def claim(self, wanted: str) -> str:
        """Give `wanted`, or the nearest id that is free; an empty text where `wanted` cannot be an id."""
        if not _VALID.fullmatch(wanted):
            return ""
        wanted = f"text-{wanted}" if _THEME_PREFIXES.match(wanted) else wanted
        number, chosen = self._next.get(wanted, 2), wanted
        while chosen in self._used:
            chosen, number = f"{wanted}-{number}", number + 1
        self._next[wanted] = number
        self._used.add(chosen)
        return chosen


def is_theme_id(word: str) -> bool:
    """Whether a page may have this id outside of its body: themes use it for its sections, claims and sources."""
    return word in _THEME_IDS or bool(_THEME_PREFIXES.match(word))
