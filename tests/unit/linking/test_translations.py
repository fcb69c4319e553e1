from __future__ import annotations

import pytest

from briefings.linking.site import LinkedBriefing, Site
from briefings.model.briefing import Briefing
from briefings.model.document import Document, FileKind
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    briefing,
    claim,
    codes,
    correction,
    document,
    fact,
    ids,
    image,
    link,
    moment,
    position,
    reference,
    source,
    upcoming,
    update,
)


def original(**fields: object) -> Briefing:
    return briefing("wesh", "2021-07-14", **{"translation_key": "wesh", "lang": "en", **fields})


def persian(**fields: object) -> Briefing:
    return briefing("wesh-fa", "2021-07-13", **{"translation_key": "wesh", "lang": "fa", **fields})


def translated(site: Site) -> LinkedBriefing:
    return site.briefings[Id("wesh-fa")]


FULL = {
    "topics": ids("war"),
    "actors": ids("taliban"),
    "places": ids("wesh"),
    "sources": (source("wire"),),
    "claims": (claim(),),
    "events": (fact("2021-06-01", sources=ids("wire")),),
    "upcoming": (upcoming("talk", "2021-08"),),
    "image": image(),
    "follows": ids("earlier"),
    "stage": "developing",
    "kind": "sitrep",
    "event": "2021-07-12",
    "corrections": (correction("2021-07-16"),),
    "updates": (update("2021-07-15"),),
}
IMAGES = frozenset({"images/post.jpg"})


def test_translations_know_each_other_and_their_original() -> None:
    site = link(original(), persian())
    assert {key: linked.original for key, linked in site.briefings.items()} == {"wesh": "wesh", "wesh-fa": "wesh"}
    assert translated(site).translations == {"en": "wesh", "fa": "wesh-fa"}
    assert site.problems == ()


def test_without_one_in_the_default_language_the_oldest_is_the_original() -> None:
    site = link(original(lang="ps"), persian())
    assert translated(site).original == "wesh-fa"
    assert site.listed == ("wesh-fa",)


def test_a_briefing_without_a_language_is_in_the_default_one() -> None:
    site = link(original(lang=""), persian())
    assert site.briefings[Id("wesh")].lang == "en"
    assert translated(site).original == "wesh"


def test_a_briefing_without_a_key_stands_alone() -> None:
    site = link(briefing("a"), briefing("b", lang="fa"))
    assert site.briefings[Id("b")].translations == {"fa": "b"}
    assert site.listed == ("b", "a")


def test_what_a_translation_leaves_empty_it_has_from_its_original() -> None:
    site = link(briefing("earlier"), original(**FULL), persian(), static_paths=IMAGES)
    assert site.problems == ()
    filled, source_of = translated(site).briefing, site.briefings[Id("wesh")].briefing
    for name in FULL:
        assert getattr(filled, name) == getattr(source_of, name), name
    assert (filled.id, filled.lang, filled.date) == ("wesh-fa", "fa", moment("2021-07-13"))
    assert translated(site).sources == site.briefings[Id("wesh")].sources
    assert translated(site).event == site.briefings[Id("wesh")].event


def test_what_a_translation_gives_itself_stays() -> None:
    site = link(original(topics=ids("war"), event="2021-07-12"), persian(topics=ids("peace"), event="2021-07-11"))
    assert translated(site).briefing.topics == ("peace",)
    assert translated(site).event != site.briefings[Id("wesh")].event


def test_without_any_event_a_translation_has_the_day_of_its_original() -> None:
    site = link(original(), persian())
    assert translated(site).event == site.briefings[Id("wesh")].event


def test_translations_add_nothing_to_timelines_and_ledgers() -> None:
    own = claim(positions=(position("villager"),))
    site = link(briefing("earlier"), original(**FULL), persian(claims=(own,)), static_paths=IMAGES)
    assert {entry.briefing for entry in site.entries} == {"wesh", "earlier"}
    assert [p.actor.id for p in site.claims[Id("wesh-captured")].positions] == ["taliban"]
    assert translated(site).claims == ("wesh-captured",)
    assert site.by_topic[Id("war")].briefings == ("wesh",)


def test_the_text_of_a_claim_in_a_translation_is_its_translation() -> None:
    site = link(original(**FULL), persian(claims=(claim(text="طالبان"),)), briefing("earlier"), static_paths=IMAGES)
    assert site.problems == ()
    assert site.claims[Id("wesh-captured")].texts == {"fa": "طالبان"}


def test_a_claim_that_the_original_does_not_record_is_noted_in_a_translation() -> None:
    site = link(original(sources=(source("wire"),), claims=(claim(),)), persian(claims=(claim("wesh-capture"),)))
    [problem] = site.problems
    assert (problem.code, problem.where.pointer, problem.hint) == (
        "BRF-unknown-id",
        ("claims", 0, "id"),
        "Did you mean `wesh-captured`?",
    )


def test_a_translation_with_its_own_sources_keeps_those_that_inherited_facts_name() -> None:
    site = link(
        original(sources=(source("wire"),), events=(fact("2021-06-01", sources=ids("wire")),)),
        persian(sources=(source("radio", "azadi"),)),
    )
    assert site.problems == ()
    assert [linked.key for linked in translated(site).sources] == ["wesh-fa/radio", "wesh/wire"]


