"""Laws of looking back: what a claim was on an evening. `LEDGER_EXAMPLES=10000` tries them on so many examples each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings.linking.claim_states import ClaimStates
from briefings.linking.ledger import Step, claim_on, known_at
from briefings.linking.site import LinkedPosition
from tests.property.test_ledger_properties import (
    ORDER,
    as_claim,
    assessments,
    days,
    history,
    law,
    moment_of,
    numbered,
    positions,
)
from tests.unit.linking.factories import edtf


def dated(step: Step, published: list[str]) -> Step:
    """A step whose documents came out on these days; those for which there is none have no date."""
    sources = tuple(
        replace(linked, source=replace(linked.source, published=edtf(day) if day else None))
        for linked, day in zip(step.sources, [*published, "", "", ""], strict=False)
    )
    return replace(step, sources=sources)


steps_with_dates = st.tuples(st.one_of(positions(), positions(), assessments()), st.lists(days, max_size=3))
ledgers = st.lists(steps_with_dates, max_size=12).map(lambda pairs: numbered([dated(*pair) for pair in pairs]))
evenings = st.integers(0, 22).map(lambda day: datetime(2021, 7, 1, tzinfo=UTC) + timedelta(days=day, seconds=-1))


@law
@given(ledgers, evenings)
def test_a_claim_on_an_evening_holds_what_was_out_and_nothing_else(steps: list[Step], evening: datetime) -> None:
    then = claim_on(as_claim(steps), evening, UTC)
    known = [step for step in steps if known_at(step, ORDER) <= evening]
    if not any(isinstance(step, LinkedPosition) for step in known):
        assert then is None
        return
    held = [*then.positions, *then.assessments]
    assert len(held) == len(known)
    for step in held:
        assert step.known.utc <= evening
        assert ORDER.instant(moment_of(step)) <= evening
        dates = [linked.source.published for linked in step.sources]
        assert all(date is None or ORDER.instant(date) <= evening for date in dates)
    assert set(then.origins) <= {o for step in then.positions for linked in step.sources for o in linked.origins}
    assert set(then.briefings) <= {step.briefing for step in held}
    assert then.history == history(held)
    assert then.status is then.history[-1].after


@law
@given(ledgers, evenings, evenings)
def test_what_was_known_stays_known(steps: list[Step], one: datetime, other: datetime) -> None:
    before, after = (claim_on(as_claim(steps), evening, UTC) for evening in sorted((one, other)))
    if before is not None:
        assert after is not None
        earlier, later = ({(s.briefing, s.index) for s in claim.positions} for claim in (before, after))
        assert earlier <= later
        assert set(before.briefings) <= set(after.briefings)


@law
@given(ledgers, evenings)
def test_looking_back_from_an_evening_to_the_same_evening_changes_nothing(steps: list[Step], evening: datetime) -> None:
    then = claim_on(as_claim(steps), evening, UTC)
    if then is not None:
        assert claim_on(then, evening, UTC) == then


@law
@given(ledgers, positions(), evenings)
def test_what_comes_later_does_not_change_an_evening(
    steps: list[Step], last: LinkedPosition, evening: datetime
) -> None:
    last = replace(last, index=len(steps))
    if known_at(last, ORDER) > evening:
        assert claim_on(as_claim([*steps, last]), evening, UTC) == claim_on(as_claim(steps), evening, UTC)


@law
@given(ledgers)
def test_a_step_is_known_when_it_was_said_recorded_and_carried(steps: list[Step]) -> None:
    for step in steps:
        dates = [linked.source.published for linked in step.sources]
        at = known_at(step, ORDER)
        moments = {step.known.utc, ORDER.instant(moment_of(step)), *(ORDER.instant(date) for date in dates if date)}
        assert at in moments
        assert at >= max(step.known.utc, ORDER.instant(moment_of(step)))
        if dates and all(dates):
            assert at >= min(ORDER.instant(date) for date in dates)


@law
@given(ledgers, evenings)
def test_states_kept_once_are_those_of_every_evening(steps: list[Step], evening: datetime) -> None:
    claim = as_claim(steps)
    states = ClaimStates(claim, ORDER)
    for hours in (-1, 0, 24, 0):
        moment = evening + timedelta(hours=hours)
        assert states.on(moment) == claim_on(claim, moment, UTC)
