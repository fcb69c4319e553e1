"""Profiles of actors, places and publishers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from briefings.linking.site import Appearances, EntityKind, LinkedClaim, LinkedSource
from briefings.model.claim import Stance
from briefings.model.ids import Id
from briefings.model.registry import Actor, Place, Publisher
from briefings.views.addresses import FOLDERS
from briefings.views.claims import build_claim_rows, build_claim_tabs
from briefings.views.context import ViewContext
from briefings.views.facets import list_profile_facets
from briefings.views.language import message as _
from briefings.views.map import build_map, find_near
from briefings.views.parts import (
    Alternate,
    ClaimRow,
    Link,
    MapView,
    PageMeta,
    RelatedView,
    SourceView,
    Tab,
    TimelineView,
    View,
    When,
    YearLink,
)
from briefings.views.periods import split_timeline
from briefings.views.sources import SourceList, build_source_views
from briefings.views.surroundings import build_backlinks
from briefings.views.words import ACTOR_WORDS, GRADE_WORDS, PUBLISHER_WORDS, count_briefings, count_claims


class FactView(View):
    """A label with one or more values; values without `href` are plain text."""

    label: str
    values: tuple[Link, ...]


class ProfileView(View):
    """One actor, place or publisher.

    `kind` is actor, place or publisher, `kind_word` says which sort ("Actor · person"). `about` is a sentence,
    `counts` facts such as "2 briefings". `facts` is the list at the side. `outcomes` counts what became of the claims
    it asserts. `said` are claims it asserts, `denied` those it denies, `carried` (publishers) the claims its
    documents carry. `caveat` says that counts are no score.
    """

    page: PageMeta
    kind: str
    kind_word: str
    name: str
    about: str
    counts: tuple[str, ...]
    facts: tuple[FactView, ...]
    last_seen: When | None = None
    said: tuple[ClaimRow, ...] = ()
    denied: tuple[ClaimRow, ...] = ()
    carried: tuple[ClaimRow, ...] = ()
    caveat: str = ""
    outcomes: tuple[Tab, ...] = ()
    sources: tuple[SourceView, ...] = ()
    timeline: TimelineView | None = None
    years: tuple[YearLink, ...] = ()
    map: MapView | None = None
    alongside: tuple[RelatedView, ...] = ()
    topics: tuple[Link, ...] = ()
    backlinks: tuple[RelatedView, ...] = ()


MAX_ALONGSIDE = 8


def build_actor_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page an actor: what it asserted and denied, where it appears, with whom."""
    return (_build_actor(context, key) for key in keys)


def _build_actor(context: ViewContext, identifier: Id) -> ProfileView:
    actor = context.site.actors[identifier]
    found = context.site.by_actor.get(identifier, Appearances())
    named = partial(context.named_on, "actor.html")
    is_ledger = any(named(field, lambda: True, False) for field in ("said", "denied", "outcomes"))
    claims = [context.site.claims[claim] for claim in found.claims] if is_ledger else []
    facts = [
        _fact(context, "Kind", [ACTOR_WORDS[actor.kind]], translate=True),
        _fact(context, "Role", [actor.role]),
        _fact_links(context, "Of", [context.actor_link(actor.of)] if actor.of else []),
        _fact(context, "Since", [context.when(actor.since).text] if actor.since else []),
        *_name_facts(context, actor),
        _fact_links(context, "Party to", context.topic_links(actor.party_to)),
    ]
    people = [
        context.actor_link(other, context.site.actors[other].role) for other, _ in found.with_actors[:MAX_ALONGSIDE]
    ]
    return ProfileView(
        **_common(context, EntityKind.ACTOR, actor, found, actor.role, context.words(ACTOR_WORDS[actor.kind])),
        facts=tuple(fact for fact in facts if fact.values),
        said=named("said", lambda: _claims_of(context, claims, identifier, Stance.ASSERTS, Stance.CORROBORATES), ()),
        outcomes=named(
            "outcomes",
            lambda: build_claim_tabs(
                context,
                [c.id for c in claims if _takes(c, identifier, Stance.ASSERTS, Stance.CORROBORATES)],
                "#said",
            ),
            (),
        ),
        denied=named("denied", lambda: _claims_of(context, claims, identifier, Stance.DENIES, Stance.CASTS_DOUBT), ()),
        caveat=context.words("We count claims; we do not score people."),
        alongside=context.named(
            "alongside", lambda: tuple(RelatedView(link=link, note=link.note) for link in people), ()
        ),
    )


