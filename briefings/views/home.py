"""The home page: what is developing, the newest timeline, topics with their activity, what to watch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from briefings.linking.changes import list_moves
from briefings.linking.site import (
    EntityKind,
    Entry,
    EntryKind,
    LinkedBriefing,
    LinkedClaim,
    LinkedTopic,
)
from briefings.model.briefing import Stage
from briefings.model.edtf import sort_key
from briefings.model.ids import Id
from briefings.views.cards import add_home_card
from briefings.views.charts import build_activity_chart
from briefings.views.claim_parts import ClaimRow, WatchView
from briefings.views.claims import build_claim_row
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry, build_timeline
from briefings.views.language_pages import build_language_links
from briefings.views.lead import LeadView, build_lead, find_lead
from briefings.views.parts import Html, Link, Mark, PageMeta, Stamp, View, When
from briefings.views.recent import RecentView, build_recent
from briefings.views.surroundings import build_watch
from briefings.views.timeline_parts import ChartView, EntryView, TimelineView
from briefings.views.words import change_mark, count_briefings, count_claims


class TopicRow(View):
    """A topic in the list of the home page or of all topics, with its counts and a sparkline."""

    title: str
    href: str
    summary: Html
    briefings: str
    claims: str
    spark: ChartView
    depth: int = 0
    updated: Stamp | None = None


class ChangeView(View):
    """A claim whose status changed: text, who first said it, from which status to which, when."""

    claim: ClaimRow
    before: Mark | None
    after: Mark
    when: When


class HomeView(View):
    """The home page.

    `earlier` is the newest part of the timeline without the lead; `more` links to the whole. `recent` is what changed
    lately.
    """

    page: PageMeta
    lead: LeadView | None
    developing: tuple[EntryView, ...]
    earlier: TimelineView
    earlier_title: str
    more: Link
    topics: tuple[TopicRow, ...]
    topics_note: str
    watch: tuple[WatchView, ...]
    changes: tuple[ChangeView, ...]
    count: int
    recent: RecentView | None = None


MAX_CHANGES, MAX_WATCH, MAX_DEVELOPING = 5, 5, 6


def build_home_view(context: ViewContext) -> HomeView:
    """The home page in the language of `context`."""
    site, settings = context.site, context.settings
    lead = find_lead(context)
    entries = [e for e in site.entries if not (e.kind is EntryKind.BRIEFING and e.briefing == (lead and lead.original))]
    past = [e for e in entries if e.kind is not EntryKind.UPCOMING and not e.is_ahead]
    shown = past[: settings.home_entries]
    topics = list_topics(context)
    meta = context.meta(
        "",
        settings.name,
        settings.subtitle or context.words("Briefings on one timeline, every claim with who said it."),
        section="home",
        alternates=(*context.feeds("", settings.name), *build_language_links(context, "")),
    )
    return HomeView(
        page=add_home_card(context, meta),
        lead=build_lead(context, lead) if lead else None,
        developing=build_developing(context, entries),
        earlier=build_timeline(context, shown),
        earlier_title=name_earlier(context, lead, shown),
        more=Link(context.words("Full timeline"), context.addresses.at("timeline").href),
        recent=context.named("recent", lambda: build_recent(context, context.changes), None),
        topics=tuple(build_topic_row(context, topic, depth) for topic, depth in topics[: settings.home_topics]),
        topics_note=context.words("Bars: briefings by month of event"),
        watch=build_watch_list(context, site.entries, MAX_WATCH),
        changes=build_changes(context, site.claims.values(), MAX_CHANGES),
        count=len(site.listed),
    )


def build_developing(context: ViewContext, entries: Iterable[Entry]) -> tuple[EntryView, ...]:
    """The briefings among some entries that are still developing, newest published first."""
    newest = sorted(entries, key=lambda entry: (entry.known.utc, entry.id), reverse=True)
    found = (
        e for e in newest if e.kind is EntryKind.BRIEFING and context.teasers[e.briefing].stage is Stage.DEVELOPING
    )
    return tuple(build_entry(context, entry) for entry in islice(found, MAX_DEVELOPING))


def name_earlier(context: ViewContext, lead: LinkedBriefing | None, shown: Sequence[Entry]) -> str:
    """What the timeline below the lead is called: "Before that" only where all of it happened before."""
    if lead is None or not shown:
        return context.words("Timeline")
    is_before = sort_key(shown[0].when, context.zone) <= sort_key(lead.event, context.zone)
    return context.words("Before that") if is_before else context.words("Newest on the timeline")


def list_topics(context: ViewContext) -> list[tuple[LinkedTopic, int]]:
    """All topics as a tree in reading order, with depth: most recently active first, parts below their whole."""
    by_topic = context.site.by_topic
    recency = {i: (len(a.briefings), a.entries[0].id if a.entries else "", i) for i, a in by_topic.items()}

    def walk(identifiers: Iterable[Id], depth: int) -> Iterator[tuple[LinkedTopic, int]]:
        for identifier in sorted(identifiers, key=lambda i: recency[i], reverse=True):
            topic = context.site.topics[identifier]
            yield topic, depth
            yield from walk(topic.children, depth + 1)

    return list(walk((i for i, t in context.site.topics.items() if not t.parents), 0))


def build_topic_row(context: ViewContext, linked: LinkedTopic, depth: int) -> TopicRow:
    """A topic with its counts and a sparkline of the last twenty months."""
    found = context.site.by_topic[linked.topic.id]
    chart = build_activity_chart(context, found.activity, bars=20)
    return TopicRow(
        title=context.topic_title(linked.topic.id),
        href=context.addresses.entity(EntityKind.TOPIC, linked.topic.id).href,
        summary=context.prose.inline(linked.topic.summary),
        briefings=count_briefings(context.language, len(found.briefings)),
        claims=count_claims(
            context.language, len(found.claims), context.count_disputed(EntityKind.TOPIC, linked.topic.id)
        )
        if found.claims
        else "",
        spark=chart or ChartView(label=context.words("No briefings yet"), bars=()),
        depth=depth,
        updated=context.find_topic_update(linked.topic.id),
    )


def build_watch_list(context: ViewContext, entries: Iterable[Entry], limit: int) -> tuple[WatchView, ...]:
    """What is still to come, the nearest first; where nothing is, what may come about now, the latest first.

    A window that has passed without a word is left to the page of everything to watch, which says so.
    """
    upcoming = [entry for entry in entries if entry.upcoming and not entry.upcoming.outcome]
    ahead = [entry for entry in reversed(upcoming) if entry.is_ahead]
    open_ones = ahead or [entry for entry in upcoming if not entry.is_overdue]
    return tuple(build_watch(context, entry.briefing, entry.upcoming) for entry in open_ones[:limit] if entry.upcoming)


def build_changes(context: ViewContext, claims: Iterable[LinkedClaim], limit: int) -> tuple[ChangeView, ...]:
    """Of some claims those whose status moved last, newest first: each once, with its latest move."""
    moving = (claim for claim in claims if len(claim.history) > 1)
    moved = [(step, claim) for claim in moving for _, step in list_moves(claim, context.order)[-1:]]
    moved.sort(key=lambda pair: (sort_key(pair[0].when, context.zone), pair[0].known.utc, pair[1].id), reverse=True)
    return tuple(
        ChangeView(
            claim=build_claim_row(context, claim),
            before=change_mark(step.before, context.language) if step.before else None,
            after=change_mark(step.after, context.language),
            when=context.when(step.when),
        )
        for step, claim in moved[:limit]
    )
