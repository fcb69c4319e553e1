"""What a page says of itself to machines that read pages: JSON-LD 1.1 in the words of schema.org.

A claim is described as somebody's, with its status; a `ClaimReview` with a verdict only where an editor has given one
with a basis. Addresses must be absolute, so without SITEURL there is nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from briefings.linking.site import ClaimStatus, EntityKind, LinkedBriefing, LinkedClaim, LinkedSource
from briefings.model.briefing import Stage
from briefings.model.claim import ASSERTING
from briefings.model.ids import Id
from briefings.model.registry import Actor, ActorKind
from briefings.views.language import message as _
from briefings.views.parts import Html, Link, PageMeta
from briefings.views.structured_dates import write_date, write_span
from briefings.views.wording import Wording
from briefings.views.words import claim_mark

Thing = dict[str, Any]
"""A node of the graph: a type of schema.org with its properties. Empty values are left out at the end."""

_TYPES = {ActorKind.PERSON: "Person", ActorKind.ORGANISATION: "Organization", ActorKind.STATE: "GovernmentOrganization"}
_SECTIONS = {
    "timeline": _("Timeline"),
    "topics": _("Topics"),
    "claims": _("Claims"),
    "changes": _("Changes"),
    "actors": _("Actors"),
    "places": _("Places"),
    "publishers": _("Publishers"),
}
_HEADLINE = 110
"""Search engines cut a headline that is longer."""
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end the element, or a line of script."""


def describe_page(context: Wording, meta: PageMeta) -> Html:
    """An ordinary page or one that lists something, and its place on the site; one nobody should find says nothing."""
    if not (meta.canonical and meta.is_indexed):
        return Html("")
    kind = "WebPage" if meta.section == "page" else "CollectionPage"
    page = {
        "@type": "WebSite" if _is_home(context, meta) else kind,
        "@id": meta.canonical,
        "url": meta.canonical,
        "name": meta.title,
        # A list says what it is in its `<meta>`; once is enough.
        "description": meta.description if _is_home(context, meta) else "",
        "inLanguage": meta.lang,
        "isPartOf": {} if _is_home(context, meta) else _site(context),
        "publisher": _publisher(context),
    }
    return _write([page, _breadcrumbs(context, meta, _parents(context, meta))])


def describe_briefing(context: Wording, linked: LinkedBriefing, meta: PageMeta) -> Html:
    """A briefing as an article, the event it is about, and its claims. `linked` is one that was not withdrawn."""
    if not meta.canonical:
        return Html("")
    topics = (Link(link.text, link.href) for link in context.topic_links(linked.briefing.topics[:1]) if link.href)
    article = _article(context, linked, meta)
    claims = [_mention(context, context.site.claims[identifier], meta.canonical) for identifier in linked.claims]
    return _write([article, *claims, _breadcrumbs(context, meta, [*_section(context, "topics"), *topics])])


def describe_claim(context: Wording, claim: LinkedClaim, meta: PageMeta) -> Html:
    """A claim with who says so and where; the verdict, if an editor has given one."""
    if not meta.canonical:
        return Html("")
    node = _claim(context, claim, _briefing_url(context, claim.defined_in))
    node["mainEntityOfPage"] = meta.canonical
    return _write([node, *_review(context, claim, meta), _breadcrumbs(context, meta, _parents(context, meta))])


def _article(context: Wording, linked: LinkedBriefing, meta: PageMeta) -> Thing:
    briefing = linked.briefing
    is_live = briefing.stage is Stage.DEVELOPING and briefing.updates
    article = {
        "@type": "LiveBlogPosting" if is_live else "NewsArticle",
        "@id": meta.canonical,
        "mainEntityOfPage": meta.canonical,
        "headline": _cut(meta.title),
        "description": meta.description,
        "inLanguage": meta.lang,
        "datePublished": meta.published,
        "dateModified": meta.modified,
        "image": meta.image,
        "isAccessibleForFree": True,
        "author": [_author(name) for name in briefing.authors] or _publisher(context),
        "publisher": _publisher(context),
        "about": _event(context, linked),
        "mentions": [_actor(context, context.site.actors[identifier]) for identifier in briefing.actors],
        "citation": [_document(context, source) for source in linked.sources],
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": made.at.rfc3339,
                "text": f"{made.was} → {made.now}".strip(" →"),
            }
            for made in briefing.corrections
        ],
        "translationOfWork": {"@id": _briefing_url(context, linked.original)} if linked.original != briefing.id else {},
    }
    if is_live:
        article["coverageStartTime"] = meta.published
        article["liveBlogUpdate"] = [
            {
                "@type": "BlogPosting",
                "headline": _cut(update.note),
                "articleBody": update.note if len(update.note) > _HEADLINE else "",
                "datePublished": update.at.rfc3339,
            }
            for update in briefing.updates
        ]
    return article


def _event(context: Wording, linked: LinkedBriefing) -> Thing:
    """What the briefing is about. A date that ISO 8601 cannot say without doubt is left out."""
    places = [_place(context, identifier) for identifier in linked.briefing.places]
    page = _briefing_url(context, linked.briefing.id)
    name = _cut(linked.briefing.title)
    return {"@type": "Event", "@id": f"{page}#event", "name": name, "location": places} | write_span(
        linked.event, context.zone
    )