def build_place_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page a place: what happened there and in the places that lie in it."""
    return (_build_place(context, key) for key in keys)


def _build_place(context: ViewContext, identifier: Id) -> ProfileView:
    inside = context.memo("places inside", lambda: _group_places(context))
    place = context.site.places[identifier]
    found = context.site.by_place.get(identifier, Appearances())
    position = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
    facts = [
        _fact(context, "Kind", [place.kind]),
        _fact_links(context, "In", [context.place_link(place.within)] if place.within else []),
        _fact_links(context, "Contains", [context.place_link(p) for p in inside.get(identifier, [])]),
        _fact(context, "Position", [position]),
        _fact(context, "Good to", [_describe_precision(context, place)]),
        *_name_facts(context, place),
    ]
    return ProfileView(
        **_common(context, EntityKind.PLACE, place, found, place.about, place.kind),
        facts=tuple(fact for fact in facts if fact.values),
        map=context.named("map", lambda: _build_place_map(context, identifier, inside, found), None),
        carried=context.named_on(
            "place.html", "carried", lambda: build_claim_rows(context, found.claims[:MAX_ALONGSIDE]), ()
        ),
    )


def _build_place_map(context: ViewContext, place: Id, inside: dict[Id, list[Id]], found: Appearances) -> MapView | None:
    others = [other for other, _ in found.with_places]
    return build_map(context, find_near(context, place, inside.get(place, []), others)[:12], key_place=place)


def build_publisher_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page a publisher: its reliability, the documents we read, the claims they carry."""
    return (_build_publisher(context, key) for key in keys)


def _build_publisher(context: ViewContext, identifier: Id) -> ProfileView:
    documents = context.memo("documents", lambda: _group_documents(context))
    publisher = context.site.publishers[identifier]
    found = context.site.by_publisher.get(identifier, Appearances())
    grade = publisher.reliability
    words = context.words(GRADE_WORDS[grade.grade]) if grade else ""
    judged = f"{context.when(grade.on).text}: {grade.why}" if grade and grade.on else grade.why if grade else ""
    country = context.language.locale.territories.get(publisher.country, publisher.country)
    facts = [
        _fact(context, "Kind", [PUBLISHER_WORDS[publisher.kind]], translate=True),
        _fact(context, "Country", [country]),
        _fact_links(context, "Owner", [context.publisher_link(publisher.owner)] if publisher.owner else []),
        _fact(context, "Reliability", [f"{grade.grade.value}: {words}", judged] if grade else []),
        *_name_facts(context, publisher),
    ]
    listed = SourceList(documents.get(identifier, []))
    return ProfileView(
        **_common(context, EntityKind.PUBLISHER, publisher, found, "", context.words(PUBLISHER_WORDS[publisher.kind])),
        facts=tuple(fact for fact in facts if fact.values),
        carried=context.named_on("publisher.html", "carried", lambda: build_claim_rows(context, found.claims), ()),
        sources=build_source_views(context, listed),
    )


def _describe_precision(context: ViewContext, place: Place) -> str:
    if not place.precision_km or place.lat is None or place.lon is None:
        return ""
    return context.words("{n} km").format(n=context.language.number(place.precision_km))


def _group_places(context: ViewContext) -> dict[Id, list[Id]]:
    """The places that lie in each place."""
    inside: dict[Id, list[Id]] = {}
    for place in context.site.places.values():
        if place.within:
            inside.setdefault(place.within, []).append(place.id)
    return inside


