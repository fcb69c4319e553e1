"""The documents of a site by kind, and which of its briefings the public may see."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import datetime

import msgspec

from briefings.linking.site import EntityKind
from briefings.model.briefing import Briefing, Stage, Status
from briefings.model.document import Document, FileKind
from briefings.model.ids import slugify
from briefings.problems import Severity

_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-")
_DEFINES = {
    FileKind.BRIEFING: EntityKind.BRIEFING,
    FileKind.TOPIC: EntityKind.TOPIC,
    FileKind.ACTORS: EntityKind.ACTOR,
    FileKind.PLACES: EntityKind.PLACE,
    FileKind.PUBLISHERS: EntityKind.PUBLISHER,
}
IMPLICIT_KINDS = (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE, EntityKind.PUBLISHER)
"""Kinds whose ids define themselves in a content folder that has no file of that kind."""


class Content(msgspec.Struct, frozen=True):
    """All documents by kind, in the order of their paths.

    `implicit` are the kinds without any file. `unread` are names of briefing and topic files that could not be read,
    as ids; `doubtful` are the kinds of registries that could not be read whole: their ids cannot be judged.
    """

    by_kind: dict[FileKind, tuple[Document, ...]]
    implicit: frozenset[EntityKind]
    unread: frozenset[str]
    doubtful: frozenset[EntityKind]

    def of(self, *kinds: FileKind) -> tuple[Document, ...]:
        """Give the documents of these kinds."""
        return tuple(document for kind in kinds for document in self.by_kind.get(kind, ()))


def sort_content(documents: Iterable[Document]) -> Content:
    """Sort documents by kind and path, so that nothing later depends on the order of files on disk."""
    by_kind: dict[FileKind, list[Document]] = {}
    for document in sorted(documents, key=lambda document: document.path):
        by_kind.setdefault(document.kind, []).append(document)
    present = {_DEFINES[kind] for kind in by_kind if kind in _DEFINES}
    return Content(
        by_kind={kind: tuple(members) for kind, members in by_kind.items()},
        implicit=frozenset(kind for kind in IMPLICIT_KINDS if kind not in present),
        unread=frozenset(_unread_names(by_kind)),
        doubtful=frozenset(_find_doubtful(by_kind)),
    )


def _is_partial(document: Document) -> bool:
    """Whether a registry may have records that could not be read; one with an unknown key can be, or is left out."""
    errors = {problem.code for problem in document.problems if problem.severity is Severity.ERROR}
    return bool(document.left_out) or not errors <= {"BRF-unknown-key"}


def _unread_names(by_kind: dict[FileKind, list[Document]]) -> Iterable[str]:
    for document in (*by_kind.get(FileKind.BRIEFING, ()), *by_kind.get(FileKind.TOPIC, ())):
        if document.briefing is None and document.topic is None:
            stem = posixpath.splitext(posixpath.basename(document.path))[0]
            yield slugify(stem)
            yield slugify(_DATE_PREFIX.sub("", stem))


def _find_doubtful(by_kind: dict[FileKind, list[Document]]) -> Iterable[EntityKind]:
    for kind in (FileKind.ACTORS, FileKind.PLACES, FileKind.PUBLISHERS):
        if any(map(_is_partial, by_kind.get(kind, ()))):
            yield _DEFINES[kind]
    if any(document.briefing is None for document in by_kind.get(FileKind.BRIEFING, ())):
        yield EntityKind.CLAIM


def find_hidden_reason(briefing: Briefing, now: datetime) -> str:
    """Say why the public may not see a briefing; empty when it may."""
    if briefing.status is Status.DRAFT:
        return "is a draft"
    if briefing.status is Status.HIDDEN:
        return "is hidden"
    if briefing.embargo is not None and briefing.embargo.at > now:
        return f"is under embargo until {briefing.embargo.text}"
    return ""


def is_withdrawn(briefing: Briefing) -> bool:
    """Tell whether its own front matter withdraws a briefing, or `linking.withdrawal` has left only a notice of it."""
    return briefing.stage is Stage.WITHDRAWN
