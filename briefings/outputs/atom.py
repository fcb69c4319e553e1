"""Atom feeds (RFC 4287): absolute addresses, permanent ids, times from the content and never from the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

import msgspec

from briefings.linking.changes import Change, ChangeKind
from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Level
from briefings.model.ids import slugify
from briefings.views.changes import build_change_item
from briefings.views.context import ViewContext
from briefings.views.prose import strip_html

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
register_namespace("", _ATOM)


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of a feed. `key` is what its permanent id ends with.

    `summary` is plain text; `href` is root-relative.
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


def list_briefing_entries(context: ViewContext, briefings: Iterable[LinkedBriefing]) -> list[FeedEntry]:
    """Briefings as entries. `updated` is the publication, or the last major update or correction."""
    return [_briefing_entry(context, linked) for linked in briefings]


def _briefing_entry(context: ViewContext, linked: LinkedBriefing) -> FeedEntry:
    briefing = linked.briefing
    major = [update.at for update in briefing.updates if update.level is Level.MAJOR]
    updated = max((briefing.date, *major, *(c.at for c in briefing.corrections)), key=lambda m: m.utc).at
    return FeedEntry(
        key=f"briefing:{briefing.id}",
        title=briefing.title,
        href=context.addresses.briefing(linked).href,
        published=briefing.date.at,
        updated=updated,
        lang=linked.lang,
        summary=strip_html(context.prose.inline(briefing.summary, linked.lang)),
        authors=briefing.authors,
        categories=tuple((topic, context.topic_title(topic)) for topic in briefing.topics),
    )


def list_change_entries(context: ViewContext, changes: Iterable[Change]) -> list[FeedEntry]:
    """Changes as entries: what moved, from which status to which, and why."""
    return [_change_entry(context, change) for change in changes]


def _change_entry(context: ViewContext, change: Change) -> FeedEntry:
    item = build_change_item(context, change)
    moved = f" ({item.before.word} → {item.after.word})" if item.before and item.after else ""
    note = change.update.note if change.update else change.correction.now if change.correction else ""
    # An update has no id of its own: the briefing, the moment and its words name it for good.
    parts = [
        change.kind.value,
        change.briefing,
        change.claim or "",
        change.at.strftime("%Y%m%dT%H%M%SZ"),
        slugify(note, 40),
    ]
    if change.kind is ChangeKind.STATUS and change.transition:
        parts.append(change.transition.after.value)
    return FeedEntry(
        key=":".join(part for part in parts if part),
        title=f"{item.word}: {item.link.text}{moved}",
        href=item.link.href,
        published=change.at,
        updated=change.at,
        lang=context.lang,
        summary=" ".join(part for part in (f"[{item.was}]" if item.was else "", item.note) if part),
        categories=tuple((topic, context.topic_title(topic)) for topic in change.topics),
    )


def build_feed(context: ViewContext, folder: str, title: str, entries: Sequence[FeedEntry]) -> bytes:
    """A feed of entries, newest first; as many as the settings say.

    `folder` is the folder of the page that it belongs to. Ids are tag URIs (RFC 4151) of the host and the entry's key:
    they survive a new address and a new title.
    """
    page, feed = context.addresses.at(folder).href, context.feed(folder, title).href
    listed = entries[: context.settings.feed_items]
    as_of = context.site.as_of.at if context.site.as_of else _EPOCH
    root = Element(f"{{{_ATOM}}}feed", {"xml:lang": context.lang})
    _text(root, "id", f"{_site_tag(context)}:{folder or 'site'}")
    _text(root, "title", title)
    if context.settings.subtitle and not folder:
        _text(root, "subtitle", context.settings.subtitle)
    _link(root, "self", "application/atom+xml", context.addresses.absolute(feed))
    _link(root, "alternate", "text/html", context.addresses.absolute(page))
    _text(root, "updated", max((e.updated for e in listed), default=as_of).isoformat(timespec="seconds"))
    _text(SubElement(root, f"{{{_ATOM}}}author"), "name", context.settings.name)
    _text(root, "generator", "Briefings")
    for entry in listed:
        _add_entry(root, context, entry)
    indent(root, " ")
    body: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _site_tag(context: ViewContext) -> str:
    parts = urlsplit(context.settings.url)
    return f"tag:{parts.hostname},2020:{context.settings.base.strip('/') or 'briefings'}"


def _add_entry(root: Element, context: ViewContext, entry: FeedEntry) -> None:
    element = SubElement(root, f"{{{_ATOM}}}entry", {"xml:lang": entry.lang})
    _text(element, "id", f"{_site_tag(context)}:{entry.key}")
    _text(element, "title", entry.title)
    _link(element, "alternate", "text/html", context.addresses.absolute(entry.href))
    _text(element, "published", entry.published.isoformat(timespec="seconds"))
    _text(element, "updated", entry.updated.isoformat(timespec="seconds"))
    for name in entry.authors:
        _text(SubElement(element, f"{{{_ATOM}}}author"), "name", name)
    for term, label in entry.categories:
        SubElement(element, f"{{{_ATOM}}}category", {"term": term, "label": _keep_xml(label)})
    if entry.summary:
        _text(element, "summary", entry.summary)


def _link(parent: Element, rel: str, kind: str, href: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "type": kind, "href": href})


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = _keep_xml(text)


def _keep_xml(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
