"""The ledger as JSON: `/data/claims.json`, described by a JSON Schema beside it."""

from __future__ import annotations

from typing import Annotated

import msgspec

from briefings.linking.ledger import known_at
from briefings.linking.site import ClaimStatus, LinkedClaim, LinkedPosition, LinkedSource, Transition
from briefings.linking.time_order import TimeOrder
from briefings.model.claim import ClaimKind, Stance
from briefings.model.edtf import format_edtf
from briefings.model.forms import LANG_PATTERN
from briefings.model.moment import Moment
from briefings.outputs.data_json import build_head
from briefings.outputs.data_records import SCHEMA_VERSION, Head, IdText, KeyText, Url
from briefings.outputs.field_forms import EDTF, ID, KEY, MOMENT, WEB, list_words, optional, says
from briefings.outputs.schemas import write_schema
from briefings.views.context import ViewContext


class SourceData(msgspec.Struct, frozen=True):
    """A document that carries a position."""

    key: Annotated[str, says("Its key in the site.", KEY)]
    publisher: Annotated[str, says("The id of its publisher.", ID)]
    title: Annotated[str, says("Its title.")]
    url: Annotated[str, says("Its address; may be empty.", optional(WEB), form="iri-reference")]
    published: Annotated[str, says("When it was published, in EDTF; may be empty.", optional(EDTF))]
    origins: Annotated[
        list[IdText], says("Ids of the publishers that it goes back to: one origin counts as one voice.")
    ]


class PositionData(msgspec.Struct, frozen=True):
    """Who takes which position on a claim."""

    by: Annotated[str, says("The id of the actor.", ID)]
    name: Annotated[str, says("The name of the actor.")]
    stance: Annotated[
        str,
        says("asserts, denies, corroborates, casts-doubt, retracts or declines-to-comment.", words=list_words(Stance)),
    ]
    said: Annotated[str, says("When the actor said so, in EDTF (ISO 8601-2).", EDTF)]
    how: Annotated[str, says("In which way, in the words of the author; may be empty.")]
    quote: Annotated[str, says("The words of the actor; may be empty.")]
    low: Annotated[float | None, says("The least that the actor counts; null where that is not said.")]
    best: Annotated[float | None, says("What the actor counts; null where that is not said.")]
    high: Annotated[float | None, says("The most that the actor counts; null where that is not said.")]
    is_party: Annotated[bool, says("Whether the actor is a party to the matter: it cannot corroborate itself.")]
    via: Annotated[list[KeyText], says("Keys of the documents that carry it.")]
    briefing: Annotated[str, says("The id of the briefing that recorded it.", ID)]
    known: Annotated[
        str,
        says(
            "When readers could know it: it was said, a document that carries it was out, and the briefing that "
            "recorded it. A day, or a moment (RFC 3339).",
            MOMENT,
        ),
    ]


class TransitionData(msgspec.Struct, frozen=True):
    """A change of status: its cause is a position of an actor, or the basis that an editor gives."""

    when: Annotated[str, says("When, in EDTF (ISO 8601-2).", EDTF)]
    before: Annotated[str, says("The status before; empty at first.", words=list_words(ClaimStatus, ""))]
    after: Annotated[str, says("The status since.", words=list_words(ClaimStatus))]
    briefing: Annotated[str, says("The id of the briefing that recorded it.", ID)]
    by: Annotated[str, says("The id of the actor whose position is the cause; else empty.", optional(ID))]
    basis: Annotated[str, says("On what an editor bases it; empty where a position is the cause.")]


