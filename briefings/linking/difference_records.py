"""Records of the difference of two states of a site, and of the states themselves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from briefings.linking.items import ItemKind
from briefings.linking.site import ClaimStatus, Site
from briefings.model.document import Document
from briefings.model.ids import Id
from briefings.problems import Pointer


class State(msgspec.Struct, frozen=True):
    """One state of a content folder: the linked site, and the documents by path that it was made of."""

    site: Site
    documents: Mapping[str, Document]


class Step(StrEnum):
    """What happened to something between two states."""

    ADDED = "added"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class FieldChange(msgspec.Struct, frozen=True, gc=False):
    """A text before and after; empty where there was none, or is none any more."""

    name: str
    before: str
    after: str


class BriefingChange(msgspec.Struct, frozen=True):
    """A briefing that was added, removed, withdrawn or changed.

    `path` is its file in the later state, or in the earlier one where the file is gone; `pointer` is the key that took
    it off the site, and `reason` says how ("it is a draft now"). `became` is the new briefing that seems to be the same
    one under another id. `is_redirected` is false where its address changed and no alias leads on from the old one.
    """

    id: Id
    title: str
    step: Step
    path: str
    pointer: Pointer = ()
    reason: str = ""
    became: str = ""
    is_redirected: bool = True
    fields: tuple[FieldChange, ...] = ()


class StatusMove(msgspec.Struct, frozen=True):
    """A claim whose status is another one now, and the briefing that made it so.

    `briefing` is empty where none did: then a registry or a source changed.
    """

    claim: Id
    text: str
    before: ClaimStatus
    after: ClaimStatus
    briefing: str


class ItemChange(msgspec.Struct, frozen=True):
    """Something in a briefing that was added, removed or changed: a claim, a position, a picture, a correction.

    `pointer` leads to it in the file at `path`, or to what it was removed from. `has_notice` says that the briefing
    tells its readers: it has an update or a correction that it did not have, or it is withdrawn. `is_told` says that
    this may be what it tells them of: a notice that names claims is about those, and about claims that are gone.
    """

    kind: ItemKind
    step: Step
    briefing: Id
    claim: str
    name: str
    path: str
    pointer: Pointer
    has_notice: bool
    is_told: bool
    fields: tuple[FieldChange, ...]


class Difference(msgspec.Struct, frozen=True):
    """All that differs, each list in a total order. `unread` are files that one of the states could not be read from.

    What those files hold was not compared. Of a new briefing, or of one that is gone, only what it says about claims
    of other briefings is listed.
    """

    briefings: tuple[BriefingChange, ...] = ()
    moves: tuple[StatusMove, ...] = ()
    items: tuple[ItemChange, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether readers would see no difference in briefings and claims."""
        return not (self.briefings or self.moves or self.items)
