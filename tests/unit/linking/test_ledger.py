from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefings.linking.ledger import build_ledger, history_on, list_earlier, status_on
from briefings.linking.site import LinkedAssessment, LinkedClaim, LinkedPosition, LinkedSource
from briefings.linking.time_order import TimeOrder
from briefings.model.briefing import Briefing
from briefings.model.claim import Claim, Estimate, Position, Stance
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    actor,
    assessment,
    briefing,
    claim,
    edtf,
    ids,
    link,
    moment,
    position,
    publisher,
    source,
)


def said(
    by: str,
    stance: str = "asserts",
    on: str = "2021-07-14",
    *origins: str,
    party: bool = False,
    known: str = "2021-07-14",
    index: int = 0,
    name: str = "a",
) -> LinkedPosition:
    """A position through one document of each origin."""
    documents = tuple(
        LinkedSource(f"{name}/{origin}", source(origin, origin), publisher(origin), ids(origin)) for origin in origins
    )
    return LinkedPosition(
        position(by, stance, on), actor(by), None, documents, Id(name), moment(known), party, index=index
    )


def judged(status: str, as_of: str, known: str = "2021-07-14") -> LinkedAssessment:
    return LinkedAssessment(assessment(status, as_of), Id("a"), moment(known))


def history(*steps: LinkedPosition | LinkedAssessment) -> list[str]:
    return [transition.after.value for transition in build_ledger(steps, TimeOrder(UTC)).history]


def test_nothing_said_is_no_history() -> None:
    assert history() == []


def test_one_assertion_is_claimed() -> None:
    assert history(said("taliban", "asserts", "2021-07-14", "afp")) == ["claimed"]


def test_a_standing_denial_makes_it_disputed() -> None:
    assert history(said("taliban"), said("kabul", "denies", "2021-07-15")) == ["claimed", "disputed"]


def test_doubt_alone_does_not_make_it_disputed() -> None:
    assert history(said("taliban"), said("kabul", "casts-doubt", "2021-07-15")) == ["claimed"]


def test_declining_to_comment_changes_nothing() -> None:
    steps = [said("taliban"), said("kabul", "denies", "2021-07-15"), said("kabul", "declines-to-comment", "2021-07-16")]
    assert history(*steps) == ["claimed", "disputed"]


@pytest.mark.parametrize("stance", ["denies", "casts-doubt", "declines-to-comment"])
def test_what_nobody_has_asserted_yet_is_claimed(stance: str) -> None:
    assert history(said("kabul", stance)) == ["claimed"]


def test_two_independent_origins_corroborate() -> None:
    steps = [said("villager", "asserts", "2021-07-14", "afp"), said("driver", "corroborates", "2021-07-15", "reuters")]
    assert history(*steps) == ["claimed", "corroborated"]


def test_four_outlets_with_one_origin_do_not_corroborate() -> None:
    steps = [said(f"speaker-{i}", "asserts", f"2021-07-1{i}", "afp") for i in range(4)]
    assert history(*steps) == ["claimed"]


def test_parties_alone_do_not_corroborate() -> None:
    steps = [
        said("a", "asserts", "2021-07-14", "afp", party=True),
        said("b", "asserts", "2021-07-15", "tv", party=True),
    ]
    assert history(*steps) == ["claimed"]


def test_a_party_and_somebody_else_through_two_origins_corroborate() -> None:
    steps = [said("a", "asserts", "2021-07-14", "afp", party=True), said("b", "asserts", "2021-07-15", "tv")]
    assert history(*steps) == ["claimed", "corroborated"]


def test_one_speaker_heard_by_two_origins_is_corroborated() -> None:
    steps = [said("a", "asserts", "2021-07-14", "afp"), said("a", "asserts", "2021-07-15", "reuters")]
    assert history(*steps) == ["claimed", "corroborated"]


def test_a_denial_ends_corroboration_and_its_retraction_restores_it() -> None:
    steps = [
        said("a", "asserts", "2021-07-14", "afp", "reuters"),
        said("b", "denies", "2021-07-15"),
        said("b", "retracts", "2021-07-16"),
    ]
    assert history(*steps) == ["corroborated", "disputed", "corroborated"]


def test_retraction_by_everybody_who_asserted_is_retracted() -> None:
    steps = [
        said("a"),
        said("b", "asserts", "2021-07-15"),
        said("a", "retracts", "2021-07-16"),
        said("b", "retracts", "2021-07-17"),
    ]
    assert history(*steps) == ["claimed", "retracted"]


def test_a_standing_denial_does_not_hide_a_retraction() -> None:
    steps = [said("a"), said("b", "denies", "2021-07-15"), said("a", "retracts", "2021-07-16")]
    assert history(*steps) == ["claimed", "disputed", "retracted"]


def test_a_retraction_of_nothing_changes_nothing() -> None:
    assert history(said("a"), said("b", "retracts", "2021-07-15")) == ["claimed"]


@pytest.mark.parametrize("stance", ["denies", "casts-doubt"])
def test_who_turns_against_the_own_assertion_takes_it_back(stance: str) -> None:
    assert history(said("a"), said("a", stance, "2021-07-15")) == ["claimed", "retracted"]


