"""What was added, removed or changed inside the briefings of a site, and in its claims."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from briefings.linking.counterparts import Counterpart, Counterparts, compare_texts, find_heir, own_record
from briefings.linking.difference_records import ItemChange, State, Step
from briefings.linking.items import Item, ItemKind, list_parts, list_said, list_translated, make_claim
from briefings.linking.pairing import Pair, pair_items
from briefings.linking.site import LinkedBriefing, LinkedClaim
from briefings.model.ids import Id
from briefings.problems import Pointer

_SAID = (ItemKind.POSITION, ItemKind.ASSESSMENT)


def compare_claims(pairs: Counterparts, base: State, head: State) -> Iterator[ItemChange]:
    """List the claims that only one state has, or whose text or kind differs, in the order of their ids."""
    heirs = {key: find_heir(key, base.site, head.site) for key in base.site.briefings}
    for key in sorted({*base.site.claims, *head.site.claims}):
        before, after = base.site.claims.get(key), head.site.claims.get(key)
        owners = {heirs[before.defined_in]} if before else set()
        owners |= {after.defined_in} if after else set()
        if owners <= pairs.keys():
            pair = pairs[after.defined_in if after else heirs[before.defined_in] if before else Id("")]
            old = _find_claim(before, pair.id, base) if before else None
            new = _find_claim(after, pair.id, head) if after else None
            yield from _list_changes(pair, [(old, new)])


def _find_claim(claim: LinkedClaim, owner: Id, state: State) -> Item:
    """The claim as an item, with the place where it is defined."""
    records = state.site.briefings[claim.defined_in].briefing.claims
    found = next(((index, record) for index, record in enumerate(records) if record.id == claim.id), None)
    index, record = found or (0, None)
    return make_claim(claim, owner, record, ("claims", index) if record else ("claims",))


def compare_items(pairs: Counterparts, base: State, head: State) -> Iterator[ItemChange]:
    """List what differs in the front matter of every briefing, in the order of briefings, then kinds, then texts."""
    for pair in pairs.values():
        before = _list_items(pair.before, pair.id, base)
        after = _list_items(pair.after, pair.id, head)
        if before != after:
            listed = [found for found in pair_items(before, after) if _is_listed(found, pair, base, head)]
            yield from _list_changes(pair, listed)


def _list_items(linked: LinkedBriefing | None, owner: Id, state: State) -> list[Item]:
    if linked is None:
        return []
    own = own_record(linked, state)
    if linked.original != linked.briefing.id:
        return [*list_parts(own, owner), *list_translated(own, owner)]
    return [*list_parts(own, owner), *list_said(own, state.site, owner)]


def _is_listed(found: Pair, pair: Counterpart, base: State, head: State) -> bool:
    """Whether this is news beside what is said of the whole briefing, or of the whole claim."""
    item = found[0] or found[1]
    if item is None or item.kind not in _SAID:
        return pair.is_kept
    before, after = base.site.claims.get(Id(item.claim)), head.site.claims.get(Id(item.claim))
    if before and after:
        return True
    claim, linked = (after, pair.after) if after else (before, pair.before)
    return pair.is_kept and claim is not None and linked is not None and claim.defined_in != linked.briefing.id


def _list_changes(pair: Counterpart, found: list[Pair]) -> Iterator[ItemChange]:
    told: _Told | None = None
    for before, after in found:
        fields = compare_texts(before.fields if before else {}, after.fields if after else {})
        item = after or before
        if item is None or not fields:
            continue
        told = told or _Told(pair.has_notice, pair.told_claims)
        yield ItemChange(
            kind=item.kind,
            step=Step.ADDED if before is None else Step.REMOVED if after is None else Step.CHANGED,
            briefing=pair.id,
            claim=item.claim,
            name=item.name,
            path=_path(pair),
            pointer=after.pointer if after else _find_place(pair, item),
            has_notice=told.has_notice,
            is_told=told.is_about(item, is_gone=after is None),
            fields=fields,
        )


class _Told(msgspec.Struct, frozen=True):
    """What the notices of a briefing tell its readers of; None for anything."""

    has_notice: bool
    claims: frozenset[str] | None

    def is_about(self, item: Item, *, is_gone: bool) -> bool:
        if self.claims is None or item.claim in self.claims:
            return True
        return self.has_notice and is_gone and item.kind is ItemKind.CLAIM  # no notice can name it any more


def _path(pair: Counterpart) -> str:
    linked = pair.after or pair.before
    return linked.briefing.path if linked else ""


def _find_place(pair: Counterpart, gone: Item) -> Pointer:
    """Where in the later file the removed item stood: its claim, if that is still there, else the whole list."""
    if pair.after is None:
        return ()
    claims = pair.after.briefing.claims
    here = [index for index, claim in enumerate(claims) if claim.id == gone.claim and gone.kind in _SAID]
    return ("claims", here[0]) if here else gone.pointer[:1]
