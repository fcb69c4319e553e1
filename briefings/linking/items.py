"""The parts of a briefing that can be compared one by one: each is a kind, a name for people, and fields of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from briefings.linking.site import LinkedClaim, Site
from briefings.model.briefing import Briefing, Correction, DatedFact, Image, Unknown, Upcoming, Update
from briefings.model.claim import Assessment, Claim, Estimate, Position, Quantity
from briefings.model.edtf import Edtf, format_edtf
from briefings.model.ids import Id
from briefings.problems import Pointer


class ItemKind(StrEnum):
    """What a part of a briefing is."""

    CLAIM = "claim"
    POSITION = "position"
    ASSESSMENT = "assessment"
    IMAGE = "image"
    EVENT = "event"
    UPCOMING = "upcoming"
    UNKNOWN = "unknown"
    CORRECTION = "correction"
    UPDATE = "update"


PAIRED_BY: Mapping[ItemKind, tuple[tuple[str, ...], ...]] = {
    ItemKind.CLAIM: ((),),
    ItemKind.POSITION: (
        ("speaker", "stance", "said", "quote"),
        ("speaker", "stance", "said", "how"),
        ("speaker", "stance", "said", "figure"),
        ("speaker", "stance", "said", "sources"),
        ("speaker", "stance", "said"),
        ("speaker", "stance"),
        ("speaker", "said"),
        ("quote",),
        ("stance", "said", "sources"),
    ),
    ItemKind.ASSESSMENT: ((),),
    ItemKind.IMAGE: (("id",), ("file",), ("caption",), ("alt",)),
    ItemKind.EVENT: (("date", "text"), ("text",), ("date",)),
    ItemKind.UPCOMING: (("id",),),
    ItemKind.UNKNOWN: (("text",), ("claim",)),
    ItemKind.CORRECTION: (("now",), ("was",), ("at",)),
    ItemKind.UPDATE: (("note",), ("at",)),
}
"""By which fields two different items of a kind are taken for one that changed, the surest first.

