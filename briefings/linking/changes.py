"""What changed, and when readers could know it: new briefings, moves of claims, updates, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from briefings.linking.ledger import known_at
from briefings.linking.site import LinkedBriefing, LinkedClaim, Site, Transition
from briefings.linking.time_order import TimeOrder
from briefings.model.briefing import Correction, CorrectionKind, Level, Update
from briefings.model.edtf import Edtf, format_edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment

AnyItem = TypeVar("AnyItem", bound=Update | Correction)

_NOT_IN_URI = {ord(character): f"%{ord(character):02X}" for character in "%[]{}"}
"""All else that EDTF is written with may stand there, and names that are out already must not change."""


class ChangeKind(StrEnum):
    """What happened."""

    BRIEFING = "briefing"
    STATUS = "status"
    UPDATE = "update"
    CORRECTION = "correction"


class Change(msgspec.Struct, frozen=True):
    """One change. `at` is when readers could know it (UTC), `topics` where it belongs.

    `claim` and `transition` are set for a move of a claim, `update` and `correction` for those. `name` tells it from
    the other changes of its kind in its briefing, for good: the date as its author typed it, whatever the zone of the
    site, and from the second of one date on a number. URIs are made of it.
    """

    at: datetime
    kind: ChangeKind
    level: Level
    briefing: Id
    topics: tuple[Id, ...]
    name: str = ""
    claim: Id | None = None
    transition: Transition | None = None
    update: Update | None = None
    correction: Correction | None = None

    def day(self, zone: tzinfo) -> str:
        """The day on which it became known in a zone, in ISO 8601."""
        return self.at.astimezone(zone).date().isoformat()


def list_changes(site: Site, zone: tzinfo) -> tuple[Change, ...]:
    """Every change of the site, newest first; ties by kind, briefing and claim."""
    listed = [site.briefings[identifier] for identifier in site.listed]
    withdrawn = [site.briefings[identifier] for identifier in site.withdrawn]
    found = [*_of_briefings(listed), *_of_withdrawals(withdrawn), *_of_claims(site.claims.values(), site, zone)]
    found.sort(key=lambda c: (c.kind, c.briefing, c.claim or ""))
    found.sort(key=lambda c: c.at, reverse=True)
    return tuple(found)


def _of_briefings(briefings: Iterable[LinkedBriefing]) -> Iterator[Change]:
    for linked in briefings:
        briefing = linked.briefing
        here = (briefing.id, briefing.topics)
        yield Change(briefing.date.utc, ChangeKind.BRIEFING, Level.MAJOR, *here)
        for name, update in _name_all(briefing.updates):
            yield Change(update.at.utc, ChangeKind.UPDATE, update.level, *here, name, update=update)
        for name, correction in _name_all(briefing.corrections):
            yield Change(correction.at.utc, ChangeKind.CORRECTION, Level.MAJOR, *here, name, correction=correction)


def _name_all(items: Iterable[AnyItem]) -> Iterator[tuple[str, AnyItem]]:
    """Items of one briefing, in the order of their author, each with its name."""
    counts: Counter[str] = Counter()
    for item in items:
        # Of a withdrawn briefing only these are left, and they must not take the names of others.
        is_retraction = isinstance(item, Correction) and item.kind is CorrectionKind.RETRACTION
        yield _number(counts, f"{'retraction:' if is_retraction else ''}{_write_typed(item.at)}"), item


def _number(counts: Counter[str], name: str, owner: str = "") -> str:
    """A name, with a number where it is not the first of its owner's."""
    key = f"{owner}:{name}"
    counts[key] += 1
    return name if counts[key] == 1 else f"{name}:{counts[key]}"


def _write_typed(moment: Moment) -> str:
    """A moment as it was typed, without its zone, which may be that of the site."""
    return (moment.at.replace(tzinfo=None) if moment.has_time else moment.at.date()).isoformat()


def _write_date(date: Edtf) -> str:
    """A date in EDTF, with what may not stand in the path of a URI (RFC 3986) percent-encoded."""
    return format_edtf(date).translate(_NOT_IN_URI)


def _of_withdrawals(withdrawn: Iterable[LinkedBriefing]) -> Iterator[Change]:
    """Of a withdrawn briefing only what was said about the withdrawal: it belongs to no topic any more."""
    for linked in withdrawn:
        for name, correction in _name_all(linked.briefing.corrections):
            at, key = correction.at.utc, linked.briefing.id
            yield Change(at, ChangeKind.CORRECTION, Level.MAJOR, key, (), name, correction=correction)


def _of_claims(claims: Iterable[LinkedClaim], site: Site, zone: tzinfo) -> Iterator[Change]:
    """Moves of claims. A claim's first status is no change: the briefing that records it is."""
    order = TimeOrder(zone)
    for claim in claims:
        topics = site.briefings[claim.defined_in].briefing.topics
        counts: Counter[str] = Counter()
        for at, step in list_moves(claim, order):
            name = _number(counts, f"{claim.id}:{_write_date(step.when)}:{step.after.value}", step.briefing)
            yield Change(at, ChangeKind.STATUS, Level.MAJOR, step.briefing, topics, name, claim.id, step)


def list_moves(claim: LinkedClaim, order: TimeOrder) -> list[tuple[datetime, Transition]]:
    """Give the moves of a claim in time order, each with the instant from which readers could know it.

    No move is known before the claim itself. What became known at one instant is one move, from the status before to
    the status after; none where these are the same.
    """
    first = min((known_at(position, order) for position in claim.positions), default=None)
    moves: dict[datetime, Transition] = {}
    for step in claim.history:
        cause = step.position or step.assessment
        if cause is not None and first is not None and step.before is not None:
            at = max(known_at(cause, order), first)
            moves[at] = replace(step, before=moves[at].before) if at in moves else step
    return [(at, step) for at, step in moves.items() if step.before is not step.after]


def find_newest(changes: Iterable[Change], site: Site, zone: tzinfo) -> Moment | None:
    """Give the moment of the first major change of some, which are newest first; None where there is none.

    Its time of day is known where the briefing that brought it gives one and was what readers waited for.
    """
    newest = next((change for change in changes if change.level is Level.MAJOR), None)
    if newest is None:
        return None
    made = newest.update or newest.correction
    cause = newest.transition
    said = made.at if made else cause.known if cause else site.briefings[newest.briefing].briefing.date
    return said if said.utc == newest.at else Moment(newest.at.astimezone(zone), has_time=False)


def end_of_day(day: str, zone: tzinfo) -> datetime:
    """The last instant of a day in a zone."""
    return datetime.fromisoformat(f"{day}T23:59:59.999999").replace(tzinfo=zone)
