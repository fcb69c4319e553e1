"""The ledger: a pure fold over positions and assessments that gives a claim's status at every moment.

The steps are taken in the order of `said` and `as_of`, then of publication, briefing, and place in the file; the
order of the arguments has no influence. The rules are those of the content model, "Status of a claim". Where it is
silent:

- a speaker who repeats an assertion through other sources stands by all of them;
- a speaker who denies or doubts what it asserted has taken the assertion back;
- a claim that nobody has asserted, but somebody denied or declined to comment on, is `claimed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace

from briefings.linking.carried import find_carried
from briefings.linking.site import (
    ClaimStatus,
    LinkedAssessment,
    LinkedClaim,
    LinkedPosition,
    Transition,
)
from briefings.linking.time_order import TimeOrder
from briefings.model.claim import ASSERTING, Stance, Verdict
from briefings.model.edtf import Edtf
from briefings.model.ids import Id

Step: TypeAlias = LinkedPosition | LinkedAssessment
AnyStep = TypeVar("AnyStep", LinkedPosition, LinkedAssessment, Step)
StepKey: TypeAlias = tuple[datetime, int, datetime, Id, bool, int]

_VERDICTS = {Verdict.CONFIRMED: ClaimStatus.CONFIRMED, Verdict.REFUTED: ClaimStatus.REFUTED}


def step_time(step: Step) -> Edtf:
    """Give the date by which the ledger places a step: `said` of a position, `as_of` of an assessment."""
    return step.position.said if isinstance(step, LinkedPosition) else step.assessment.as_of


def step_key(step: Step, order: TimeOrder) -> StepKey:
    """Give the place of a step in the ledger; on one day and in one briefing, positions come before the assessment."""
    instant, precision = order.key(step_time(step))
    is_assessment = isinstance(step, LinkedAssessment)
    index = step.index if isinstance(step, LinkedPosition) else 0
    return instant, precision, step.known.utc, step.briefing, is_assessment, index


class Ledger(msgspec.Struct, frozen=True, gc=False):
    """What the fold gives: the steps in their order, the changes of status that they cause, and the standing origins.

    `origins` are the distinct origins of the assertions that stand in the end, sorted.
    """

    steps: tuple[Step, ...]
    history: tuple[Transition, ...]
    origins: tuple[Id, ...]


def build_ledger(steps: Iterable[Step], order: TimeOrder) -> Ledger:
    """Fold the steps of one claim, given in any order. Without steps there is no history."""
    ordered = tuple(steps)
    if len(ordered) > 1:
        ordered = tuple(sorted(ordered, key=lambda step: step_key(step, order)))
    tally = _Tally()
    history: list[Transition] = []
    before: ClaimStatus | None = None
    for step in ordered:
        tally.take(step)
        after = tally.status
        if after is not before:
            history.append(_transition(step, before, after))
            before = after
    return Ledger(ordered, tuple(history), tuple(sorted(tally.origins)))


def drop_history(claim: LinkedClaim) -> LinkedClaim:
    """Give a claim without its history, which follows from its positions and assessments and holds them all again."""
    return replace(claim, history=())


def restore_history(claim: LinkedClaim, zone: tzinfo) -> LinkedClaim:
    """Give a claim from `drop_history` as it was. `zone` is the site's."""
    return replace(claim, history=build_ledger((*claim.positions, *claim.assessments), TimeOrder(zone)).history)


def known_at(step: Step, order: TimeOrder) -> datetime:
    """Give the instant from which readers could know a step.

    It had to be said, recorded in a published briefing, and carried by at least one source that was out.
    """
    carried = find_carried([linked.source.published for linked in step.sources], order)
    return max(order.instant(step_time(step)), step.known.utc, carried or step.known.utc)


def claim_on(claim: LinkedClaim, moment: datetime, zone: tzinfo) -> LinkedClaim | None:
    """Give the claim as readers could know it at `moment`, an aware datetime; None where nobody had said anything.

    Its positions, history and origins hold nothing that was said or published later, and only sources that were out.
    An assessment alone does not make a claim: it waits for the first position.
    """
    order = TimeOrder(zone)
    steps: list[Step] = [*claim.positions, *claim.assessments]
    known = [sources_by(step, moment, order) for step in steps if known_at(step, order) <= moment]
    if not any(isinstance(step, LinkedPosition) for step in known):
        return None
    ledger = build_ledger(known, order)
    briefings = {step.briefing for step in known}
    return replace(
        claim,
        positions=tuple(step for step in ledger.steps if isinstance(step, LinkedPosition)),
        assessments=tuple(step for step in ledger.steps if isinstance(step, LinkedAssessment)),
        history=ledger.history,
        status=ledger.history[-1].after,
        origins=ledger.origins,
        briefings=tuple(identifier for identifier in claim.briefings if identifier in briefings),
        backlinks=(),
    )


