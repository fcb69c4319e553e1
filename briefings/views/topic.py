"""Topic pages: where things stand, the timeline in two orders, activity, claims, actors, places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from briefings.linking.site import Appearances, EntityKind, LinkedTopic
from briefings.model.ids import Id
from briefings.model.topic import Topic
from briefings.views.addresses import as_of_folder
from briefings.views.cards import add_card
from briefings.views.charts import build_activity_chart
from briefings.views.claim_parts import ClaimRow, SourceView, WatchView
from briefings.views.claims import build_claim_rows, build_claim_tabs
from briefings.views.context import ViewContext
from briefings.views.data_links import link_topic_data
from briefings.views.embed_codes import EmbedCode, build_topic_codes
from briefings.views.facets import list_topic_facets
from briefings.views.home import TopicRow, build_topic_row, build_watch_list, list_topics
from briefings.views.lead_image import build_topic_image
from briefings.views.map import build_map
from briefings.views.map_parts import MapView
from briefings.views.parts import Html, ImageView, Link, Mark, PageMeta, PersonView, RelatedView, Stamp, Tab, View
from briefings.views.periods import SMALL, Period, Periods, published_links, split_published, split_timeline
from briefings.views.prose import strip_html
from briefings.views.recent import RecentView, build_recent
from briefings.views.sources import build_source_views
from briefings.views.surroundings import build_backlinks, build_person
from briefings.views.timeline_parts import ChartView, TimelineView, YearLink
from briefings.views.words import count_briefings, count_claims, count_words


class TopicView(View):
    """One page of a topic.

    The first page (`is_front`) has everything; the page in publication order, and pages of single years of a long
    topic, have the timeline only. `orders` are the links between the two orders, `years` the jump list (anchors, or
    pages where the topic is split). `parents` lead up to the root, `children` are its parts. `claim_tabs` count the
    claims by status and lead to the list of them; `history` leads to the newest page of the topic as it was known on
    a day. `recent` is what changed lately, `embeds` what to copy to show the topic elsewhere.
    """

    page: PageMeta
    id: str
    title: str
    is_front: bool
    order: str
    summary: Html
    body: Html
    counts: tuple[str, ...]
    disputed: Mark | None
    updated: Stamp | None
    feed: Link | None
    timeline: TimelineView
    parents: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    chart: ChartView | None = None
    orders: tuple[Tab, ...] = ()
    years: tuple[YearLink, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    claims_note: str = ""
    claim_tabs: tuple[Tab, ...] = ()
    history: Link | None = None
    actors: tuple[PersonView, ...] = ()
    places: tuple[Link, ...] = ()
    map: MapView | None = None
    watch: tuple[WatchView, ...] = ()
    related: tuple[RelatedView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    backlinks: tuple[RelatedView, ...] = ()
    recent: RecentView | None = None
    embeds: tuple[EmbedCode, ...] = ()
    image: ImageView | None = None


class TopicsView(View):
    """The list of all topics, as a tree in reading order (`TopicRow.depth`)."""

    page: PageMeta
    title: str
    deck: str
    topics: tuple[TopicRow, ...]
    note: str


MAX_CLAIMS, MAX_ACTORS, MAX_RELATED, MAX_WATCH = 5, 8, 6, 6


def build_topic_pages(context: ViewContext, linked: LinkedTopic) -> Iterator[TopicView]:
    """The front page of a topic, and pages of single years where it is long."""
    periods = split_timeline(context, context.site.by_topic[linked.topic.id].entries, whole=SMALL)
    yield _build_front(context, linked, periods)
    for period in periods.pages:
        yield _build_period(context, linked, periods, period)


def _folder(linked: LinkedTopic, *parts: str) -> str:
    return "/".join(("topics", linked.topic.id, *parts))


def _common(context: ViewContext, linked: LinkedTopic, folder: str, title: str, *, order: str) -> dict[str, Any]:
    """What every page of a topic has."""
    found = context.site.by_topic[linked.topic.id]
    name = context.topic_title(linked.topic.id)
    disputed = context.count_disputed(EntityKind.TOPIC, linked.topic.id)
    front = context.addresses.at(_folder(linked)).href
    summary = strip_html(context.prose.inline(linked.topic.summary))
    meta = context.meta(
        folder,
        title,
        summary or context.words("Timeline, claims and sources: {topic}.").format(topic=name),
        section="topics",
        alternates=(*context.feeds(_folder(linked), name), *link_topic_data(context, linked.topic.id)),
    )
    meta = add_card(context, meta, EntityKind.TOPIC, linked.topic.id, name)
    claims = [count_claims(context.language, len(found.claims))] if found.claims else []
    word = count_words(context.language, disputed, "{n} disputed", "{n} disputed")
    return {
        "page": meta,
        "id": linked.topic.id,
        "title": name,
        "order": order,
        "counts": (count_briefings(context.language, len(found.briefings)), *claims),
        "disputed": Mark("disputed", word) if disputed else None,
        "updated": context.find_topic_update(linked.topic.id),
        "feed": next(
            (Link(context.words("Follow (Atom)"), feed.href) for feed in context.feeds(_folder(linked), name)), None
        ),
        "parents": context.topic_links(reversed(linked.parents)),
        "orders": _build_orders(context, linked, f"{front}#timeline", order),
    }


def _build_orders(context: ViewContext, linked: LinkedTopic, by_event: str, order: str) -> tuple[Tab, ...]:
    """Links between the two orders, where the theme has both."""
    if not context.has_template("topic_published.html"):
        return ()
    published = context.addresses.at(_folder(linked, "published")).href
    return (
        Tab(context.words("By date of event"), by_event, order == "event"),
        Tab(context.words("By date of publication"), published, order == "published"),
    )


def _build_front(context: ViewContext, linked: LinkedTopic, periods: Periods) -> TopicView:
    topic = linked.topic
    found = context.site.by_topic[topic.id]
    body, citations = context.prose.topic_body(linked)
    name = context.topic_title(topic.id)
    claims = found.claims[:MAX_CLAIMS]
    places = _list_places(topic, found)
    common = _common(context, linked, _folder(linked), name, order="event")
    return TopicView(
        **common | {"page": replace(common["page"], facets=list_topic_facets(context, topic.id))},
        is_front=True,
        summary=context.prose.inline(topic.summary),
        body=body,
        timeline=periods.front,
        years=periods.year_links(context, _folder(linked)),
        children=context.topic_links(linked.children),
        chart=context.named("chart", lambda: build_activity_chart(context, found.activity), None),
        claims=context.named_on("topic.html", "claims", lambda: build_claim_rows(context, claims), ()),
        claims_note=_describe_claims(context, len(claims), len(found.claims)),
        claim_tabs=context.named(
            "claim_tabs",
            lambda: build_claim_tabs(context, found.claims, context.addresses.at(f"claims/topic/{topic.id}").href),
            (),
        ),
        history=context.named("history", lambda: _find_history(context, linked), None),
        actors=tuple(build_person(context, i) for i in _key_actors(topic, found)),
        places=tuple(context.place_link(place) for place in places[:12]),
        map=context.named("map", lambda: build_topic_map(context, linked), None),
        watch=context.named("watch", lambda: build_watch_list(context, found.entries, MAX_WATCH), ()),
        related=context.named(
            "related",
            lambda: tuple(
                RelatedView(
                    link=context.topic_link(other),
                    note=context.words("{n} shared").format(n=context.language.number(n)),
                )
                for other, n in found.with_topics[:MAX_RELATED]
            ),
            (),
        ),
        sources=build_source_views(context, citations.listed, citations.ways_back()),
        backlinks=context.named("backlinks", lambda: build_backlinks(context, found.backlinks), ()),
        embeds=context.named("embeds", lambda: build_topic_codes(context, linked, has_map=bool(places)), ()),
        image=context.named("image", lambda: build_topic_image(context, topic), None),
        recent=context.named(
            "recent", lambda: build_recent(context, context.changes_by_topic[topic.id], topic.id), None
        ),
    )


def build_topic_map(context: ViewContext, linked: LinkedTopic) -> MapView | None:
    """The map of a topic's places, around the first that its author named."""
    topic = linked.topic
    places = _list_places(topic, context.site.by_topic[topic.id])
    return build_map(context, places[:14], key_place=next(iter(topic.places), ""))


