"""A long timeline in pages: nothing is lost, nothing stands twice, and every link leads somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

import pytest

from briefings.views.context import ViewContext
from briefings.views.timeline import TimelinePageView, build_published_timeline_pages, build_timeline_pages
from briefings.views.timeline_parts import EntryView, TimelineView, YearLink
from briefings.views.topic import TopicView, build_published_topic_pages, build_topic_pages

LIMIT = 100
PER_YEAR = {2023: 1200, 2022: 90, 2019: 400, 2018: 100, 2001: 210}
"""Two thousand entries: long years, short ones, one at the limit, gaps."""


@cache
def _long_briefing() -> str:
    """One briefing whose `events` fill the years; every fiftieth is dated to the year only."""
    lines = []
    for year, count in PER_YEAR.items():
        for n in range(count - (year == 2023)):
            day = f"{year}-{n % 12 + 1:02}-{n % 28 + 1:02}"
            lines.append(
                f"  - {{date: '{year if n % 50 == 0 else day}', text: Event {year} {n}., topics: [harbour]}}\n"
            )
    return f"---\ntitle: The quay\ndate: 2023-12-30\ntopics: [harbour]\nevents:\n{''.join(lines)}---\nText.\n"


@pytest.fixture
def context(view_site: Callable[..., ViewContext]) -> ViewContext:
    return view_site(
        {"briefings/quay.md": _long_briefing(), "topics/harbour.md": "---\ntitle: Harbour\n---\n"},
        BRIEFINGS_TIMELINE_LIMIT=LIMIT,
    )


def _entries(timeline: TimelineView) -> Iterator[EntryView]:
    yield from timeline.ahead
    for year in timeline.years:
        for month in year.months:
            yield from month.entries


def _topic_pages(context: ViewContext) -> list[TopicView]:
    return list(build_topic_pages(context, context.site.topics["harbour"]))


def _timeline_pages(context: ViewContext) -> list[TimelinePageView]:
    return list(build_timeline_pages(context))


def _links(years: Iterable[YearLink]) -> Iterator[YearLink]:
    for link in years:
        yield link
        yield from _links(link.months)


@pytest.mark.parametrize("build", [_topic_pages, _timeline_pages])
def test_every_entry_stands_on_exactly_one_page_beyond_the_first(
    context: ViewContext, build: Callable[[ViewContext], list[TopicView | TimelinePageView]]
) -> None:
    """A long year's own page repeats its newest part; all of the year stands on the pages of its months."""
    front, *rest = build(context)
    whole = [page for page in rest if not page.timeline.shown]
    found = Counter(entry.id for page in whole for entry in _entries(page.timeline))
    assert len(context.site.entries) == sum(PER_YEAR.values()) == 2000
    assert len(found) == 2000
    assert set(found.values()) == {1}
    assert {entry.id for page in (front, *rest) for entry in _entries(page.timeline)} == set(found)


@pytest.mark.parametrize("build", [_topic_pages, _timeline_pages])
def test_no_page_is_longer_than_the_limit_where_months_allow_it(
    context: ViewContext, build: Callable[[ViewContext], list[TopicView | TimelinePageView]]
) -> None:
    sizes = {page.page.url: len(list(_entries(page.timeline))) for page in build(context)}
    assert max(sizes.values()) <= LIMIT


@pytest.mark.parametrize("build", [_topic_pages, _timeline_pages])
def test_links_of_years_lead_to_pages_and_anchors_that_exist(
    context: ViewContext, build: Callable[[ViewContext], list[TopicView | TimelinePageView]]
) -> None:
    pages = {page.page.url: page for page in build(context)}
    anchors = {
        url: {anchor.id for year in page.timeline.years for anchor in (year, *year.months)}
        | ({"ahead"} if page.timeline.ahead else set())
        for url, page in pages.items()
    }
    for url, page in pages.items():
        for link in _links(page.years):
            target = urlsplit(link.href)
            assert (target.path or url) in pages, link
            assert not target.fragment or target.fragment in anchors[target.path or url], link


@pytest.mark.parametrize("build", [_topic_pages, _timeline_pages])
def test_every_page_is_reached_from_the_first(
    context: ViewContext, build: Callable[[ViewContext], list[TopicView | TimelinePageView]]
) -> None:
    front, *rest = build(context)
    reached = {urlsplit(link.href).path for link in _links(front.years)}
    assert {page.page.url for page in rest} <= reached


def test_counts_of_the_jump_list_add_up_and_the_current_page_is_marked(context: ViewContext) -> None:
    front, *rest = _topic_pages(context)
    assert [(link.text, link.count) for link in front.years] == [
        ("2023", "1,200"),
        ("2022", "90"),
        ("2019", "400"),
        ("2018", "100"),
        ("2001", "210"),
    ]
    for page in rest:
        current = [link for link in _links(page.years) if link.is_current]
        assert [link.href for link in current] == [page.page.url]


