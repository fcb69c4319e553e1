from __future__ import annotations

from briefings.linking.site import LinkedClaim, Site
from briefings.model.briefing import Briefing
from briefings.model.claim import Claim, Quantity
from briefings.model.document import Document
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    actor,
    assessment,
    briefing,
    claim,
    codes,
    document,
    ids,
    link,
    position,
    reference,
    registry,
    source,
    topic,
)

WESH = Id("wesh-captured")


def recording(name: str, *claims: Claim, date: str = "2021-07-14", **fields: object) -> Briefing:
    return briefing(name, date, **{"sources": (source("wire"),), "claims": claims, **fields})


def more(*positions: object, **fields: object) -> Claim:
    """A later part of the claim: no text."""
    return Claim(WESH, positions=positions, **fields)  # type: ignore[arg-type]


def wesh(site: Site) -> LinkedClaim:
    return site.claims[WESH]


def test_parts_of_one_claim_are_merged_in_the_order_of_what_was_said() -> None:
    later = recording("b", more(position("villager", said="2021-07-13")), date="2021-07-15")
    site = link(later, recording("a", claim()))
    assert [p.actor.id for p in wesh(site).positions] == ["villager", "taliban"]
    assert (wesh(site).defined_in, wesh(site).briefings) == ("a", ("a", "b"))


def test_a_part_without_positions_may_bring_an_assessment() -> None:
    site = link(recording("a", claim()), recording("b", more(assessment=assessment()), date="2021-07-16"))
    assert wesh(site).status == "confirmed"
    assert [item.briefing for item in wesh(site).assessments] == ["b"]


def test_a_text_in_two_places_is_noted_at_the_later_one() -> None:
    site = link(recording("a", claim(), date="2021-07-16"), recording("b", claim(text="Other."), date="2021-07-15"))
    [problem] = site.problems
    assert problem.code == "BRF-claim-text-twice"
    assert (problem.where.path, problem.where.pointer) == ("briefings/a.md", ("claims", 0, "text"))
    assert wesh(site).text == "Other."


def test_a_claim_without_a_text_is_noted_in_every_briefing_that_adds_to_it() -> None:
    site = link(
        recording("a", claim("wesh-captured-1")), recording("b", more(position())), recording("c", more(position()))
    )
    assert [(p.code, p.where.path) for p in site.problems] == [
        ("BRF-claim-text-missing", "briefings/b.md"),
        ("BRF-claim-text-missing", "briefings/c.md"),
    ]
    assert site.problems[0].hint == "Did you mean `wesh-captured-1`?"
    assert site.briefings[Id("b")].claims == ()


def test_a_claim_whose_text_is_in_a_draft_says_so() -> None:
    site = link(recording("a", claim(), status="draft"), recording("b", more(position())))
    assert site.problems[0].hint == "`wesh-captured` is recorded in `a`, which is a draft."


def test_a_claim_that_nobody_takes_a_position_on_is_noted() -> None:
    site = link(recording("a", claim(positions=())))
    assert [(p.code, p.where.pointer) for p in site.problems] == [("BRF-claim-without-position", ("claims", 0))]


def test_a_position_may_come_from_another_briefing_than_the_text() -> None:
    assert link(recording("a", claim(positions=())), recording("b", more(position()))).problems == ()


def test_a_position_without_a_source_is_noted() -> None:
    site = link(recording("a", claim(positions=(position(), position(via=())))))
    [problem] = site.problems
    assert (problem.code, problem.where.pointer) == ("BRF-position-without-source", ("claims", 0, "positions", 1))


def test_a_position_whose_only_source_is_unknown_has_one_problem_not_two() -> None:
    assert codes(link(recording("a", claim(positions=(position(via=("other",)),))))) == ["unknown-id"]


def test_a_claim_twice_in_one_briefing_is_noted() -> None:
    site = link(recording("a", claim(), more(position())))
    assert [(p.code, p.where.pointer) for p in site.problems] == [("BRF-duplicate-id", ("claims", 1, "id"))]


def test_claims_are_numbered_in_the_order_of_their_definition() -> None:
    site = link(
        recording("b", claim("third"), date="2021-07-15"),
        recording("c", claim("second"), claim("fourth", positions=(position(said="2021-01-01"),)), date="2021-07-14"),
        recording("a", claim("first"), date="2021-07-14"),
    )
    assert site.claim_numbers == {
        "first": 1,
        "second": 2,
        "fourth": 3,
        "third": 4,
    }
    assert list(site.claims) == ["first", "second", "fourth", "third"]


