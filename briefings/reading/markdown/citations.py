"""`[@source]` and `[@one; @two, para. 4]`: documents of the source list. After Pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.model.body import ReferenceKind
from briefings.reading.markdown.found import Flaw, Found

CITATION = re.compile(r"\[@[^\[\]]*\]")
_PART = re.compile(r"[\s>]*@(?P<target>[^\s,;@]+)\s*(?:,\s*(?P<locator>[^@]*?))?\s*")
_LOCATOR = re.compile(r"@[^\s,;@]+[ \t]+(?P<locator>[^@;,\s][^@;,\n]*)")
_SPACES = re.compile(r"\s*\n[ \t>]*")


def read_citations(raw: str, offset: int) -> list[Found]:
    """Read a whole bracket, one record for each document; the first holds the raw text of all of them."""
    parts = list(_split(raw[1:-1], offset + 1))
    matches = [(_PART.fullmatch(text), start) for text, start in parts]
    found: list[Found] = []
    for match, start in matches:
        if match is None:
            return [Found(ReferenceKind.CITATION, offset, raw, flaw=_flaw(raw))]
        locator = _SPACES.sub(" ", match["locator"] or "")
        at = start + match.start("target") - 1
        found.append(Found(ReferenceKind.CITATION, at, "" if found else raw, "", match["target"], locator=locator))
    return found


def _split(inner: str, offset: int) -> Iterator[tuple[str, int]]:
    for part in inner.split(";"):
        yield part, offset
        offset += len(part) + 1


def _flaw(raw: str) -> Flaw:
    expected, loose = "`[@source]` or `[@one; @two, para. 4]`", _LOCATOR.search(raw[1:-1])
    if raw.count("@") > 1 + raw.count(";"):
        hint = "Separate documents with `;`."
    elif loose:
        hint = f"Put a comma before `{loose['locator'].rstrip()}`."
    else:
        hint = "Write `\\[@…]` where the brackets are text."
    return Flaw("BRF-citation-unknown", expected, hint)
