"""Texts and numbers with a form: what a slug, a language tag, a web address or a coordinate looks like.

The schema checks them when a file is read (`reading.schema`); `description` is what a problem says was expected.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

LANG_PATTERN = r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"

Slug = Annotated[
    str,
    Meta(
        # One folder name on every file system and one part of an address: nothing that either gives a meaning.
        pattern=r"^[^\s/\\?#%&\"'<>:|*{}.\x00-\x1f][^\s/\\?#%&\"'<>:|*{}\x00-\x1f]*$",
        max_length=80,
        description="a word for the address, such as `wesh-captured`: letters, digits, hyphens, at most 80",
    ),
]
Lang = Annotated[str, Meta(pattern=LANG_PATTERN, description="a language tag (BCP 47) such as `en`, `fa` or `fa-AF`")]
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