def _list_places(topic: Topic, found: Appearances) -> list[Id]:
    """Those the author named, then those that appear most."""
    return list(dict.fromkeys((*topic.places, *(place for place, _ in found.with_places))))


def _find_history(context: ViewContext, linked: LinkedTopic) -> Link | None:
    """The newest "as of" page of a topic."""
    day = context.find_last_day(linked.topic.id) if context.has_template("as_of.html") else ""
    if not day:
        return None
    return Link(
        context.words("Day by day, as it was known"), context.addresses.at(as_of_folder(linked.topic.id, day)).href
    )


def _key_actors(topic: Topic, found: Appearances) -> list[Id]:
    """Those the author named, then those that appear most."""
    return list(dict.fromkeys((*topic.actors, *(actor for actor, _ in found.with_actors))))[:MAX_ACTORS]


def _describe_claims(context: ViewContext, shown: int, total: int) -> str:
    if shown == total:
        return ""
    template = context.words("The {shown} most recently changed of {total} claims")
    return template.format(shown=context.language.number(shown), total=context.language.number(total))


def build_published_topic_pages(context: ViewContext, linked: LinkedTopic) -> Iterator[TopicView]:
    """A topic in order of publication, one page a year where it is long."""
    name = context.topic_title(linked.topic.id)
    title = context.words("{topic}, in order of publication").format(topic=name)
    pages = split_published(context, context.site.by_topic[linked.topic.id].entries, SMALL)
    for index, (suffix, timeline) in enumerate(pages):
        folder = _folder(linked, "published", *([suffix] if suffix else []))
        years = published_links(context, _folder(linked, "published"), pages, index)
        page_title = context.join_name(title, timeline.years[0].title) if suffix else title
        yield TopicView(
            **_common(context, linked, folder, page_title, order="published"),
            is_front=False,
            summary=Html(""),
            body=Html(""),
            timeline=timeline,
            years=years,
        )


def _build_period(context: ViewContext, linked: LinkedTopic, periods: Periods, period: Period) -> TopicView:
    name = context.topic_title(linked.topic.id)
    folder = _folder(linked, period.folder)
    return TopicView(
        **_common(context, linked, folder, context.join_name(name, period.title), order="event"),
        is_front=False,
        summary=Html(""),
        body=Html(""),
        timeline=period.timeline,
        years=periods.year_links(context, _folder(linked), current=period.folder),
    )


def build_topics_view(context: ViewContext) -> TopicsView:
    """The list of all topics."""
    title = context.words("Topics")
    deck = context.words("Every running story, with where it stands.")
    return TopicsView(
        page=context.meta("topics", title, deck, section="topics"),
        title=title,
        deck=deck,
        topics=tuple(build_topic_row(context, topic, depth) for topic, depth in list_topics(context)),
        note=context.words("Bars: briefings by month of event"),
    )
