"""Topics: the running stories that briefings belong to."""

from __future__ import annotations

import msgspec

from briefings.model.briefing import Image
from briefings.model.ids import Id
from briefings.model.source import Source


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One running story. `summary` says where things stand; the body of the file is the standing background.

    `image` stands at the head of its page.
    """

    id: Id
    title: str
    path: str = ""
    summary: str = ""
    parent: Id | None = None
    actors: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    sources: tuple[Source | Id, ...] = ()
    aliases: tuple[str, ...] = ()
    names: dict[str, str] = {}
    image: Image | None = None
