"""Profiles of actors, places and publishers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from briefings.linking.site import Appearances, EntityKind
from briefings.model.ids import Id
from briefings.model.registry import Actor, Place, Publisher
from briefings.views.addresses import FOLDERS
from briefings.views.claim_parts import ClaimRow, SourceView
from briefings.views.context import ViewContext
from briefings.views.documents import link_documents, list_documents
from briefings.views.facets import list_profile_facets
from briefings.views.facts import FactView, build_fact, build_link_fact, build_name_facts
from briefings.views.language import message as _
from briefings.views.long_lists import NEWEST, WHOLE
from briefings.views.map import build_map, find_near
from briefings.views.map_parts import MapView
from briefings.views.parts import Alternate, Link, PageMeta, RelatedView, Tab, View, When
from briefings.views.periods import Periods, split_timeline
from briefings.views.profile_claims import build_actor_claims, build_carried_claims
from briefings.views.sources import SourceList, build_source_views
from briefings.views.surroundings import build_backlinks
from briefings.views.timeline_parts import TimelineView, YearLink
from briefings.views.words import ACTOR_WORDS, GRADE_WORDS, PUBLISHER_WORDS, count_briefings, count_claims


class ProfileView(View):
    """One actor, place or publisher.

    `kind` is actor, place or publisher, `kind_word` says which sort ("Actor · person"). `about` is a sentence,
    `counts` facts such as "2 briefings". `facts` is the list at the side. `outcomes` counts what became of the claims
    it asserts. `said` are claims it asserts, `denied` those it denies or doubts, `carried` those that its documents
    carry, or that briefings on the place record; `said_shown`, `denied_shown` and `carried_shown` say how many of
    how many of them the page has. `caveat` says that counts are no score. `all_claims` and `all_documents` lead to
    lists of all where the page shows only the newest. `front` is the page of the profile, where this one has a part of
    its timeline.
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
    said_shown: str = ""
    denied_shown: str = ""
    carried_shown: str = ""
    all_claims: Link | None = None
    caveat: str = ""
    outcomes: tuple[Tab, ...] = ()
    sources: tuple[SourceView, ...] = ()
    all_documents: Link | None = None
    timeline: TimelineView | None = None
    years: tuple[YearLink, ...] = ()
    map: MapView | None = None
    alongside: tuple[RelatedView, ...] = ()
    topics: tuple[Link, ...] = ()
    backlinks: tuple[RelatedView, ...] = ()
    front: Link | None = None


MAX_ALONGSIDE = 8


def build_actor_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page an actor: what it asserted and denied, where it appears, with whom."""
    for key in keys:
        found = context.site.by_actor.get(key, Appearances())
        yield from _build_pages(context, found, partial(_build_actor, context, key, found))


def _build_actor(context: ViewContext, identifier: Id, found: Appearances, periods: Periods) -> ProfileView:
    actor = context.site.actors[identifier]
    facts = [
        build_fact(context, "Kind", [ACTOR_WORDS[actor.kind]], translate=True),
        build_fact(context, "Role", [actor.role]),
        build_link_fact(context, "Of", [context.actor_link(actor.of)] if actor.of else []),
        build_fact(context, "Since", [context.when(actor.since).text] if actor.since else []),
        *build_name_facts(context, actor),
        build_link_fact(context, "Party to", context.topic_links(actor.party_to)),
    ]
    people = [
        context.actor_link(other, context.site.actors[other].role) for other, _ in found.with_actors[:MAX_ALONGSIDE]
    ]

    return ProfileView(
        **_common(context, EntityKind.ACTOR, actor, found, periods, actor.role, context.words(ACTOR_WORDS[actor.kind])),
        facts=tuple(fact for fact in facts if fact.values),
        **build_actor_claims(context, identifier, found),
        caveat=context.words("We count claims; we do not score people."),
        alongside=context.named(
            "alongside", lambda: tuple(RelatedView(link=link, note=link.note) for link in people), ()
        ),
    )


def build_place_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page a place: what happened there and in the places that lie in it."""
    for key in keys:
        found = context.site.by_place.get(key, Appearances())
        yield from _build_pages(context, found, partial(_build_place, context, key, found))