def _group_documents(context: ViewContext) -> dict[Id, list[LinkedSource]]:
    """The documents of each publisher, by key."""
    documents: dict[Id, list[LinkedSource]] = {}
    for linked in sorted(context.site.sources.values(), key=lambda source: source.key):
        documents.setdefault(linked.publisher.id, []).append(linked)
    return documents


_KIND_WORDS = {EntityKind.ACTOR: _("Actor"), EntityKind.PLACE: _("Place"), EntityKind.PUBLISHER: _("Publisher")}


def _common(
    context: ViewContext, kind: EntityKind, record: Actor | Place | Publisher, found: Appearances, about: str, sort: str
) -> dict[str, Any]:
    """What the three kinds of profile share."""
    name = context.name(record)
    text = record.about or about
    counts = []
    if found.briefings:
        counts.append(count_briefings(context.language, len(found.briefings)))
    if found.claims:
        counts.append(count_claims(context.language, len(found.claims), context.count_disputed(kind, record.id)))
    newest = next((entry for entry in found.entries if not entry.is_ahead), None)
    word = context.words(_KIND_WORDS[kind])
    description = text or context.words("What {name} said and did in our briefings.").format(name=name)
    folder = f"{FOLDERS[kind]}/{record.id}"
    # A profile has one page: a long timeline shows its newest part, the rest is in the timeline and the topics.
    periods = split_timeline(context, found.entries)
    kind_word = f"{word} · {sort.lower()}" if sort else word
    meta = context.meta(
        folder, name, description, section=FOLDERS[kind], alternates=_feeds(context, kind, folder, name, found)
    )
    return {
        "page": replace(meta, facets=list_profile_facets(context, kind, record.id, name, kind_word)),
        "kind": kind.value,
        "kind_word": kind_word,
        "name": name,
        "about": text,
        "counts": tuple(counts),
        "last_seen": context.when(newest.when) if newest else None,
        "timeline": periods.front if found.entries else None,
        "years": periods.year_links(context, folder) if periods.is_whole and context.is_named("years") else (),
        "topics": context.topic_links(topic for topic, _ in found.with_topics[:MAX_ALONGSIDE]),
        "backlinks": build_backlinks(context, found.backlinks) if context.is_named("backlinks") else (),
    }


def _feeds(context: ViewContext, kind: EntityKind, folder: str, name: str, found: Appearances) -> tuple[Alternate, ...]:
    """The feed of an actor or place that appears anywhere."""
    return context.feeds(folder, name) if found.briefings and kind is not EntityKind.PUBLISHER else ()


def _claims_of(context: ViewContext, claims: list[LinkedClaim], actor: str, *stances: Stance) -> tuple[ClaimRow, ...]:
    """Claims on which an actor takes one of these stances."""
    return build_claim_rows(context, (claim.id for claim in claims if _takes(claim, actor, *stances)))


def _takes(claim: LinkedClaim, actor: str, *stances: Stance) -> bool:
    return any(p.actor.id == actor and p.position.stance in stances for p in claim.positions)


def _fact(context: ViewContext, label: str, values: list[str], *, translate: bool = False) -> FactView:
    texts = [context.words(value) if translate else value for value in values if value]
    return FactView(context.words(label), tuple(Link(text, "") for text in texts))


def _fact_links(context: ViewContext, label: str, links: Iterable[Link]) -> FactView:
    return FactView(context.words(label), tuple(links))


def _name_facts(context: ViewContext, record: Actor | Place | Publisher) -> list[FactView]:
    """Names in other languages, and aliases."""
    names = tuple(Link(name, "", lang=lang) for lang, name in sorted(record.names.items()) if lang != context.lang)
    return [
        FactView(context.words("Also written"), names),
        _fact(context, "Also known as", [context.join(record.aliases)]),
    ]
