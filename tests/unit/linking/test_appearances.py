from __future__ import annotations

from briefings.linking.site import Site
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    actor,
    briefing,
    claim,
    document,
    fact,
    ids,
    link,
    place,
    position,
    publisher,
    registry,
    source,
    topic,
    upcoming,
)


def sourced(name: str, date: str = "2021-07-14", **fields: object):
    return briefing(name, date, **{"sources": (source("wire"),), **fields})


def test_an_actor_appears_where_it_is_listed_and_where_it_speaks() -> None:
    site = link(
        sourced("listed", "2021-07-14", actors=ids("taliban")),
        sourced("speaking", "2021-07-15", claims=(claim(),)),
        sourced("neither", "2021-07-16"),
    )
    found = site.by_actor[Id("taliban")]
    assert found.briefings == ("speaking", "listed")
    assert [entry.id for entry in found.entries] == ["speaking", "listed"]
    assert found.claims == ("wesh-captured",)


def test_a_place_shows_what_happened_in_the_places_within_it() -> None:
    site = link(
        registry(place("kandahar"), place("spin-boldak", "kandahar"), place("wesh", "spin-boldak"), place("kabul")),
        briefing("a", places=ids("wesh"), events=(fact("2021-06-01", places=ids("spin-boldak")),)),
    )
    assert [entry.id for entry in site.by_place[Id("kandahar")].entries] == ["a", "a/event-2021-06-01"]
    assert [entry.id for entry in site.by_place[Id("wesh")].entries] == ["a"]
    assert site.by_place[Id("kabul")].briefings == ()


def test_a_briefing_with_a_town_and_its_province_appears_once_there() -> None:
    site = link(registry(place("kandahar"), place("wesh", "kandahar")), briefing("a", places=ids("wesh", "kandahar")))
    assert site.by_place[Id("kandahar")].briefings == ("a",)
    assert len(site.by_place[Id("kandahar")].entries) == 1


def test_a_publisher_appears_where_it_carries_a_source() -> None:
    site = link(sourced("a", claims=(claim(),)), sourced("b", sources=(source("other", "reuters"),)))
    assert site.by_publisher[Id("afp")].briefings == ("a",)
    assert site.by_publisher[Id("afp")].claims == ("wesh-captured",)
    assert site.by_publisher[Id("reuters")].claims == ()


def test_a_topic_has_its_own_briefings_and_those_below_it() -> None:
    site = link(
        document(topic("war")),
        document(topic("battle", "war")),
        document(topic("air", "battle")),
        briefing("a", "2021-07-14", topics=ids("war")),
        briefing("b", "2021-07-15", topics=ids("air"), upcoming=(upcoming("talk", "2021-08"),)),
    )
    war, found = site.topics[Id("war")], site.by_topic[Id("war")]
    assert found.briefings == ("b", "a")
    assert [entry.id for entry in found.entries] == ["b/upcoming-talk", "b", "a"]
    assert (war.children, war.parents) == (("battle",), ())
    assert site.topics[Id("air")].parents == ("battle", "war")


def test_a_fact_about_another_topic_stands_in_that_timeline_only() -> None:
    site = link(briefing("a", topics=ids("war"), events=(fact("2021-06-01", topics=ids("talks")),)))
    assert [entry.id for entry in site.by_topic[Id("talks")].entries] == ["a/event-2021-06-01"]
    assert [entry.id for entry in site.by_topic[Id("war")].entries] == ["a"]
    assert site.by_topic[Id("talks")].briefings == ()


def claims_in_war(site: Site) -> tuple[str, ...]:
    return site.by_topic[Id("war")].claims


def test_claims_stand_with_the_most_recently_changed_first() -> None:
    site = link(
        sourced("a", topics=ids("war"), claims=(claim("first"), claim("second"), claim("third"))),
        sourced(
            "b",
            "2021-07-20",
            claims=(claim("first", "", positions=(position("kabul", "denies", "2021-07-20"),)),),
        ),
    )
    assert claims_in_war(site) == ("first", "third", "second")


def test_company_is_counted_most_shared_first_without_oneself() -> None:
    site = link(
        briefing("a", actors=ids("x", "y", "z"), topics=ids("war"), places=ids("wesh")),
        briefing("b", actors=ids("x", "z"), topics=ids("war", "talks")),
    )
    found = site.by_actor[Id("x")]
    assert found.with_actors == (("z", 2), ("y", 1))
    assert found.with_topics == (("war", 2), ("talks", 1))
    assert found.with_places == (("wesh", 1),)


def test_what_stands_above_or_below_is_no_company() -> None:
    site = link(
        document(topic("war")),
        document(topic("battle", "war")),
        document(topic("talks")),
        briefing("a", topics=ids("war", "battle", "talks")),
    )
    assert site.by_topic[Id("war")].with_topics == (("talks", 1),)
    assert site.by_topic[Id("battle")].with_topics == (("talks", 1),)


def test_activity_counts_the_briefings_of_the_list() -> None:
    site = link(briefing("a", event="2021-07", topics=ids("war")), briefing("b", event="2021-08-01"))
    assert [(m.year, m.month, m.count) for m in site.by_topic[Id("war")].activity] == [(2021, 7, 1)]


def test_everything_registered_has_appearances_even_if_there_are_none() -> None:
    site = link(registry(actor("quiet")), registry(place("calm")), registry(publisher("silent")))
    assert site.by_actor[Id("quiet")].entries == site.by_place[Id("calm")].entries == ()
    assert site.by_publisher[Id("silent")].briefings == ()


def test_registries_are_shown_by_name() -> None:
    site = link(registry(actor("b"), actor("a"), actor("é"), actor("f")))
    assert list(site.actors) == list(site.by_actor) == ["a", "b", "é", "f"]
