"""The records of the JSON and CSV files below `/data/`; what they say of their fields stands in the schemas."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from briefings.linking.site import EntryKind
from briefings.model.briefing import CorrectionKind, Kind, Level, Stage
from briefings.model.forms import LANG_PATTERN, Kilometres, Latitude, Longitude
from briefings.model.registry import ActorKind, Grade, PublisherKind
from briefings.outputs.field_forms import DAY, EDTF, ID, KEY, MOMENT, PAGE, WEB, list_words, optional, says

SCHEMA_VERSION: Literal[2] = 2
"""Goes up when a field is taken away or means something else. New fields may come at any time."""


class Head(msgspec.Struct, frozen=True):
    """What stands at the beginning of every JSON file here."""

    version: Annotated[Literal[2], says("The version of this schema.")]
    site: Annotated[str, says("The name of the site.")]
    as_of: Annotated[str, says("The latest day or moment that the content names (RFC 3339).", optional(MOMENT))]
    zone: Annotated[str, says("The time zone of the site, by its IANA name: days are meant in it.", r"^[\w+/-]+$")]
    licence: Annotated[str, says("The terms for the data in Markdown, as the site states them; may be empty.")]


_STAGES = tuple(stage.value for stage in Stage if stage is not Stage.WITHDRAWN)
IdText = Annotated[str, Meta(pattern=ID)]
LangText = Annotated[str, Meta(pattern=LANG_PATTERN)]
KeyText = Annotated[str, Meta(pattern=KEY)]
PageText = Annotated[str, Meta(pattern=PAGE, extra_json_schema={"format": "uri-reference"})]
Url = Annotated[
    str,
    says(
        "The address of its page, from the root of the host where the site has no address; empty where it has no page.",
        optional(PAGE),
        form="uri-reference",
    ),
]
Names = Annotated[dict[str, str], says("Its name in other languages, by BCP 47 code.", keys=LANG_PATTERN)]


class UpdateData(msgspec.Struct, frozen=True):
    """A change to a published briefing that is not a correction."""

    at: Annotated[str, says("When: a day, or a moment (RFC 3339).", MOMENT)]
    level: Annotated[str, says("major: readers should look again; minor: they need not.", words=list_words(Level))]
    note: Annotated[str, says("What was changed.")]


class CorrectionData(msgspec.Struct, frozen=True):
    """A mistake that was put right."""

    at: Annotated[str, says("When: a day, or a moment (RFC 3339).", MOMENT)]
    kind: Annotated[str, says("correction, clarification or retraction.", words=list_words(CorrectionKind))]
    was: Annotated[str, says("What stood there; empty where that is not repeated.")]
    now: Annotated[str, says("What stands there now.")]
    claims: Annotated[list[IdText], says("Ids of the claims that it touches.")]


class BriefingData(msgspec.Struct, frozen=True):
    """One published briefing. A translation is a record of its own, with its language."""

    id: Annotated[str, says("Its id: permanent.", ID)]
    url: Url
    lang: Annotated[str, says("Its language, as a BCP 47 code.", LANG_PATTERN)]
    original: Annotated[str, says("The id of the briefing that it translates, or its own.", ID)]
    translations: Annotated[
        dict[str, IdText], says("Ids of its translations by language, itself included.", keys=LANG_PATTERN)
    ]
    title: Annotated[str, says("Its headline.")]
    summary: Annotated[str, says("One or two sentences, as plain text.")]
    kind: Annotated[str, says("briefing, flash, sitrep or background.", words=list_words(Kind))]
    stage: Annotated[str, says("developing, final or dormant.", words=_STAGES)]
    published: Annotated[str, says("When it was first published: a day, or a moment (RFC 3339).", MOMENT)]
    updated: Annotated[
        str, says("Its last major update or correction, else its publication: a day, or a moment (RFC 3339).", MOMENT)
    ]
    event: Annotated[str, says("When it happened, in EDTF (ISO 8601-2).", EDTF)]
    event_first: Annotated[
        str, says("The first day that `event` can mean (RFC 3339); empty where that is open.", optional(DAY))
    ]
    event_last: Annotated[
        str, says("The last day that `event` can mean (RFC 3339); empty where that is open.", optional(DAY))
    ]
    authors: Annotated[list[str], says("Who wrote it.")]
    topics: Annotated[list[IdText], says("Ids of its topics, as its authors list them: not those above.")]
    actors: Annotated[
        list[IdText],
        says("Ids of its actors, as its authors list them; those who take a position are in claims.json."),
    ]
    places: Annotated[list[IdText], says("Ids of its places, as its authors list them: not those around them.")]
    claims: Annotated[list[IdText], says("Ids of the claims that it records; a translation has those of its original.")]
    sources: Annotated[list[KeyText], says("Keys of the documents that it cites.")]
    follows: Annotated[list[IdText], says("Ids of the briefings that it continues.")]
    updates: Annotated[list[UpdateData], says("What was changed since, in the order of the author.")]
    corrections: Annotated[list[CorrectionData], says("What was put right since, in the order of the author.")]


class EntryData(msgspec.Struct, frozen=True):
    """One entry of the timeline: a briefing, an event that a briefing reports, or something that is to come."""

    id: Annotated[str, says("Its id: that of its briefing, and which of its events or announcements it is.", KEY)]
    kind: Annotated[str, says("briefing, event or upcoming.", words=list_words(EntryKind))]
    briefing: Annotated[str, says("The id of the briefing that it is, or that reports it.", ID)]
    url: Url
    title: Annotated[str, says("The headline, or what happened or is to come, as plain text.")]
    when: Annotated[str, says("When it happened or is to happen, in EDTF (ISO 8601-2).", EDTF)]
    first: Annotated[
        str, says("The first day that `when` can mean (RFC 3339); empty where that is open.", optional(DAY))
    ]
    last: Annotated[str, says("The last day that `when` can mean (RFC 3339); empty where that is open.", optional(DAY))]
    words: Annotated[str, says("The same date in words, in the language of the site.")]
    known: Annotated[
        str,
        says(
            "When readers could know it: its briefing was out, and a document that carries it; an event had begun. "
            "A day, or a moment (RFC 3339).",
            MOMENT,
        ),
    ]
    topics: Annotated[list[IdText], says("Ids of its topics.")]
    places: Annotated[list[IdText], says("Ids of its places.")]
    is_ahead: Annotated[bool, says("Whether it begins after the last moment of the site, and has no outcome.")]
    is_overtaken: Annotated[
        bool, says("Whether it never came as it was announced: it stands in no timeline of the site.")
    ]
    outcome: Annotated[str, says("What came of it, for what was announced; else empty.")]


class ActorData(msgspec.Struct, frozen=True):
    """A person, organisation or state that says or does things."""

    id: Annotated[str, says("Its id: permanent.", ID)]
    url: Url
    name: Annotated[str, says("Its name.")]
    names: Names
    kind: Annotated[str, says("person, organisation or state.", words=list_words(ActorKind))]
    role: Annotated[str, says("What it is or does.")]
    of: Annotated[str, says("The id of the organisation that it speaks for; else empty.", optional(ID))]
    since: Annotated[str, says("Since when it has that role, in EDTF; else empty.", optional(EDTF))]
    party_to: Annotated[list[IdText], says("Ids of the topics in which it is a party: it cannot corroborate itself.")]
    unnamed: Annotated[bool, says("Whether it stands for speakers whom nobody names.")]
    briefings: Annotated[
        int,
        says(
            "How many briefings it appears in: they list it among their actors, or record a position of it. "
            "Translations are not counted.",
            least=0,
        ),
    ]


class PlaceData(msgspec.Struct, frozen=True):
    """A place on the ground."""

    id: Annotated[str, says("Its id: permanent.", ID)]
    url: Url
    name: Annotated[str, says("Its name.")]
    names: Names
    kind: Annotated[str, says("What sort of place it is, in the words of the author; may be empty.")]
    within: Annotated[str, says("The id of the place that it is part of; else empty.", optional(ID))]
    country: Annotated[str, says("ISO 3166-1 alpha-2; may be empty.")]
    lat: Annotated[Latitude | None, says("Degrees north, WGS 84; null where nobody gave it.")]
    lon: Annotated[Longitude | None, says("Degrees east, WGS 84; null where nobody gave it.")]
    precision_km: Annotated[
        Kilometres | None, says("How far off the point may be, in kilometres; null where nobody said.")
    ]
    briefings: Annotated[
        int,
        says(
            "How many briefings it appears in: they list it, or a place within it, among their places. Translations "
            "are not counted.",
            least=0,
        ),
    ]


class CitedSourceData(msgspec.Struct, frozen=True):
    """A document that briefings or topics cite, or that such a document copies."""

    key: Annotated[str, says("Its key in the site.", KEY)]
    title: Annotated[str, says("Its title.")]
    publisher: Annotated[str, says("The id of its publisher.", ID)]
    publisher_name: Annotated[str, says("The name of its publisher.")]
    publisher_kind: Annotated[
        str,
        says("What sort of publisher that is: wire, state-media, official and so on.", words=list_words(PublisherKind)),
    ]
    reliability: Annotated[
        str,
        says(
            "The desk's judgement of the publisher: A to F (Admiralty code); may be empty.", words=list_words(Grade, "")
        ),
    ]
    url: Annotated[str, says("Its address; may be empty.", optional(WEB), form="iri-reference")]
    archived: Annotated[str, says("The address of a snapshot; may be empty.", optional(WEB), form="iri-reference")]
    published: Annotated[str, says("When it was published, in EDTF; may be empty.", optional(EDTF))]
    accessed: Annotated[str, says("When the desk read it, in EDTF; may be empty.", optional(EDTF))]
    lang: Annotated[str, says("Its language, as a BCP 47 code; may be empty.", optional(LANG_PATTERN))]
    derived_from: Annotated[list[KeyText], says("Keys of the documents that it copies.")]
    origins: Annotated[
        list[IdText], says("Ids of the publishers that it goes back to: one origin counts as one voice.")
    ]
    briefings: Annotated[
        list[IdText], says("Ids of the briefings that cite it, newest first, translations among them.")
    ]
    topics: Annotated[list[IdText], says("Ids of the topics whose background cites it.")]


Record = BriefingData | EntryData | ActorData | PlaceData | CitedSourceData
RECORDS: dict[str, type[Record]] = {
    "briefings": BriefingData,
    "timeline": EntryData,
    "actors": ActorData,
    "places": PlaceData,
    "sources": CitedSourceData,
}
"""The records of each file, by its name. `claims.json` has its own (`claims_data`), and `changes.json`."""