def test_page_says_how_much_it_shows(context: ViewContext) -> None:
    front, *rest = _topic_pages(context)
    assert front.timeline.shown == "The newest 25 of 2,000 entries; the rest by year."
    by_url = {page.page.url: page.timeline for page in rest}
    assert by_url["/topics/harbour/2022/"].shown == ""
    assert "25 of 1,200" in by_url["/topics/harbour/2023/"].shown


def test_short_timeline_is_one_page_with_anchors(view_site: Callable[..., ViewContext]) -> None:
    short = view_site({"briefings/quay.md": "---\ntitle: A\ndate: 2023-05-02\ntopics: [harbour]\n---\n"})
    [page] = _topic_pages(short)
    assert [link.href for link in _links(page.years)] == ["#y2023", "#y2023-05"]
    assert page.timeline.shown == ""


def test_order_of_publication_is_split_by_year_and_every_page_reached(view_site: Callable[..., ViewContext]) -> None:
    briefings = {
        f"briefings/{year}-{n}.md": f"---\ntitle: A\ndate: {year}-03-0{n}\n---\n"
        for year in (2019, 2022, 2023)
        for n in range(1, 4)
    }
    context = view_site(briefings, BRIEFINGS_TIMELINE_LIMIT=4)
    pages = {page.page.url: page for page in build_published_timeline_pages(context)}
    found = Counter(entry.id for page in pages.values() for entry in _entries(page.timeline))
    assert len(found) == 9
    assert set(found.values()) == {1}
    for page in pages.values():
        assert [link.href for link in page.years] == list(pages)
        assert [link.href for link in page.years if link.is_current] == [page.page.url]


def _short_briefings(*months: str) -> dict[str, str]:
    """Twenty briefings in each of these months, all of one topic."""
    briefings = {
        f"briefings/{month}-{n:02}.md": f"---\ntitle: A\ndate: {month}-{n:02}\ntopics: [harbour]\n---\n"
        for month in months
        for n in range(1, 21)
    }
    return {**briefings, "topics/harbour.md": "---\ntitle: Harbour\n---\n"}


def test_long_year_in_order_of_publication_is_split_by_month(view_site: Callable[..., ViewContext]) -> None:
    context = view_site(_short_briefings("2023-05", "2023-04", "2023-01", "2022-11"))
    pages = {page.page.url: page for page in build_published_topic_pages(context, context.site.topics["harbour"])}
    assert {url: len(list(_entries(page.timeline))) for url, page in pages.items()} == dict.fromkeys(
        [
            "/topics/harbour/published/",
            "/topics/harbour/published/2023/04/",
            "/topics/harbour/published/2023/01/",
            "/topics/harbour/published/2022/",
        ],
        20,
    )
    for url, page in pages.items():
        assert {link.href for link in _links(page.years)} == set(pages)
        assert [link.href for link in _links(page.years) if link.is_current] == [url]
        assert [(link.text, link.count) for link in page.years] == [("2023", "60 briefings"), ("2022", "20 briefings")]


def test_topic_is_split_earlier_than_the_whole_timeline(view_site: Callable[..., ViewContext]) -> None:
    """The filter of the timeline needs all entries on one page; the page of a topic has much besides."""
    context = view_site(_short_briefings("2023-05", "2023-04", "2023-01"))
    assert [page.page.url for page in _timeline_pages(context)] == ["/timeline/"]
    front, year, *months = _topic_pages(context)
    assert front.timeline.shown == year.timeline.shown == "The newest 20 of 60 entries; the rest by year."
    assert [page.page.url for page in months] == [f"/topics/harbour/2023/{month}/" for month in ("05", "04", "01")]


def test_front_of_the_whole_timeline_has_more_than_that_of_a_topic(view_site: Callable[..., ViewContext]) -> None:
    context = view_site(_short_briefings("2023-05", "2023-04", "2023-01", "2022-11"))
    front, year, *_ = _timeline_pages(context)
    assert front.timeline.shown == "The newest 40 of 80 entries; the rest by year."
    assert len(list(_entries(front.timeline))) == 40
    assert year.timeline.shown == "The newest 20 of 60 entries; the rest by year."


def test_nothing_is_split_where_the_limit_is_high(view_site: Callable[..., ViewContext]) -> None:
    context = view_site(
        _short_briefings("2023-05", "2023-04", "2023-01", "2022-11"), BRIEFINGS_TIMELINE_LIMIT=1_000_000
    )
    [page] = _topic_pages(context)
    assert len(list(_entries(page.timeline))) == 80
