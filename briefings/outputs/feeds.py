"""Which feeds a site has: for itself, its languages, topics, actors, places and claims, for changes and corrections.

A feed is named by the folder of the page that it belongs to; what has no page in the theme has no feed either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from briefings.linking.changes import ChangeKind
from briefings.linking.site import Appearances, EntityKind
from briefings.model.ids import Id
from briefings.outputs.atom import FeedEntry, build_feed, list_briefing_entries, list_change_entries
from briefings.outputs.json_feed import build_json_feed
from briefings.views.addresses import FOLDERS
from briefings.views.claims import title_claim
from briefings.views.context import ViewContext
from briefings.views.language import language_name, message
from briefings.views.language_pages import list_languages

_KINDS = {FOLDERS[kind]: kind for kind in (EntityKind.TOPIC, EntityKind.ACTOR, EntityKind.PLACE)}
_ALONE = {"changes": message("Changes"), "corrections": message("Corrections")}
"""Feeds that belong to one page each, and what they are called."""


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
    for name in _ALONE:
        if context.has_template(f"{name}.html"):
            yield name
    for identifier in context.site.claims if context.has_pages(EntityKind.CLAIM) else ():
        yield f"claims/{identifier}"
    yield from list_languages(context)


def build_feed_of(context: ViewContext, folder: str) -> tuple[str, bytes]:
    """The path and the bytes of one Atom feed."""
    title, home = name_feed(context, folder)
    own = context.in_language(folder) if _is_language(folder) else context
    begun = _find_beginning(own, folder)
    return f"{folder}/feed.atom".lstrip("/"), build_feed(own, folder, title, _list_entries(own, folder), home, *begun)


def build_json_feed_of(context: ViewContext, folder: str) -> tuple[str, bytes]:
    """The path and the bytes of one JSON feed."""
    title, home = name_feed(context, folder)
    own = context.in_language(folder) if _is_language(folder) else context
    return f"{folder}/feed.json".lstrip("/"), build_json_feed(own, folder, title, _list_entries(own, folder), home)


def name_feed(context: ViewContext, folder: str) -> tuple[str, str]:
    """The title of a feed, and the folder of the page behind it: of a language, that is the home page."""
    name = context.settings.name
    parent, _, identifier = folder.partition("/")
    if not folder:
        return name, folder
    if folder in _ALONE:
        title = context.words(_ALONE[folder])
    elif _is_language(folder):
        return context.join_name(name, language_name(folder)), folder if context.has_template("home.html") else ""
    elif parent == "claims":
        title = title_claim(context, context.site.claims[Id(identifier)])
    else:
        title = context.link(_KINDS[parent], Id(identifier)).text
    return context.join_name(name, title), folder


def _is_language(folder: str) -> bool:
    """Whether a feed is that of a language; no other has a name of its own and no page."""
    return bool(folder) and "/" not in folder and folder not in _ALONE


def _find_beginning(context: ViewContext, folder: str) -> tuple[datetime, ...]:
    """When there first was something to follow, where that is known: the publication of the briefing with a claim.

    It must be nothing that moves with other content, as the last moment of the site does.
    """
    parent, _, identifier = folder.partition("/")
    if parent != "claims":
        return ()
    return (context.site.briefings[context.site.claims[Id(identifier)].defined_in].briefing.date.at,)


def _list_entries(context: ViewContext, folder: str) -> list[FeedEntry]:
    """What a feed holds: briefings, the last updated first, or changes."""
    limit = context.settings.feed_items
    parent, _, identifier = folder.partition("/")
    if folder == "changes":
        return list_change_entries(context, context.changes[:limit])
    if folder == "corrections":
        corrections = [change for change in context.changes if change.kind is ChangeKind.CORRECTION]
        return list_change_entries(context, corrections[:limit])
    if parent == "claims":
        return list_change_entries(context, context.changes_by_claim[Id(identifier)][:limit])
    return list_briefing_entries(context, map(context.localised, context.newest[folder]))


def _find_appearances(context: ViewContext, kind: EntityKind) -> Mapping[Id, Appearances]:
    site = context.site
    if kind is EntityKind.TOPIC:
        return site.by_topic
    return site.by_actor if kind is EntityKind.ACTOR else site.by_place