No fields at all: there is only one in its group.
"""


class Item(msgspec.Struct, frozen=True, gc=False):
    """One part of a briefing.

    `claim` is the claim it belongs to, `name` what a person calls it. `fields` are texts by name, in the order in which
    they are shown, none of them empty; white space and Unicode form are made one. `pointer` is its place in the front
    matter.
    """

    kind: ItemKind
    briefing: Id
    claim: str
    name: str
    fields: dict[str, str]
    pointer: Pointer

    @property
    def group(self) -> tuple[ItemKind, str, str]:
        """Only items of one group can be paired: an assessment or a position stays with its claim."""
        return self.kind, self.briefing, self.claim

    @property
    def compared(self) -> tuple[str, ...]:
        """All that it says, as one key."""
        return tuple(f"{name}={squeeze(text)}" for name, text in sorted(self.fields.items()))


def tidy(text: str) -> str:
    """`text` in one line and in Unicode form C: what differs in no more than that reads the same.

    Halves of surrogate pairs, which YAML can spell and nothing can write, become question marks.
    """
    return " ".join(unicodedata.normalize("NFC", text).split()).encode("utf-8", "replace").decode()


def squeeze(text: str) -> str:
    """`text` without white space, to compare: a space more or less is no edit."""
    return "".join(text.split())


def make_fields(pairs: Mapping[str, str]) -> dict[str, str]:
    """Fields tidied, those without a text left out."""
    return {name: tidy(text) for name, text in pairs.items() if text.strip()}


def list_parts(briefing: Briefing, owner: Id) -> Iterator[Item]:
    """What stands in the front matter of a briefing besides claims; `owner` is the id under which it is compared."""
    for pointer, image in _images(briefing):
        yield Item(ItemKind.IMAGE, owner, "", tidy(image.file), _image(image), pointer)
    for index, fact in enumerate(briefing.events):
        yield Item(ItemKind.EVENT, owner, "", tidy(fact.text), _event(fact), ("events", index))
    for index, coming in enumerate(briefing.upcoming):
        yield Item(ItemKind.UPCOMING, owner, "", tidy(coming.what), _upcoming(coming), ("upcoming", index))
    for index, unknown in enumerate(briefing.unknowns):
        yield Item(ItemKind.UNKNOWN, owner, "", tidy(unknown.text), _unknown(unknown), ("unknowns", index))
    yield from list_notices(briefing, owner)


def list_translated(briefing: Briefing, owner: Id) -> Iterator[Item]:
    """The texts of claims that a translation repeats in its language."""
    for index, claim in enumerate(briefing.claims):
        text = tidy(claim.text)
        yield Item(ItemKind.CLAIM, owner, claim.id, text, make_fields({"text": text}), ("claims", index))


def list_notices(briefing: Briefing, owner: Id) -> Iterator[Item]:
    """What a briefing tells its readers about changes: corrections and updates."""
    for index, correction in enumerate(briefing.corrections):
        fields = _correction(correction)
        yield Item(ItemKind.CORRECTION, owner, "", tidy(correction.now), fields, ("corrections", index))
    for index, update in enumerate(briefing.updates):
        yield Item(ItemKind.UPDATE, owner, "", tidy(update.note), _update(update), ("updates", index))


def make_claim(claim: LinkedClaim, owner: Id, record: Claim | None, pointer: Pointer) -> Item:
    """A claim of the whole site. `record` is what the briefing that defines it says of it, there at `pointer`."""
    texts = {f"text ({lang})": text for lang, text in sorted(record.texts.items())} if record else {}
    fields = {
        "text": claim.text,
        **texts,
        "kind": claim.kind.value,
        "quantity": _quantity(claim.quantity),
        "due": _date(claim.due),
    }
    return Item(ItemKind.CLAIM, owner, claim.id, tidy(claim.text), make_fields(fields), pointer)


def list_said(briefing: Briefing, site: Site, owner: Id) -> Iterator[Item]:
    """The positions and assessments that a briefing records, of all claims."""
    for index, claim in enumerate(briefing.claims):
        where: Pointer = ("claims", index)
        for number, position in enumerate(claim.positions):
            speaker = site.actors.get(position.by)
            name = f"{speaker.name if speaker else position.by} {position.stance.value.replace('-', ' ')}"
            pointer = (*where, "positions", number)
            yield Item(ItemKind.POSITION, owner, claim.id, tidy(name), _position(position), pointer)
        if claim.assessment is not None:
            verdict = claim.assessment.status.value
            fields = _assessment(claim.assessment)
            yield Item(ItemKind.ASSESSMENT, owner, claim.id, f"assessed as {verdict}", fields, (*where, "assessment"))


def _images(briefing: Briefing) -> Iterator[tuple[Pointer, Image]]:
    if briefing.image is not None:
        yield ("image",), briefing.image
    for index, image in enumerate(briefing.images):
        yield ("images", index), image


def _position(position: Position) -> dict[str, str]:
    fields = {
        "speaker": position.by,
        "stance": position.stance.value,
        "said": _date(position.said),
        "figure": _figure(position.value),
        "quote": position.quote,
        "how": position.how,
        "sources": _names(position.via),
        "credibility": str(position.cred or ""),
    }
    return make_fields(fields)


def _assessment(assessment: Assessment) -> dict[str, str]:
    fields = {
        "verdict": assessment.status.value,
        "basis": assessment.basis,
        "as of": _date(assessment.as_of),
        "sources": _names(assessment.via),
    }
    return make_fields(fields)


def _image(image: Image) -> dict[str, str]:
    fields = {
        "caption": image.caption,
        "credit": image.credit,
        "alt": image.alt,
        "file": image.file,
        "taken": _date(image.taken),
        "place": image.place or "",
        "id": image.id or "",
    }
    return make_fields(fields)


def _event(fact: DatedFact) -> dict[str, str]:
    fields = {"date": _date(fact.date), "text": fact.text, "topics": _names(fact.topics), "places": _names(fact.places)}
    return make_fields(fields | {"sources": _names(fact.sources), "id": fact.id or ""})


def _upcoming(item: Upcoming) -> dict[str, str]:
    fields = {"what": item.what, "when": _date(item.when), "outcome": item.outcome, "topics": _names(item.topics)}
    overtaken = "true" if item.overtaken else ""
    return make_fields(fields | {"overtaken": overtaken, "sources": _names(item.sources), "id": item.id})


def _unknown(unknown: Unknown) -> dict[str, str]:
    return make_fields({"text": unknown.text, "claim": unknown.claim or ""})


def _correction(item: Correction) -> dict[str, str]:
    fields = {"at": item.at.text, "kind": item.kind.value, "was": item.was, "now": item.now}
    return make_fields(fields | {"claims": _names(item.claims)})


def _update(update: Update) -> dict[str, str]:
    return make_fields({"at": update.at.text, "level": update.level.value, "note": update.note})


def _date(date: Edtf | None) -> str:
    return "" if date is None else format_edtf(date)


def _names(words: Iterable[str]) -> str:
    """Ids in a list whose order says nothing."""
    return ", ".join(sorted(words))


def _figure(value: Estimate | None) -> str:
    """An estimate as it is typed: `4`, `3 to 5`, `4 (3 to 5)`."""
    if value is None:
        return ""
    low, best, high = (None if part is None else _number(part) for part in (value.low, value.best, value.high))
    if low and high:
        return f"{best} ({low} to {high})" if best else f"{low} to {high}"
    bounds = f"at least {low}" if low else f"at most {high}" if high else ""
    return f"{best} ({bounds})" if best and bounds else best or bounds


def _quantity(value: Quantity | None) -> str:
    return "" if value is None else ", ".join(filter(None, (value.measure, value.unit)))


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