def _place(context: Wording, identifier: Id) -> Thing:
    place = context.site.places[identifier]
    is_known = place.lat is not None and place.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if is_known else {}
    return {"@type": "Place", "name": context.name(place), "address": place.country, "geo": geo}


def _actor(context: Wording, actor: Actor) -> Thing:
    link = context.actor_link(actor.id)
    return {
        "@type": _TYPES[actor.kind],
        "name": link.text,
        "url": context.addresses.absolute(link.href) if link.href else "",
    }


def _author(name: str) -> Thing:
    """A byline; one word is the name of a desk."""
    return {"@type": "Person" if " " in name else "Organization", "name": name}


def _mention(context: Wording, claim: LinkedClaim, appearance: str) -> Thing:
    """A claim where it appears: its words and where it stands, without a verdict of ours."""
    text, lang = context.claim_text(claim)
    url = context.addresses.absolute(context.addresses.claim(claim.id).href)
    return {
        "@type": "Claim",
        "@id": f"{url}#claim" if context.has_pages(EntityKind.CLAIM) else "",
        "text": text,
        "inLanguage": lang,
        "creativeWorkStatus": claim_mark(claim, context.language).word,
        "appearance": {"@id": appearance},
    }


def _claim(context: Wording, claim: LinkedClaim, appearance: str) -> Thing:
    """A claim on its own page: whose it is, since when, and in which documents somebody says so."""
    asserted = [p for p in claim.positions if p.position.stance in ASSERTING]
    speakers = {p.actor.id: p.actor for p in asserted}
    # Which document was the first nobody knows: what a desk has read is no more than that.
    documents = {s.key: _document(context, s) for p in asserted for s in p.sources if s.source.url}
    return {
        **_mention(context, claim, appearance),
        "appearance": [{"@id": appearance}, *documents.values()],
        "author": [{"@type": _TYPES[a.kind], "name": context.name(a)} for a in speakers.values()],
        "datePublished": write_date(asserted[0].position.said, context.zone) if asserted else "",
    }


def _review(context: Wording, claim: LinkedClaim, meta: PageMeta) -> Iterable[Thing]:
    """An editor's verdict; a status that follows from who said what is none."""
    if claim.status not in (ClaimStatus.CONFIRMED, ClaimStatus.REFUTED) or not claim.assessments:
        return
    last = claim.assessments[-1].assessment
    yield {
        "@type": "ClaimReview",
        "@id": f"{meta.canonical}#review",
        "url": meta.canonical,
        "claimReviewed": context.claim_text(claim)[0],
        "datePublished": write_date(last.as_of, context.zone),
        "author": _publisher(context),
        "reviewBody": last.basis,
        "reviewRating": {"@type": "Rating", "alternateName": claim_mark(claim, context.language).word},
        "itemReviewed": {"@id": f"{meta.canonical}#claim"},
    }


def _document(context: Wording, linked: LinkedSource) -> Thing:
    source = linked.source
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "archivedAt": source.archived,
        "datePublished": write_date(source.published, context.zone) if source.published else "",
        "publisher": {"@type": "Organization", "name": linked.publisher.name},
    }


def _site(context: Wording) -> Thing:
    home = f"{context.settings.url}/"
    return {"@type": "WebSite", "@id": home, "name": context.settings.name, "url": home}


def _publisher(context: Wording) -> Thing:
    home = f"{context.settings.url}/"
    return {"@type": "Organization", "@id": f"{home}#publisher", "name": context.settings.name, "url": home}


def _breadcrumbs(context: Wording, meta: PageMeta, parents: Iterable[Link]) -> Thing:
    """The way from the home page; none for that page itself."""
    if _is_home(context, meta):
        return {}
    home = Link(context.settings.name, context.addresses.at("").href)
    steps = [(link.text, context.addresses.absolute(link.href)) for link in (home, *parents)]
    items = [
        {"@type": "ListItem", "position": number, "name": text, "item": url}
        for number, (text, url) in enumerate([*steps, (meta.title, meta.canonical)], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _is_home(context: Wording, meta: PageMeta) -> bool:
    return meta.url == context.addresses.at("").href


def _parents(context: Wording, meta: PageMeta) -> list[Link]:
    """The list that a page belongs to, unless it is that list."""
    return [link for link in _section(context, meta.section) if link.href != meta.url]


def _section(context: Wording, section: str) -> list[Link]:
    if section not in _SECTIONS or not context.has_template(f"{section}.html"):
        return []
    return [Link(context.words(_SECTIONS[section]), context.addresses.at(section).href)]


def _briefing_url(context: Wording, identifier: Id) -> str:
    return context.addresses.absolute(context.addresses.briefing(context.site.briefings[identifier]).href)


def _cut(text: str) -> str:
    return text if len(text) <= _HEADLINE else f"{text[: _HEADLINE - 1].rpartition(' ')[0].rstrip(' ,;:')}…"


def _write(graph: list[Thing]) -> Html:
    """The graph as text for `<script type="application/ld+json">`."""
    data = {"@context": "https://schema.org", "@graph": _prune(graph)}
    return Html(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def _prune(value: Any) -> Any:
    """The same without anything empty; a thing of which only the type is known is empty too."""
    if isinstance(value, dict):
        found = {key: kept for key, item in value.items() if (kept := _prune(item)) not in ("", None, [], {})}
        return found if found.keys() - {"@type"} else {}
    return [kept for item in value if (kept := _prune(item)) not in ({}, "")] if isinstance(value, list) else value
