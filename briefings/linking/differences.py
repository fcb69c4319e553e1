"""The difference of two states of a site, as its readers would see it: briefings, claims, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.linking.counterparts import Counterparts, find_heir, find_unread, match_briefings
from briefings.linking.difference_records import Difference, State, StatusMove
from briefings.linking.differing_briefings import compare_briefings
from briefings.linking.differing_items import compare_claims, compare_items
from briefings.linking.items import list_said, tidy
from briefings.linking.site import LinkedClaim, Site
from briefings.model.ids import Id


def compare_sites(base: State, head: State) -> Difference:
    """Compare two states of a site. The order of files, and of lists that have no order, makes no difference."""
    unread = find_unread(base, head)
    pairs = match_briefings(base, head, unread)
    return Difference(
        briefings=tuple(compare_briefings(pairs.values(), base, head)),
        moves=tuple(_compare_status(pairs, base.site, head.site)),
        items=(*compare_claims(pairs, base, head), *compare_items(pairs, base, head)),
        unread=unread,
    )


def _compare_status(pairs: Counterparts, base: Site, head: Site) -> Iterator[StatusMove]:
    """List the claims whose status differs, in the order of their ids."""
    for key in sorted(base.claims.keys() & head.claims.keys()):
        before, after = base.claims[key], head.claims[key]
        if before.status is not after.status and _is_judged(before, after, pairs, base, head):
            cause = _find_cause(before, after, base, head)
            yield StatusMove(key, tidy(after.text), before.status, after.status, cause)


def _is_judged(before: LinkedClaim, after: LinkedClaim, pairs: Counterparts, base: Site, head: Site) -> bool:
    """Whether all briefings that record the claim were read in both states."""
    return pairs.keys() >= {*(find_heir(name, base, head) for name in before.briefings), *after.briefings}


def _find_cause(before: LinkedClaim, after: LinkedClaim, base: Site, head: Site) -> str:
    """The briefing whose words on the claim differ: the one of the last move if it is among them, else the newest."""
    old = _list_said(before.briefings, after.id, base, head, base)
    new = _list_said(after.briefings, after.id, base, head, head)
    differing = {name for name, _ in old ^ new}
    last = after.history[-1].briefing if after.history else ""
    if last in differing:
        return last
    return next((name for name in reversed((*before.briefings, *after.briefings)) if name in differing), "")


def _list_said(names: Iterable[Id], claim: Id, base: Site, head: Site, site: Site) -> set[tuple[Id, tuple[str, ...]]]:
    """What briefings say of a claim, each under the id that it has in the later state."""
    said: set[tuple[Id, tuple[str, ...]]] = set()
    for name in names:
        owner = find_heir(name, base, head) if site is base else name
        items = list_said(site.briefings[name].briefing, site, owner)
        said |= {(owner, (item.kind, *item.compared)) for item in items if item.claim == claim}
    return said
