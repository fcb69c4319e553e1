"""Briefings as ninjs 3.0 (IPTC News in JSON), for newsroom systems: `/data/ninjs/ID.json`."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Any

import msgspec

from briefings.linking.site import EntityKind, LinkedBriefing
from briefings.model.ids import Id
from briefings.model.registry import ActorKind
from briefings.outputs.feed_content import make_absolute
from briefings.views.context import ViewContext
from briefings.views.newest import find_last_major_change
from briefings.views.prose import Citations, strip_html
from briefings.views.words import KIND_WORDS

_STANDARD = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}
_ICON = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
"""Icons are drawn once on each page, and mean nothing without it."""
_STATUS = re.compile(r'(<(a|span) class="claim-mark__status"[^>]*>)([^<]*)(</\2>)')
_CITATION = re.compile(r'(<a class="ref"[^>]*>)([^<]*)(</a>)')

Item = dict[str, Any]


def list_items(context: ViewContext) -> list[Id]:
    """The briefings that have an item: all that are published. A ninjs item needs an absolute address."""
    briefings = context.site.briefings
    return [key for key, linked in briefings.items() if not linked.is_withdrawn] if context.settings.url else []


def build_item(context: ViewContext, identifier: str) -> bytes:
    """One item, in the language of its briefing. Empty properties are left out."""
    linked = context.site.briefings[Id(identifier)]
    item = _describe(context.in_language(linked.lang), linked)
    return msgspec.json.encode({name: value for name, value in item.items() if value}) + b"\n"


def _describe(context: ViewContext, linked: LinkedBriefing) -> Item:
    briefing = linked.briefing
    page = context.addresses.absolute(context.addresses.briefing(linked).href)
    versions = 1 + len(briefing.updates) + len(briefing.corrections)
    changed = max(
        (briefing.date, find_last_major_change(briefing), *(update.at for update in briefing.updates)),
        key=lambda m: m.utc,
    )
    return {
        "uri": page,
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "version": str(versions),
        "firstCreated": _write_time(briefing.date.at),
        "versionCreated": _write_time(changed.at),
        "pubStatus": "usable",
        "language": linked.lang,
        "title": briefing.title,
        "by": ", ".join(briefing.authors),
        "copyrightHolder": context.settings.name,
        "usageTerms": strip_html(context.prose.inline(context.settings.data_licence)),
        "edNote": " ".join(context.join_name(context.words("Correction"), c.now) for c in briefing.corrections),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": briefing.title}],
        "descriptions": _describe_deck(context, linked),
        "bodies": _describe_body(context, linked, page),
        **_describe_subjects(context, linked),
        "genres": [{"name": context.words(KIND_WORDS[briefing.kind])}],
        "altIds": [{"role": "briefing", "value": briefing.id}],
    }


def _write_time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _describe_deck(context: ViewContext, linked: LinkedBriefing) -> list[Item]:
    deck = strip_html(context.prose.inline(linked.briefing.summary, linked.lang))
    return [{"role": "summary", "contentType": "text/plain", "value": deck}] if deck else []


def _describe_body(context: ViewContext, linked: LinkedBriefing, page: str) -> list[Item]:
    body, citations = context.prose.briefing_body(linked)
    html = make_absolute(_set_apart(_ICON.sub("", body)) + _list_sources(context, citations), page)
    return [{"role": "main", "contentType": "text/html", "value": html}] if html else []


def _set_apart(body: str) -> str:
    """Statuses and citations in brackets: our style sheet sets them apart from the text, and nobody else has it."""
    return _CITATION.sub(r"\1[\2]\3", _STATUS.sub(r"\1(\3)\4", body))


def _list_sources(context: ViewContext, citations: Citations) -> str:
    """What the numbers in the text stand for."""
    lines, colon = [], context.words(": ")
    for linked in citations.listed.sources:
        source, name = linked.source, escape(context.name(linked.publisher))
        title = f'<a href="{escape(source.url)}">{escape(source.title)}</a>' if source.url else escape(source.title)
        date = f", {escape(context.when(source.published).text)}" if source.published else ""
        lines.append(f"<li>[{citations.listed.ref(linked).number}] {name}{colon}<cite>{title}</cite>{date}</li>")
    head = f"\n<h3>{escape(context.words('Sources'))}</h3>\n"
    return f"{head}<ul>\n{chr(10).join(lines)}\n</ul>" if lines else ""


def _describe_subjects(context: ViewContext, linked: LinkedBriefing) -> Item:
    """Who and what it is about, where, and who published its sources."""
    briefing, site = linked.briefing, context.site
    actors = [site.actors[identifier] for identifier in briefing.actors]
    publishers = {source.publisher.id: source.publisher for source in linked.sources}
    return {
        "people": [_refer(context, EntityKind.ACTOR, a.id) for a in actors if a.kind is ActorKind.PERSON],
        "organisations": [_refer(context, EntityKind.ACTOR, a.id) for a in actors if a.kind is not ActorKind.PERSON],
        "places": [_describe_place(context, identifier) for identifier in briefing.places],
        "subjects": [_refer(context, EntityKind.TOPIC, identifier) for identifier in briefing.topics],
        "infoSources": [_refer(context, EntityKind.PUBLISHER, identifier) for identifier in publishers],
    }


def _describe_place(context: ViewContext, identifier: Id) -> Item:
    place = context.site.places[identifier]
    item = _refer(context, EntityKind.PLACE, identifier)
    if place.lat is not None and place.lon is not None:
        item["geoJSON"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return item


def _refer(context: ViewContext, kind: EntityKind, identifier: Id) -> Item:
    link = context.link(kind, identifier)
    found: Item = {"name": link.text}
    if link.href:
        found["uri"] = context.addresses.absolute(link.href)
    return found
