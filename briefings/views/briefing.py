"""The page of one briefing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from briefings.linking.changes import end_of_day
from briefings.linking.site import ClaimStatus, EntityKind, LinkedBriefing, LinkedClaim
from briefings.linking.timeline import find_last_change
from briefings.model.body import Heading
from briefings.model.briefing import (
    Briefing,
    Status,
    Unknown,
)
from briefings.model.claim import ASSERTING, Stance
from briefings.model.moment import Moment
from briefings.views.addresses import claim_anchor
from briefings.views.cards import add_card, add_picture, has_card
from briefings.views.claim_parts import ClaimView, MoveView, SourceView, WatchView
from briefings.views.claims import build_claim_view, build_moves, count_disputed, speakers
from briefings.views.context import ViewContext
from briefings.views.entries import briefing_mark
from briefings.views.facets import list_briefing_facets
from briefings.views.language import language_name
from briefings.views.language_marks import fill_text
from briefings.views.lead_image import build_lead_image
from briefings.views.log import build_log, build_notices
from briefings.views.map import build_map
from briefings.views.map_parts import MapView
from briefings.views.parts import (
    Alternate,
    Html,
    ImageView,
    KnownItem,
    Link,
    LogEntry,
    Mark,
    PageMeta,
    PersonView,
    RelatedView,
    Stamp,
    View,
    When,
)
from briefings.views.prose import strip_html
from briefings.views.sources import build_source_views, describe_sources
from briefings.views.structured_data import describe_briefing
from briefings.views.surroundings import TopicPlace, build_person, build_surroundings, build_watch
from briefings.views.words import KIND_WORDS, claim_mark, count_claims


class BriefingView(View):
    """One briefing.

    `known`, `disputed`, `unknown` fill the box at the top, from the ledger and the author's `unknowns`. `claims_count`
    and `sources_count` say in words how many there are ("4 claims, 3 disputed"; "19 sources, 7 independent origins").
    `thread` is the chain of `follows`, oldest first, with this page in it (`Link.href` empty for this page). `toc`
    lists the headings of the body. `notices` are corrections elsewhere that touch a claim of this page. `moves` are
    changes of its claims since it was published.
    """

    page: PageMeta
    id: str
    title: str
    deck: Html
    status: Mark
    kind: str
    event: When
    published: Stamp
    updated: Stamp | None
    as_of: Stamp | None
    topics: tuple[Link, ...]
    authors: tuple[str, ...] = ()
    is_draft: bool = False
    correction_count: int = 0
    notices: tuple[LogEntry, ...] = ()
    why: Html = Html("")
    known: tuple[KnownItem, ...] = ()
    disputed: tuple[KnownItem, ...] = ()
    unknown: tuple[KnownItem, ...] = ()
    image: ImageView | None = None
    body: Html = Html("")
    toc: tuple[Heading, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    claims_count: str = ""
    moves: tuple[MoveView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    sources_count: str = ""
    log: tuple[LogEntry, ...] = ()
    people: tuple[PersonView, ...] = ()
    places: tuple[Link, ...] = ()
    map: MapView | None = None
    watch: tuple[WatchView, ...] = ()
    events: tuple[KnownItem, ...] = ()
    thread: tuple[RelatedView, ...] = ()
    followed_by: tuple[RelatedView, ...] = ()
    neighbours: tuple[TopicPlace, ...] = ()
    related: tuple[RelatedView, ...] = ()
    backlinks: tuple[RelatedView, ...] = ()
    citation: str = ""
    translations: tuple[Link, ...] = ()
    lang_note: str = ""


MAX_BOX_LINES = 6
"""The box at the top is for a reader in a hurry; the ledger below has everything."""


def build_briefing_view(context: ViewContext, linked: LinkedBriefing) -> BriefingView:
    """The page of one briefing in its own language; `context` must be in that language."""
    briefing = linked.briefing
    body, citations = context.prose.briefing_body(linked)
    claims = [context.site.claims[identifier] for identifier in linked.claims]
    disputed = count_disputed(context, linked.claims)
    return BriefingView(
        **_head(context, linked),
        correction_count=len(briefing.corrections),
        notices=context.named("notices", lambda: build_notices(context, linked), ()),
        why=context.named("why", lambda: context.prose.inline(briefing.why, linked.lang), Html("")),
        known=context.named("known", lambda: _build_known(context, claims), ()),
        disputed=context.named("disputed", lambda: _build_disputed(context, claims), ()),
        unknown=context.named(
            "unknown", lambda: tuple(_build_unknown(context, linked, item) for item in briefing.unknowns), ()
        ),
        image=build_lead_image(context, linked),
        body=body,
        toc=context.site.bodies[briefing.path].headings,
        claims=tuple(
            build_claim_view(context, claim, number, citations.listed, linked.original)
            for number, claim in enumerate(claims, start=1)
        ),
        claims_count=count_claims(context.language, len(claims), disputed),
        moves=context.named("moves", lambda: _build_moves(context, linked, claims), ()),
        sources=build_source_views(context, citations.listed, citations.ways_back()),
        sources_count=describe_sources(context, citations.listed.sources),
        log=context.named("log", lambda: build_log(context, linked), ()),
        people=tuple(build_person(context, identifier) for identifier in briefing.actors),
        places=tuple(context.place_link(identifier) for identifier in briefing.places),
        map=context.named(
            "map", lambda: build_map(context, briefing.places[:12], key_place=next(iter(briefing.places), "")), None
        ),
        watch=context.named(
            "watch", lambda: tuple(build_watch(context, linked.original, item) for item in briefing.upcoming), ()
        ),
        events=context.named("events", lambda: _build_events(context, linked), ()),
        **build_surroundings(context, linked),
    )


def _build_moves(context: ViewContext, linked: LinkedBriefing, claims: Iterable[LinkedClaim]) -> tuple[MoveView, ...]:
    until = _published_until(context, linked.briefing)
    return tuple(move for claim in claims for move in build_moves(context, claim, until, linked.original))


def _build_events(context: ViewContext, linked: LinkedBriefing) -> tuple[KnownItem, ...]:
    return tuple(
        KnownItem(item.text, note=context.when(item.date).text, lang=context.item_lang(linked, "events", item))
        for item in linked.briefing.events
    )


def _head(context: ViewContext, linked: LinkedBriefing) -> dict[str, Any]:
    """What stands above and beside the text."""
    briefing = linked.briefing
    updated = find_last_change(briefing)
    return {
        "page": _build_meta(context, linked, updated),
        "id": briefing.id,
        "title": briefing.title,
        "deck": context.prose.inline(briefing.summary, linked.lang),
        "status": briefing_mark(linked, context),
        "kind": context.words(KIND_WORDS[briefing.kind]),
        "event": context.when(linked.event),
        "published": context.stamp(briefing.date),
        "updated": context.stamp(updated) if updated and updated.utc > briefing.date.utc else None,
        "as_of": context.stamp(briefing.as_of) if briefing.as_of else None,
        "topics": context.topic_links(briefing.topics),
        "authors": briefing.authors,
        "is_draft": briefing.status is Status.DRAFT,
        "translations": build_translations(context, linked),
        "citation": context.named("citation", lambda: _cite(context, linked, updated), ""),
    }


def _published_until(context: ViewContext, briefing: Briefing) -> datetime:
    """The moment after which news is news to this briefing: its publication, or the evening of that day."""
    at = briefing.date.at
    return at if briefing.date.has_time else end_of_day(at.astimezone(context.zone).date().isoformat(), context.zone)


def _build_meta(context: ViewContext, linked: LinkedBriefing, updated: Moment | None) -> PageMeta:
    address = context.addresses.briefing(linked)
    briefing = linked.briefing
    meta = PageMeta(
        path=address.path,
        url=address.href,
        canonical=context.addresses.absolute(address.href),
        title=briefing.title,
        description=strip_html(context.prose.inline(briefing.summary, linked.lang)) or briefing.title,
        lang=linked.lang,
        direction=context.language.direction,
        kind="article",
        is_indexed=briefing.status is Status.PUBLISHED,
        alternates=_build_alternates(context, linked),
        published=briefing.date.rfc3339,
        modified=(updated or briefing.date).rfc3339,
        tags=tuple(context.topic_title(topic) for topic in briefing.topics),
        facets=list_briefing_facets(context, linked) if briefing.status is Status.PUBLISHED else (),
    )
    if briefing.image and not has_card(context, briefing.title):
        meta = add_picture(context, meta, context.prose.pictures, briefing.image.file, briefing.image.alt)
    meta = add_card(context, meta, EntityKind.BRIEFING, briefing.id, briefing.title)
    return replace(meta, json_ld=context.named("json_ld", lambda: describe_briefing(context, linked, meta), Html("")))


def _build_alternates(context: ViewContext, linked: LinkedBriefing) -> tuple[Alternate, ...]:
    """The briefing in all its languages, the original for whoever reads none of them, and the feed of its language."""
    pages = dict(linked.translations)
    if len(pages) > 1:
        pages["x-default"] = linked.original
    languages = (_build_alternate(context, lang, context.site.briefings[other]) for lang, other in pages.items())
    return (*languages, *_build_feed(context, linked.lang)[:1])


def _build_feed(context: ViewContext, lang: str) -> tuple[Alternate, ...]:
    name = context.settings.name
    if lang == context.settings.lang:
        return context.feeds("", name)
    return context.feeds(lang, context.join_name(name, language_name(lang)))


def _build_alternate(context: ViewContext, lang: str, linked: LinkedBriefing) -> Alternate:
    return Alternate("language", context.addresses.briefing(linked).href, language_name(linked.lang), lang=lang)


def build_translations(context: ViewContext, linked: LinkedBriefing) -> tuple[Link, ...]:
    """Links to a briefing in its other languages."""
    others = ((lang, other) for lang, other in linked.translations.items() if lang != linked.lang)
    pairs = ((lang, context.site.briefings[other]) for lang, other in others)
    return tuple(Link(language_name(lang), context.addresses.briefing(other).href, lang=lang) for lang, other in pairs)


def _cite(context: ViewContext, linked: LinkedBriefing, updated: Moment | None) -> str:
    """How to cite this version of the page."""
    template = context.words("“{title}”, {site}, {date}, version of {version}.")
    return template.format(
        title=linked.briefing.title,
        site=context.settings.name,
        date=context.stamp(linked.briefing.date).day,
        version=context.stamp(updated or linked.briefing.date).text,
    )


def _build_known(context: ViewContext, claims: list[LinkedClaim]) -> tuple[KnownItem, ...]:
    known = [c for c in claims if c.status in (ClaimStatus.CONFIRMED, ClaimStatus.CORROBORATED)]
    return tuple(_box_line(context, claim, claim_mark(claim, context.language).word) for claim in known[:MAX_BOX_LINES])


def _build_disputed(context: ViewContext, claims: list[LinkedClaim]) -> tuple[KnownItem, ...]:
    disputed = [claim for claim in claims if claim.status is ClaimStatus.DISPUTED]
    template = context.words("Asserted by {speakers}; denied by {deniers}.")
    return tuple(
        _box_line(
            context,
            claim,
            fill_text(
                template,
                speakers=speakers(claim, context, *ASSERTING),
                deniers=speakers(claim, context, Stance.DENIES),
            ),
        )
        for claim in disputed[:MAX_BOX_LINES]
    )


def _box_line(context: ViewContext, claim: LinkedClaim, note: str) -> KnownItem:
    text, lang = context.claim_text(claim)
    return KnownItem(text, Link(context.words("in the ledger"), f"#{claim_anchor(claim.id)}"), note, lang)


def _build_unknown(context: ViewContext, linked: LinkedBriefing, item: Unknown) -> KnownItem:
    is_here = item.claim in linked.claims
    link = Link(context.words("in the ledger"), f"#{claim_anchor(item.claim)}") if item.claim and is_here else None
    return KnownItem(item.text, link, lang=context.item_lang(linked, "unknowns", item))
