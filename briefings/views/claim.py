"""The page of one claim: who says what, since when, and what became of it."""

from __future__ import annotations

from msgspec.structs import replace

from briefings.linking.site import EntityKind, LinkedClaim
from briefings.views.cards import add_card
from briefings.views.claim_meanings import FIGURES, OUTLOOK
from briefings.views.claim_parts import PositionView, SourceView, TransitionView
from briefings.views.claims import (
    basis_of,
    build_position_views,
    build_transition,
    describe_carriers,
    since,
    title_claim,
)
from briefings.views.context import ViewContext
from briefings.views.embed_codes import EmbedCode, build_claim_codes
from briefings.views.facets import list_claim_facets
from briefings.views.language import message as _
from briefings.views.parts import Html, KnownItem, Link, Mark, PageMeta, RelatedView, View, When
from briefings.views.series import SeriesView, build_series
from briefings.views.sources import SourceList, build_source_views
from briefings.views.structured_data import describe_claim
from briefings.views.surroundings import build_backlinks
from briefings.views.words import claim_mark


class ClaimPageView(View):
    """One claim.

    `why` is the cause of the present status in words, `outlook` what would change it. `positions` are all, in time
    order; `unknowns` what briefings say is not known about it. `series` is set where positions give figures.
    """

    page: PageMeta
    number: str
    text: str
    lang: str
    kind: str
    status: Mark
    since: When | None
    why: str
    basis: str
    outlook: str
    origins: str
    positions: tuple[PositionView, ...]
    history: tuple[TransitionView, ...]
    briefings: tuple[RelatedView, ...]
    topics: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    series: SeriesView | None = None
    due: When | None = None
    unknowns: tuple[KnownItem, ...] = ()
    backlinks: tuple[RelatedView, ...] = ()
    embeds: tuple[EmbedCode, ...] = ()


def build_claim_page(context: ViewContext, claim: LinkedClaim) -> ClaimPageView:
    """The page of one claim."""
    text, lang = context.claim_text(claim)
    title = title_claim(context, claim)
    carried = [s for p in claim.positions for s in p.sources]
    listed = SourceList([*carried, *(s for a in claim.assessments for s in a.sources)])
    mark = claim_mark(claim, context.language)
    history = tuple(build_transition(context, step, "") for step in claim.history)
    origins = describe_carriers(context, claim)
    meta = context.meta(
        f"claims/{claim.id}",
        title,
        f"{mark.word}. {origins}.",
        section="claims",
        alternates=context.feeds(f"claims/{claim.id}", title),
    )
    meta = replace(meta, facets=list_claim_facets(context, claim))
    meta = add_card(context, meta, EntityKind.CLAIM, claim.id, title)
    return ClaimPageView(
        page=replace(meta, json_ld=context.named("json_ld", lambda: describe_claim(context, claim, meta), Html(""))),
        number=f"C{context.site.claim_numbers[claim.id]}",
        text=text,
        lang=lang,
        kind=context.words(KIND_WORDS[claim.kind.value]),
        status=mark,
        since=since(claim, context),
        why=history[-1].cause if history else "",
        basis=basis_of(claim, context),
        outlook=_describe_outlook(context, claim, mark.key),
        origins=origins,
        positions=build_position_views(context, claim, listed, ""),
        history=history,
        briefings=tuple(
            RelatedView(link=context.briefing_link(i), note="", when=context.when(context.teasers[i].event))
            for i in claim.briefings
        ),
        topics=context.topic_links(claim.topics),
        sources=build_source_views(context, listed),
        series=build_series(context, claim),
        due=context.when(claim.due) if claim.due else None,
        unknowns=_find_unknowns(context, claim),
        backlinks=build_backlinks(context, claim.backlinks),
        embeds=context.named("embeds", lambda: build_claim_codes(context, claim), ()),
    )


def _describe_outlook(context: ViewContext, claim: LinkedClaim, status: str) -> str:
    outlook = context.words(OUTLOOK[status])
    return f"{outlook} {context.words(FIGURES)}" if claim.quantity and status == "corroborated" else outlook


KIND_WORDS = {
    "control": _("Control of a place"),
    "attack": _("Attack"),
    "casualty": _("Casualties"),
    "movement": _("Movement"),
    "agreement": _("Agreement"),
    "statement": _("Statement"),
    "quantity": _("Quantity"),
    "forecast": _("Forecast"),
}


def _find_unknowns(context: ViewContext, claim: LinkedClaim) -> tuple[KnownItem, ...]:
    """What the briefings that record a claim say is not known about it."""
    found = []
    for identifier in claim.briefings:
        linked = context.localised(identifier)
        link = context.briefing_link(identifier)
        lang = "" if linked.lang == context.lang else linked.lang
        found += [KnownItem(item.text, link, lang=lang) for item in linked.briefing.unknowns if item.claim == claim.id]
    return tuple(found)
