"""The story that leads the home page, and the two sides of its dispute."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.linking.ledger import list_standing
from briefings.linking.site import ClaimStatus, LinkedBriefing, LinkedClaim, LinkedPosition
from briefings.linking.timeline import find_last_change
from briefings.model.briefing import Stage
from briefings.model.claim import Stance
from briefings.model.ids import Id
from briefings.views.context import ViewContext
from briefings.views.entries import briefing_mark
from briefings.views.lead_image import build_lead_image
from briefings.views.parts import Html, ImageView, KnownItem, Link, Mark, Stamp, View, When


class AccountView(View):
    """One side of a dispute: who, in what role, what was said in our words or theirs, when, and where it was read.

    `lang` is the language of what was said, where it differs from the page's.
    """

    who: Link
    role: str
    said: str
    when: When
    is_quote: bool = False
    sources: tuple[Link, ...] = ()
    claim: Link | None = None
    lang: str = ""


class VersusView(View):
    """Two accounts that contradict each other; `subject` is the claim in question, `lang` its language if another."""

    label: Mark
    subject: str
    sides: tuple[AccountView, AccountView]
    lang: str = ""


class LeadView(View):
    """The story that leads the page: the newest developing briefing, else the newest.

    `lang` is the language of `title` and `deck` where it differs from the page's.
    """

    title: str
    href: str
    deck: Html
    status: Mark
    event: When
    updated: Stamp
    place: str
    image: ImageView | None = None
    versus: VersusView | None = None
    known: tuple[KnownItem, ...] = ()
    disputed: tuple[KnownItem, ...] = ()
    unknown: tuple[KnownItem, ...] = ()
    lang: str = ""


MAX_BOX = 3
"""Lines of each kind in the box of the lead."""


def find_lead(context: ViewContext) -> LinkedBriefing | None:
    """The newest developing briefing, else the newest."""
    return choose_lead(context, context.site.listed)


def choose_lead(context: ViewContext, identifiers: Iterable[Id]) -> LinkedBriefing | None:
    """Of some briefings, newest first, the newest developing one, else the newest."""
    listed = [context.teasers[identifier] for identifier in identifiers]
    open_ones = [teaser for teaser in listed if teaser.stage is Stage.DEVELOPING]
    found = next(iter(open_ones or listed), None)
    return context.localised(found.id) if found else None


def build_lead(context: ViewContext, linked: LinkedBriefing) -> LeadView:
    """A briefing as the story that leads the page."""
    claims = [context.site.claims[identifier] for identifier in linked.claims]
    disputed = [claim for claim in claims if claim.status is ClaimStatus.DISPUTED]
    known = [claim for claim in claims if claim.status in (ClaimStatus.CONFIRMED, ClaimStatus.CORROBORATED)]
    briefing = linked.briefing
    last = max((briefing.date, find_last_change(briefing) or briefing.date), key=lambda m: m.utc)
    return LeadView(
        title=briefing.title,
        href=context.addresses.briefing(linked).href,
        deck=context.prose.inline(briefing.summary, linked.lang),
        status=briefing_mark(linked, context),
        event=context.when(linked.event),
        updated=context.stamp(last),
        place=context.join(context.marked_name(context.site.places[place]) for place in briefing.places[:2]),
        image=build_lead_image(context, linked),
        versus=next((v for v in (_build_versus(context, claim) for claim in disputed) if v), None),
        known=tuple(_say(*context.claim_text(claim)) for claim in known[:MAX_BOX]),
        disputed=tuple(_say(*context.claim_text(claim)) for claim in disputed[:MAX_BOX]),
        unknown=tuple(
            _say(item.text, context.item_lang(linked, "unknowns", item)) for item in briefing.unknowns[:MAX_BOX]
        ),
        lang=context.foreign(linked.lang),
    )


def _say(text: str, lang: str) -> KnownItem:
    return KnownItem(text, lang=lang)


def _build_versus(context: ViewContext, claim: LinkedClaim) -> VersusView | None:
    """The first assertion and the first denial that stand, side by side, in the order in which they were made."""
    standing = list_standing(claim.positions)
    asserted = next((p for p in standing if p.position.stance is Stance.ASSERTS), None)
    denied = next((p for p in standing if p.position.stance is Stance.DENIES), None)
    if asserted is None or denied is None:
        return None
    text, lang = context.claim_text(claim)
    first, second = sorted((asserted, denied), key=claim.positions.index)
    label = Mark("disputed", context.words("Disputed"))
    sides = (_build_account(context, claim, first), _build_account(context, claim, second))
    return VersusView(label=label, subject=text, sides=sides, lang=lang)


def _build_account(context: ViewContext, claim: LinkedClaim, linked: LinkedPosition) -> AccountView:
    position = linked.position
    in_brief = context.words("Denies it.") if position.stance is Stance.DENIES else context.words("Says so.")
    role = (context.mark_own(linked.actor.role), context.mark_said(position.how, linked.briefing))
    home = context.briefing_link(linked.briefing)
    return AccountView(
        who=context.actor_link(linked.actor.id),
        role=context.join(filter(None, role)),
        said=position.quote or in_brief,
        when=context.when(position.said),
        is_quote=bool(position.quote),
        lang=context.foreign(context.site.briefings[linked.briefing].lang) if position.quote else "",
        sources=tuple(context.publisher_link(s.publisher.id) for s in linked.sources[:2]),
        claim=Link(f"C{context.site.claim_numbers[claim.id]}", context.addresses.claim(claim.id).href, home.text),
    )
