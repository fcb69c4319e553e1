"""Timeline entries, and timelines by year and month."""

from __future__ import annotations

from collections.abc import Callable

from briefings.views.context import ViewContext
from briefings.views.entries import build_entry, build_published_timeline, build_timeline, entry_anchor
from briefings.views.timeline_parts import EntryView, TimelineView

View = Callable[..., ViewContext]


def _briefing(title: str, date: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\nText.\n"


def _entries(timeline: TimelineView) -> list[EntryView]:
    return [*timeline.ahead, *(entry for year in timeline.years for month in year.months for entry in month.entries)]


def test_entry_of_a_briefing_has_its_deck_status_and_counts(dossier: ViewContext) -> None:
    [entry] = [e for e in dossier.site.entries if e.id == "quay"]
    view = build_entry(dossier, entry)
    assert (view.title, view.kind, view.href) == ("The quay is closed", "briefing", "/news/briefings/quay/")
    assert (view.deck, view.place) == ("The <em>harbour office</em> shut the quay.", "North quay")
    assert view.status is not None
    assert (view.status.key, view.counts) == ("developing", "2 claims, 1 disputed")
    assert view.topic_ids == ("harbour",)


def test_event_without_a_page_leads_to_the_briefing_that_reports_it(dossier: ViewContext) -> None:
    [entry] = [e for e in dossier.site.entries if e.fact]
    view = build_entry(dossier, entry)
    assert (view.title, view.precision, view.href) == ("A diver sees cracks.", "month", "/news/briefings/quay/")
    assert view.reported_in is not None
    assert view.reported_in.text == "The quay is closed"


def test_entry_is_built_once_for_all_pages_of_a_language(dossier: ViewContext) -> None:
    entry = dossier.site.entries[0]
    assert build_entry(dossier, entry) is build_entry(dossier, entry)
    assert build_entry(dossier, entry) is not build_entry(dossier.in_language("fa"), entry)


def test_corrected_briefing_shows_that_it_was(dossier: ViewContext) -> None:
    [entry] = [e for e in dossier.site.entries if e.id == "survey"]
    status = build_entry(dossier, entry).status
    assert status is not None
    assert status.key == "corrected"


def test_translation_takes_the_place_of_its_original_on_pages_in_its_language(dossier: ViewContext) -> None:
    [entry] = [e for e in dossier.site.entries if e.id == "quay"]
    persian = build_entry(dossier.in_language("fa"), entry)
    assert (persian.title, persian.lang) == ("اسکله بسته است", "")
    [other] = [e for e in dossier.site.entries if e.id == "survey"]
    assert build_entry(dossier.in_language("fa"), other).lang == "en"


def test_anchors_are_unique_whatever_briefings_are_called(view_site: View) -> None:
    events = "events:\n  - {date: 2023-01-01, text: A}\n  - {date: 2023-01-02, text: B}\n"
    context = view_site(
        {"briefings/a.md": _briefing("A", "2023-05-02", events), "briefings/a-event-1.md": _briefing("B", "2023-05-03")}
    )
    anchors = [entry_anchor(entry) for entry in context.site.entries]
    assert len(set(anchors)) == len(anchors) == 4
    assert not any(set(anchor) & set("/ #") for anchor in anchors)


def test_years_and_months_come_newest_first_and_gaps_are_named(view_site: View) -> None:
    dates = ["2023-05-02", "2023-01-09", "2021-07-14", "2017-02-01"]
    context = view_site({f"briefings/{date}.md": _briefing(date, date) for date in dates})
    timeline = build_timeline(context, context.site.entries)
    assert [year.id for year in timeline.years] == ["y2023", "y2021", "y2017"]
    assert [month.title for month in timeline.years[0].months] == ["May 2023", "January 2023"]
    assert [year.gap_after for year in timeline.years] == ["2022: no briefings", "2018 to 2020: no briefings", ""]
    assert [entry.title for entry in _entries(timeline)] == dates


def test_entry_dated_to_the_year_stands_under_it_without_a_month(view_site: View) -> None:
    context = view_site(
        {
            "briefings/a.md": _briefing("A", "2023-05-02", "event: '2022'\n"),
            "briefings/b.md": _briefing("B", "2022-03-01"),
        }
    )
    [year] = build_timeline(context, context.site.entries).years
    assert [(month.id, month.title) for month in year.months] == [("y2022-03", "March 2022"), ("y2022-undated", "")]


def test_what_is_ahead_stands_apart_nearest_first(dossier: ViewContext) -> None:
    timeline = build_timeline(dossier, dossier.site.entries, with_now=True)
    assert [entry.title for entry in timeline.ahead] == ["The quay opens."]
    assert timeline.ahead[0].precision == "ahead"
    assert timeline.ahead_count == "1 scheduled"
    assert timeline.now


WATCHED = """upcoming:
  - {id: reopens, what: The office decides when to reopen the quay., when: 2023-05~}
  - {id: asks, what: Whether the cracks are looked into., when: 2023-04-02/..}
  - {id: dives, what: The diver goes down again., when: 2023-05-01, outcome: He did.}
"""


def test_what_was_announced_says_so_below_the_line_too(view_site: View) -> None:
    context = view_site({"briefings/a.md": _briefing("A", "2023-05-12", WATCHED)})
    entries = {entry.title: entry for entry in _entries(build_timeline(context, context.site.entries))}
    shown = {title: (entry.label, entry.precision) for title, entry in entries.items()}
    assert shown == {
        "A": ("", "day"),
        "The office decides when to reopen the quay.": ("To watch", "ahead"),
        "Whether the cracks are looked into.": ("To watch", "ahead"),
        "The diver goes down again.": ("Expected", "day"),
    }


def test_window_that_has_opened_says_that_it_is_open(view_site: View) -> None:
    context = view_site({"briefings/a.md": _briefing("A", "2023-05-12", WATCHED)})
    [entry] = [e for e in _entries(build_timeline(context, context.site.entries)) if e.title.startswith("Whether")]
    assert (entry.gutter, entry.gutter_long) == ("open since 2 Apr", "open since 2 Apr")


def test_order_of_publication_groups_by_the_day_in_the_zone_of_the_site(view_site: View) -> None:
    late = {
        "briefings/a.md": _briefing("A", "2022-12-31T22:00Z"),
        "briefings/b.md": _briefing("B", "2023-01-01T08:00+04:30"),
    }
    kabul = view_site(late, TIMEZONE="Asia/Kabul")
    timeline = build_published_timeline(kabul, kabul.site.entries)
    assert [(year.id, [day.id for day in year.months]) for year in timeline.years] == [("y2023", ["d2023-01-01"])]
    assert [entry.title for entry in _entries(timeline)] == ["B", "A"]
    utc = view_site(late, TIMEZONE="UTC")
    assert [year.id for year in build_published_timeline(utc, utc.site.entries).years] == ["y2023", "y2022"]


def test_order_of_publication_has_briefings_only(dossier: ViewContext) -> None:
    timeline = build_published_timeline(dossier, dossier.site.entries)
    assert {entry.kind for entry in _entries(timeline)} == {"briefing"}
    assert timeline.count == 2


def test_no_entries_make_an_empty_timeline(dossier: ViewContext) -> None:
    timeline = build_timeline(dossier, [])
    assert (timeline.years, timeline.ahead, timeline.count) == ((), (), 0)


def test_window_that_has_passed_without_a_word_is_nothing_to_watch_any_more(view_site: View) -> None:
    late = WATCHED.replace("2023-05~", "2023-04-01")
    context = view_site({"briefings/a.md": _briefing("A", "2023-05-12", late)})
    [entry] = [e for e in _entries(build_timeline(context, context.site.entries)) if e.title.startswith("The office")]
    assert (entry.label, entry.precision) == ("Expected", "day")
