"""Claims as pages show them: ledger entries, table rows, the known / disputed / not known box."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.linking.site import ClaimStatus, LinkedClaim, LinkedPosition, Transition
from briefings.model.claim import Estimate, Quantity, Stance
from briefings.views.addresses import claim_anchor
from briefings.views.context import ViewContext
from briefings.views.parts import ClaimRow, ClaimView, Link, PositionView, TransitionView, When
from briefings.views.sources import SourceList, describe_sources
from briefings.views.words import CREDIBILITY_WORDS, STANCE_WORDS, change_mark, claim_mark

SETTLED = (ClaimStatus.CONFIRMED, ClaimStatus.REFUTED, ClaimStatus.CORROBORATED)


def describe_estimate(context: ViewContext, value: Estimate | None, quantity: Quantity | None) -> str:
    """A figure in words: "11 people", "between 40 and 50", "at least 60", "at most 10"."""
    if value is None:
        return ""
    number = context.language.number
    low, best, high = value.low, value.best, value.high
    if best is not None:
        text = number(best)
        if low is not None and high is not None:
            text = context.words("{best} (between {low} and {high})").format(best=text, low=number(low), high=number(high))
    elif low is not None and high is not None:
        text = context.words("between {low} and {high}").format(low=number(low), high=number(high))
    elif low is not None:
        text = context.words("at least {low}").format(low=number(low))
    elif high is not None:
        text = context.words("at most {high}").format(high=number(high))
    else:
        return ""
    return f"{text} {quantity.unit}" if quantity and quantity.unit else text


def since(claim: LinkedClaim, context: ViewContext) -> When | None:
    """Since when a claim has its status."""
    return context.when(claim.history[-1].when) if claim.history else None


def speakers(claim: LinkedClaim, context: ViewContext, *stances: Stance) -> str:
    """Who takes one of these stances, once each, in the order of their first statement."""
    names = [context.name(p.actor) for p in claim.positions if p.position.stance in stances]
    return ", ".join(dict.fromkeys(names))


def build_claim_view(
    context: ViewContext, claim: LinkedClaim, number: int, listed: SourceList, page_briefing: str
) -> ClaimView:
    """The ledger entry of a claim on the page of one briefing, with every position."""
    text, lang = context.claim_text(claim)
    carried = [s for p in claim.positions if p.position.stance in (Stance.ASSERTS, Stance.CORROBORATES) for s in p.sources]
    unique = list({linked.key: linked for linked in carried}.values())
    standing = claim.assessments[-1].assessment if claim.assessments else None
    return ClaimView(
        id=claim_anchor(claim.id),
        number=f"C{number}",
        href=f"#{claim_anchor(claim.id)}",
        text=text,
        lang=lang,
        status=claim_mark(claim, context.language),
        kind=claim.kind.value,
        since=since(claim, context),
        positions=tuple(_build_position(context, claim, p, listed, page_briefing) for p in claim.positions),
        history=tuple(build_transition(context, step, page_briefing) for step in claim.history),
        asserted_by=speakers(claim, context, Stance.ASSERTS, Stance.CORROBORATES),
        denied_by=speakers(claim, context, Stance.DENIES),
        basis=standing.basis if standing and claim.status in (ClaimStatus.CONFIRMED, ClaimStatus.REFUTED) else "",
        origins=describe_sources(context, unique),
        due=context.when(claim.due) if claim.due else None,
        defined_in=context.briefing_link(claim.defined_in) if claim.defined_in != page_briefing else None,
    )


def _build_position(
    context: ViewContext, claim: LinkedClaim, linked: LinkedPosition, listed: SourceList, page_briefing: str
) -> PositionView:
    position, actor = linked.position, linked.actor
    credibility = context.words(CREDIBILITY_WORDS[position.cred]) if position.cred in CREDIBILITY_WORDS else ""
    return PositionView(
        stance=position.stance.value,
        stance_word=context.words(STANCE_WORDS[position.stance]),
        who=context.actor_link(actor.id),
        role=actor.role,
        said=context.when(position.said),
        how=position.how,
        quote=position.quote,
        value=describe_estimate(context, position.value, claim.quantity),
        credibility=credibility,
        is_party=linked.is_party,
        sources=listed.refs(linked.sources),
        briefing=context.briefing_link(linked.briefing) if linked.briefing != page_briefing else None,
    )


def build_transition(context: ViewContext, step: Transition, page_briefing: str) -> TransitionView:
    """One step of a claim's history with its cause in words."""
    if step.assessment is not None:
        cause = step.assessment.assessment.basis
    elif step.position is not None:
        stance = context.words(STANCE_WORDS[step.position.position.stance])
        publishers = dict.fromkeys(context.name(s.publisher) for s in step.position.sources)
        via = context.words(" (read in {sources})").format(sources=", ".join(publishers)) if publishers else ""
        cause = f"{context.name(step.position.actor)} {stance}{via}"
    else:
        cause = ""
    other = context.briefing_link(step.briefing) if step.briefing != page_briefing else None
    return TransitionView(context.when(step.when), change_mark(step.after, context.language), cause, other)


def build_claim_row(context: ViewContext, claim: LinkedClaim) -> ClaimRow:
    """A claim in a table: who said it first, and where it stands."""
    text, _ = context.claim_text(claim)
    first = claim.positions[0] if claim.positions else None
    publishers = list(dict.fromkeys(context.name(s.publisher) for s in first.sources)) if first else []
    return ClaimRow(
        number=f"C{claim.number}",
        href=context.addresses.claim(context.site, claim.id),
        text=text,
        status=claim_mark(claim, context.language),
        who=context.actor_link(first.actor.id) if first else None,
        role=first.actor.role if first else "",
        said=context.when(first.position.said) if first else None,
        via=publishers[0] if publishers else "",
        since=since(claim, context),
        denied_by=speakers(claim, context, Stance.DENIES),
        due=context.when(claim.due) if claim.due else None,
    )


def build_claim_rows(context: ViewContext, identifiers: Iterable[str]) -> tuple[ClaimRow, ...]:
    """Rows for claims, in the order given."""
    return tuple(build_claim_row(context, context.site.claims[identifier]) for identifier in identifiers)


def count_disputed(context: ViewContext, identifiers: Iterable[str]) -> int:
    """How many of these claims are disputed now."""
    return sum(context.site.claims[identifier].status is ClaimStatus.DISPUTED for identifier in identifiers)


def claim_link(context: ViewContext, identifier: str, text: str = "") -> Link:
    """A link to the ledger entry of a claim."""
    claim = context.site.claims[identifier]
    return Link(text or context.claim_text(claim)[0], context.addresses.claim(context.site, identifier))
