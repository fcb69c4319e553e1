from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from briefings.linking.site import Site
from briefings.model.briefing import Briefing
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    briefing,
    correction,
    document,
    edtf,
    fact,
    ids,
    link,
    moment,
    topic,
    upcoming,
    update,
)

KABUL = ZoneInfo("Asia/Kabul")


def order(site: Site) -> list[str]:
    return [entry.id for entry in site.entries]


def test_the_newest_event_comes_first_whenever_it_was_published() -> None:
    site = link(
        briefing("old", "2021-08-01", event="2021-07-01"),
        briefing("new", "2021-07-20", event="2021-07-15"),
        briefing("middle", "2021-07-30", event="2021-07-10"),
    )
    assert order(site) == ["new", "middle", "old"]
    assert site.listed == ("old", "middle", "new")


def test_of_one_instant_the_finer_event_is_the_newer_and_then_the_greater_id() -> None:
    site = link(
        briefing("a", event="2021-07-01"),
        briefing("b", event="2021-07-01"),
        briefing("month", event="2021-07"),
        briefing("year", event="2021"),
        briefing("january", event="2021-01"),
    )
    assert order(site) == ["b", "a", "month", "january", "year"]


def test_without_an_event_it_is_the_day_of_publication_in_the_zone_of_the_site() -> None:
    site = link(briefing("a", "2021-07-14T22:00+00:00"), zone=KABUL)
    assert site.briefings[Id("a")].event == edtf("2021-07-15")
    assert site.entries[0].when == edtf("2021-07-15")


def test_further_facts_and_what_is_to_come_are_entries_of_their_own() -> None:
    record = briefing(
        "a",
        topics=ids("war"),
        places=ids("wesh"),
        events=(fact("2021-06-25", topics=ids("talks"), places=ids("kabul")), fact("2021-06-26")),
        upcoming=(upcoming("doha", "2021-08"),),
    )
    site = link(record)
    assert order(site) == ["a/upcoming-doha", "a", "a/event-2", "a/event-1"]
    ahead, _, second, first = site.entries
    assert (first.topics, first.places, first.fact) == (("talks",), ("kabul",), record.events[0])
    assert (second.topics, second.places) == (("war",), ())
    assert (ahead.topics, ahead.places, ahead.upcoming) == (("war",), (), record.upcoming[0])
    assert {entry.known for entry in site.entries} == {moment("2021-07-14")}


def test_equal_facts_of_two_briefings_are_both_kept() -> None:
    site = link(briefing("a", events=(fact("2021-06-25"),)), briefing("b", events=(fact("2021-06-25"),)))
    assert order(site) == ["b", "a", "b/event-1", "a/event-1"]


@pytest.mark.parametrize(
    ("when", "outcome", "ahead"),
    [
        ("2021-07-13", "", False),
        ("2021-07-14", "", False),
        ("2021-07-15", "", True),
        ("2021-07-15", "It was called off.", False),
        ("../2021-08-01", "", True),
        ("2021-07", "", False),
    ],
)
def test_what_begins_after_the_last_moment_of_the_site_is_ahead(when: str, outcome: str, ahead: bool) -> None:
    site = link(briefing("a", "2021-07-14", upcoming=(upcoming("talk", when, outcome=outcome),)))
    [entry] = [entry for entry in site.entries if entry.upcoming]
    assert entry.is_ahead is ahead


@pytest.mark.parametrize(
    "fields",
    [
        {"modified": moment("2021-07-20T10:00")},
        {"as_of": moment("2021-07-20T10:00")},
        {"updates": (update("2021-07-20T10:00"), update("2021-07-19"))},
        {"corrections": (correction("2021-07-20T10:00"),)},
    ],
)
def test_the_last_moment_of_the_site_is_the_latest_that_the_content_names(fields: dict) -> None:
    site = link(briefing("a", "2021-07-14", **fields), briefing("b", "2021-07-19"))
    assert site.as_of == moment("2021-07-20T10:00")


def test_moments_of_several_zones_are_compared_as_instants() -> None:
    site = link(briefing("a", "2021-07-14T23:00-04:00"), briefing("b", "2021-07-15T02:00+04:30"))
    assert site.as_of == moment("2021-07-14T23:00-04:00")


def test_an_empty_site_has_no_last_moment() -> None:
    assert link().as_of is None


def months(site: Site) -> list[tuple[int, int | None, int]]:
    return [(item.year, item.month, item.count) for item in site.activity]


def test_activity_counts_briefings_by_the_month_of_their_event() -> None:
    dates = {"a": "2021-07-14", "b": "2021-07", "c": "2021", "d": "2020-12-31/2021-01-03"}
    records: list[Briefing] = [briefing(name, event=date, events=(fact("2019"),)) for name, date in dates.items()]
    assert months(link(*records)) == [(2020, 12, 1), (2021, None, 1), (2021, 7, 2)]


def test_topics_without_briefings_have_no_activity() -> None:
    assert link(document(topic("war"))).by_topic[Id("war")].activity == ()


@pytest.mark.parametrize(
    ("when", "outcome", "overtaken"), [("2021-08", "Off.", True), ("2021-08", "", False), ("2021-07", "Held.", False)]
)
def test_what_has_an_outcome_before_it_began_is_overtaken(when: str, outcome: str, overtaken: bool) -> None:
    site = link(briefing("a", "2021-07-14", upcoming=(upcoming("talk", when, outcome=outcome),)))
    [entry] = [entry for entry in site.entries if entry.upcoming]
    assert entry.is_overtaken is overtaken