def test_who_asserts_after_denying_no_longer_denies() -> None:
    steps = [said("a"), said("b", "denies", "2021-07-15"), said("b", "asserts", "2021-07-16")]
    assert history(*steps) == ["claimed", "disputed", "claimed"]


def test_who_asserts_again_after_retracting_stands_again() -> None:
    steps = [said("a"), said("a", "retracts", "2021-07-15"), said("a", "asserts", "2021-07-16")]
    assert history(*steps) == ["claimed", "retracted", "claimed"]


def test_origins_of_what_was_taken_back_do_not_count() -> None:
    steps = [said("a", "asserts", "2021-07-14", "afp"), said("b", "asserts", "2021-07-15", "reuters")]
    back = said("b", "retracts", "2021-07-16")
    assert history(*steps, back) == ["claimed", "corroborated", "claimed"]
    assert build_ledger([*steps, back], TimeOrder(UTC)).origins == ("afp",)


def test_an_assessment_decides_from_its_day_on_and_positions_do_not_undo_it() -> None:
    steps = [said("a"), judged("confirmed", "2021-07-15"), said("b", "denies", "2021-07-16")]
    assert history(*steps) == ["claimed", "confirmed"]


def test_a_retraction_by_all_does_not_undo_an_assessment() -> None:
    assert history(said("a"), judged("confirmed", "2021-07-15"), said("a", "retracts", "2021-07-16")) == [
        "claimed",
        "confirmed",
    ]


def test_a_later_assessment_replaces_an_earlier_one() -> None:
    assert history(said("a"), judged("refuted", "2021-07-16"), judged("confirmed", "2021-07-15")) == [
        "claimed",
        "confirmed",
        "refuted",
    ]


def test_on_one_day_positions_come_before_the_assessment_of_their_briefing() -> None:
    assert history(judged("confirmed", "2021-07-14"), said("a")) == ["claimed", "confirmed"]


def test_a_transition_names_its_cause_and_what_was_before() -> None:
    denial = said("kabul", "denies", "2021-07-15", known="2021-07-16", name="b")
    first, second = build_ledger([denial, said("taliban")], TimeOrder(UTC)).history
    assert (first.before, first.assessment) == (None, None)
    assert (second.before, second.after, second.position) == ("claimed", "disputed", denial)
    assert (second.when, second.known, second.briefing) == (edtf("2021-07-15"), moment("2021-07-16"), "b")


def test_new_figures_are_no_denials() -> None:
    toll = [
        Position(Id("police"), Stance.ASSERTS, edtf(f"2021-07-1{i}"), ids("wire"), value=Estimate(best=i))
        for i in (3, 4)
    ]
    site = link(
        briefing("a", sources=(source("wire"),), claims=(claim("killed", kind="quantity", positions=tuple(toll)),))
    )
    assert [t.after for t in site.claims[Id("killed")].history] == ["claimed"]


@pytest.mark.parametrize(
    ("stances", "earlier"),
    [
        (("denies", "asserts"), {0}),
        (("asserts", "corroborates"), set()),
        (("asserts", "corroborates", "retracts"), {0, 1}),
        (("asserts", "declines-to-comment"), set()),
        (("declines-to-comment", "asserts"), {0}),
        (("asserts", "declines-to-comment", "denies"), {0, 1}),
        (("retracts", "asserts"), {0}),
    ],
)
def test_a_speaker_leaves_an_earlier_position_by_taking_another(stances: tuple[str, ...], earlier: set[int]) -> None:
    positions = [said("kabul", stance, f"2021-07-{14 + day}") for day, stance in enumerate(stances)]
    assert list_earlier(positions) == earlier
    other = said("taliban", "asserts", "2021-07-20")
    assert list_earlier([*positions, other]) == earlier, "what another says takes nothing back"


def linked_claim(*records: Briefing) -> LinkedClaim:
    return link(*records).claims[Id("wesh-captured")]


@pytest.fixture
def disputed() -> LinkedClaim:
    first = briefing("a", "2021-07-14", sources=(source("wire"),), claims=(claim(),))
    denial = Claim(Id("wesh-captured"), positions=(position("kabul", "denies", "2021-07-15"),))
    return linked_claim(first, briefing("b", "2021-07-17", sources=(source("wire"),), claims=(denial,)))


def test_the_status_on_a_day_knows_only_what_was_published_by_then(disputed: LinkedClaim) -> None:
    def on(day: int) -> str | None:
        return status_on(disputed, datetime(2021, 7, day, 23, 59, tzinfo=UTC), UTC)

    assert [on(13), on(14), on(16), on(17)] == [None, "claimed", "claimed", "disputed"]


def test_the_history_at_the_end_is_the_whole_history(disputed: LinkedClaim) -> None:
    assert history_on(disputed, datetime(2022, 1, 1, tzinfo=UTC), UTC) == disputed.history


def test_what_was_said_later_than_it_was_published_waits_for_its_day() -> None:
    forecast = claim(positions=(position(said="2021-08-01"),))
    linked = linked_claim(briefing("a", "2021-07-14", sources=(source("wire"),), claims=(forecast,)))
    assert status_on(linked, datetime(2021, 7, 20, tzinfo=UTC), UTC) is None