def test_fields_that_the_defining_briefing_leaves_out_come_from_others() -> None:
    quantity = Quantity("killed", "people")
    site = link(
        recording("a", claim(texts={"fa": "یک"})),
        recording("b", more(position(), kind="control", quantity=quantity, texts={"ps": "دو", "fa": "سه"})),
    )
    assert (wesh(site).kind, wesh(site).quantity) == ("control", quantity)
    assert wesh(site).texts == {"fa": "یک", "ps": "دو"}


def test_a_claim_of_no_kind_is_a_statement() -> None:
    assert wesh(link(recording("a", claim()))).kind == "statement"


def party(site: Site) -> bool:
    return wesh(site).positions[0].is_party


def war_documents(*actors: object) -> list[Document]:
    return [registry(*actors), document(topic("war")), document(topic("wesh-battle", "war")), document(topic("talks"))]  # type: ignore[arg-type]


def test_an_actor_is_a_party_to_the_topics_of_the_defining_briefing_and_those_above() -> None:
    actors = (actor("taliban", party_to=ids("war")), actor("villager"))
    assert party(link(*war_documents(*actors), recording("a", claim(), topics=ids("wesh-battle"))))
    assert not party(link(*war_documents(*actors), recording("a", claim(), topics=ids("talks"))))


def test_an_actor_is_no_party_above_its_own_matter() -> None:
    actors = (actor("taliban", party_to=ids("wesh-battle")),)
    assert not party(link(*war_documents(*actors), recording("a", claim(), topics=ids("war"))))


def test_a_spokesman_is_a_party_through_a_chain_of_organisations() -> None:
    actors = (
        actor("state", party_to=ids("war")),
        actor("ministry", of=Id("state")),
        actor("taliban", of=Id("ministry")),
    )
    site = link(*war_documents(*actors), recording("a", claim(), topics=ids("war")))
    assert party(site)
    [spoken] = wesh(site).positions
    assert spoken.organisation is not None
    assert spoken.organisation.id == "ministry"


def test_actors_who_speak_for_each_other_are_noted() -> None:
    site = link(registry(actor("a", of=Id("b")), actor("b", of=Id("a"))))
    assert [(p.code, p.found, p.where.pointer) for p in site.problems] == [
        ("BRF-invalid-value", "a → b → a", (0, "of"))
    ]


def test_positions_carry_their_sources_and_when_readers_could_know_them() -> None:
    site = link(recording("a", claim(), date="2021-07-16"))
    [spoken] = wesh(site).positions
    assert [linked.key for linked in spoken.sources] == ["a/wire"]
    assert (spoken.known, spoken.briefing) == (site.briefings[Id("a")].briefing.date, "a")


def test_what_a_withdrawn_briefing_recorded_is_no_evidence() -> None:
    site = link(recording("a", claim(), stage="withdrawn"), recording("b", more(position("villager"))))
    assert site.problems == ()
    assert [p.briefing for p in wesh(site).positions] == ["b"]
    assert (wesh(site).text, wesh(site).defined_in, wesh(site).briefings) == ("The Taliban hold Wesh.", "b", ("b",))


def test_a_claim_that_outlives_its_first_briefing_keeps_its_language_and_has_the_topics_of_the_next() -> None:
    gone = recording("a", claim(texts={"fa": "ادعا"}), stage="withdrawn", lang="ps", topics=ids("war"))
    site = link(gone, recording("b", more(position("villager")), topics=ids("battle")))
    assert site.problems == ()
    assert (wesh(site).lang, wesh(site).texts, wesh(site).topics) == ("ps", {"fa": "ادعا"}, ("battle",))


def test_a_claim_that_only_withdrawn_briefings_record_is_gone_and_uses_of_it_are_noted() -> None:
    site = link(
        recording("a", claim(), stage="withdrawn"), document(briefing("b"), reference("claim", "wesh-captured"))
    )
    assert site.claims == {}
    [problem] = site.problems
    assert problem.code == "BRF-span-unknown"
    assert problem.hint == "`wesh-captured` is recorded only in `a`, which is withdrawn."


def test_the_text_of_a_withdrawn_briefing_may_be_moved_to_another_one() -> None:
    site = link(recording("a", claim(), stage="withdrawn"), recording("b", claim(text="Moved.")))
    assert site.problems == ()
    assert (wesh(site).text, wesh(site).defined_in) == ("Moved.", "b")
