"""Lists of claims: all of them, those of one status or topic, and those of a profile that has too many for its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefings.linking.site import Appearances, EntityKind, LinkedClaim
from briefings.model.ids import Id
from briefings.views.claim_meanings import MEANINGS
from briefings.views.claim_parts import ClaimRow
from briefings.views.claims import STATUS_ORDER, build_claim_rows
from briefings.views.context import ViewContext
from briefings.views.language import message as _
from briefings.views.long_lists import WHOLE, say_shown, split_list
from briefings.views.parts import Link, Mark, PageMeta, Tab, View
from briefings.views.words import claim_mark, count_claims, status_mark


class ClaimsView(View):
    """A list of claims: all, or those of one status, topic, actor or publisher.

    `statuses` and `topics` are filter links; with script they filter at once where `is_whole`, except those that chose
    this list (`kept`: "status", "topics" or nothing). `speakers` lead to profiles; a list of several pages names the
    busiest. `legend` explains the words. `pages` are the pages of a long list. `about` is the profile whose claims the
    list has.
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
    about: Link | None = None


_DECK = _(
    "Every claim we have recorded, who made it, and where it stands. "
    "A status is ours; the words are a paraphrase of theirs."
)
_PART_DECKS = {
    EntityKind.TOPIC: _("Every claim about this topic, who made it, and where it stands."),
    EntityKind.ACTOR: _("Every claim on which this speaker took a position, who made it, and where it stands."),
    EntityKind.PLACE: _("Every claim in briefings about this place, who made it, and where it stands."),
    EntityKind.PUBLISHER: _("Every claim that documents of this publisher carry, who made it, and where it stands."),
}
"""What is in a list of some claims: its first sentence."""
_WORDS_ARE_OURS = _("A status is ours; the words are a paraphrase of theirs.")
MAX_SPEAKERS = 40
"""How many speakers a list of several pages names; all of them are in the directory of actors."""


def build_claims_views(context: ViewContext) -> Iterator[ClaimsView]:
    """The list of all claims, and one list for every status and topic that has any."""
    claims = list(reversed(context.site.claims.values()))
    by_status: dict[str, list[LinkedClaim]] = {}
    for claim in claims:
        by_status.setdefault(claim_mark(claim, context.language).key, []).append(claim)
    # The claims of a topic are those that its page counts: also what briefings of its parts say, and what they add to.
    place = {claim.id: number for number, claim in enumerate(claims)}
    by_topic = {
        key: [claims[number] for number in sorted(map(place.__getitem__, appearances.claims))]
        for key, appearances in context.site.by_topic.items()
        if appearances.claims
    }
    filters = _Filters(context, len(claims), by_status, by_topic)
    title = context.words("Claims")
    deck = context.words(_DECK)
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
        part_deck = _describe_part(context, EntityKind.TOPIC)
        yield from filters.build_views(f"claims/topic/{topic}", page_title, part_deck, members, topic=topic)


def _describe_part(context: ViewContext, kind: EntityKind) -> str:
    return f"{context.words(_PART_DECKS[kind])} {context.words(_WORDS_ARE_OURS)}"


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
        context = self._context
        pages = split_list(context, folder, claims)
        is_whole = len(pages) == 1
        statuses, topics = self._status_tabs(status, is_all=not status and not topic), self._topic_tabs(topic)
        speakers = self._speaker_tabs(claims, None if is_whole else MAX_SPEAKERS)
        for page in pages:
            yield ClaimsView(
                page=context.meta(page.folder, title, deck, section="claims"),
                title=title,
                deck=deck,
                is_whole=is_whole,
                kept="status" if status else "topics" if topic else "",
                statuses=statuses,
                topics=topics,
                speakers=speakers,
                claims=build_claim_rows(context, (claim.id for claim in page.rows)),
                status=say_claims_shown(context, len(page.rows), len(claims)),
                legend=_build_legend(context),
                pages=page.pages,
            )

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


def say_claims_shown(context: ViewContext, shown: int, total: int) -> str:
    """How many of how many claims are on a page."""
    if shown == total:
        return context.words("Showing {claims}").format(claims=count_claims(context.language, total))
    return say_shown(context, shown, total, context.words("Claims"))


def _build_legend(context: ViewContext) -> tuple[tuple[Mark, str], ...]:
    return tuple((status_mark(key, context.language), context.words(MEANINGS[key])) for key in STATUS_ORDER)


_PROFILES = (EntityKind.ACTOR, EntityKind.PLACE, EntityKind.PUBLISHER)


def list_profile_claims(context: ViewContext) -> Iterator[Id]:
    """The actors, places and publishers with more claims than their page shows, as "actor/ID"."""
    for kind in _PROFILES:
        for key, found in _appearances(context, kind).items():
            if len(found.claims) > WHOLE:
                yield Id(f"{kind.value}/{key}")


def build_profile_claims(context: ViewContext, name: Id) -> Iterator[ClaimsView]:
    """All claims on which an actor takes a position, that briefings on a place record, or that a publisher carries.

    `name` is one of `list_profile_claims`.
    """
    kind, _, key = name.partition("/")
    kind, key = EntityKind(kind), Id(key)
    claims = _appearances(context, kind)[key].claims
    about = context.link(kind, key)
    title, deck = context.words("Claims: {status}").format(status=about.text), _describe_part(context, kind)
    for page in split_list(context, f"claims/{name}", claims):
        yield ClaimsView(
            page=context.meta(page.folder, title, deck, section="claims"),
            title=title,
            deck=deck,
            is_whole=False,
            statuses=(),
            topics=(),
            speakers=(),
            claims=build_claim_rows(context, page.rows),
            status=say_claims_shown(context, len(page.rows), len(claims)),
            legend=_build_legend(context),
            pages=page.pages,
            about=about,
        )


def link_profile_claims(context: ViewContext, kind: EntityKind, key: Id) -> Link | None:
    """The list of all claims of an actor, place or publisher; None where its own page shows them all."""
    if len(_appearances(context, kind)[key].claims) <= WHOLE or not context.has_template("claims.html"):
        return None
    return Link(context.words("All claims"), context.addresses.at(f"claims/{kind.value}/{key}").href)


def _appearances(context: ViewContext, kind: EntityKind) -> Mapping[Id, Appearances]:
    site = context.site
    if kind is EntityKind.ACTOR:
        return site.by_actor
    return site.by_place if kind is EntityKind.PLACE else site.by_publisher
