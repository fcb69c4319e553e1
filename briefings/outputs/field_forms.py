"""What the schemas ask of texts in the data: patterns, closed lists of words, and the names of standards.

Patterns, because validators need not look at `format`, and most do not unless they are told to. They are ECMA-262 as
much as Python: JSON Schema asks for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec import Meta

_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
_OFFSET = "(?:Z|[+-][0-9]{2}:[0-5][0-9])"
DAY = f"^{_DAY}$"
"""A `full-date` of RFC 3339."""
TIME = f"^{_DAY}T{_CLOCK}{_OFFSET}$"
"""A `date-time` of RFC 3339."""
MOMENT = f"^{_DAY}(?:T{_CLOCK}{_OFFSET})?$"
"""Either, as `Moment.rfc3339` gives it."""
EDTF = r"^[-+0-9XTZ:.,~?%/\[\]{}]*[0-9X]{4}[-+0-9XTZ:.,~?%/\[\]{}]*$"
"""The signs of EDTF, a year among them. What they may say is for a parser of EDTF."""
WEB = '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>"]+$'
"""An address, as authors may write it."""
PAGE = '^https?://[^\\s<>"]+$|^/(?!/)[^\\s<>"]*$'
"""An absolute address, or one from the root of the host."""
ID = r"^[^\s/?#A-Z]+$"
KEY = r"^\S+$"
"""The key of a document: an id, or that of a briefing or topic, a slash, and an id."""


def optional(pattern: str) -> str:
    """The same, or nothing."""
    return f"^$|{pattern}"


def says(
    description: str,
    pattern: str | None = None,
    *,
    form: str = "",
    words: Iterable[str] = (),
    keys: str = "",
    least: int | None = None,
) -> Meta:
    """What a schema says of a field.

    `pattern` is that of its text, `form` its `format`, `words` are all that it can be, `keys` is the pattern of the
    keys of a mapping, `least` bounds a number.
    """
    extra: dict[str, Any] = {"format": form} if form else {}
    if words:
        extra["enum"] = [str(word) for word in words]
    if keys:
        extra["propertyNames"] = {"pattern": keys}
    if least is not None:
        extra["minimum"] = least
    return Meta(description=description, pattern=pattern, extra_json_schema=extra or None)


def list_words(kind: type[StrEnum], *more: str) -> tuple[str, ...]:
    """The words of a closed list, `more` before them."""
    return (*more, *(member.value for member in kind))
