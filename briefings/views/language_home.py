"""The home page of a language besides the site's own: what can be read in it, and where that stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefings.linking.changes import Change
from briefings.linking.site import EntityKind, EntryKind, LinkedTopic, MonthCount
from briefings.model.ids import Id
from briefings.views.cards import add_home_card
from briefings.views.charts import build_activity_chart
from briefings.views.claims import count_disputed
from briefings.views.context import ViewContext
from briefings.views.entries import build_timeline
from briefings.views.home import (
    MAX_CHANGES,
    MAX_WATCH,
    HomeView,
    TopicRow,
    build_changes,
    build_developing,
    build_watch_list,
    list_topics,
    name_earlier,
)
from briefings.views.language import language_name
from briefings.views.language_marks import mark_text
from briefings.views.language_pages import build_language_links, list_language_entries
from briefings.views.lead import build_lead, choose_lead
from briefings.views.parts import Html, Link
from briefings.views.recent import build_recent
from briefings.views.timeline_parts import ChartView
from briefings.views.words import count_briefings, count_claims


def build_language_home(context: ViewContext) -> HomeView:
    """The home page in the language of `context`, of the briefings that can be read in it.

    Topics, changes, what to watch and claims that moved are those of these briefings. Their pages are in the site's own
    language; what has no words in this one says which language it is in.
    """
    site, settings, lang = context.site, context.settings, context.lang
    known = frozenset(site.by_language[lang])
    lead = choose_lead(context, site.by_language[lang])
    entries = [entry for entry in list_language_entries(context) if not (lead and entry.briefing == lead.original)]
    past = [entry for entry in entries if not entry.is_ahead]
    shown = past[: settings.home_entries]
    name = context.join_name(settings.name, language_name(lang))
    topics = tuple(_list_topic_rows(context, known))
    meta = context.meta(
        lang,
        name,
        context.words("Briefings on one timeline, every claim with who said it."),
        section="home",
        alternates=(*context.feeds(lang, name), *build_language_links(context, "")),
    )
    return HomeView(
        page=add_home_card(context, meta, lang),
        lead=build_lead(context, lead) if lead else None,
        developing=build_developing(context, entries),
        earlier=build_timeline(context, shown),
        earlier_title=name_earlier(context, lead, shown),
        more=Link(context.words("Full timeline"), context.addresses.at(f"{lang}/timeline").href),
        recent=context.named("recent", lambda: build_recent(context, _list_changes(context, known)), None),
        topics=topics[: settings.home_topics],
        topics_note=context.words("Bars: briefings by month of event"),
        watch=build_watch_list(context, (entry for entry in site.entries if entry.briefing in known), MAX_WATCH),
        changes=build_changes(
            context, (claim for claim in site.claims.values() if not known.isdisjoint(claim.briefings)), MAX_CHANGES
        ),
        count=len(known),
    )


def _list_changes(context: ViewContext, known: frozenset[Id]) -> list[Change]:
    """The changes of some briefings and of what these say of claims, newest first."""
    return [change for change in context.changes if change.briefing in known]


def _list_topic_rows(context: ViewContext, known: frozenset[Id]) -> Iterator[TopicRow]:
    """The topics of some briefings, with what these have of them."""
    for topic, depth in list_topics(context):
        if not known.isdisjoint(context.site.by_topic[topic.topic.id].briefings):
            yield _build_topic_row(context, topic, depth, known)


def _build_topic_row(context: ViewContext, linked: LinkedTopic, depth: int, known: frozenset[Id]) -> TopicRow:
    """A topic with the briefings on it that can be read. Its summary is in the site's own language, so not here."""
    found = context.site.by_topic[linked.topic.id]
    entries = [e for e in found.entries if e.kind is EntryKind.BRIEFING and e.briefing in known]
    months = Counter(context.order.month(entry.when) for entry in entries)
    chart = build_activity_chart(context, [MonthCount(*month, count) for month, count in months.items()], bars=20)
    claims = [i for i in found.claims if not known.isdisjoint(context.site.claims[i].briefings)]
    newest = next(context.teaser(identifier).date for identifier in found.briefings if identifier in known)
    link = context.topic_link(linked.topic.id)
    return TopicRow(
        title=mark_text(link.text, link.lang),
        href=context.addresses.entity(EntityKind.TOPIC, linked.topic.id).href,
        summary=Html(""),
        briefings=count_briefings(context.language, len(entries)),
        claims=count_claims(context.language, len(claims), count_disputed(context, claims)) if claims else "",
        spark=chart or ChartView(label=context.words("No briefings yet"), bars=()),
        depth=depth,
        updated=context.stamp(newest),
    )
