"""What changed, and when readers could know it: new briefings, moves of claims, updates, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from briefings.linking.ledger import known_at
from briefings.linking.site import LinkedBriefing, LinkedClaim, Site, Transition
from briefings.linking.time_order import TimeOrder
from briefings.model.briefing import Correction, Level, Update
from briefings.model.ids import Id


class ChangeKind(StrEnum):
    """What happened."""

    BRIEFING = "briefing"
    STATUS = "status"
    UPDATE = "update"
    CORRECTION = "correction"


class Change(msgspec.Struct, frozen=True):
    """One change. `at` is when readers could know it (UTC), `topics` where it belongs.

    `claim` and `transition` are set for a move of a claim, `update` and `correction` for those.
    """

    at: datetime
    kind: ChangeKind
    level: Level
    briefing: Id
    topics: tuple[Id, ...]
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
        for update in briefing.updates:
            yield Change(update.at.utc, ChangeKind.UPDATE, update.level, *here, update=update)
        for correction in briefing.corrections:
            yield Change(correction.at.utc, ChangeKind.CORRECTION, Level.MAJOR, *here, correction=correction)


def _of_withdrawals(withdrawn: Iterable[LinkedBriefing]) -> Iterator[Change]:
    """Of a withdrawn briefing only what was said about the withdrawal: it belongs to no topic any more."""
    for linked in withdrawn:
        for correction in linked.briefing.corrections:
            at, key = correction.at.utc, linked.briefing.id
            yield Change(at, ChangeKind.CORRECTION, Level.MAJOR, key, (), correction=correction)


def _of_claims(claims: Iterable[LinkedClaim], site: Site, zone: tzinfo) -> Iterator[Change]:
    """Moves of claims. A claim's first status is no change: the briefing that records it is."""
    order = TimeOrder(zone)
    for claim in claims:
        topics = site.briefings[claim.defined_in].briefing.topics
        for at, step in list_moves(claim, order):
            yield Change(at, ChangeKind.STATUS, Level.MAJOR, step.briefing, topics, claim.id, step)


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


def end_of_day(day: str, zone: tzinfo) -> datetime:
    """The last instant of a day in a zone."""
    return datetime.fromisoformat(f"{day}T23:59:59.999999").replace(tzinfo=zone)
