"""`[[target]]`, `[[target|label]]` and `[[kind:target]]`: links to pages of the site. After MediaWiki and Obsidian."""

from __future__ import annotations

import re

from briefings.model.body import ReferenceKind
from briefings.reading.markdown.found import Found

_TARGET = re.compile(r"\s*(?:(?P<prefix>[a-z]+):\s*)?(?P<target>[^\s\[\]|`][^\[\]|`\n]*?)\s*")
_SEPARATOR = re.compile(r"\\?\|")


def read_link(inner: str, offset: int) -> tuple[Found, int] | None:
    """Read what stands between `[[` and `]]`; also gives where the label begins in `inner`, its end if there is none.

    In tables writers put a backslash before the bar; it separates all the same.
    """
    bar = _SEPARATOR.search(inner)
    name = _TARGET.fullmatch(inner, 0, bar.start() if bar else len(inner))
    if name is None:
        return None
    has_label = bar is not None and bool(inner[bar.end() :].strip())
    label_start = bar.end() if bar is not None and has_label else len(inner)
    raw_open = "[[" + inner[:label_start] + ("" if has_label else "]]")
    raw_close = "]]" if has_label else ""
    return Found(ReferenceKind.LINK, offset, raw_open, raw_close, name["target"], name["prefix"] or ""), label_start
