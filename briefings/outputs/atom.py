"""Atom feeds (RFC 4287): absolute addresses, permanent ids, times from the content and never from the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache, partial
from ipaddress import ip_address
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import msgspec

from briefings.linking.changes import Change
from briefings.linking.site import LinkedBriefing
from briefings.outputs.feed_content import build_content
from briefings.views.changes import build_change_item
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.newest import find_last_major_change
from briefings.views.prose import strip_html

_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "briefings"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The control characters that XML 1.0 has no way to write."""
_IN_ATTRIBUTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
"""What an attribute needs escaped besides `&`, `<` and `>`, lest white space be lost."""


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of a feed. `key` is what its permanent id ends with.

    `summary` is plain text; `href` is root-relative. `content` is what a reader shows, as HTML with absolute addresses.
    """

    key: str
    title: str
    href: str
    published: datetime
    updated: datetime
    lang: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    content: str = ""


def list_briefing_entries(context: ViewContext, briefings: Iterable[LinkedBriefing]) -> list[FeedEntry]:
    """Briefings as entries. `updated` is the publication, or the last major update or correction."""
    return [
        context.memo(("briefing entry", linked.briefing.id), partial(_briefing_entry, context, linked))
        for linked in briefings
    ]


def _briefing_entry(context: ViewContext, linked: LinkedBriefing) -> FeedEntry:
    briefing = linked.briefing
    # In its own language, lest one id have another title in the feed of that language.
    own = context.in_language(linked.lang)
    corrected = own.words(_("Corrected: {title}")) if briefing.corrections else "{title}"
    return FeedEntry(
        key=f"briefing:{briefing.id}",
        title=corrected.format(title=briefing.title),
        href=context.addresses.briefing(linked).href,
        published=briefing.date.at,
        updated=find_last_major_change(briefing).at,
        lang=linked.lang,
        summary=strip_html(context.prose.inline(briefing.summary, linked.lang)),
        authors=briefing.authors,
        categories=tuple((topic, context.topic_title(topic)) for topic in briefing.topics),
        content=build_content(own, linked),
    )


def list_change_entries(context: ViewContext, changes: Iterable[Change]) -> list[FeedEntry]:
    """Changes as entries: what moved, from which status to which, and why."""
    return [_change_entry(context, change) for change in changes]


def _change_entry(context: ViewContext, change: Change) -> FeedEntry:
    item = build_change_item(context, change)
    moved = f" ({item.before.word} → {item.after.word})" if item.before and item.after else ""
    at = _place(change.at, context.zone)
    return FeedEntry(
        key=":".join(filter(None, (change.kind.value, change.briefing, change.name or "published"))),
        title=context.join_name(item.word, f"{item.link.text}{moved}"),
        href=item.link.href,
        published=at,
        updated=at,
        lang=context.lang,
        summary=f"{item.note} ({context.words('Before:')} {item.was})" if item.was else str(item.note),
        categories=tuple((topic, context.topic_title(topic)) for topic in change.topics),
    )


def _place(at: datetime, zone: tzinfo) -> datetime:
    """An instant as the clocks of the site show it, unless RFC 3339 has no way to write their offset (before 1972)."""
    local = at.astimezone(zone)
    return at if (local.utcoffset() or timedelta()).seconds % 60 else local


def build_feed(
    context: ViewContext,
    folder: str,
    title: str,
    entries: Sequence[FeedEntry],
    home: str | None = None,
    begun: datetime = _EPOCH,
) -> bytes:
    """A feed of entries, newest first; as many as the settings say.

    `folder` is the folder of the page that it belongs to, unless `home` is; `begun` is when a feed without entries was
    updated. Ids are tag URIs (RFC 4151) of the site and the entry's key: they survive a new address and a new title.
    """
    page = context.addresses.at(folder if home is None else home).href
    feed = context.feed(folder, title).href
    listed = entries[: context.settings.feed_items]
    updated = max((e.updated for e in listed), default=begun)
    parts = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_ATOM}" xml:lang="{_attribute(context.lang)}">',
        _text("id", f"{site_tag(context)}:{folder or 'site'}"),
        _text("title", title),
        _text("subtitle", context.settings.subtitle) if context.settings.subtitle and not folder else "",
        _link("self", "application/atom+xml", context.addresses.absolute(feed)),
        _link("alternate", "text/html", context.addresses.absolute(page)),
        _text("updated", updated.isoformat(timespec="seconds")),
        f"\n <author>{_text('name', context.settings.name, 2)}\n </author>",
        _text("generator", "Briefings"),
        *(
            _format_entry(entry, site_tag(context), context.addresses.absolute(entry.href), *write_times(entry))
            for entry in listed
        ),
        "\n</feed>\n",
    ]
    return "".join(parts).encode()


def site_tag(context: ViewContext) -> str:
    """What permanent ids begin with: a tag URI (RFC 4151) of the site."""
    settings = context.settings
    if settings.id_authority:
        authority, colon, name = settings.id_authority.partition(":")
        return f"tag:{authority}:{name if colon else _NAME}"
    return f"tag:{_find_host(settings.url)},2020:{settings.base.strip('/') or _NAME}"


def site_host(context: ViewContext) -> str:
    """The host in permanent ids; "" for a site without an address."""
    authority = context.settings.id_authority.partition(",")[0]
    return authority.rpartition("@")[2] or _find_host(context.settings.url)


def _find_host(url: str) -> str:
    """The host of an address; an IPv6 address by the name that stands for it (RFC 3596), which an id may have."""
    host = urlsplit(url).hostname or ""
    return ip_address(host).reverse_pointer if ":" in host else host


def write_times(entry: FeedEntry) -> tuple[str, str]:
    """When it was published and updated, as text, because one instant in two zones is equal and not the same."""
    return entry.published.isoformat(timespec="seconds"), entry.updated.isoformat(timespec="seconds")


@lru_cache(1 << 14)
def _format_entry(entry: FeedEntry, site: str, address: str, published: str, updated: str) -> str:
    """The element of one entry, which the feeds of topics, actors and places share."""
    parts = [
        f'\n <entry xml:lang="{_attribute(entry.lang)}">',
        _text("id", f"{site}:{entry.key}", 2),
        _text("title", entry.title, 2),
        _link("alternate", "text/html", address, 2),
        _text("published", published, 2),
        _text("updated", updated, 2),
        *(f"\n  <author>{_text('name', name, 3)}\n  </author>" for name in entry.authors),
        *(f'\n  <category term="{_attribute(t)}" label="{_attribute(label)}" />' for t, label in entry.categories),
        _text("summary", entry.summary, 2) if entry.summary else "",
        f'\n  <content type="html">{_escape(entry.content)}</content>' if entry.content else "",
        "\n </entry>",
    ]
    return "".join(parts)


def drop_controls(text: str) -> str:
    """Text without what XML 1.0 has no way to write."""
    return _NOT_XML.sub("", text)


def _link(rel: str, kind: str, href: str, depth: int = 1) -> str:
    return f'\n{" " * depth}<link rel="{rel}" type="{kind}" href="{_attribute(href)}" />'


def _text(name: str, text: str, depth: int = 1) -> str:
    """An element on a line of its own, `depth` spaces in."""
    kept = _escape(text)
    return f"\n{' ' * depth}<{name}>{kept}</{name}>" if kept else f"\n{' ' * depth}<{name} />"


def _escape(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _attribute(value: str) -> str:
    return escape(_NOT_XML.sub("", value), _IN_ATTRIBUTES)
