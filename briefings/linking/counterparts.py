"""Matches the briefings of two states of a site: which one of the earlier state is which one of the later."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from briefings.linking.content import is_withdrawn
from briefings.linking.difference_records import FieldChange, State
from briefings.linking.items import Item, list_notices, squeeze
from briefings.linking.pairing import pair_items
from briefings.linking.site import EntityKind, LinkedBriefing, Site
from briefings.model.briefing import Briefing
from briefings.model.document import FileKind
from briefings.model.ids import Id, slugify


class Counterpart(msgspec.Struct, frozen=True):
    """One briefing in both states, under the id that it has in the later one; None where it is not on the site."""

    id: Id
    before: LinkedBriefing | None
    after: LinkedBriefing | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn between the two states."""
        if self.before is None or self.after is None:
            return False
        return is_withdrawn(self.after.briefing) and not is_withdrawn(self.before.briefing)

    @property
    def is_kept(self) -> bool:
        """Whether readers have it in both states, so that what stands in it can be compared."""
        return self.before is not None and self.after is not None and not self.is_withdrawn

    @property
    def has_notice(self) -> bool:
        """Whether the later one tells its readers of a change that the earlier one did not tell of."""
        if self.before is None or self.after is None:
            return False
        return self.is_withdrawn or bool(self._list_new_notices())

    @property
    def told_claims(self) -> frozenset[str] | None:
        """The claims that the new notices name; None where one names no claim, and so may be about anything."""
        names = [frozenset(filter(None, n.fields.get("claims", "").split(", "))) for n in self._list_new_notices()]
        return None if self.is_withdrawn or not all(names) else frozenset(name for each in names for name in each)

    def _list_new_notices(self) -> list[Item]:
        if self.before is None or self.after is None:
            return []
        before, after = (list_notices(linked.briefing, self.id) for linked in (self.before, self.after))
        return [new for old, new in pair_items(before, after) if old is None and new is not None]


Counterparts = Mapping[Id, Counterpart]
"""Every briefing of two states by its id in the later one, in the order of ids."""


def match_briefings(base: State, head: State, unread: tuple[str, ...]) -> dict[Id, Counterpart]:
    """Match briefings by id, or through an alias of the later state. Those of files in `unread` are left out."""
    before = {find_heir(key, base.site, head.site): linked for key, linked in sorted(base.site.briefings.items())}
    after = head.site.briefings
    found = (Counterpart(key, before.get(key), after.get(key)) for key in sorted({*before, *after}))
    return {pair.id: pair for pair in found if not _paths(pair) & set(unread)}


def _paths(pair: Counterpart) -> set[str]:
    return {linked.briefing.path for linked in (pair.before, pair.after) if linked is not None}


def find_heir(key: Id, base: Site, head: Site) -> Id:
    """The id under which a briefing of the earlier state is known in the later one."""
    heir = head.aliases.get((EntityKind.BRIEFING, slugify(key)))
    return heir if heir and key not in head.briefings and heir not in base.briefings else key


def find_unread(base: State, head: State) -> tuple[str, ...]:
    """Paths of briefings that could not be read in one of the states."""
    documents = (*base.documents.values(), *head.documents.values())
    return tuple(sorted({d.path for d in documents if d.kind is FileKind.BRIEFING and d.briefing is None}))


def own_record(linked: LinkedBriefing, state: State) -> Briefing:
    """What a briefing says itself: the record of a translation on the site is completed from its original."""
    document = state.documents.get(linked.briefing.path)
    if linked.original == linked.briefing.id or document is None or document.briefing is None:
        return linked.briefing
    return replace(document.briefing, path=linked.briefing.path)


def compare_texts(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """What differs between two sets of texts by name. White space alone makes no difference."""
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in dict.fromkeys((*before, *after)))
    return tuple(FieldChange(*pair) for pair in pairs if squeeze(pair[1]) != squeeze(pair[2]))
