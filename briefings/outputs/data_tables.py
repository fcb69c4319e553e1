"""The public content of a site as lists of records: what the JSON and the CSV files say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from briefings.linking.site import EntityKind, Entry, LinkedBriefing, LinkedSource
from briefings.model.edtf import format_edtf
from briefings.model.ids import Id
from briefings.model.registry import Actor, Place
from briefings.outputs.data_records import (
    ActorData,
    BriefingData,
    CitedSourceData,
    CorrectionData,
    EntryData,
    PlaceData,
    Record,
    UpdateData,
)
from briefings.outputs.event_days import write_days
from briefings.views.context import ViewContext
from briefings.views.newest import find_last_major_change
from briefings.views.prose import strip_html


def list_records(context: ViewContext, name: str) -> list[Record]:
    """The records of one file (`data_records.RECORDS`), in a fixed order; made once, however many formats it has."""
    return context.memo(("data", name), partial(_MAKERS[name], context))


def list_public(context: ViewContext) -> Iterator[LinkedBriefing]:
    """Every briefing whose text is on the site, translations included, newest first."""
    return (linked for linked in context.site.briefings.values() if not linked.is_withdrawn)


def list_entries(context: ViewContext) -> Iterator[Entry]:
    """The timeline, newest event first, with what never came as it was announced."""
    return iter(context.site.entries)


def name_entry(context: ViewContext, entry: Entry) -> str:
    """What an entry says, as plain text."""
    if entry.upcoming:
        return entry.upcoming.what
    return entry.fact.text if entry.fact else context.localised(entry.briefing).briefing.title


def find_address(context: ViewContext, href: str) -> str:
    """The absolute address of a page, or the relative one where the site has none; "" for no page."""
    return context.addresses.absolute(href) or href if href else ""


def _list_briefings(context: ViewContext) -> list[Record]:
    return [_build_briefing(context, linked) for linked in list_public(context)]


def _build_briefing(context: ViewContext, linked: LinkedBriefing) -> BriefingData:
    briefing = linked.briefing
    first, last = write_days(linked.event, context.zone)
    return BriefingData(
        id=briefing.id,
        url=find_address(context, context.addresses.briefing(linked).href),
        lang=linked.lang,
        original=linked.original,
        translations=dict(linked.translations),
        title=briefing.title,
        summary=strip_html(context.prose.inline(briefing.summary, linked.lang)),
        kind=briefing.kind.value,
        stage=briefing.stage.value,
        published=briefing.date.rfc3339,
        updated=find_last_major_change(briefing).rfc3339,
        event=format_edtf(linked.event),
        event_first=first,
        event_last=last,
        authors=list(briefing.authors),
        topics=list(briefing.topics),
        actors=list(briefing.actors),
        places=list(briefing.places),
        claims=list(linked.claims),
        sources=[source.key for source in linked.sources],
        follows=list(linked.follows),
        updates=[UpdateData(u.at.rfc3339, u.level.value, u.note) for u in briefing.updates],
        corrections=[
            CorrectionData(c.at.rfc3339, c.kind.value, c.was, c.now, list(c.claims)) for c in briefing.corrections
        ],
    )


def _list_timeline(context: ViewContext) -> list[Record]:
    return [_build_entry(context, entry) for entry in list_entries(context)]


def _build_entry(context: ViewContext, entry: Entry) -> EntryData:
    first, last = write_days(entry.when, context.zone)
    return EntryData(
        id=entry.id,
        kind=entry.kind.value,
        briefing=entry.briefing,
        url=find_address(context, context.briefing_link(entry.briefing).href),
        title=name_entry(context, entry),
        when=format_edtf(entry.when),
        first=first,
        last=last,
        words=context.when(entry.when).text,
        known=entry.known.rfc3339,
        topics=list(entry.topics),
        places=list(entry.places),
        is_ahead=entry.is_ahead,
        is_overtaken=entry.is_overtaken,
        outcome=entry.upcoming.outcome if entry.upcoming else "",
    )


def _list_actors(context: ViewContext) -> list[Record]:
    return [_build_actor(context, actor) for actor in context.site.actors.values()]


def _build_actor(context: ViewContext, actor: Actor) -> ActorData:
    return ActorData(
        id=actor.id,
        url=find_address(context, context.actor_link(actor.id).href),
        name=actor.name,
        names=dict(sorted(actor.names.items())),
        kind=actor.kind.value,
        role=actor.role,
        of=actor.of or "",
        since=format_edtf(actor.since) if actor.since else "",
        party_to=list(actor.party_to),
        unnamed=actor.unnamed,
        briefings=count_appearances(context, EntityKind.ACTOR, actor.id),
    )


def _list_places(context: ViewContext) -> list[Record]:
    return [_build_place(context, place) for place in context.site.places.values()]


def _build_place(context: ViewContext, place: Place) -> PlaceData:
    return PlaceData(
        id=place.id,
        url=find_address(context, context.place_link(place.id).href),
        name=place.name,
        names=dict(sorted(place.names.items())),
        kind=place.kind,
        within=place.within or "",
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision_km=place.precision_km,
        briefings=count_appearances(context, EntityKind.PLACE, place.id),
    )


def count_appearances(context: ViewContext, kind: EntityKind, identifier: Id) -> int:
    """How many briefings an actor or a place appears in."""
    table = context.site.by_actor if kind is EntityKind.ACTOR else context.site.by_place
    found = table.get(identifier)
    return len(found.briefings) if found else 0


def list_sources(context: ViewContext) -> dict[str, LinkedSource]:
    """Every document that public texts cite, by key, and those that they copy.

    Others may stand in the registry for something that is not published.
    """
    found: dict[str, LinkedSource] = {}
    waiting = [source for linked in list_public(context) for source in linked.sources]
    waiting += [source for topic in context.site.topics.values() for source in topic.sources]
    for claim in context.site.claims.values():
        waiting += [source for position in claim.positions for source in position.sources]
        waiting += [source for assessment in claim.assessments for source in assessment.sources]
    while waiting:
        source = waiting.pop()
        if source.key not in found:
            found[source.key] = source
            waiting += [context.site.sources[key] for key in source.derived_from if key in context.site.sources]
    return dict(sorted(found.items()))


def _list_sources(context: ViewContext) -> list[Record]:
    briefings: dict[str, list[str]] = {}
    topics: dict[str, list[str]] = {}
    for linked in list_public(context):
        for source in linked.sources:
            briefings.setdefault(source.key, []).append(linked.briefing.id)
    for identifier, topic in context.site.topics.items():
        for source in topic.sources:
            topics.setdefault(source.key, []).append(identifier)
    return [
        _build_source(source, briefings.get(key, []), topics.get(key, []))
        for key, source in list_sources(context).items()
    ]


def _build_source(linked: LinkedSource, briefings: list[str], topics: list[str]) -> CitedSourceData:
    source, publisher = linked.source, linked.publisher
    return CitedSourceData(
        key=linked.key,
        title=source.title,
        publisher=publisher.id,
        publisher_name=publisher.name,
        publisher_kind=publisher.kind.value,
        reliability=publisher.reliability.grade.value if publisher.reliability else "",
        url=source.url,
        archived=source.archived,
        published=format_edtf(source.published) if source.published else "",
        accessed=format_edtf(source.accessed) if source.accessed else "",
        lang=source.lang,
        derived_from=list(linked.derived_from),
        origins=list(linked.origins),
        briefings=list(dict.fromkeys(briefings)),
        topics=list(dict.fromkeys(topics)),
    )


_MAKERS: dict[str, Callable[[ViewContext], list[Record]]] = {
    "briefings": _list_briefings,
    "timeline": _list_timeline,
    "actors": _list_actors,
    "places": _list_places,
    "sources": _list_sources,
}
