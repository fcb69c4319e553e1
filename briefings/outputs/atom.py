"""Atom feeds (RFC 4287) of the site and of every topic: absolute addresses, permanent ids, times from the content."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from briefings.linking.site import LinkedBriefing
from briefings.model.briefing import Level
from briefings.views.context import ViewContext

_ATOM = "http://www.w3.org/2005/Atom"
register_namespace("", _ATOM)


def build_feed(context: ViewContext, folder: str, title: str, briefings: list[LinkedBriefing]) -> bytes:
    """A feed of briefings, newest first. `folder` is the folder of the page that it belongs to.

    Ids are tag URIs (RFC 4151) of the host, the day of publication and the briefing's id: they survive a new address or title.
    `updated` is the publication, or the last major update or correction.
    """
    page, feed = context.addresses.at(folder).href, context.feed(folder, title).href
    listed = briefings[: context.settings.feed_items]
    root = Element(f"{{{_ATOM}}}feed", {"xml:lang": context.lang})
    _text(root, "id", _site_tag(context) + (f":{folder}" if folder else ":site"))
    _text(root, "title", title)
    if context.settings.subtitle and not folder:
        _text(root, "subtitle", context.settings.subtitle)
    SubElement(root, f"{{{_ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": context.addresses.absolute(feed)})
    SubElement(root, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": context.addresses.absolute(page)})
    newest = max((find_updated(linked) for linked in listed), default=None)
    as_of = context.site.as_of.at if context.site.as_of else datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    _text(root, "updated", (newest or as_of).isoformat(timespec="seconds"))
    _text(SubElement(root, f"{{{_ATOM}}}author"), "name", context.settings.name)
    _text(root, "generator", "Briefings")
    for linked in listed:
        _add_entry(root, context, linked)
    indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "utf-8") + b"\n"


def find_updated(linked: LinkedBriefing) -> datetime:
    """When readers of the feed should look again: publication, last major update, last correction."""
    briefing = linked.briefing
    major = [update.at for update in briefing.updates if update.level is Level.MAJOR]
    return max((briefing.date, *major, *(c.at for c in briefing.corrections)), key=lambda m: m.utc).at


def _site_tag(context: ViewContext) -> str:
    parts = urlsplit(context.settings.url)
    return f"tag:{parts.hostname},2020:{context.settings.base.strip('/') or 'briefings'}"


def _add_entry(root: Element, context: ViewContext, linked: LinkedBriefing) -> None:
    briefing = linked.briefing
    entry = SubElement(root, f"{{{_ATOM}}}entry", {"xml:lang": linked.lang})
    _text(entry, "id", f"{_site_tag(context)}:briefing:{briefing.id}")
    _text(entry, "title", briefing.title)
    href = context.addresses.absolute(context.addresses.briefing(linked).href)
    SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": href})
    _text(entry, "published", briefing.date.at.isoformat(timespec="seconds"))
    _text(entry, "updated", find_updated(linked).isoformat(timespec="seconds"))
    for name in briefing.authors:
        _text(SubElement(entry, f"{{{_ATOM}}}author"), "name", name)
    for topic in briefing.topics:
        SubElement(entry, f"{{{_ATOM}}}category", {"term": topic, "label": context.topic_title(topic)})
    summary = context.prose.inline(briefing.summary, linked.lang)
    if summary:
        _text(entry, "summary", summary, kind="html")


def _text(parent: Element, name: str, text: str, kind: str = "") -> None:
    element = SubElement(parent, f"{{{_ATOM}}}{name}", {"type": kind} if kind else {})
    element.text = _keep_xml(text)


def _keep_xml(text: str) -> str:
    """Text without the control characters that XML 1.0 has no way to write."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000")
