"""Claims as pages show them: ledger entries, table rows, the known / disputed / not known box."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from briefings.linking.changes import list_moves
from briefings.linking.ledger import list_earlier, list_standing
from briefings.linking.site import ClaimStatus, LinkedClaim, LinkedPosition, LinkedSource, Transition
from briefings.model.claim import ASSERTING, Estimate, Quantity, Stance
from briefings.model.ids import Id
from briefings.views.addresses import claim_anchor
from briefings.views.claim_parts import ClaimRow, ClaimView, MoveView, PositionView, TransitionView
from briefings.views.context import ViewContext
from briefings.views.language import load_language
from briefings.views.language_marks import fill_text, join_texts, mark_text
from briefings.views.parts import Link, Tab, When
from briefings.views.sources import SourceList, describe_sources
from briefings.views.words import (
    CREDIBILITY_WORDS,
    STANCE_PHRASES,
    STANCE_WORDS,
    change_mark,
    claim_mark,
    lower_article,
    status_mark,
)


def describe_estimate(context: ViewContext, value: Estimate | None, quantity: Quantity | None, lang: str = "") -> str:
    """A figure in words: "11 people", "between 40 and 50", "at least 60", "at most 10".

    `lang` is the language of the unit where it is not the page's.
    """
    if value is None:
        return ""
    number = context.language.number
    low, best, high = value.low, value.best, value.high
    if best is not None:
        text = number(best)
        if low is not None and high is not None:
            text = context.words("{best} (between {low} and {high})").format(
                best=text, low=number(low), high=number(high)
            )
    elif low is not None and high is not None:
        text = context.words("between {low} and {high}").format(low=number(low), high=number(high))
    elif low is not None:
        text = context.words("at least {low}").format(low=number(low))
    elif high is not None:
        text = context.words("at most {high}").format(high=number(high))
    else:
        return ""
    last = best if best is not None and (low is None or high is None) else low if high is None else high
    unit = _choose_unit(context, quantity, last, lang)
    return join_texts(" ", (text, mark_text(unit, lang))) if unit else text


def _choose_unit(context: ViewContext, quantity: Quantity | None, n: float | None, lang: str) -> str:
    """The unit as it stands after a number, by the plural rule of its language."""
    if quantity is None or n is None:
        return quantity.unit if quantity else ""
    locale = load_language(lang).locale if lang else context.language.locale
    return quantity.unit_one if quantity.unit_one and locale.plural_form(n) == "one" else quantity.unit


def since(claim: LinkedClaim, context: ViewContext) -> When | None:
    """Since when a claim has its status."""
    return context.when(claim.history[-1].when) if claim.history else None


def basis_of(claim: LinkedClaim, context: ViewContext) -> str:
    """The reason an editor gave for the present status; empty where no editor's verdict stands."""
    last = claim.history[-1].assessment if claim.history else None
    return context.mark_said(last.assessment.basis, last.briefing) if last else ""


def carrying_sources(claim: LinkedClaim) -> list[LinkedSource]:
    """The documents that carry assertions of a claim that stand, each once."""
    asserting = (p for p in list_standing(claim.positions) if p.position.stance in ASSERTING)
    return list({linked.key: linked for position in asserting for linked in position.sources}.values())


def describe_carriers(context: ViewContext, claim: LinkedClaim) -> str:
    """The documents that carry assertions of a claim, in words; that it is those, where others carry something else."""
    carrying = carrying_sources(claim)
    if not carrying:
        return context.words("Nobody asserts it")
    words, keys = describe_sources(context, carrying), {linked.key for linked in carrying}
    if all(linked.key in keys for position in claim.positions for linked in position.sources):
        return words
    return context.words("Asserted in {sources}").format(sources=words)


def speakers(claim: LinkedClaim, context: ViewContext, *stances: Stance) -> str:
    """Whose position is now one of these, once each, in the order of their statements; as words of a sentence."""
    actors = (p.actor for p in list_standing(claim.positions) if p.position.stance in stances)
    names = (lower_article(context.marked_name(actor), actor, context.language) for actor in actors)
    return context.join(dict.fromkeys(names))


