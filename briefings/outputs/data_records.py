"""The records of the JSON and CSV files below `/data/`; what they say of their fields stands in the schemas."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

SCHEMA_VERSION = 1
"""Goes up when a field is taken away or means something else. New fields may come at any time."""


def says(description: str) -> Meta:
    """What a schema says of a field."""
    return Meta(description=description)


Url = Annotated[str, says("The address of its page; relative to the host where the site has no address of its own.")]
Names = Annotated[dict[str, str], says("Its name in other languages, by BCP 47 code.")]
Count = Annotated[int, says("How many briefings it appears in.")]


class UpdateData(msgspec.Struct, frozen=True):
    """A change to a published briefing that is not a correction."""

    at: Annotated[str, says("When, in ISO 8601.")]
    level: Annotated[str, says("major: readers should look again; minor: they need not.")]
    note: Annotated[str, says("What was changed.")]


class CorrectionData(msgspec.Struct, frozen=True):
    """A mistake that was put right."""

    at: Annotated[str, says("When, in ISO 8601.")]
    kind: Annotated[str, says("correction, clarification or retraction.")]
    was: Annotated[str, says("What stood there; empty where that is not repeated.")]
    now: Annotated[str, says("What stands there now.")]
    claims: Annotated[list[str], says("Ids of the claims that it touches.")]


class BriefingData(msgspec.Struct, frozen=True):
    """One published briefing. A translation is a record of its own, with its language."""

    id: Annotated[str, says("Its id: permanent.")]
    url: Url
    lang: Annotated[str, says("Its language, as a BCP 47 code.")]
    original: Annotated[str, says("The id of the briefing that it translates, or its own.")]
    translations: Annotated[dict[str, str], says("Ids of its translations by language, itself included.")]
    title: Annotated[str, says("Its headline.")]
    summary: Annotated[str, says("One or two sentences, as plain text.")]
    kind: Annotated[str, says("briefing, flash, sitrep or background.")]
    stage: Annotated[str, says("developing, final or dormant.")]
    published: Annotated[str, says("When it was first published, in ISO 8601.")]
    updated: Annotated[str, says("Its last major update or correction, else its publication, in ISO 8601.")]
    event: Annotated[str, says("When it happened, in EDTF (ISO 8601-2).")]
    event_first: Annotated[str, says("The first day that `event` can mean, in ISO 8601; empty where that is open.")]
    event_last: Annotated[str, says("The last day that `event` can mean, in ISO 8601; empty where that is open.")]
    authors: Annotated[list[str], says("Who wrote it.")]
    topics: Annotated[list[str], says("Ids of its topics.")]
    actors: Annotated[list[str], says("Ids of its actors.")]
    places: Annotated[list[str], says("Ids of its places.")]
    claims: Annotated[list[str], says("Ids of the claims that it records.")]
    sources: Annotated[list[str], says("Keys of the documents that it cites.")]
    follows: Annotated[list[str], says("Ids of the briefings that it continues.")]
    updates: Annotated[list[UpdateData], says("What was changed since, in the order of the author.")]
    corrections: Annotated[list[CorrectionData], says("What was put right since, in the order of the author.")]


class EntryData(msgspec.Struct, frozen=True):
    """One entry of the timeline: a briefing, an event that a briefing reports, or something that is to come."""

    id: Annotated[str, says("Its id: that of its briefing, and which of its events or announcements it is.")]
    kind: Annotated[str, says("briefing, event or upcoming.")]
    briefing: Annotated[str, says("The id of the briefing that it is, or that reports it.")]
    url: Url
    title: Annotated[str, says("The headline, or what happened or is to come, as plain text.")]
    when: Annotated[str, says("When it happened or is to happen, in EDTF (ISO 8601-2).")]
    first: Annotated[str, says("The first day that `when` can mean, in ISO 8601; empty where that is open.")]
    last: Annotated[str, says("The last day that `when` can mean, in ISO 8601; empty where that is open.")]
    words: Annotated[str, says("The same date in words, in the language of the site.")]
    known: Annotated[str, says("When readers could know it, in ISO 8601.")]
    topics: Annotated[list[str], says("Ids of its topics.")]
    places: Annotated[list[str], says("Ids of its places.")]
    is_ahead: Annotated[bool, says("Whether it begins after the last moment of the site, and has no outcome.")]
    outcome: Annotated[str, says("What came of it, for what was announced; else empty.")]


class ActorData(msgspec.Struct, frozen=True):
    """A person, organisation or state that says or does things."""

    id: Annotated[str, says("Its id: permanent.")]
    url: Url
    name: Annotated[str, says("Its name.")]
    names: Names
    kind: Annotated[str, says("person, organisation or state.")]
    role: Annotated[str, says("What it is or does.")]
    of: Annotated[str, says("The id of the organisation that it speaks for; else empty.")]
    since: Annotated[str, says("Since when it has that role, in EDTF; else empty.")]
    party_to: Annotated[list[str], says("Ids of the topics in which it is a party: it cannot corroborate itself.")]
    unnamed: Annotated[bool, says("Whether it stands for speakers whom nobody names.")]
    briefings: Count


class PlaceData(msgspec.Struct, frozen=True):
    """A place on the ground."""

    id: Annotated[str, says("Its id: permanent.")]
    url: Url
    name: Annotated[str, says("Its name.")]
    names: Names
    kind: Annotated[str, says("What sort of place it is; may be empty.")]
    within: Annotated[str, says("The id of the place that it is part of; else empty.")]
    country: Annotated[str, says("ISO 3166-1 alpha-2; may be empty.")]
    lat: Annotated[float | None, says("Degrees north, WGS 84; null where nobody gave it.")]
    lon: Annotated[float | None, says("Degrees east, WGS 84; null where nobody gave it.")]
    precision_km: Annotated[float | None, says("How far off the point may be, in kilometres; null where nobody said.")]
    briefings: Count


class CitedSourceData(msgspec.Struct, frozen=True):
    """A document that briefings or topics cite, or that such a document copies."""

    key: Annotated[str, says("Its key in the site.")]
    title: Annotated[str, says("Its title.")]
    publisher: Annotated[str, says("The id of its publisher.")]
    publisher_name: Annotated[str, says("The name of its publisher.")]
    publisher_kind: Annotated[str, says("What sort of publisher that is: wire, state-media, official and so on.")]
    reliability: Annotated[str, says("The desk's judgement of the publisher: A to F (Admiralty code); may be empty.")]
    url: Annotated[str, says("Its address; may be empty.")]
    archived: Annotated[str, says("The address of a snapshot; may be empty.")]
    published: Annotated[str, says("When it was published, in EDTF; may be empty.")]
    accessed: Annotated[str, says("When the desk read it, in EDTF; may be empty.")]
    lang: Annotated[str, says("Its language, as a BCP 47 code; may be empty.")]
    derived_from: Annotated[list[str], says("Keys of the documents that it copies.")]
    origins: Annotated[list[str], says("Ids of the publishers that it goes back to: one origin counts as one voice.")]
    briefings: Annotated[list[str], says("Ids of the briefings that cite it, newest first.")]
    topics: Annotated[list[str], says("Ids of the topics whose background cites it.")]


Record = BriefingData | EntryData | ActorData | PlaceData | CitedSourceData
RECORDS: dict[str, type[Record]] = {
    "briefings": BriefingData,
    "timeline": EntryData,
    "actors": ActorData,
    "places": PlaceData,
    "sources": CitedSourceData,
}
"""The records of each file, by its name. `claims.json` has its own (`claims_data`)."""
