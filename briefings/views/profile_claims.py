"""The claims on the page of an actor, a place or a publisher: all, or the newest and a way to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from briefings.linking.ledger import list_standing
from briefings.linking.site import Appearances, EntityKind, LinkedClaim, LinkedPosition
from briefings.model.claim import ASSERTING, Stance
from briefings.model.ids import Id
from briefings.views.claim_lists import link_profile_claims, say_claims_shown
from briefings.views.claim_parts import ClaimRow
from briefings.views.claims import build_claim_rows, build_claim_tabs
from briefings.views.context import ViewContext
from briefings.views.long_lists import NEWEST
from briefings.views.parts import Tab

_DOUBTING = (Stance.DENIES, Stance.CASTS_DOUBT)
_NO_ROWS: tuple[ClaimRow, ...] = ()
_NO_TABS: tuple[Tab, ...] = ()


def build_actor_claims(context: ViewContext, actor: Id, found: Appearances) -> dict[str, Any]:
    """The fields of an actor's `ProfileView` that are about claims: those it asserts and those it denies."""
    named = partial(context.named_on, "actor.html")
    is_ledger = any(named(field, lambda: True, False) for field in ("said", "denied", "outcomes"))
    claims = [context.site.claims[claim] for claim in found.claims] if is_ledger else []
    said = [claim for claim in claims if _takes(claim.positions, actor, ASSERTING)]
    denied = [claim for claim in claims if _takes(claim.positions, actor, _DOUBTING)]
    all_claims = link_profile_claims(context, EntityKind.ACTOR, actor) if claims else None
    limit = NEWEST if all_claims else None
    return {
        "said": named("said", lambda: _build_rows(context, said[:limit], actor, ASSERTING), _NO_ROWS),
        "said_shown": _say_shown(context, len(said), limit),
        "outcomes": named("outcomes", lambda: build_claim_tabs(context, [c.id for c in said], "#said"), _NO_TABS),
        "denied": named("denied", lambda: _build_rows(context, denied[:limit], actor, _DOUBTING), _NO_ROWS),
        "denied_shown": _say_shown(context, len(denied), limit),
        "all_claims": all_claims,
    }


def build_carried_claims(context: ViewContext, kind: EntityKind, key: Id, found: Appearances) -> dict[str, Any]:
    """The same fields of a place or publisher: claims that briefings on the one record, or documents of the other."""
    all_claims = link_profile_claims(context, kind, key) if found.claims else None
    limit = NEWEST if all_claims else None
    template = f"{kind.value}.html"
    return {
        "carried": context.named_on(
            template, "carried", lambda: build_claim_rows(context, found.claims[:limit]), _NO_ROWS
        ),
        "carried_shown": _say_shown(context, len(found.claims), limit),
        "all_claims": all_claims,
    }


def _say_shown(context: ViewContext, total: int, limit: int | None) -> str:
    return say_claims_shown(context, min(total, limit or total), total) if total else ""


def _build_rows(
    context: ViewContext, claims: Sequence[LinkedClaim], actor: Id, stances: tuple[Stance, ...]
) -> tuple[ClaimRow, ...]:
    """Rows for claims on which an actor once took one of these stances, with a mark where it no longer does."""
    rows = build_claim_rows(context, (claim.id for claim in claims))
    return tuple(
        row if _takes(list_standing(claim.positions), actor, stances) else replace(row, is_earlier=True)
        for claim, row in zip(claims, rows, strict=True)
    )


def _takes(positions: Sequence[LinkedPosition], actor: Id, stances: tuple[Stance, ...]) -> bool:
    return any(p.actor.id == actor and p.position.stance in stances for p in positions)