class ClaimData(msgspec.Struct, frozen=True):
    """One claim with everything the ledger knows of it."""

    id: Annotated[str, says("Its id: permanent.", ID)]
    url: Url
    text: Annotated[str, says("What is claimed, without who says so.")]
    texts: Annotated[dict[str, str], says("The same in other languages, by BCP 47 code.", keys=LANG_PATTERN)]
    kind: Annotated[
        str,
        says(
            "control, attack, casualty, movement, agreement, statement, quantity or forecast.",
            words=list_words(ClaimKind),
        ),
    ]
    status: Annotated[
        str, says("Where it stands by who says and denies it; no verdict on truth.", words=list_words(ClaimStatus))
    ]
    is_unverified: Annotated[bool, says("Whether it is merely claimed: by unnamed speakers only, or as a forecast.")]
    measure: Annotated[str, says("What a quantity counts; else empty.")]
    unit: Annotated[str, says("In which unit; else empty.")]
    due: Annotated[str, says("By when something announced should happen, in EDTF; else empty.", optional(EDTF))]
    topics: Annotated[list[IdText], says("Ids of its topics.")]
    briefings: Annotated[
        list[IdText], says("Ids of the briefings that record it; translations, which repeat them, are left out.")
    ]
    origins: Annotated[list[IdText], says("Ids of the publishers to which standing assertions go back, each once.")]
    positions: Annotated[list[PositionData], says("Who takes which position.")]
    history: Annotated[list[TransitionData], says("How its status changed, oldest first.")]


class LedgerData(Head, frozen=True):
    """The whole file."""

    claims: Annotated[list[ClaimData], says("Every claim, in order of its number.")]
    sources: Annotated[list[SourceData], says("Every document that carries a position.")]


def build_claims_data(context: ViewContext) -> bytes:
    """`claims.json`: every claim in order of its number, and every source that carries a position."""
    claims = list(context.site.claims.values())
    used: dict[str, LinkedSource] = {}
    for claim in claims:
        for position in claim.positions:
            used.update({linked.key: linked for linked in position.sources})
    data = LedgerData(
        **msgspec.structs.asdict(build_head(context)),
        claims=list_claims(context),
        sources=[_source(used[key]) for key in sorted(used)],
    )
    return msgspec.json.encode(data) + b"\n"


def list_claims(context: ViewContext) -> list[ClaimData]:
    """Every claim, in order of its number."""
    return [_claim(context, claim) for claim in context.site.claims.values()]


def build_claims_schema(site: str = "") -> bytes:
    """The JSON Schema of `claims.json`; `site` is the address of the site."""
    return write_schema("claims", SCHEMA_VERSION, site, msgspec.json.schema(LedgerData))


def _claim(context: ViewContext, claim: LinkedClaim) -> ClaimData:
    href = context.addresses.claim(claim.id).href
    return ClaimData(
        id=claim.id,
        url=context.addresses.absolute(href) or href,
        text=claim.text,
        texts=dict(sorted(claim.texts.items())),
        kind=claim.kind.value,
        status=claim.status.value,
        is_unverified=claim.is_unverified,
        measure=claim.quantity.measure if claim.quantity else "",
        unit=claim.quantity.unit if claim.quantity else "",
        due=format_edtf(claim.due) if claim.due else "",
        topics=list(claim.topics),
        briefings=list(claim.briefings),
        origins=list(claim.origins),
        positions=[_position(position, context.order) for position in claim.positions],
        history=[_transition(step) for step in claim.history],
    )


def _position(linked: LinkedPosition, order: TimeOrder) -> PositionData:
    position, value = linked.position, linked.position.value
    return PositionData(
        by=linked.actor.id,
        name=linked.actor.name,
        stance=position.stance.value,
        said=format_edtf(position.said),
        how=position.how,
        quote=position.quote,
        low=value.low if value else None,
        best=value.best if value else None,
        high=value.high if value else None,
        is_party=linked.is_party,
        via=[source.key for source in linked.sources],
        briefing=linked.briefing,
        known=_find_known(linked, order).rfc3339,
    )


def _find_known(linked: LinkedPosition, order: TimeOrder) -> Moment:
    """The publication of the briefing as its author gives it, where nothing was later."""
    at = known_at(linked, order)
    return linked.known if at == linked.known.utc else order.moment(at)


def _transition(step: Transition) -> TransitionData:
    return TransitionData(
        when=format_edtf(step.when),
        before=step.before.value if step.before else "",
        after=step.after.value,
        briefing=step.briefing,
        by=step.position.actor.id if step.position else "",
        basis=step.assessment.assessment.basis if step.assessment else "",
    )


def _source(linked: LinkedSource) -> SourceData:
    source = linked.source
    published = format_edtf(source.published) if source.published else ""
    return SourceData(linked.key, linked.publisher.id, source.title, source.url, published, list(linked.origins))
