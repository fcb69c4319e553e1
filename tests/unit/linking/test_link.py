from __future__ import annotations

import random
from datetime import UTC, datetime

import msgspec
import pytest

from briefings.linking.link import link_site
from briefings.linking.site import EntityKind
from briefings.model.body import Body
from briefings.model.briefing import Briefing, CorrectionKind
from briefings.model.ids import Id
from briefings.problems import sort_problems
from tests.unit.linking.factories import (
    OPTIONS,
    actor,
    briefing,
    claim,
    correction,
    document,
    fact,
    ids,
    link,
    moment,
    place,
    position,
    reference,
    registry,
    source,
    topic,
)


def test_no_documents_make_an_empty_site() -> None:
    site = link()
    assert (site.briefings, site.entries, site.problems) == ({}, (), ())


def test_a_folder_with_only_markdown_links() -> None:
    assert link(briefing("a", topics=ids("war"))).problems == ()


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "hidden"}, {"embargo": moment("2022-06-01")}])
def test_drafts_hidden_and_embargoed_briefings_are_left_out_unless_asked_for(fields: dict) -> None:
    record = briefing("a", topics=ids("war"), sources=(source("wire"),), claims=(claim(),), **fields)
    site = link(record)
    assert (site.briefings, site.topics, site.claims, site.sources, site.as_of) == ({}, {}, {}, {}, None)
    assert list(link(record, with_drafts=True).briefings) == ["a"]


@pytest.mark.parametrize(("hour", "visible"), [(9, False), (10, True)])
def test_an_embargo_ends_at_its_instant(hour: int, visible: bool) -> None:
    record = briefing("a", embargo=moment("2021-07-20T14:30+04:30"))
    site = link(record, now=datetime(2021, 7, 20, hour, tzinfo=UTC))
    assert bool(site.briefings) is visible


def _withdrawn(identifier: str = "a", **fields: object) -> Briefing:
    return briefing(
        identifier,
        stage="withdrawn",
        topics=ids("war"),
        actors=ids("taliban"),
        sources=(source("wire"),),
        claims=(claim(),),
        events=(fact("2021-06-01"),),
        corrections=(
            correction("2021-07-19"),
            correction("2021-07-20", "wesh-captured", kind=CorrectionKind.RETRACTION, was="Was."),
        ),
        **fields,
    )


def test_a_withdrawn_briefing_keeps_its_page_and_adds_nothing_to_any_other() -> None:
    gone = document(_withdrawn(slug="wesh", aliases=("old",)), reference("link", "nothing"))
    site = link(gone, briefing("b", topics=ids("peace"), follows=ids("a")))
    assert site.problems == ()
    assert ([entry.id for entry in site.entries], site.listed, site.withdrawn) == (["b"], ("b",), ("a",))
    assert (site.claims, site.sources, site.actors, list(site.topics)) == ({}, {}, {}, ["peace"])
    assert site.briefings[Id("b")].follows == ()
    assert site.aliases[EntityKind.BRIEFING, "old"] == "a"


def test_of_a_withdrawn_briefing_its_dates_its_address_and_the_reason_are_left() -> None:
    record = _withdrawn(slug="wesh", aliases=("old",), title="Secret", why="Secret", authors=("Secret",))
    site = link(record)
    left = site.briefings[Id("a")]
    [reason] = left.briefing.corrections
    assert (reason.kind, reason.was, reason.claims, reason.at.text) == ("retraction", "", (), "2021-07-20")
    kept = {name: value for name, value in msgspec.structs.asdict(left.briefing).items() if value}
    assert kept.keys() == {"id", "date", "path", "status", "stage", "kind", "slug", "aliases", "corrections"}
    assert (left.is_withdrawn, site.bodies[left.briefing.path], left.sources) == (True, Body(), ())