def find_first_assertion(claim: LinkedClaim) -> LinkedPosition | None:
    """Who said first that a claim is so, whatever became of it; None where it is only denied."""
    return next((p for p in claim.positions if p.position.stance in ASSERTING), None)


def find_figure(claim: LinkedClaim) -> LinkedPosition | None:
    """The latest assertion of a claim, of those that stand, that gives a figure."""
    asserted = [p for p in list_standing(claim.positions) if p.position.stance in ASSERTING and p.position.value]
    return asserted[-1] if asserted else None


def title_claim(context: ViewContext, claim: LinkedClaim, *, is_neutral: bool = False) -> str:
    """What the page of a claim is called elsewhere: first where it stands, so that nobody takes it for a fact of ours.

    One who says no more than that it is a claim (`is_neutral`) is right whatever becomes of it.
    """
    mark = claim_mark(claim, context.language)
    word = context.words("Claim") if is_neutral or mark.key == ClaimStatus.CLAIMED.value else mark.word
    return context.words("{status}: {claim}").format(status=word, claim=context.claim_text(claim)[0])


def build_claim_view(
    context: ViewContext, claim: LinkedClaim, number: int, listed: SourceList, page_briefing: str
) -> ClaimView:
    """The ledger entry of a claim on the page of one briefing, with every position."""
    text, lang = context.claim_text(claim)
    return ClaimView(
        id=claim_anchor(claim.id),
        number=f"C{number}",
        href=f"#{claim_anchor(claim.id)}",
        text=text,
        lang=lang,
        status=claim_mark(claim, context.language),
        kind=claim.kind.value,
        since=since(claim, context),
        positions=build_position_views(context, claim, listed, page_briefing),
        history=context.named(
            "history", lambda: tuple(build_transition(context, step, page_briefing) for step in claim.history), ()
        ),
        asserted_by=context.named("asserted_by", lambda: speakers(claim, context, *ASSERTING), ""),
        denied_by=context.named("denied_by", lambda: speakers(claim, context, Stance.DENIES), ""),
        basis=basis_of(claim, context),
        origins=context.named("origins", lambda: describe_carriers(context, claim), ""),
        due=context.when(claim.due) if claim.due else None,
        defined_in=context.briefing_link(claim.defined_in) if claim.defined_in != page_briefing else None,
    )


def build_position_views(
    context: ViewContext, claim: LinkedClaim, listed: SourceList, page_briefing: str
) -> tuple[PositionView, ...]:
    """All positions. `page_briefing` is the briefing whose page they stand on ("" elsewhere): others are linked."""
    earlier = list_earlier(claim.positions)
    return tuple(
        _build_position(context, claim, linked, listed, page_briefing, is_earlier=index in earlier)
        for index, linked in enumerate(claim.positions)
    )


def _build_position(
    context: ViewContext,
    claim: LinkedClaim,
    linked: LinkedPosition,
    listed: SourceList,
    page_briefing: str,
    *,
    is_earlier: bool,
) -> PositionView:
    position, actor = linked.position, linked.actor
    credibility = context.words(CREDIBILITY_WORDS[position.cred]) if position.cred in CREDIBILITY_WORDS else ""
    return PositionView(
        stance=position.stance.value,
        stance_word=context.words(STANCE_WORDS[position.stance]),
        who=context.actor_link(actor.id),
        role=actor.role,
        role_lang=context.foreign(context.settings.lang) if actor.role else "",
        lang=context.foreign(context.site.briefings[linked.briefing].lang) if position.how or position.quote else "",
        said=context.when(position.said),
        how=position.how,
        quote=position.quote,
        value=describe_estimate(context, position.value, claim.quantity, context.foreign(claim.lang)),
        credibility=credibility,
        is_party=linked.is_party,
        sources=listed.refs(linked.sources),
        briefing=context.briefing_link(linked.briefing) if linked.briefing != page_briefing else None,
        is_earlier=is_earlier,
    )


