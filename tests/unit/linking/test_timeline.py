from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from briefings.linking.site import Site
from briefings.model.briefing import Briefing, DatedFact, Upcoming
from briefings.model.ids import Id
from briefings.model.moment import Moment
from tests.unit.linking.factories import (
    briefing,
    correction,
    document,
    edtf,
    fact,
    ids,
    link,
    moment,
    source,
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
    assert order(site) == ["a/upcoming-doha", "a", "a/event-2021-06-26", "a/event-2021-06-25"]
    ahead, _, second, first = site.entries
    assert (first.topics, first.places, first.fact) == (("talks",), ("kabul",), record.events[0])
    assert (second.topics, second.places) == (("war",), ())
    assert (ahead.topics, ahead.places, ahead.upcoming) == (("war",), (), record.upcoming[0])
    assert {entry.known for entry in site.entries} == {moment("2021-07-14")}


def test_equal_facts_of_two_briefings_are_both_kept() -> None:
    site = link(briefing("a", events=(fact("2021-06-25"),)), briefing("b", events=(fact("2021-06-25"),)))
    assert order(site) == ["b", "a", "b/event-2021-06-25", "a/event-2021-06-25"]


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
    ("outcome", "said", "overtaken"), [("Off.", True, True), ("", True, False), ("Held early.", False, False)]
)
@pytest.mark.parametrize("later", ["2021-07-15", "2022-01-01"])
def test_what_its_author_calls_overtaken_is_so_before_and_after_its_day(
    outcome: str, said: bool, overtaken: bool, later: str
) -> None:
    item = upcoming("talk", "2021-08", outcome=outcome, overtaken=said)
    site = link(briefing("a", "2021-07-14", upcoming=(item,)), briefing("b", later))
    [entry] = [entry for entry in site.entries if entry.upcoming]
    assert entry.is_overtaken is overtaken
    assert not (entry.is_ahead and outcome)


def name_events(*facts: DatedFact) -> set[str]:
    return {entry.id for entry in link(briefing("a", events=facts)).entries if entry.fact}


def test_an_event_keeps_its_id_when_others_are_put_before_it() -> None:
    names = name_events(fact("2021-06-25"))
    assert names < name_events(
        fact("2021-06-26"), fact("2021-06-24"), fact("2021-06-25~", "Again."), fact("2021-06-25")
    )
    assert name_events(fact("2021-06-25~", "Mended.")) == names


def test_events_of_one_day_and_events_with_ids_have_one_id_each() -> None:
    facts = (fact("2021-06-25"), fact("2021-06-25"), fact("2021-06-25", id=Id("shots")), fact("2021-06-25/.."))
    assert name_events(*facts) == {
        "a/event-2021-06-25",
        "a/event-2021-06-25-2",
        "a/event-2021-06-25-4",
        "a/event-shots",
    }


def list_names(*facts: DatedFact) -> list[str]:
    """The ids of events, in the order of the events, which differ in their texts."""
    entries = link(briefing("a", events=facts)).entries
    names = {entry.fact.text: entry.id.removeprefix("a/event-") for entry in entries if entry.fact}
    return [names[item.text] for item in facts]


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("kept", [True, False])
def test_an_event_keeps_its_id_when_another_one_of_its_day_is_given_one(place: int, kept: bool) -> None:
    dates = ("2021-06-25", "2021-06-25", "2021-06-24", "2021-06-25~", "2021-06-25/..", "2021-06-24")
    facts = [fact(date, f"Fact {number}.") for number, date in enumerate(dates)]
    names = list_names(*facts)
    given = names[place] if kept else "shots"
    facts[place] = replace(facts[place], id=Id(given))
    assert list_names(*facts) == [*names[:place], given, *names[place + 1 :]]


def test_an_event_that_is_put_before_another_one_leaves_it_the_id_that_its_author_gave_it() -> None:
    old = fact("2021-06-25", "Old.", id=Id("2021-06-25")), fact("2021-06-25", "Older.", id=Id("2021-06-25-2"))
    assert list_names(fact("2021-06-25", "New."), *old) == ["2021-06-25-3", "2021-06-25", "2021-06-25-2"]


def test_an_event_whose_date_is_mended_keeps_its_id_and_leaves_others_theirs() -> None:
    first, second, third = (fact("2021-06-25", text) for text in ("First.", "Second.", "Third."))
    names = list_names(first, second, third)
    mended = fact("2021-06-26", "Second.", id=Id(names[1]))
    assert list_names(first, mended, third) == names
    mended = fact("2021-06-26", "First.", id=Id(names[0]))
    assert list_names(mended, second, third) == names


def find_known(*items: DatedFact | Upcoming, published: str = "2021-07-01") -> list[Moment]:
    document = replace(source("wire"), published=edtf(published))
    events = tuple(item for item in items if isinstance(item, DatedFact))
    ahead = tuple(item for item in items if isinstance(item, Upcoming))
    record = briefing("a", "2021-07-14T10:00+02:00", sources=(document,), events=events, upcoming=ahead)
    return [entry.known for entry in link(record, zone=KABUL).entries if entry.id != "a"]


def test_an_event_is_known_once_it_has_begun_and_a_document_and_the_briefing_are_out() -> None:
    assert find_known(fact("2021-06-25", sources=ids("wire"))) == [moment("2021-07-14T10:00+02:00")]
    [known] = find_known(fact("2021-06-25", sources=ids("wire")), published="2021-07-20")
    assert known.text == "2021-07-20"
    [known] = find_known(fact("2021-07-25T10:00Z"))
    assert known.text == "2021-07-25T14:30+04:30"


def test_an_announcement_is_known_before_its_day() -> None:
    assert find_known(upcoming("talk", "2021-08", sources=ids("wire"))) == [moment("2021-07-14T10:00+02:00")]
    [known] = find_known(upcoming("talk", "2021-08", sources=ids("wire")), published="2021-07-20")
    assert known.text == "2021-07-20"
