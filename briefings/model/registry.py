"""Registries: the actors, places and publishers that briefings refer to by id."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from briefings.model.edtf import Edtf
from briefings.model.forms import Kilometres, Latitude, Longitude, Url
from briefings.model.ids import Id


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"


class PublisherKind(StrEnum):
    """What sort of publisher carries a document."""

    WIRE = "wire"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    PUBLIC_BROADCASTER = "public-broadcaster"
    STATE_MEDIA = "state-media"
    OFFICIAL = "official"
    PARTY = "party"
    NGO = "ngo"
    UN = "un"
    ACADEMIC = "academic"
    SOCIAL = "social"
    EYEWITNESS = "eyewitness"
    REFERENCE = "reference"


class Grade(StrEnum):
    """Reliability of a publisher, the letter of the Admiralty code (NATO AJP-2.1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Reliability(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The desk's judgement of a publisher: the letter, why, and the day of the judgement."""

    grade: Grade
    why: str = ""
    on: Edtf | None = None


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person, organisation or state that says or does things.

    `of` is the organisation a person speaks for. `party_to` lists the topics in which the actor is a party and
    so cannot corroborate itself. `unnamed` marks speakers that nobody names ("a security source").
    """

    id: Id
    name: str
    kind: ActorKind
    role: str = ""
    of: Id | None = None
    since: Edtf | None = None
    party_to: tuple[Id, ...] = ()
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    about: str = ""
    unnamed: bool = False


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place on the ground. `lat` and `lon` are WGS 84 degrees, `precision_km` the radius they are good for."""

    id: Id
    name: str
    kind: str = ""
    within: Id | None = msgspec.field(default=None, name="in")
    country: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision_km: Kilometres | None = None
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    about: str = ""


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who publishes sources. Publishers with one `owner` count as one origin. `country` is ISO 3166-1 alpha-2."""

    id: Id
    name: str
    kind: PublisherKind
    country: str = ""
    owner: Id | None = None
    reliability: Reliability | None = None
    url: Url = ""
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    about: str = ""
