"""What stands around a briefing: its thread, its neighbours in each topic, related briefings, and backlinks."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from typing import Any

from briefings.linking.site import Backlink, EntityKind, LinkedBriefing, Related
from briefings.model.briefing import Upcoming
from briefings.model.ids import Id
from briefings.views.claim_parts import WatchView
from briefings.views.context import ViewContext
from briefings.views.entries import teaser_mark
from briefings.views.language_marks import fill_text, mark_text
from briefings.views.parts import Link, PersonView, RelatedView, View


class TopicPlace(View):
    """The briefing's place in one topic's timeline: what comes before and after it."""

    topic: Link
    previous: RelatedView | None
    next: RelatedView | None


def build_person(context: ViewContext, identifier: Id) -> PersonView:
    """An actor with its role."""
    role = context.site.actors[identifier].role
    return PersonView(context.actor_link(identifier), role, context.foreign(context.settings.lang) if role else "")


def build_watch(context: ViewContext, briefing: Id, item: Upcoming) -> WatchView:
    """Something to watch, with the briefing that reported it; in the words of its translation, where that has any."""
    linked = context.localised(briefing)
    item = next((other for other in linked.briefing.upcoming if other.id == item.id), item)
    sources = [s for s in linked.sources if s.source.id in item.sources]
    note = context.marked_names(source.publisher for source in sources)
    return WatchView(
        when=context.when(item.when),
        what=item.what,
        note=note,
        briefing=context.briefing_link(briefing),
        outcome=item.outcome,
        lang=context.item_lang(linked, "upcoming", item),
    )


def build_surroundings(context: ViewContext, linked: LinkedBriefing) -> dict[str, Any]:
    """Thread, neighbours, related briefings and backlinks."""
    if not any(map(context.is_named, ("followed_by", "neighbours", "related", "backlinks"))):
        return {"thread": _build_thread(context, linked) if context.is_named("thread") else ()}
    around = context.site.surroundings[linked.briefing.id]
    none: tuple[RelatedView, ...] = ()
    return {
        "thread": _build_thread(context, linked),
        "followed_by": tuple(_related(context, identifier) for identifier in around.followed_by),
        "neighbours": tuple(
            TopicPlace(
                context.topic_link(item.topic),
                _related(context, item.previous) if item.previous else None,
                _related(context, item.next) if item.next else None,
            )
            for item in around.neighbours
            if item.previous or item.next
        ),
        "related": context.named("related", lambda: _list_related(context, linked), none),
        "backlinks": build_backlinks(context, around.backlinks),
    }


def _build_thread(context: ViewContext, linked: LinkedBriefing) -> tuple[RelatedView, ...]:
    """The chain back through `follows`, oldest first, then this page (without a link).

    Each step takes the latest predecessor.
    """
    chain: list[Id] = []
    current = linked
    while current.follows and len(chain) < 12:
        latest = max(current.follows, key=lambda i: (context.site.briefings[i].briefing.date.utc, i))
        if latest in chain:
            break
        chain.append(latest)
        current = context.site.briefings[latest]
    if not chain:
        return ()
    here = RelatedView(link=Link(linked.briefing.title, ""), note="", when=context.when(linked.event))
    return (*(_related(context, identifier) for identifier in reversed(chain)), here)


def _related(context: ViewContext, identifier: Id, note: str = "") -> RelatedView:
    view = context.memo(("related", identifier), partial(_build_related, context, identifier))
    return RelatedView(link=view.link, note=note, when=view.when, status=view.status) if note else view


def _build_related(context: ViewContext, identifier: Id) -> RelatedView:
    teaser = context.teaser(identifier)
    mark = teaser_mark(teaser, context)
    return RelatedView(link=context.briefing_link(identifier), note="", when=context.when(teaser.event), status=mark)


def _list_related(context: ViewContext, linked: LinkedBriefing) -> tuple[RelatedView, ...]:
    """The closest briefings; a translation has those of its original."""
    found = context.related.get(linked.original, ())
    return tuple(_related(context, item.briefing, _reason(context, item)) for item in found)


def _reason(context: ViewContext, item: Related) -> str:
    """What two briefings share, rarest first."""
    topics = (mark_text(link.text, link.lang) for link in context.topic_links(item.topics))
    actors = (context.marked_name(context.site.actors[actor]) for actor in item.actors)
    places = (context.marked_name(context.site.places[place]) for place in item.places)
    names = context.join(islice(chain(topics, actors, places), 4))
    return fill_text(context.words("Shares {things}"), things=names) if names else ""


def build_backlinks(context: ViewContext, backlinks: tuple[Backlink, ...]) -> tuple[RelatedView, ...]:
    """Pages whose text points here, each once, with the sentence around the link."""
    seen: dict[tuple[str, str], RelatedView] = {}
    for item in backlinks:
        lang = context.teasers[item.source].lang if item.kind is EntityKind.BRIEFING else context.settings.lang
        note = mark_text(item.context, context.foreign(lang))
        view = RelatedView(link=context.link(item.kind, item.source), note=note)
        seen.setdefault((item.kind, item.source), view)
    return tuple(seen.values())
