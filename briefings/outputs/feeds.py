"""Which feeds a site has: for itself, its topics, actors, places and claims, for changes and corrections.

A feed is named by the folder of the page that it belongs to; what has no page in the theme has no feed either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefings.linking.changes import ChangeKind
from briefings.linking.site import Appearances, EntityKind, LinkedBriefing
from briefings.model.ids import Id
from briefings.outputs.atom import FeedEntry, build_feed, list_briefing_entries, list_change_entries
from briefings.views.addresses import FOLDERS
from briefings.views.context import ViewContext

_KINDS = {FOLDERS[kind]: kind for kind in (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE)}


def list_feeds(context: ViewContext) -> Iterator[str]:
    """The folders of all feeds. Only for a site with an absolute address.

    Readers may follow every topic, and the actors and places that appear anywhere.
    """
    yield ""
    for folder, kind in _KINDS.items():
        if context.has_pages(kind):
            for identifier, appearances in _find_appearances(context, kind).items():
                if appearances.briefings or kind is EntityKind.TOPIC:
                    yield f"{folder}/{identifier}"
    for name in ("changes", "corrections"):
        if context.has_template(f"{name}.html"):
            yield name
    for identifier in context.site.claims if context.has_pages(EntityKind.CLAIM) else ():
        yield f"claims/{identifier}"


def build_feed_of(context: ViewContext, folder: str) -> tuple[str, bytes]:
    """The path and the bytes of one feed."""
    title, entries = _describe(context, folder)
    name = context.settings.name
    data = build_feed(context, folder, f"{name}: {title}" if title else name, entries)
    return f"{folder}/feed.atom".lstrip("/"), data


def _describe(context: ViewContext, folder: str) -> tuple[str, list[FeedEntry]]:
    """What a feed is about, and what it holds: briefings, or changes."""
    limit = context.settings.feed_items
    if not folder:
        return "", _list_briefings(context, context.site.listed)
    if folder == "changes":
        return context.words("Changes"), list_change_entries(context, context.changes[:limit])
    if folder == "corrections":
        corrections = [change for change in context.changes if change.kind is ChangeKind.CORRECTION]
        return context.words("Corrections"), list_change_entries(context, corrections[:limit])
    parent, _, name = folder.partition("/")
    identifier = Id(name)
    if parent == "claims":
        title = context.claim_text(context.site.claims[identifier])[0]
        return title, list_change_entries(context, context.changes_by_claim[identifier][:limit])
    kind = _KINDS[parent]
    found = _find_appearances(context, kind)[identifier]
    return context.link(kind, identifier).text, _list_briefings(context, found.briefings)


def _find_appearances(context: ViewContext, kind: EntityKind) -> Mapping[Id, Appearances]:
    site = context.site
    if kind is EntityKind.TOPIC:
        return site.by_topic
    return site.by_actor if kind is EntityKind.ACTOR else site.by_place


def _list_briefings(context: ViewContext, identifiers: Sequence[Id]) -> list[FeedEntry]:
    """The newest of some briefings, as many as a feed holds."""
    newest: Iterable[LinkedBriefing] = map(context.localised, identifiers[: context.settings.feed_items])
    return list_briefing_entries(context, newest)
