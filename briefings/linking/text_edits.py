"""Tells an edit of words from one that could change how a site hangs together.

Linking looks at ids, dates, sources, claims, and at what a text points to. It passes over the words of a title, a
summary and a body: where only these differ, the linked site differs only in the records that hold them.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from briefings.linking.site import LinkedBriefing
from briefings.model.body import Body, Reference, ReferenceKind
from briefings.model.briefing import Briefing
from briefings.model.document import Document


def is_text_edit(before: Document, after: Document, linked: LinkedBriefing | None) -> bool:
    """Whether two readings of a file differ in words alone, and nobody else has taken these over.

    `linked` is what the first one has become.

    A translation takes from its original what it does not say itself, so a briefing with one is never certain.
    """
    if before.briefing is None or after.briefing is None or before.problems or after.problems:
        return False
    if linked is None or linked.is_withdrawn or linked.briefing.path != after.path or len(linked.translations) != 1:
        return False
    return is_same(_blank(before), _blank(after))


def is_same(one: Document, other: Document) -> bool:
    """Whether two readings give the same bytes. One instant in two zones is equal, and not the same."""
    return msgspec.json.encode(one) == msgspec.json.encode(other)


def _blank(document: Document) -> Document:
    """A document without its words, and without the lines on which its references stand."""
    briefing = _blank_words(document.briefing) if document.briefing else None
    references = tuple(map(_blank_place, document.body.references))
    return replace(document, briefing=briefing, body=Body(references=references))


def _blank_place(reference: Reference) -> Reference:
    """A reference wherever it stands. Only the sentence around a link is shown anywhere: where it leads to."""
    is_link = reference.kind in (ReferenceKind.LINK, ReferenceKind.CLAIM)
    return replace(reference, line=0, column=0, context=reference.context if is_link else "")


def _blank_words(briefing: Briefing) -> Briefing:
    return replace(briefing, title="", summary="", why="", authors=())


def edit_briefing(linked: LinkedBriefing, after: Briefing) -> LinkedBriefing:
    """The linked briefing with the words of another reading of its file."""
    words = {"title": after.title, "summary": after.summary, "why": after.why, "authors": after.authors}
    return replace(linked, briefing=replace(linked.briefing, **words))
