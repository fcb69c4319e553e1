"""Small records for the tests of linking: every argument has a default that is valid and dull."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from briefings.linking.link import LinkOptions, link_site
from briefings.linking.site import Site
from briefings.model.body import Body, Reference, ReferenceKind
from briefings.model.briefing import Briefing, Correction, DatedFact, Image, Kind, Stage, Status, Upcoming, Update
from briefings.model.claim import Assessment, Claim, Position, Stance, Verdict
from briefings.model.document import Document, FileKind
from briefings.model.edtf import Edtf, parse_edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.model.registry import Actor, ActorKind, Place, Publisher, PublisherKind
from briefings.model.source import Source
from briefings.model.topic import Topic
from briefings.problems import Problem

NOW = datetime(2021, 12, 31, tzinfo=UTC)


def edtf(text: str) -> Edtf:
    return parse_edtf(text)


def ids(*names: str) -> tuple[Id, ...]:
    return tuple(map(Id, names))


def moment(text: str) -> Moment:
    at = datetime.fromisoformat(text)
    return Moment(at if at.tzinfo else at.replace(tzinfo=UTC), has_time="T" in text)


def source(name: str, publisher: str = "afp", *, derived_from: tuple[str, ...] = ()) -> Source:
    return Source(Id(name), Id(publisher), title=name.capitalize(), derived_from=ids(*derived_from))


def position(
    by: str = "taliban", stance: str = "asserts", said: str = "2021-07-14", via: tuple[str, ...] = ("wire",)
) -> Position:
    return Position(Id(by), Stance(stance), edtf(said), ids(*via))


def assessment(status: str = "confirmed", as_of: str = "2021-07-15") -> Assessment:
    return Assessment(Verdict(status), "Two origins.", edtf(as_of))


def claim(name: str = "wesh-captured", text: str = "The Taliban hold Wesh.", **fields: Any) -> Claim:
    return Claim(Id(name), text, **{"positions": (position(),), **fields})


def fact(date: str, text: str = "Something happens.", **fields: Any) -> DatedFact:
    return DatedFact(edtf(date), text, **fields)


def upcoming(name: str, when: str, **fields: Any) -> Upcoming:
    return Upcoming(Id(name), "A talk.", edtf(when), **fields)


def correction(at: str, *claims: str, **fields: Any) -> Correction:
    return Correction(moment(at), **{"now": "Right.", "claims": ids(*claims), **fields})


def update(at: str) -> Update:
    return Update(moment(at), "More.")


def image(file: str = "images/post.jpg", **fields: Any) -> Image:
    return Image(file, "A post.", **fields)


def briefing(name: str, date: str = "2021-07-14", **fields: Any) -> Briefing:
    types = {"event": edtf, "status": Status, "stage": Stage, "kind": Kind}
    fields |= {key: make(fields[key]) for key, make in types.items() if isinstance(fields.get(key), str)}
    return Briefing(**{"id": Id(name), "title": name, "date": moment(date), **fields})


def reference(kind: str, target: str, **fields: Any) -> Reference:
    return Reference(ReferenceKind(kind), target, **{"line": 9, "column": 3, **fields})


def body(*references: Reference) -> Body:
    return Body(references=references)


def document(record: Briefing | Topic, *references: Reference, path: str = "") -> Document:
    if isinstance(record, Topic):
        return Document(path or f"topics/{record.id}.md", FileKind.TOPIC, topic=record, body=body(*references))
    return Document(path or f"briefings/{record.id}.md", FileKind.BRIEFING, briefing=record, body=body(*references))


def page(path: str, *references: Reference) -> Document:
    return Document(path, FileKind.PAGE, body=body(*references))


def registry(*records: Actor | Place | Publisher | Source, problems: tuple[Problem, ...] = ()) -> Document:
    """A registry file of one kind of records."""
    match records[0]:
        case Actor():
            kind, field = FileKind.ACTORS, "actors"
        case Place():
            kind, field = FileKind.PLACES, "places"
        case Publisher():
            kind, field = FileKind.PUBLISHERS, "publishers"
        case Source():
            kind, field = FileKind.SOURCES, "sources"
    fields: dict[str, Any] = {field: records}
    return Document(f"registry/{field}.yml", kind, problems=problems, **fields)


def actor(name: str, **fields: Any) -> Actor:
    return Actor(Id(name), name.capitalize(), ActorKind.ORGANISATION, **fields)


def place(name: str, within: str | None = None, **fields: Any) -> Place:
    return Place(Id(name), name.capitalize(), within=None if within is None else Id(within), **fields)


def publisher(name: str, owner: str | None = None, **fields: Any) -> Publisher:
    return Publisher(
        Id(name), name.capitalize(), PublisherKind.WIRE, owner=None if owner is None else Id(owner), **fields
    )


def topic(name: str, parent: str | None = None, **fields: Any) -> Topic:
    return Topic(id=Id(name), title=name.capitalize(), parent=None if parent is None else Id(parent), **fields)


OPTIONS = LinkOptions(zone=UTC, default_lang="en", now=NOW)


def link(*records: Document | Briefing | Topic, **options: Any) -> Site:
    """Link records with the options of a plain English site in UTC."""
    documents = [record if isinstance(record, Document) else document(record) for record in records]
    return link_site(documents, msgspec.structs.replace(OPTIONS, **options))


def codes(site: Site) -> list[str]:
    """The codes of a site's problems without their common start."""
    return [problem.code.removeprefix("BRF-") for problem in site.problems]
