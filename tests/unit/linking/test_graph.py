from __future__ import annotations

from briefings.linking.site import Backlink, EntityKind, Site
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    briefing,
    claim,
    codes,
    document,
    ids,
    link,
    page,
    place,
    reference,
    registry,
    source,
    topic,
)


def beside(site: Site, name: str) -> list[tuple[str, str | None, str | None]]:
    return [(n.topic, n.previous, n.next) for n in site.surroundings[Id(name)].neighbours]


def test_neighbours_are_before_and_after_in_event_time_within_each_topic() -> None:
    site = link(
        briefing("a", event="2021-07-01", topics=ids("war", "talks")),
        briefing("b", event="2021-07-03", topics=ids("war")),
        briefing("c", event="2021-07-02", topics=ids("war")),
        briefing("d", event="2021-07-04", topics=ids("talks")),
    )
    assert beside(site, "a") == [("war", None, "c"), ("talks", None, "d")]
    assert beside(site, "c") == [("war", "a", "b")]
    assert beside(site, "b") == [("war", "c", None)]


def test_the_timeline_of_a_topic_holds_the_briefings_of_topics_below_it() -> None:
    site = link(
        document(topic("war")),
        document(topic("battle", "war")),
        briefing("a", event="2021-07-01", topics=ids("war")),
        briefing("b", event="2021-07-02", topics=ids("battle")),
    )
    assert beside(site, "a") == [("war", None, "b")]
    assert beside(site, "b") == [("battle", None, None)]


def test_chains_are_followed_both_ways() -> None:
    site = link(
        briefing("a", "2021-07-01"),
        briefing("c", "2021-07-02", follows=ids("a")),
        briefing("b", "2021-07-03", follows=ids("a", "c")),
    )
    assert site.surroundings[Id("a")].followed_by == ("c", "b")
    assert site.briefings[Id("b")].follows == ("a", "c")


def test_briefings_that_follow_each_other_are_noted_with_the_circle() -> None:
    site = link(briefing("a", follows=ids("c")), briefing("b", follows=ids("a")), briefing("c", follows=ids("b")))
    [problem] = site.problems
    assert (problem.code, problem.found) == ("BRF-follows-cycle", "a → c → b → a")
    assert (problem.where.path, problem.where.pointer) == ("briefings/a.md", ("follows",))
    assert sum(len(linked.follows) for linked in site.briefings.values()) == 2


def test_topics_and_places_in_circles_are_noted() -> None:
    site = link(document(topic("a", "b")), document(topic("b", "a")), registry(place("x", "x")))
    assert [(p.code, p.found) for p in site.problems] == [
        ("BRF-place-cycle", "x → x"),
        ("BRF-topic-cycle", "a → b → a"),
    ]


def test_links_make_backlinks_with_their_sentence_newest_first() -> None:
    site = link(
        registry(place("wesh")),
        document(briefing("a", "2021-07-14"), reference("link", "wesh", context="Wesh fell.")),
        document(briefing("b", "2021-07-15"), reference("link", "wesh", context="Wesh is quiet.")),
        document(topic("war"), reference("link", "wesh", context="The war of Wesh.")),
    )
    assert site.by_place[Id("wesh")].backlinks == (
        Backlink(EntityKind.BRIEFING, Id("b"), "Wesh is quiet."),
        Backlink(EntityKind.BRIEFING, Id("a"), "Wesh fell."),
        Backlink(EntityKind.TOPIC, Id("war"), "The war of Wesh."),
    )


def test_every_kind_of_page_gets_its_backlinks() -> None:
    site = link(
        document(topic("war")),
        briefing("a", sources=(source("wire"),), actors=ids("taliban"), claims=(claim(),)),
        document(
            briefing("b"),
            reference("link", "a"),
            reference("link", "war"),
            reference("link", "taliban"),
            reference("link", "afp"),
            reference("claim", "wesh-captured"),
        ),
    )
    assert site.problems == ()
    [expected] = {*site.surroundings[Id("a")].backlinks}
    assert expected.source == "b"
    assert site.by_topic[Id("war")].backlinks == (expected,)
    assert site.by_actor[Id("taliban")].backlinks == (expected,)
    assert site.by_publisher[Id("afp")].backlinks == (expected,)
    assert site.claims[Id("wesh-captured")].backlinks == (expected,)


def test_one_sentence_with_two_links_to_one_thing_is_one_backlink() -> None:
    site = link(briefing("a"), document(briefing("b"), reference("link", "a"), reference("link", "a")))
    assert len(site.surroundings[Id("a")].backlinks) == 1


def test_a_page_does_not_link_back_to_itself_and_ordinary_pages_make_no_backlinks() -> None:
    site = link(document(briefing("a"), reference("link", "a")), page("pages/about.md", reference("link", "a")))
    assert codes(site) == []
    assert site.surroundings[Id("a")].backlinks == ()
