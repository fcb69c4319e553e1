"""The timeline of the whole site, by event or by publication, split by year where it is long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefings.linking.site import EntityKind
from briefings.views.charts import build_year_chart
from briefings.views.context import ViewContext
from briefings.views.language import language_name
from briefings.views.language_pages import build_language_links, list_language_entries
from briefings.views.parts import PageMeta, Tab, View
from briefings.views.periods import SMALL, Periods, published_links, split_published, split_timeline
from briefings.views.timeline_parts import ChartView, TimelineView, YearLink
from briefings.views.words import count_briefings


class TimelinePageView(View):
    """One page of the timeline.

    `topics` are filter links (to topic pages; instant with script when the whole timeline is on the page:
    `is_whole`). `status` is the sentence the filter keeps up to date. `chart` has a bar a year.
    """

    page: PageMeta
    title: str
    deck: str
    is_whole: bool
    timeline: TimelineView
    orders: tuple[Tab, ...]
    years: tuple[YearLink, ...]
    topics: tuple[Tab, ...] = ()
    status: str = ""
    chart: ChartView | None = None


def build_timeline_pages(context: ViewContext) -> Iterator[TimelinePageView]:
    """The timeline by event, in as many pages as its length asks for."""
    entries = context.site.entries
    periods = split_timeline(context, entries, with_now=True, newest=SMALL)
    title = context.words("Timeline")
    deck = context.words(
        "Every briefing, placed by when the event happened rather than when we wrote it. "
        "The shape of each marker says how exactly the date is known."
    )
    briefings = count_briefings(context.language, len(context.site.listed))
    yield TimelinePageView(
        **_common(context, "timeline", title, deck, order="event"),
        is_whole=periods.is_whole,
        timeline=periods.front,
        years=periods.year_links(context, "timeline"),
        topics=_build_topic_tabs(context) if context.has_pages(EntityKind.TOPIC) else (),
        status=context.words("Showing all {briefings}").format(briefings=briefings) if periods.is_whole else "",
        chart=build_year_chart(context, context.site.activity, _year_hrefs(context, periods)),
    )
    for period in periods.pages:
        page_title = context.join_name(title, period.title)
        yield TimelinePageView(
            **_common(context, f"timeline/{period.folder}", page_title, "", order="event"),
            is_whole=False,
            timeline=period.timeline,
            years=periods.year_links(context, "timeline", current=period.folder),
        )


def build_language_timeline(context: ViewContext) -> Iterator[TimelinePageView]:
    """The timeline of the briefings in a language besides the site's own, in as many pages as its length asks for."""
    home = f"{context.lang}/timeline"
    periods = split_timeline(context, list_language_entries(context), newest=SMALL)
    title, name = context.words("Timeline"), context.join_name(context.settings.name, language_name(context.lang))
    feeds, links = context.feeds(context.lang, name), build_language_links(context, "timeline")
    pages = [("", "", periods.front), *((p.folder, p.title, p.timeline) for p in periods.pages)]
    for folder, part, timeline in pages:
        address, page_title = f"{home}/{folder}".rstrip("/"), context.join_name(title, part) if part else title
        alternates = feeds if folder else (*feeds, *links)
        yield TimelinePageView(
            page=context.meta(address, page_title, page_title, section="timeline", alternates=alternates),
            title=page_title,
            deck="",
            orders=(),
            is_whole=periods.is_whole,
            timeline=timeline,
            years=periods.year_links(context, home, current=folder),
        )


def build_published_timeline_pages(context: ViewContext) -> Iterator[TimelinePageView]:
    """The timeline by publication, one page a year where it is long."""
    title = context.words("Timeline by date of publication")
    deck = context.words("Every briefing, placed by when it was first published.")
    pages = split_published(context, context.site.entries)
    for index, (suffix, timeline) in enumerate(pages):
        folder = f"timeline/published/{suffix}"
        page_title = context.join_name(title, timeline.years[0].title) if suffix else title
        yield TimelinePageView(
            **_common(context, folder, page_title, deck, order="published"),
            is_whole=len(pages) == 1,
            timeline=timeline,
            years=published_links(context, "timeline/published", pages, index),
        )


def _common(context: ViewContext, folder: str, title: str, deck: str, *, order: str) -> dict[str, Any]:
    links = build_language_links(context, folder) if folder == "timeline" else ()
    feeds = context.feeds("", context.settings.name)
    return {
        "page": context.meta(folder, title, deck or title, section="timeline", alternates=(*feeds, *links)),
        "title": title,
        "deck": deck,
        "orders": _build_orders(context, order),
    }


def _build_orders(context: ViewContext, order: str) -> tuple[Tab, ...]:
    """Links between the two orders, where the theme has both."""
    if not context.has_template("timeline_published.html"):
        return ()
    event, published = context.addresses.at("timeline").href, context.addresses.at("timeline/published").href
    return (
        Tab(context.words("By date of event"), event, order == "event"),
        Tab(context.words("By date of publication"), published, order == "published"),
    )


def _build_topic_tabs(context: ViewContext) -> tuple[Tab, ...]:
    """Filters by topic: links to topic pages, the busiest first, after one for all."""
    number = context.language.number
    everything = Tab(
        context.words("All topics"), context.addresses.at("timeline").href, True, number(len(context.site.listed))
    )
    counts = {key: len(found.briefings) for key, found in context.site.by_topic.items()}
    return (
        everything,
        *(
            Tab(
                context.topic_title(topic),
                context.addresses.entity(EntityKind.TOPIC, topic).href + "#timeline",
                count=number(count),
                value=topic,
            )
            for topic, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if count
        ),
    )


def _year_hrefs(context: ViewContext, periods: Periods) -> dict[int, str]:
    if periods.is_whole:
        return {year: f"#y{year}" for year, _ in periods.counts}
    return {year: context.addresses.at(f"timeline/{year}").href for year, _ in periods.counts}
