"""Which feeds a site has: for itself, its topics, actors, places and claims, for changes and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefings.linking.changes import Change, ChangeKind
from briefings.linking.site import EntityKind, LinkedBriefing
from briefings.model.ids import Id
from briefings.outputs.atom import build_feed, list_briefing_entries, list_change_entries
from briefings.views.addresses import FOLDERS
from briefings.views.context import ViewContext


def build_feeds(context: ViewContext) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of every feed. Only for a site with an absolute address.

    What has no page in the theme has no feed either: every feed names the page that it belongs to.
    """
    name = context.settings.name
    yield _feed(context, "", name, _briefings(context, context.site.listed))
    for kind, identifier, briefings in _list_followed(context):
        if context.has_pages(kind):
            title = f"{name}: {context.link(kind, identifier).text}"
            yield _feed(context, f"{FOLDERS[kind]}/{identifier}", title, _briefings(context, briefings))
    yield from _change_feeds(context)


def _list_followed(context: ViewContext) -> Iterator[tuple[EntityKind, Id, Sequence[Id]]]:
    """What readers may follow, with its briefings: every topic, and the actors and places that appear anywhere."""
    site = context.site
    for identifier in site.topics:
        yield EntityKind.TOPIC, identifier, site.by_topic[identifier].briefings
    for kind, found in ((EntityKind.ACTOR, site.by_actor), (EntityKind.PLACE, site.by_place)):
        for identifier, appearances in found.items():
            if appearances.briefings:
                yield kind, identifier, appearances.briefings


def _briefings(context: ViewContext, identifiers: Iterable[Id]) -> list[LinkedBriefing]:
    """The newest of some briefings, as many as a feed holds."""
    newest = list(identifiers)[: context.settings.feed_items]
    return [context.localised(identifier) for identifier in newest]


def _feed(context: ViewContext, folder: str, title: str, briefings: Iterable[LinkedBriefing]) -> tuple[str, bytes]:
    return f"{folder}/feed.atom".lstrip("/"), build_feed(
        context, folder, title, list_briefing_entries(context, briefings)
    )


def _change_feeds(context: ViewContext) -> Iterator[tuple[str, bytes]]:
    """Feeds of what moved: everything, corrections, and each claim from its first status on."""
    name, limit = context.settings.name, context.settings.feed_items
    by_claim: dict[str, list[Change]] = {}
    for change in context.changes:
        if change.claim:
            by_claim.setdefault(change.claim, []).append(change)
    corrections = [change for change in context.changes if change.kind is ChangeKind.CORRECTION]
    parts: list[tuple[str, str, Iterable[Change]]] = []
    if context.has_template("changes.html"):
        parts.append(("changes", context.words("Changes"), context.changes[:limit]))
    if context.has_template("corrections.html"):
        parts.append(("corrections", context.words("Corrections"), corrections[:limit]))
    for identifier, claim in context.site.claims.items() if context.has_pages(EntityKind.CLAIM) else ():
        parts.append((f"claims/{identifier}", context.claim_text(claim)[0], by_claim.get(identifier, [])[:limit]))
    for folder, title, changes in parts:
        feed = build_feed(context, folder, f"{name}: {title}", list_change_entries(context, changes))
        yield f"{folder}/feed.atom", feed
