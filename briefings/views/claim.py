"""The page of one claim: who says what, since when, and what became of it; and the lists of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefings.linking.site import EntityKind, LinkedClaim
from briefings.model.ids import Id
from briefings.views.cards import add_card
from briefings.views.claim_meanings import MEANINGS, OUTLOOK
from briefings.views.claims import (
    STATUS_ORDER,
    basis_of,
    build_claim_rows,
    build_position_view,
    build_transition,
    carrying_sources,
    since,
)
from briefings.views.context import ViewContext
from briefings.views.embed_codes import EmbedCode, build_claim_codes
from briefings.views.facets import list_claim_facets
from briefings.views.language import message as _
from briefings.views.parts import (
    ClaimRow,
    Html,
    KnownItem,
    Link,
    Mark,
    PageMeta,
    PositionView,
    RelatedView,
    SourceView,
    Tab,
    TransitionView,
    View,
    When,
)
from briefings.views.series import SeriesView, build_series
from briefings.views.sources import SourceList, build_source_views, describe_sources
from briefings.views.structured_data import describe_claim
from briefings.views.surroundings import build_backlinks
from briefings.views.words import claim_mark, count_claims, status_mark


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


class ClaimsView(View):
    """A list of claims: all, or those of one status or topic.

    `statuses` and `topics` are filter links; with script they filter at once where `is_whole`, except those that chose
    this list (`kept`: "status", "topics" or nothing). `speakers` lead to profiles; a list of several pages names the
    busiest. `legend` explains the words. `pages` are the pages of a long list.
    """

    page: PageMeta
    title: str
    deck: str
    is_whole: bool
    statuses: tuple[Tab, ...]
    topics: tuple[Tab, ...]
    speakers: tuple[Tab, ...]
    claims: tuple[ClaimRow, ...]
    status: str
    legend: tuple[tuple[Mark, str], ...]
    pages: tuple[Tab, ...] = ()
    kept: str = ""


MAX_ROWS = 50
"""A list of more claims than this goes on on further pages: a row takes about 850 bytes, and a page 60 KB."""
MAX_SPEAKERS = 40
"""How many speakers a list of several pages names; all of them are in the directory of actors."""


def build_claim_page(context: ViewContext, claim: LinkedClaim) -> ClaimPageView:
    """The page of one claim."""
    text, lang = context.claim_text(claim)
    carried = [s for p in claim.positions for s in p.sources]
    listed = SourceList([*carried, *(s for a in claim.assessments for s in a.sources)])
    mark = claim_mark(claim, context.language)
    history = tuple(build_transition(context, step, "") for step in claim.history)
    origins = describe_sources(context, carrying_sources(claim))
    meta = context.meta(
        f"claims/{claim.id}",
        text,
        f"{mark.word}. {origins}.",
        section="claims",
        alternates=context.feeds(f"claims/{claim.id}", text),
    )
    meta = replace(meta, facets=list_claim_facets(context, claim))
    meta = add_card(context, meta, EntityKind.CLAIM, claim.id, text)
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
        outlook=context.words(OUTLOOK[mark.key]),
        origins=origins,
        positions=tuple(build_position_view(context, claim, p, listed, "") for p in claim.positions),
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


def build_claims_views(context: ViewContext) -> Iterator[ClaimsView]:
    """The list of all claims, and one list for every status and topic that has any."""
    claims = list(reversed(context.site.claims.values()))
    by_status: dict[str, list[LinkedClaim]] = {}
    for claim in claims:
        by_status.setdefault(claim_mark(claim, context.language).key, []).append(claim)
    # The claims of a topic are those that its page counts: also what briefings of its parts say, and what they add to.
    found = {key: frozenset(appearances.claims) for key, appearances in context.site.by_topic.items()}
    by_topic = {key: [claim for claim in claims if claim.id in ids] for key, ids in found.items() if ids}
    filters = _Filters(context, len(claims), by_status, by_topic)
    title = context.words("Claims")
    deck = context.words(
        "Every claim we have recorded, who made it, and where it stands. "
        "A status is ours; the words are a paraphrase of theirs."
    )
    yield from filters.build_views("claims", title, deck, claims)
    for key in STATUS_ORDER:
        if key in by_status:
            word = status_mark(key, context.language).word
            page_title = context.words("Claims: {status}").format(status=word)
            yield from filters.build_views(
                f"claims/status/{key}", page_title, context.words(MEANINGS[key]), by_status[key], status=key
            )
    for topic, members in sorted(by_topic.items()):
        page_title = context.words("Claims: {status}").format(status=context.topic_title(topic))
        yield from filters.build_views(f"claims/topic/{topic}", page_title, deck, members, topic=topic)


class _Filters:
    """The filter links that all lists of claims share."""

    def __init__(
        self,
        context: ViewContext,
        total: int,
        by_status: dict[str, list[LinkedClaim]],
        by_topic: dict[Id, list[LinkedClaim]],
    ) -> None:
        self._context, self._total, self._by_status, self._by_topic = context, total, by_status, by_topic

    def build_views(
        self, folder: str, title: str, deck: str, claims: Sequence[LinkedClaim], *, status: str = "", topic: str = ""
    ) -> Iterator[ClaimsView]:
        """One list, in as many pages as its length asks for."""
        context, number = self._context, self._context.language.number
        starts = range(0, len(claims), MAX_ROWS) or range(1)
        folders = [folder if start == 0 else f"{folder}/{start // MAX_ROWS + 1}" for start in starts]
        is_whole = len(folders) == 1
        statuses, topics = self._status_tabs(status, is_all=not status and not topic), self._topic_tabs(topic)
        speakers = self._speaker_tabs(claims, None if is_whole else MAX_SPEAKERS)
        legend = tuple((status_mark(key, context.language), context.words(MEANINGS[key])) for key in STATUS_ORDER)
        for start, own in zip(starts, folders, strict=True):
            shown = claims[start : start + MAX_ROWS]
            pages = (
                Tab(number(index), context.addresses.at(other).href, other == own)
                for index, other in enumerate(folders, start=1)
            )
            yield ClaimsView(
                page=context.meta(own, title, deck, section="claims"),
                title=title,
                deck=deck,
                is_whole=is_whole,
                kept="status" if status else "topics" if topic else "",
                statuses=statuses,
                topics=topics,
                speakers=speakers,
                claims=build_claim_rows(context, (claim.id for claim in shown)),
                status=self._say_shown(len(shown), len(claims)),
                legend=legend,
                pages=() if is_whole else tuple(pages),
            )

    def _say_shown(self, shown: int, total: int) -> str:
        context, number = self._context, self._context.language.number
        if shown == total:
            return context.words("Showing {claims}").format(claims=count_claims(context.language, total))
        some = context.words("Showing {shown} of {total}: {name}")
        return some.format(shown=number(shown), total=number(total), name=context.words("Claims"))

    def _status_tabs(self, current: str, *, is_all: bool) -> tuple[Tab, ...]:
        context, number = self._context, self._context.language.number
        everything = Tab(context.words("All claims"), context.addresses.at("claims").href, is_all, number(self._total))
        return (
            everything,
            *(
                Tab(
                    status_mark(key, context.language).word,
                    context.addresses.at(f"claims/status/{key}").href,
                    key == current,
                    number(len(self._by_status[key])),
                    key,
                    key,
                )
                for key in STATUS_ORDER
                if key in self._by_status
            ),
        )

    def _topic_tabs(self, current: str) -> tuple[Tab, ...]:
        context, number = self._context, self._context.language.number
        busiest = sorted(self._by_topic, key=lambda topic: (-len(self._by_topic[topic]), topic))
        return tuple(
            Tab(
                context.topic_title(topic),
                context.addresses.at(f"claims/topic/{topic}").href,
                topic == current,
                number(len(self._by_topic[topic])),
                topic,
            )
            for topic in busiest
        )

    def _speaker_tabs(self, claims: Sequence[LinkedClaim], limit: int | None) -> tuple[Tab, ...]:
        """The speakers of these claims, the busiest first: links to their profiles, and to all if some are left out."""
        counts: dict[Id, int] = {}
        for claim in claims:
            for speaker in {position.actor.id for position in claim.positions}:
                counts[speaker] = counts.get(speaker, 0) + 1
        context = self._context
        busiest = sorted(counts, key=lambda speaker: (-counts[speaker], speaker))[:limit]
        links = [(context.actor_link(speaker), speaker) for speaker in busiest]
        tabs = [Tab(link.text, link.href, False, context.language.number(counts[key]), key) for link, key in links]
        if len(tabs) < len(counts) and context.has_template("actors.html"):
            tabs.append(Tab(context.words("Actors"), context.addresses.at("actors").href))
        return tuple(tabs)