def test_a_retraction_still_reaches_the_briefings_that_record_the_claim() -> None:
    standing = briefing("b", sources=(source("wire"),), claims=(claim(),))
    site = link(_withdrawn(), standing)
    assert [item.briefing for item in site.surroundings[Id("b")].corrected] == ["a"]


def test_a_translation_of_a_withdrawn_briefing_is_withdrawn() -> None:
    site = link(
        briefing("a", stage="withdrawn", translation_key="k", lang="en"),
        document(briefing("b", translation_key="k", lang="fa"), reference("link", "nothing")),
    )
    assert site.briefings[Id("b")].is_withdrawn
    assert (site.problems, site.withdrawn) == ((), ("a",))
    assert site.briefings[Id("a")].translations == {"en": "a", "fa": "b"}


def test_a_translation_is_withdrawn_by_its_original_whatever_stage_it_names() -> None:
    site = link(
        briefing("a", stage="withdrawn", translation_key="k", lang="en"),
        briefing("b", stage="developing", translation_key="k", lang="fa", title="Secret"),
    )
    assert (site.briefings[Id("b")].is_withdrawn, site.briefings[Id("b")].briefing.title) == (True, "")


def test_withdrawing_a_translation_leaves_its_original() -> None:
    site = link(
        briefing("a", translation_key="k", lang="en", topics=ids("war")),
        briefing("b", stage="withdrawn", translation_key="k", lang="fa"),
    )
    standing, gone = site.briefings[Id("a")], site.briefings[Id("b")]
    assert (site.listed, site.withdrawn) == (("a",), ("b",))
    assert (standing.translations, gone.translations) == ({"en": "a"}, {"fa": "b"})
    assert (gone.original, gone.briefing.topics) == ("a", ())


def test_briefings_stand_newest_published_first() -> None:
    site = link(briefing("b", "2021-07-14"), briefing("a", "2021-07-14"), briefing("c", "2021-07-13"))
    assert list(site.briefings) == ["b", "a", "c"]


def test_corrections_reach_every_briefing_that_cites_the_claim() -> None:
    correcting = briefing("c", "2021-07-16", corrections=(correction("2021-07-16", "wesh-captured"),))
    recording = briefing("a", "2021-07-14", sources=(source("wire"),), claims=(claim(),))
    citing = document(briefing("b", "2021-07-15"), reference("claim", "wesh-captured"))
    site = link(correcting, recording, citing, briefing("d"))
    reached = {key: [item.briefing for item in around.corrected] for key, around in site.surroundings.items()}
    assert reached == {"a": ["c"], "b": ["c"], "c": [], "d": []}


def test_problems_are_sorted() -> None:
    site = link(briefing("b", follows=ids("x", "y")), document(briefing("a"), reference("link", "x")))
    assert len(site.problems) == 3
    assert list(site.problems) == sort_problems(site.problems)


def test_the_order_of_files_has_no_influence() -> None:
    documents = [
        registry(actor("taliban", party_to=ids("war")), actor("kabul"), actor("villager")),
        registry(place("kandahar"), place("wesh", "kandahar")),
        document(topic("war")),
        document(topic("battle", "war"), reference("link", "wesh")),
        *(
            document(
                briefing(
                    f"n{i}",
                    topics=ids("battle"),
                    actors=ids("taliban"),
                    places=ids("wesh"),
                    sources=(source("wire", f"p{i % 3}"),),
                    claims=(
                        claim(
                            "c", "T" if i == 3 else "", positions=(position(("taliban", "kabul", "villager")[i % 3]),)
                        ),
                    ),
                    follows=ids("nothing") if i == 5 else (),
                ),
                reference("link", f"n{(i + 1) % 8}"),
            )
            for i in range(8)
        ),
    ]
    first = link_site(documents, OPTIONS)
    for seed in range(5):
        shuffled = documents[:]
        random.Random(seed).shuffle(shuffled)
        site = link_site(shuffled, OPTIONS)
        assert site == first
        assert list(site.sources) == list(first.sources)
        assert list(site.claims) == list(first.claims)