def _build_place(context: ViewContext, identifier: Id, found: Appearances, periods: Periods) -> ProfileView:
    inside = context.memo("places inside", lambda: _group_places(context))
    place = context.site.places[identifier]
    position = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else ""
    facts = [
        build_fact(context, "Kind", [place.kind[:1].upper() + place.kind[1:]]),
        build_link_fact(context, "In", [context.place_link(place.within)] if place.within else []),
        build_link_fact(context, "Contains", [context.place_link(p) for p in inside.get(identifier, [])]),
        build_fact(context, "Position", [position]),
        build_fact(context, "Good to", [_describe_precision(context, place)]),
        *build_name_facts(context, place),
    ]
    return ProfileView(
        **_common(context, EntityKind.PLACE, place, found, periods, place.about, place.kind),
        facts=tuple(fact for fact in facts if fact.values),
        map=context.named("map", lambda: _build_place_map(context, identifier, inside, found), None),
        **build_carried_claims(context, EntityKind.PLACE, identifier, found),
    )


def _build_place_map(context: ViewContext, place: Id, inside: dict[Id, list[Id]], found: Appearances) -> MapView | None:
    others = [other for other, _ in found.with_places]
    return build_map(context, find_near(context, place, inside.get(place, []), others)[:12], key_place=place)


def build_publisher_pages(context: ViewContext, keys: Iterable[Id]) -> Iterator[ProfileView]:
    """One page a publisher: its reliability, the documents we read, the claims they carry."""
    for key in keys:
        found = context.site.by_publisher.get(key, Appearances())
        yield from _build_pages(context, found, partial(_build_publisher, context, key, found))


def _build_publisher(context: ViewContext, identifier: Id, found: Appearances, periods: Periods) -> ProfileView:
    publisher = context.site.publishers[identifier]
    grade = publisher.reliability
    words = context.words(GRADE_WORDS[grade.grade]) if grade else ""
    judged = grade.why if grade else ""
    if grade and grade.on:
        judged = context.join_name(context.when(grade.on).text, judged)
    country = context.language.locale.territories.get(publisher.country, publisher.country)
    facts = [
        build_fact(context, "Kind", [PUBLISHER_WORDS[publisher.kind]], translate=True),
        build_fact(context, "Country", [country]),
        build_link_fact(context, "Owner", [context.publisher_link(publisher.owner)] if publisher.owner else []),
        build_fact(context, "Reliability", [context.join_name(grade.grade.value, words), judged] if grade else []),
        *build_name_facts(context, publisher),
    ]
    all_documents = link_documents(context, identifier)
    documents = list_documents(context, identifier)
    listed = SourceList(documents[:NEWEST] if all_documents else documents)
    return ProfileView(
        **_common(
            context, EntityKind.PUBLISHER, publisher, found, periods, "", context.words(PUBLISHER_WORDS[publisher.kind])
        ),
        facts=tuple(fact for fact in facts if fact.values),
        **build_carried_claims(context, EntityKind.PUBLISHER, identifier, found),
        sources=build_source_views(context, listed),
        all_documents=all_documents,
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


_KIND_WORDS = {EntityKind.ACTOR: _("Actor"), EntityKind.PLACE: _("Place"), EntityKind.PUBLISHER: _("Publisher")}


def _build_pages(
    context: ViewContext, found: Appearances, build_front: Callable[[Periods], ProfileView]
) -> Iterator[ProfileView]:
    """The page of a profile, and where its timeline is long one for each year, or each month of a busy one."""
    periods = split_timeline(context, found.entries, whole=WHOLE)
    front = build_front(periods)
    yield front
    folder = front.page.path.removesuffix("/index.html")
    for period in periods.pages:
        name = context.join_name(front.name, period.title)
        yield ProfileView(
            page=context.meta(f"{folder}/{period.folder}", name, front.page.description, section=front.page.section),
            kind=front.kind,
            kind_word=front.kind_word,
            name=name,
            about="",
            counts=front.counts,
            facts=(),
            timeline=period.timeline,
            years=periods.year_links(context, folder, current=period.folder),
            front=Link(front.name, front.page.url),
        )


def _common(
    context: ViewContext,
    kind: EntityKind,
    record: Actor | Place | Publisher,
    found: Appearances,
    periods: Periods,
    about: str,
    sort: str,
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
    kind_word = f"{word} · {sort[:1].lower() + sort[1:]}" if sort else word
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
        "years": periods.year_links(context, folder) if context.is_named("years") else (),
        "topics": context.topic_links(topic for topic, _ in found.with_topics[:MAX_ALONGSIDE]),
        "backlinks": build_backlinks(context, found.backlinks) if context.is_named("backlinks") else (),
    }


def _feeds(context: ViewContext, kind: EntityKind, folder: str, name: str, found: Appearances) -> tuple[Alternate, ...]:
    """The feed of an actor or place that appears anywhere."""
    return context.feeds(folder, name) if found.briefings and kind is not EntityKind.PUBLISHER else ()
