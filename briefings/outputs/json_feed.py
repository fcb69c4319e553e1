"""JSON Feeds (jsonfeed.org, version 1.1): the same entries, ids and times as in the Atom feeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

import msgspec

from briefings.outputs.atom import FeedEntry, site_tag, write_times
from briefings.views.context import ViewContext

_VERSION = "https://jsonfeed.org/version/1.1"


def build_json_feed(
    context: ViewContext, folder: str, title: str, entries: Sequence[FeedEntry], home: str | None = None
) -> bytes:
    """A feed of entries, newest first; arguments as those of `atom.build_feed`."""
    absolute, tag = context.addresses.absolute, site_tag(context)
    feed: dict[str, Any] = {
        "version": _VERSION,
        "title": title,
        "home_page_url": absolute(context.addresses.at(folder if home is None else home).href),
        "feed_url": absolute(context.json_feed(folder, title).href),
        "language": context.lang,
        "authors": [{"name": context.settings.name}],
        "items": [
            msgspec.Raw(_encode_item(entry, tag, absolute(entry.href), *write_times(entry)))
            for entry in entries[: context.settings.feed_items]
        ],
    }
    if context.settings.subtitle and not folder:
        feed["description"] = context.settings.subtitle
    return msgspec.json.encode(feed) + b"\n"


@lru_cache(1 << 14)
def _encode_item(entry: FeedEntry, tag: str, address: str, published: str, updated: str) -> bytes:
    """One item, which the feeds of topics, actors and places share."""
    item: dict[str, Any] = {
        "id": f"{tag}:{entry.key}",
        "url": address,
        "title": entry.title,
        "content_html": entry.content or f"<p>{escape(entry.summary or entry.title)}</p>",
        "date_published": published,
        "date_modified": updated,
        "language": entry.lang,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.categories:
        item["tags"] = [label for _, label in entry.categories]
    return msgspec.json.encode(item)
