"""`[[target]]`, `[[target|label]]` and `[[kind:target]]`: links to pages of the site. After MediaWiki and Obsidian."""

from __future__ import annotations

import re

from briefings.model.body import ReferenceKind
from briefings.reading.markdown.found import Found

_TARGET = re.compile(r"\s*(?:(?P<prefix>[a-z]+):\s*)?(?P<target>[^\s\[\]|`][^\[\]|`\n]*?)\s*")
_SEPARATOR = re.compile(r"\\?\|")


def read_link(inner: str, offset: int) -> tuple[Found, int, int] | None:
    """Read what stands between `[[` and `]]`; also gives where the label begins and ends in `inner`.

    In tables writers put a backslash before the bar; it separates all the same.
    """
    bar = _SEPARATOR.search(inner)
    name = _TARGET.fullmatch(inner, 0, bar.start() if bar else len(inner))
    if name is None:
        return None
    start, end = _find_label(inner, bar.end() if bar else len(inner))
    raw_open, raw_close = ("[[" + inner[:start], inner[end:] + "]]") if start < end else (f"[[{inner}]]", "")
    return Found(ReferenceKind.LINK, offset, raw_open, raw_close, name["target"], name["prefix"] or ""), start, end


def _find_label(inner: str, start: int) -> tuple[int, int]:
    """Where the words after `start` begin and end; at the end of all where there are none."""
    label = inner[start:]
    if not label.strip():
        return len(inner), len(inner)
    return len(inner) - len(label.lstrip()), len(inner.rstrip())
