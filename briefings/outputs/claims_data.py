"""The ledger as JSON: `/data/claims.json`, described by a JSON Schema beside it."""

from __future__ import annotations

from typing import Any

import msgspec

from briefings.linking.site import LinkedClaim, LinkedPosition, LinkedSource, Transition
from briefings.model.edtf import format_edtf
from briefings.views.context import ViewContext

SCHEMA_VERSION = 1


class SourceData(msgspec.Struct, frozen=True):
    """A document: its key in the site, who published it, where it is, and the publishers it originates from."""

    key: str
    publisher: str
    title: str
    url: str
    published: str
    origins: list[str]


class PositionData(msgspec.Struct, frozen=True):
    """Who takes which position.

    `said` is EDTF; `via` are keys of sources; `briefing` recorded it at `known` (ISO 8601).
    """

    by: str
    name: str
    stance: str
    said: str
    how: str
    quote: str
    low: float | None
    best: float | None
    high: float | None
    is_party: bool
    via: list[str]
    briefing: str
    known: str


class TransitionData(msgspec.Struct, frozen=True):
    """A change of status: when (EDTF), from what ("" at first), to what, and its cause.

    An actor's position or an editor's basis.
    """

    when: str
    before: str
    after: str
    briefing: str
    by: str
    basis: str


class ClaimData(msgspec.Struct, frozen=True):
    """One claim with everything the ledger knows of it.

    `origins` are publishers of standing assertions, collapsed.
    """

    id: str
    url: str
    text: str
    texts: dict[str, str]
    kind: str
    status: str
    is_unverified: bool
    measure: str
    unit: str
    due: str
    topics: list[str]
    briefings: list[str]
    origins: list[str]
    positions: list[PositionData]
    history: list[TransitionData]


class LedgerData(msgspec.Struct, frozen=True):
    """The whole file. `as_of` is the latest moment named by the content (ISO 8601)."""

    version: int
    site: str
    as_of: str
    claims: list[ClaimData]
    sources: list[SourceData]


def build_claims_data(context: ViewContext) -> bytes:
    """`claims.json`: every claim in order of its number, and every source that carries a position."""
    claims = list(context.site.claims.values())
    used: dict[str, LinkedSource] = {}
    for claim in claims:
        for position in claim.positions:
            used.update({linked.key: linked for linked in position.sources})
    data = LedgerData(
        version=SCHEMA_VERSION,
        site=context.settings.name,
        as_of=context.site.as_of.text if context.site.as_of else "",
        claims=list_claims(context),
        sources=[_source(used[key]) for key in sorted(used)],
    )
    return msgspec.json.encode(data) + b"\n"


def list_claims(context: ViewContext) -> list[ClaimData]:
    """Every claim, in order of its number."""
    return [_claim(context, claim) for claim in context.site.claims.values()]


def build_claims_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of `claims.json`."""
    schema: dict[str, Any] = msgspec.json.schema(LedgerData)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Briefings claim ledger", **schema}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


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
        positions=[_position(position) for position in claim.positions],
        history=[_transition(step) for step in claim.history],
    )


def _position(linked: LinkedPosition) -> PositionData:
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
        known=linked.known.text,
    )


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
