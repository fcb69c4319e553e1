"""Ordinary pages: about, method, corrections policy."""

from __future__ import annotations

import msgspec

from briefings.model.briefing import Status
from briefings.model.forms import Lang, Slug
from briefings.model.ids import Id


class StaticPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The front matter of an ordinary page. `menu` pages are linked in the footer, in order of `order`, then title."""

    id: Id
    title: str
    path: str = ""
    slug: Slug = ""
    summary: str = ""
    lang: Lang = ""
    status: Status = Status.PUBLISHED
    order: int = 0
    translation_key: str = ""