def test_a_translation_has_the_surroundings_of_its_original() -> None:
    other = briefing("other", topics=ids("war"), follows=ids("wesh-fa"))
    site = link(original(topics=ids("war")), persian(), other)
    assert site.surroundings[Id("wesh-fa")].followed_by == ("other",)
    assert site.briefings[Id("other")].follows == ("wesh",)
    assert site.surroundings[Id("wesh-fa")].neighbours == site.surroundings[Id("wesh")].neighbours


def test_a_link_to_a_translation_is_a_backlink_of_the_original_and_its_own_links_are_not_counted_twice() -> None:
    site = link(
        document(original(), reference("link", "other")),
        document(persian(), reference("link", "other")),
        document(briefing("other"), reference("link", "wesh-fa")),
    )
    assert [link_.source for link_ in site.surroundings[Id("wesh-fa")].backlinks] == ["other"]
    assert [link_.source for link_ in site.surroundings[Id("other")].backlinks] == ["wesh"]


def test_the_references_of_a_translation_are_checked_against_what_it_inherits() -> None:
    site = link(
        original(sources=(source("wire"),)),
        document(persian(), reference("citation", "wire"), reference("citation", "other")),
    )
    assert [(p.code, p.where.path) for p in site.problems] == [("BRF-citation-unknown", "briefings/wesh-fa.md")]


def test_two_in_one_language_are_noted() -> None:
    site = link(original(), persian(), briefing("wesh-farsi", translation_key="wesh", lang="fa"))
    [problem] = site.problems
    assert (problem.code, problem.where.path) == ("BRF-translation-twice", "briefings/wesh-farsi.md")
    assert problem.where.pointer == ("translation_key",)


def test_a_translation_of_a_draft_is_an_original() -> None:
    site = link(original(status="draft", topics=ids("war")), persian())
    assert translated(site).original == "wesh-fa"
    assert translated(site).briefing.topics == ()
    assert codes(site) == []


def test_unknown_ids_that_a_translation_inherits_are_noted_once() -> None:
    site = link(original(follows=ids("nothing")), persian())
    assert [(p.code, p.where.path) for p in site.problems] == [("BRF-unknown-id", "briefings/wesh.md")]


def drawing(**fields: object) -> Document:
    """A Persian translation that names a document, a claim and a picture of its original."""
    named = claim(text="طالبان", positions=())
    changed = persian(claims=(named,), updates=(update("2021-07-15"),), **fields)
    return document(changed, reference("citation", "wire"), reference("image", "post"), reference("link", "nothing"))


def test_what_a_translation_draws_from_an_original_that_cannot_be_read_is_not_judged() -> None:
    unread = Document("briefings/2021-07-14-wesh.md", FileKind.BRIEFING)
    whole = link(original(**FULL), briefing("earlier"), drawing(), static_paths=IMAGES)
    site = link(unread, briefing("earlier"), drawing())
    assert codes(whole) == ["link-unknown"]
    assert [(p.code, p.found) for p in site.problems] == [(p.code, p.found) for p in whole.problems]


def test_what_translations_of_translations_draw_from_an_unread_original_is_not_judged_either() -> None:
    unread = Document("briefings/2021-07-14-wesh.md", FileKind.BRIEFING)
    pashto = document(briefing("wesh-ps", translation_key="wesh", lang="ps"), reference("citation", "wire"))
    assert codes(link(unread, document(persian(), reference("citation", "wire")), pashto)) == []


def test_an_unread_file_excuses_nothing_where_the_original_is_known() -> None:
    unread = Document("briefings/other.md", FileKind.BRIEFING)
    site = link(unread, original(), document(persian(), reference("citation", "wire")))
    assert codes(site) == ["citation-unknown"]


@pytest.mark.parametrize(
    ("hidden", "reason"),
    [
        ({"status": "draft"}, "is a draft"),
        ({"status": "hidden"}, "is hidden"),
        ({"embargo": moment("2022-01-01T10:00+00:00")}, "is under embargo until "),
    ],
)
def test_a_translation_whose_original_readers_cannot_see_is_told_so(hidden: dict[str, object], reason: str) -> None:
    site = link(original(**FULL, **hidden), briefing("earlier"), drawing(), static_paths=IMAGES)
    drawn = [p for p in site.problems if p.found != "`[[nothing]]`"]
    assert {p.code for p in drawn} == {"BRF-citation-unknown", "BRF-claim-without-position", "BRF-link-unknown"}
    assert all(p.hint.startswith(f"Its original `wesh` {reason}") for p in drawn)
    assert all("make this one a draft too" in p.hint for p in drawn)
    assert len(site.problems) == len(drawn) + 1


def test_a_translation_whose_key_nobody_has_is_told_so() -> None:
    cites = document(persian(translation_key="wsh"), reference("citation", "wire"))
    [problem] = link(original(sources=(source("wire"),)), cites).problems
    assert problem.code == "BRF-citation-unknown"
    assert problem.hint == "No other briefing has the `translation_key` `wsh`. Did you mean `wesh`?"


def test_a_claim_with_two_texts_because_of_a_key_is_told_so() -> None:
    own = claim(text="طالبان", positions=())
    named = briefing("wesh-fa", "2021-07-20", lang="fa", translation_key="wsh", claims=(own,))
    [problem] = link(original(**FULL), briefing("earlier"), named, static_paths=IMAGES).problems
    assert problem.code == "BRF-claim-text-twice"
    assert problem.hint.startswith("No other briefing has the `translation_key` `wsh`. Did you mean `wesh`?")
