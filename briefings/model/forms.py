"""Texts and numbers with a form: what a slug, a language tag, a web address or a coordinate looks like.

The schema checks them when a file is read (`reading.schema`); `description` is what a problem says was expected. What
fields say together a record checks itself (`RecordError`).
"""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta

MAX_NAME_BYTES = 200
"""In UTF-8, of one part of a path. File systems take 255 bytes, and a name may get an ending."""

_NO_NAME = (
    r"\s/\\?#%&\"'<>:|*{}"
    # What nobody sees or what turns letters round: controls, directions, invisible operators, private characters.
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff0-\uffff\ud800-\uf8ff\U000e0000-\U0010ffff"
    # What looks like a separator, or becomes one in another normal form.
    r"\u2024-\u2026\u2044\u2215\u29f8\u29f9\ufe52\ufe68\uff0e\uff0f\uff3c"
)
"""What a part of an address never holds: it is a folder on every file system, and means nothing else to either."""

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
"""Numbers that Unicode keeps from being characters, for a class of a regular expression. HTML forbids them."""

MAX_SLUG = 80
"""In characters. An id may be longer: `fit_slug`."""

LANG_PATTERN = r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"
"""A tag by the grammar of BCP 47, for what others read."""

LANG_WRITTEN = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"
"""A tag that somebody may write: no language is registered with more than three letters, but people write its name."""

LANG_EXPECTED = "a language tag (BCP 47) such as `en`, `fa` or `fa-AF`"

Slug = Annotated[
    str,
    Meta(
        pattern=rf"^[^.~{_NO_NAME}](?:[^{_NO_NAME}]*[^.{_NO_NAME}])?\Z",
        max_length=MAX_SLUG,
        extra={"max_bytes": MAX_NAME_BYTES},
        description="a word for the address, such as `wesh-captured`: letters, digits, hyphens, at most 80 (200 bytes)",
    ),
]
Lang = Annotated[str, Meta(pattern=LANG_WRITTEN, extra={"names": "languages"}, description=LANG_EXPECTED)]
Url = Annotated[
    str,
    Meta(
        pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+$",
        description="a web address that starts with `https://` or `http://`",
    ),
]
Latitude = Annotated[float, Meta(ge=-90, le=90, description="degrees from -90 to 90, north positive")]
Longitude = Annotated[float, Meta(ge=-180, le=180, description="degrees from -180 to 180, east positive")]
Kilometres = Annotated[float, Meta(ge=0, description="kilometres, 0 or more")]
Credibility = Annotated[int, Meta(ge=1, le=6, description="a whole number from 1 (confirmed) to 6 (cannot be judged)")]


class RecordError(ValueError):
    """A record whose fields do not fit together: what was `expected`, and a `hint`, as in a `Problem`."""

    def __init__(self, expected: str, hint: str = "") -> None:
        super().__init__(f"expected {expected}")
        self.expected, self.hint = expected, hint


_NEVER = re.compile(f"[{_NO_NAME}]")


def fit_slug(name: str) -> str:
    """The slug that an id gives: without what an address never holds, and cut, between two words if it can be.

    Empty where nothing is left.
    """
    seen = _NEVER.sub("", name).strip("-")
    slug = seen[:MAX_SLUG]
    if len(seen) > MAX_SLUG and seen[MAX_SLUG] != "-":
        words = slug.rpartition("-")[0]
        # A date and one long word: without that word, all briefings of the day would have one address.
        slug = words if len(words) * 2 >= MAX_SLUG else slug
    return slug.rstrip("-")
