"""Documents: what reading makes of one source file."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.body import Body
from briefings.model.briefing import Briefing
from briefings.model.page import StaticPage
from briefings.model.registry import Actor, Place, Publisher
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Problem


class FileKind(StrEnum):
    """What a file of the content folder is, known from its path."""

    BRIEFING = "briefing"
    TOPIC = "topic"
    ACTORS = "actors"
    PLACES = "places"
    PUBLISHERS = "publishers"
    SOURCES = "sources"
    PAGE = "page"
    STATIC = "static"


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file, read: the typed records it holds, its body, and what was wrong with it.

    `path` is relative to the content folder, with forward slashes. Records that could not be read are left out;
    `left_out` are their places in the list of a registry, from 0. A record may stand beside an error (an unknown
    key): it is linked and checked, and never reaches a page.
    """

    path: str
    kind: FileKind
    briefing: Briefing | None = None
    topic: Topic | None = None
    page: StaticPage | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    sources: tuple[Source, ...] = ()
    body: Body = Body()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[int, ...] = ()

    def find_index(self, position: int) -> int:
        """Where a record of a registry stands in its file, from its position in the tuple."""
        for index in self.left_out:
            position += index <= position
        return position
