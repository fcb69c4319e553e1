"""The last step of linking: everything that was worked out, put together as a `Site`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from briefings.linking.appearances import (
    AppearanceContext,
    build_appearances,
    find_company,
)
from briefings.linking.bodies import Page, find_cited_claims
from briefings.linking.citations import Citations
from briefings.linking.corrections import find_corrected
from briefings.linking.graph import collect_backlinks, find_neighbours, follow_chains
from briefings.linking.references import Target
from briefings.linking.registries import Registries
from briefings.linking.site import (
    Backlink,
    EntityKind,
    LinkedBriefing,
    LinkedClaim,
    LinkedTopic,
    Site,
    Surroundings,
)
from briefings.linking.sources import Library, topic_shelf
from briefings.linking.time_order import TimeOrder
from briefings.linking.timeline import build_timeline, count_months, find_as_of
from briefings.linking.translations import Edition
from briefings.model.body import Body
from briefings.model.ids import Id
from briefings.problems import Problem


class Linked(msgspec.Struct, frozen=True):
    """What the earlier steps of linking worked out. `editions` are newest published first."""

    editions: Mapping[Id, Edition]
    citations: Mapping[Id, Citations]
    registries: Registries
    library: Library
    claims: Mapping[Id, LinkedClaim]
    pages: Sequence[Page]
    aliases: Mapping[tuple[EntityKind, str], Id]
    order: TimeOrder

    @property
    def listed(self) -> list[Edition]:
        """The editions that stand in timelines."""
        return [e for e in self.editions.values() if not (e.is_translation or e.is_withdrawn)]

    @property
    def withdrawn(self) -> list[Edition]:
        """The withdrawn editions, without translations whose original is withdrawn too."""
        gone = [edition for edition in self.editions.values() if edition.is_withdrawn]
        return [e for e in gone if not (e.is_translation and self.editions[e.original].is_withdrawn)]


def assemble_site(linked: Linked, problems: list[Problem]) -> Site:
    """Build the site; circles of `follows` are added to `problems`."""
    registries, order, listed = linked.registries, linked.order, linked.listed
    as_of = find_as_of(edition.briefing for edition in linked.editions.values())
    entries = build_timeline(listed, as_of, order, {e.id: linked.citations[e.id].by_id for e in listed})
    originals = {key: edition.original for key, edition in linked.editions.items()}
    backlinks = collect_backlinks(linked.pages, originals)
    company = {e.id: find_company(e, linked.citations[e.id].sources, registries) for e in listed}
    appearances = build_appearances(
        AppearanceContext(listed, company, entries, linked.claims, backlinks, registries, order)
    )
    follows, around = _find_surroundings(linked, originals, backlinks, problems)
    return Site(
        briefings={key: _link_briefing(edition, linked, follows) for key, edition in linked.editions.items()},
        surroundings={
            key: Surroundings() if edition.is_withdrawn else around[edition.original]
            for key, edition in linked.editions.items()
        },
        bodies=_list_bodies(linked),
        listed=tuple(edition.id for edition in listed),
        by_language=_list_languages(linked),
        withdrawn=tuple(edition.id for edition in linked.withdrawn),
        topics=_link_topics(linked),
        by_topic={key: appearances[EntityKind.TOPIC, key] for key in registries.topics},
        actors=registries.actors,
        places=registries.places,
        publishers=registries.publishers,
        sources=linked.library.sources,
        claims=_add_backlinks(linked.claims, backlinks),
        claim_numbers={key: number for number, key in enumerate(linked.claims, start=1)},
        entries=entries,
        activity=count_months(order.month(edition.event) for edition in listed),
        by_actor={key: appearances[EntityKind.ACTOR, key] for key in registries.actors},
        by_place={key: appearances[EntityKind.PLACE, key] for key in registries.places},
        by_publisher={key: appearances[EntityKind.PUBLISHER, key] for key in registries.publishers},
        aliases=dict(sorted(linked.aliases.items())),
        as_of=as_of,
    )


def _find_surroundings(
    linked: Linked,
    originals: Mapping[Id, Id],
    backlinks: Mapping[Target, tuple[Backlink, ...]],
    problems: list[Problem],
) -> tuple[Mapping[Id, tuple[Id, ...]], dict[Id, Surroundings]]:
    """What each listed briefing follows, and what stands around it."""
    listed = linked.listed
    follows, followed_by = follow_chains(listed, originals, problems)
    by_event = sorted(listed, key=lambda edition: (linked.order.key(edition.event), edition.id))
    neighbours = find_neighbours(by_event, linked.registries.topic_parents)
    corrected = find_corrected(_oldest_first(*listed, *linked.withdrawn), find_cited_claims(linked.pages))
    around = {
        edition.id: Surroundings(
            followed_by=followed_by.get(edition.id, ()),
            neighbours=neighbours[edition.id],
            backlinks=backlinks.get((EntityKind.BRIEFING, edition.id), ()),
            corrected=corrected.get(edition.id, ()),
        )
        for edition in listed
    }
    return follows, around


def _oldest_first(*editions: Edition) -> list[Edition]:
    return sorted(editions, key=lambda edition: edition.published)


def _link_briefing(edition: Edition, linked: Linked, follows: Mapping[Id, tuple[Id, ...]]) -> LinkedBriefing:
    """A briefing; of a withdrawn one nothing is left to link."""
    is_withdrawn, claims = edition.is_withdrawn, edition.briefing.claims
    return LinkedBriefing(
        briefing=edition.briefing,
        event=edition.event,
        lang=edition.lang,
        sources=() if is_withdrawn else linked.citations[edition.id].sources,
        claims=() if is_withdrawn else tuple(dict.fromkeys([c.id for c in claims if c.id in linked.claims])),
        follows=() if is_withdrawn else follows[edition.original],
        translations=edition.translations,
        original=edition.original,
    )


def _add_backlinks(
    claims: Mapping[Id, LinkedClaim], backlinks: Mapping[Target, tuple[Backlink, ...]]
) -> dict[Id, LinkedClaim]:
    found = {key: backlinks.get((EntityKind.CLAIM, key)) for key in claims}
    return {key: replace(claim, backlinks=found[key]) if found[key] else claim for key, claim in claims.items()}


def _list_bodies(linked: Linked) -> dict[str, Body]:
    briefings = {edition.briefing.path: edition.body for edition in linked.editions.values()}
    registries = linked.registries
    topics = {topic.path: registries.bodies.get(key, Body()) for key, topic in registries.topics.items()}
    return {**briefings, **topics}


def _list_languages(linked: Linked) -> dict[str, tuple[Id, ...]]:
    found: dict[str, list[Id]] = {}
    for edition in linked.listed:
        for lang, key in edition.translations.items():
            if not linked.editions[key].is_withdrawn:
                found.setdefault(lang, []).append(edition.id)
    # One folder for a tag however its letters are written (BCP 47, 2.1.1): file systems may not tell them apart.
    first = {lang.casefold(): lang for lang in sorted(found, reverse=True)}
    return {lang: tuple(found[lang]) for lang in sorted(first.values())}


def _link_topics(linked: Linked) -> dict[Id, LinkedTopic]:
    registries = linked.registries
    children: dict[Id, list[Id]] = {}
    for key, parents in registries.topic_parents.items():
        if parents:
            children.setdefault(parents[0], []).append(key)
    ranks = {key: rank for rank, key in enumerate(registries.topics)}
    return {
        key: LinkedTopic(
            topic=topic,
            parents=registries.topic_parents[key],
            children=tuple(sorted(children.get(key, ()), key=ranks.__getitem__)),
            sources=linked.library.lists.get(topic_shelf(key), ()),
        )
        for key, topic in registries.topics.items()
    }