def build_transition(context: ViewContext, step: Transition, page_briefing: str) -> TransitionView:
    """One step of a claim's history with its cause in words."""
    if step.assessment is not None:
        cause = context.mark_said(step.assessment.assessment.basis, step.assessment.briefing)
    elif step.position is not None:
        actor = step.position.actor
        name = lower_article(context.marked_name(actor), actor, context.language)
        words = fill_text(context.words(STANCE_PHRASES[step.position.position.stance]), name=name)
        sources = context.marked_names(s.publisher for s in step.position.sources)
        via = fill_text(context.words(" (read in {sources})"), sources=sources) if sources else ""
        cause = join_texts("", (words, via))
    else:
        cause = ""
    other = context.briefing_link(step.briefing) if step.briefing != page_briefing else None
    return TransitionView(context.when(step.when), change_mark(step.after, context.language), cause, other)


def build_moves(context: ViewContext, claim: LinkedClaim, after: datetime, page_briefing: str) -> tuple[MoveView, ...]:
    """The changes of a claim's status that became known after a moment."""
    if all(step.before is None for step in claim.history):
        return ()  # as with most claims: nothing moved, so there are no dates to compare
    moves = []
    for at, step in list_moves(claim, context.order):
        if at > after and step.before is not None:
            view = build_transition(context, step, page_briefing)
            before = change_mark(step.before, context.language)
            moves.append(
                MoveView(claim_link(context, claim.id), before, view.status, view.when, view.cause, view.briefing)
            )
    return tuple(moves)


def build_claim_row(context: ViewContext, claim: LinkedClaim) -> ClaimRow:
    """A claim in a table: who said it first, and where it stands; now, or as it was known once."""
    first = find_first_assertion(claim)
    source = next(iter(first.sources), None) if first else None
    given = find_figure(claim)
    return ClaimRow(
        number=f"C{context.site.claim_numbers[claim.id]}",
        href=context.addresses.claim(claim.id).href,
        text=mark_text(*context.claim_text(claim)),
        status=claim_mark(claim, context.language),
        who=context.actor_link(first.actor.id) if first else None,
        role=context.mark_own(first.actor.role) if first else "",
        said=context.when(first.position.said) if first else None,
        via=context.marked_name(source.publisher) if source else "",
        since=since(claim, context),
        denied_by=speakers(claim, context, Stance.DENIES),
        due=context.when(claim.due) if claim.due else None,
        topic_ids=claim.topics,
        speaker_ids=tuple(dict.fromkeys(p.actor.id for p in claim.positions)),
        figure=describe_estimate(context, given.position.value, claim.quantity, context.foreign(claim.lang))
        if given
        else "",
        figure_by=context.marked_name(given.actor) if given else "",
    )


def build_claim_rows(context: ViewContext, identifiers: Iterable[Id]) -> tuple[ClaimRow, ...]:
    """Rows for claims, in the order given; each is built once, however many tables show it."""

    def build(identifier: Id) -> ClaimRow:
        return build_claim_row(context, context.site.claims[identifier])

    return tuple(context.memo(("row", identifier), partial(build, identifier)) for identifier in identifiers)


STATUS_ORDER = ("disputed", "claimed", "unverified", "corroborated", "confirmed", "refuted", "retracted")


def build_claim_tabs(context: ViewContext, identifiers: Iterable[Id], href: str) -> tuple[Tab, ...]:
    """How many of some claims have each status; all lead to one list."""
    keys = [claim_mark(context.site.claims[identifier], context.language).key for identifier in identifiers]
    number = context.language.number
    return tuple(
        Tab(status_mark(key, context.language).word, href, False, number(keys.count(key)), key, key)
        for key in STATUS_ORDER
        if key in keys
    )


def count_disputed(context: ViewContext, identifiers: Iterable[Id]) -> int:
    """How many of these claims are disputed now."""
    return sum(context.statuses[identifier] is ClaimStatus.DISPUTED for identifier in identifiers)


def claim_link(context: ViewContext, identifier: Id, text: str = "") -> Link:
    """A link to the ledger entry of a claim."""
    claim = context.site.claims[identifier]
    words, lang = (text, "") if text else context.claim_text(claim)
    return Link(words, context.addresses.claim(identifier).href, lang=lang)
