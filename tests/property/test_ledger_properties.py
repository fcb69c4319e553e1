"""Laws of the ledger. `LEDGER_EXAMPLES=10000` tries them on so many examples each."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefings.linking.ledger import Step, build_ledger, history_on, list_standing, status_on, step_key
from briefings.linking.link import link_site
from briefings.linking.site import (
    ClaimStatus,
    LinkedAssessment,
    LinkedClaim,
    LinkedPosition,
    LinkedSource,
    Transition,
)
from briefings.linking.time_order import TimeOrder
from briefings.model.claim import Claim, ClaimKind, Position, Stance
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    OPTIONS,
    actor,
    assessment,
    briefing,
    claim,
    document,
    edtf,
    ids,
    moment,
    publisher,
    source,
)

EXAMPLES = int(os.environ.get("LEDGER_EXAMPLES", "100"))
law = settings(max_examples=EXAMPLES, deadline=None)
ORDER = TimeOrder(UTC)
SPEAKERS = {"taliban": True, "ministry": True, "villager": False, "driver": False, "agency": False}
"""Speakers, and whether they are parties to the matter."""
ORIGINS = ("afp", "reuters", "tass")
ASSERTING = (Stance.ASSERTS, Stance.CORROBORATES)

days = st.integers(1, 20).map("2021-07-{:02}".format)
dates = st.one_of(
    days, st.sampled_from(["2021-07", "2021-07-05~", "2021-07-08/2021-07-10", "../2021-07-12", "2021-07-XX"])
)


def carriers(origins: frozenset[str]) -> tuple[LinkedSource, ...]:
    return tuple(LinkedSource(o, source(o, o), publisher(o), ids(o)) for o in sorted(origins))


@st.composite
def positions(draw: st.DrawFn, speakers: tuple[str, ...] = tuple(SPEAKERS)) -> LinkedPosition:
    by = draw(st.sampled_from(speakers))
    return LinkedPosition(
        position=Position(Id(by), draw(st.sampled_from(Stance)), edtf(draw(dates))),
        actor=actor(by),
        organisation=None,
        sources=carriers(draw(st.frozensets(st.sampled_from(ORIGINS)))),
        briefing=Id(draw(st.sampled_from("abc"))),
        known=moment(draw(days)),
        is_party=SPEAKERS[by],
    )


@st.composite
def assessments(draw: st.DrawFn) -> LinkedAssessment:
    verdict = assessment(draw(st.sampled_from(["confirmed", "refuted"])), draw(dates))
    return LinkedAssessment(verdict, Id(draw(st.sampled_from(["x", "y", "z"]))), moment(draw(days)))


def numbered(steps: list[Step]) -> list[Step]:
    """Steps as a site has them: no two positions at one place, no two assessments in one briefing."""
    kept: dict[tuple[str, str], Step] = {}
    for index, step in enumerate(steps):
        place = str(index) if isinstance(step, LinkedPosition) else "assessment"
        kept[step.briefing, place] = replace(step, index=index) if isinstance(step, LinkedPosition) else step
    return list(kept.values())


only_positions = st.lists(positions(), max_size=12).map(numbered)
ledgers = st.lists(st.one_of(positions(), positions(), assessments()), max_size=12).map(numbered)


def history(steps: list[Step]) -> tuple[Transition, ...]:
    return build_ledger(steps, ORDER).history


def as_claim(steps: list[Step]) -> LinkedClaim:
    ledger = build_ledger(steps, ORDER)
    return LinkedClaim(
        id=Id("c"),
        text="Something is so.",
        lang="en",
        kind=ClaimKind.STATEMENT,
        texts={},
        quantity=None,
        due=None,
        defined_in=Id("a"),
        briefings=ids("a"),
        topics=(),
        positions=tuple(step for step in ledger.steps if isinstance(step, LinkedPosition)),
        assessments=tuple(step for step in ledger.steps if isinstance(step, LinkedAssessment)),
        history=ledger.history,
        status=ledger.history[-1].after if ledger.history else ClaimStatus.CLAIMED,
        origins=ledger.origins,
    )


def define_status(steps: list[Step]) -> ClaimStatus:
    """The status after `steps` (in order) word for word as the content model defines it, without any counting along."""
    verdicts = [step.assessment.status for step in steps if isinstance(step, LinkedAssessment)]
    if verdicts:
        return ClaimStatus(verdicts[-1].value)
    standing: list[LinkedPosition] = []
    for speaker in SPEAKERS:
        own = [s for s in steps if isinstance(s, LinkedPosition) and s.actor.id == speaker]
        own = [s for s in own if s.position.stance is not Stance.DECLINES_TO_COMMENT]
        while own and own[-1].position.stance in ASSERTING:
            standing.append(own.pop())
        if own and own[-1].position.stance is Stance.DENIES and not any(s.actor.id == speaker for s in standing):
            standing.append(own[-1])
    asserting = [s for s in standing if s.position.stance in ASSERTING]
    if not asserting:
        once = any(isinstance(s, LinkedPosition) and s.position.stance in ASSERTING for s in steps)
        return ClaimStatus.RETRACTED if once else ClaimStatus.CLAIMED
    if len(asserting) < len(standing):
        return ClaimStatus.DISPUTED
    origins = {origin for s in asserting for linked in s.sources for origin in linked.origins}
    if len(origins) >= 2 and not all(s.is_party for s in asserting):
        return ClaimStatus.CORROBORATED
    return ClaimStatus.CLAIMED


@law
@given(ledgers)
def test_every_status_is_the_defined_one(steps: list[Step]) -> None:
    ledger = build_ledger(steps, ORDER)
    statuses = [define_status(list(ledger.steps[: n + 1])) for n in range(len(ledger.steps))]
    changes = [after for n, after in enumerate(statuses) if n == 0 or statuses[n - 1] is not after]
    assert [transition.after for transition in ledger.history] == changes
    assert [transition.before for transition in ledger.history] == [None, *changes][: len(changes)]


@law
@given(only_positions)
def test_what_stands_of_each_speaker_gives_the_status(steps: list[Step]) -> None:
    """Whoever reads only the positions that are not marked as earlier ones comes to the same end."""
    ledger = build_ledger(steps, ORDER)
    standing = list_standing([step for step in ledger.steps if isinstance(step, LinkedPosition)])
    asserting = [p for p in standing if p.position.stance in ASSERTING]
    denying = {p.actor.id for p in standing if p.position.stance is Stance.DENIES}
    assert not denying & {p.actor.id for p in asserting}
    assert set(ledger.origins) == {origin for p in asserting for linked in p.sources for origin in linked.origins}
    if ledger.history:
        assert (ledger.history[-1].after is ClaimStatus.DISPUTED) == bool(asserting and denying)
    assert {p.actor.id for p in standing} == {step.actor.id for step in steps}


@law
@given(ledgers, st.randoms())
def test_the_order_of_positions_has_no_influence(steps: list[Step], random: object) -> None:
    shuffled = steps[:]
    random.shuffle(shuffled)
    assert build_ledger(shuffled, ORDER) == build_ledger(steps, ORDER)


def later_than(steps: list[Step]) -> str:
    return (
        (
            max((ORDER.instant(moment_of(s)) for s in steps), default=datetime(2021, 7, 1, tzinfo=UTC))
            + timedelta(days=1)
        )
        .date()
        .isoformat()
    )


def moment_of(step: Step):
    return step.position.said if isinstance(step, LinkedPosition) else step.assessment.as_of


@law
@given(ledgers, positions(), days)
def test_what_is_said_later_changes_no_earlier_transition(steps: list[Step], last: LinkedPosition, known: str) -> None:
    said = edtf(later_than(steps))
    last = replace(last, position=replace(last.position, said=said), known=moment(known), index=len(steps))
    before, after = history(steps), history([*steps, last])
    assert after[: len(before)] == before
    assert len(after) <= len(before) + 1


@law
@given(ledgers, st.integers(0, 22))
def test_as_of_a_moment_nothing_later_shows(steps: list[Step], day: int) -> None:
    cutoff = datetime(2021, 7, 1, tzinfo=UTC) + timedelta(days=day, seconds=-1)
    linked = as_claim(steps)
    then = history_on(linked, cutoff, UTC)
    for transition in then:
        assert ORDER.instant(transition.when) <= cutoff
        assert transition.known.utc <= cutoff
    known = [s for s in steps if ORDER.instant(moment_of(s)) <= cutoff and s.known.utc <= cutoff]
    is_claimed = any(isinstance(s, LinkedPosition) for s in known)
    assert then == (history(known) if is_claimed else ())
    assert status_on(linked, cutoff, UTC) is (then[-1].after if then else None)


@law
@given(ledgers)
def test_as_of_the_end_is_now(steps: list[Step]) -> None:
    assume(any(isinstance(step, LinkedPosition) for step in steps))
    linked = as_claim(steps)
    assert history_on(linked, datetime(2022, 1, 1, tzinfo=UTC), UTC) == linked.history


@law
@given(only_positions)
def test_retraction_by_all_who_asserted_is_retracted(steps: list[Step]) -> None:
    asserters = {s.actor.id for s in steps if s.position.stance in ASSERTING}
    said = edtf(later_than(steps))
    retractions: list[Step] = [
        LinkedPosition(
            Position(by, Stance.RETRACTS, said), actor(by), None, (), Id("r"), moment("2021-07-30"), False, n
        )
        for n, by in enumerate(sorted(asserters))
    ]
    found = build_ledger([*steps, *retractions], ORDER)
    if asserters:
        assert found.history[-1].after is ClaimStatus.RETRACTED
    assert found.origins == ()


@law
@given(st.lists(positions(speakers=("taliban", "ministry")), max_size=12).map(numbered))
def test_parties_alone_never_corroborate(steps: list[Step]) -> None:
    assert ClaimStatus.CORROBORATED not in {transition.after for transition in history(steps)}


@law
@given(ledgers)
def test_only_an_assessment_confirms_or_refutes_and_then_it_stays(steps: list[Step]) -> None:
    judged = {ClaimStatus.CONFIRMED, ClaimStatus.REFUTED}
    is_judged = False
    for transition in history(steps):
        assert (transition.after in judged) == (transition.assessment is not None)
        assert not is_judged or transition.after in judged
        is_judged = transition.after in judged


@law
@given(only_positions, st.permutations("abc"))
def test_the_order_of_files_has_no_influence(steps: list[Step], names: list[str]) -> None:
    def record(name: str):
        said = [s.position for s in steps if s.briefing == name]
        carried = tuple(replace(position, via=ids("wire")) for position in said)
        text = claim("c").text if name == "a" else ""
        claims = (Claim(Id("c"), text, positions=carried),)
        return document(briefing(name, sources=(source("wire", name),), claims=claims))

    site = link_site([record(name) for name in names], OPTIONS)
    assert site.claims == link_site([record(name) for name in "abc"], OPTIONS).claims


@law
@given(ledgers)
def test_steps_are_in_a_total_order(steps: list[Step]) -> None:
    keys = [step_key(step, ORDER) for step in build_ledger(steps, ORDER).steps]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