def history_on(claim: LinkedClaim, moment: datetime, zone: tzinfo) -> tuple[Transition, ...]:
    """Give the history of a claim from what readers could know at `moment`."""
    known = claim_on(claim, moment, zone)
    return known.history if known else ()


def status_on(claim: LinkedClaim, moment: datetime, zone: tzinfo) -> ClaimStatus | None:
    """Give the status of a claim at `moment` as readers could know it then; None where nobody had said anything."""
    known = claim_on(claim, moment, zone)
    return known.status if known else None


def sources_by(step: AnyStep, moment: datetime, order: TimeOrder) -> AnyStep:
    """Give a step without the documents that came out after `moment`."""
    published = tuple(s for s in step.sources if not s.source.published or order.instant(s.source.published) <= moment)
    return step if len(published) == len(step.sources) else replace(step, sources=published)


def list_earlier(positions: Sequence[LinkedPosition]) -> frozenset[int]:
    """Give the places, in positions in the order of the ledger, of those that are no longer their speaker's.

    A later position of the same speaker has taken them back; declining to comment takes nothing back.
    """
    earlier: set[int] = set()
    standing: dict[Id, list[int]] = {}
    silent: dict[Id, int] = {}
    for index, linked in enumerate(positions):
        speaker, stance = linked.actor.id, linked.position.stance
        if speaker in silent:
            earlier.add(silent.pop(speaker))
        if stance is Stance.DECLINES_TO_COMMENT:
            silent[speaker] = index
            continue
        mine = standing.setdefault(speaker, [])
        if mine and _takes_back(stance, positions[mine[0]].position.stance):
            earlier.update(mine)
            mine.clear()
        mine.append(index)
    return frozenset(earlier)


def list_standing(positions: Sequence[LinkedPosition]) -> list[LinkedPosition]:
    """Give the positions, of some in the order of the ledger, that are still their speaker's."""
    earlier = list_earlier(positions)
    return [position for index, position in enumerate(positions) if index not in earlier]


def _takes_back(later: Stance, earlier: Stance) -> bool:
    """Whether a speaker's later position replaces its earlier one; who asserts again stands by both."""
    return later not in ASSERTING or earlier not in ASSERTING


def _transition(step: Step, before: ClaimStatus | None, after: ClaimStatus) -> Transition:
    return Transition(
        when=step_time(step),
        before=before,
        after=after,
        briefing=step.briefing,
        known=step.known,
        position=step if isinstance(step, LinkedPosition) else None,
        assessment=step if isinstance(step, LinkedAssessment) else None,
    )


class _Tally:
    """What stands at one point of the fold, counted so that each step costs the same however many came before."""

    def __init__(self) -> None:
        self.origins: dict[Id, int] = {}
        self._standing: dict[Id, list[LinkedPosition]] = {}
        self._denials = 0
        self._assertions = 0
        self._outsiders = 0
        self._was_asserted = False
        self._verdict: ClaimStatus | None = None

    def take(self, step: Step) -> None:
        """Move on by one step."""
        if isinstance(step, LinkedAssessment):
            self._verdict = _VERDICTS[step.assessment.status]
        elif step.position.stance is not Stance.DECLINES_TO_COMMENT:
            self._take_position(step)

    def _take_position(self, step: LinkedPosition) -> None:
        speaker, stance = step.actor.id, step.position.stance
        earlier = self._standing.get(speaker, [])
        if earlier and _takes_back(stance, earlier[0].position.stance):
            for position in self._standing.pop(speaker, []):
                self._count(position, -1)
        if stance is not Stance.RETRACTS:
            self._standing.setdefault(speaker, []).append(step)
            self._count(step, +1)

    def _count(self, step: LinkedPosition, change: int) -> None:
        stance = step.position.stance
        if stance is Stance.DENIES:
            self._denials += change
        elif stance in ASSERTING:
            self._was_asserted = True
            self._assertions += change
            self._outsiders += 0 if step.is_party else change
            for origin in {origin for source in step.sources for origin in source.origins}:
                count = self.origins.get(origin, 0) + change
                if count:
                    self.origins[origin] = count
                else:
                    del self.origins[origin]

    @property
    def status(self) -> ClaimStatus:
        """The status of the claim at this point."""
        if self._verdict is not None:
            return self._verdict
        if not self._assertions:
            return ClaimStatus.RETRACTED if self._was_asserted else ClaimStatus.CLAIMED
        if self._denials:
            return ClaimStatus.DISPUTED
        if len(self.origins) >= 2 and self._outsiders:
            return ClaimStatus.CORROBORATED
        return ClaimStatus.CLAIMED
