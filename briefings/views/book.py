"""A topic as a book: its chronology, its briefings, all of its claims and all of their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from itertools import chain

from msgspec.structs import replace

from briefings.linking.references import find_citation, find_target, targets_of
from briefings.linking.site import Entry, LinkedBriefing, LinkedClaim
from briefings.model.body import ReferenceKind
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.views.addresses import claim_anchor
from briefings.views.claim_meanings import MEANINGS
from briefings.views.claim_parts import ClaimView, SourceView
from briefings.views.claims import STATUS_ORDER, build_claim_view
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry
from briefings.views.language import message as _
from briefings.views.lead_image import build_lead_image
from briefings.views.log import build_log
from briefings.views.map_parts import MapView
from briefings.views.parts import Html, ImageView, Link, LogEntry, Mark, Stamp, Tab, View, When
from briefings.views.prose import Citations
from briefings.views.sources import SourceList, build_source_views
from briefings.views.timeline_parts import EntryView
from briefings.views.topic import build_topic_map
from briefings.views.words import claim_mark, count_briefings, count_claims, status_mark

_CITATION = re.compile(r'<a class="ref" id="[^"]*" href="#(S\d+)"[^>]*>S\d+([^<]*)</a>')


class ChapterView(View):
    """A briefing as a chapter. `body` cites the sources of the book; `claims` are links into its ledger.

    `left_out` says why there is no text ("" where there is one).
    """

    id: str
    title: str
    lang: str
    event: When
    published: Stamp
    href: str
    deck: Html
    why: Html
    body: Html
    image: ImageView | None
    unknown: tuple[str, ...]
    claims: tuple[Link, ...]
    log: tuple[LogEntry, ...]
    left_out: str = ""


class BookView(View):
    """A topic as a book. Its parts have their titles from the template.

    `edition` says how new it is, `day` is that day (ISO 8601), `moment` the last moment that the content names (UTC).
    `statuses` count the claims; `legend` says what their words mean. `timeline` begins with the oldest event. `anchors`
    lead from the addresses of pages to the places in the book that show the same. `topic_lang` is the language of
    `summary` and `background`, where that is not the book's.
    """

    id: str
    title: str
    site: str
    address: str
    lang: str
    direction: str
    edition: str
    day: str
    moment: str
    counts: tuple[str, ...]
    statuses: tuple[Tab, ...]
    legend: tuple[tuple[Mark, str], ...]
    topic_lang: str
    summary: Html
    background: Html
    timeline: tuple[EntryView, ...]
    chapters: tuple[ChapterView, ...]
    claims: tuple[ClaimView, ...]
    sources: tuple[SourceView, ...]
    map: MapView | None
    anchors: dict[str, str]


def build_book(context: ViewContext, topic: Id, evening: datetime | None, changed: Set[str] = frozenset()) -> BookView:
    """The book of a topic: of the present, or of an evening by which the site was linked (`known_on`).

    `changed` are the paths of briefings whose text of that evening is not kept.
    """
    site = context.site
    linked, found = site.topics[topic], site.by_topic[topic]
    briefings = sorted(map(context.localised, found.briefings), key=lambda b: (b.briefing.date.utc, b.briefing.id))
    claims = sorted((site.claims[i] for i in found.claims), key=lambda claim: site.claim_numbers[claim.id])
    claims = [claim for claim in claims if claim.positions]
    background, background_citations = context.prose.topic_body(linked)
    bodies = [context.prose.briefing_body(briefing) for briefing in briefings]
    listed = _list_sources([background_citations, *(citations for _, citations in bodies)], claims)
    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    last = Moment(evening, has_time=False) if evening else site.as_of
    anchors = {context.addresses.briefing(b).href: _anchor(b) for b in briefings}
    anchors |= {context.addresses.claim(claim.id).href: claim_anchor(claim.id) for claim in claims}
    return BookView(
        id=topic,
        title=context.topic_title(topic),
        site=context.settings.name,
        address=context.addresses.absolute(context.topic_link(topic).href),
        lang=context.lang,
        direction=context.language.direction,
        edition=_name_edition(context, last, is_past=evening is not None),
        day=last.at.astimezone(context.zone).date().isoformat() if last else "",
        moment=f"{site.as_of.utc:%Y-%m-%dT%H:%M:%SZ}" if site.as_of else "",
        counts=(count_briefings(context.language, len(briefings)), count_claims(context.language, len(claims))),
        statuses=tuple(_count_statuses(context, claims)),
        legend=tuple((status_mark(key, context.language), context.words(MEANINGS[key])) for key in STATUS_ORDER),
        topic_lang=context.foreign(context.settings.lang),
        summary=context.prose.inline(linked.topic.summary, context.settings.lang),
        background=_renumber(background, background_citations, listed),
        timeline=tuple(build_entry(context, entry) for entry in _list_entries(context, found.entries, evening)),
        chapters=tuple(
            _build_chapter(context, briefing, _renumber(body, citations, listed), numbers, changed)
            for briefing, (body, citations) in zip(briefings, bodies, strict=True)
        ),
        claims=tuple(_build_claim(context, claim, numbers[claim.id], listed) for claim in claims),
        sources=build_source_views(context, listed),
        map=build_topic_map(context, linked),
        anchors=anchors,
    )


def _anchor(linked: LinkedBriefing) -> str:
    return f"briefing-{linked.briefing.id}"


def _name_edition(context: ViewContext, last: Moment | None, *, is_past: bool) -> str:
    if last is None:
        return ""
    day = context.stamp(last).day
    return (
        context.words("As known on {day}").format(day=day)
        if is_past
        else context.words("As of {time}").format(time=day)
    )


def _list_sources(citations: Iterable[Citations], claims: Iterable[LinkedClaim]) -> SourceList:
    """Every source of the book, by the order in which readers meet them."""
    cited = chain.from_iterable(found.listed.sources for found in citations)
    carrying = (source for claim in claims for position in claim.positions for source in position.sources)
    return SourceList([*cited, *carrying])


def _renumber(body: Html, citations: Citations, listed: SourceList) -> Html:
    """A body that cites the sources by their numbers in the book."""
    numbers = {citations.listed.ref(linked).number: listed.ref(linked).number for linked in citations.listed.sources}
    return Html(_CITATION.sub(lambda m: f'<a class="ref" href="#{numbers[m[1]]}">{numbers[m[1]]}{m[2]}</a>', body))


def _count_statuses(context: ViewContext, claims: Sequence[LinkedClaim]) -> Iterator[Tab]:
    keys = [claim_mark(claim, context.language).key for claim in claims]
    for key in STATUS_ORDER:
        if key in keys:
            count = context.language.number(keys.count(key))
            yield Tab(status_mark(key, context.language).word, "", count=count, value=key)


def _list_entries(context: ViewContext, entries: Sequence[Entry], evening: datetime | None) -> list[Entry]:
    """The timeline, oldest event first; what had not begun on the evening was only announced."""
    if evening is None:
        return [e for e in reversed(entries) if not e.is_overtaken]
    order = context.order
    return [
        replace(
            entry,
            is_ahead=order.instant(entry.when) > evening,
            is_overdue=entry.upcoming is not None and order.is_over(entry.when, evening),
            is_overtaken=False,
        )
        for entry in reversed(entries)
    ]


def _build_chapter(
    context: ViewContext, linked: LinkedBriefing, body: Html, numbers: dict[Id, int], changed: Set[str]
) -> ChapterView:
    briefing = linked.briefing
    is_lost = briefing.path in changed or _names_what_came_later(context, linked)
    left_out = context.words(_("This text was changed after that day; what it said until then is not kept."))
    claims = ((numbers[identifier], identifier) for identifier in linked.claims if identifier in numbers)
    return ChapterView(
        id=_anchor(linked),
        title=briefing.title,
        lang=context.foreign(linked.lang),
        event=context.when(linked.event),
        published=context.stamp(briefing.date),
        href=context.addresses.absolute(context.addresses.briefing(linked).href),
        deck=Html("") if is_lost else context.prose.inline(briefing.summary, linked.lang),
        why=Html("") if is_lost else context.prose.inline(briefing.why, linked.lang),
        body=Html("") if is_lost else body,
        image=None if is_lost else build_lead_image(context, linked),
        unknown=() if is_lost else tuple(item.text for item in briefing.unknowns),
        claims=tuple(
            Link(context.claim_text(context.site.claims[i])[0], f"#{claim_anchor(i)}", f"C{n}") for n, i in claims
        ),
        log=build_log(context, linked)[:-1],
        left_out=left_out if is_lost else "",
    )


def _names_what_came_later(context: ViewContext, linked: LinkedBriefing) -> bool:
    """Whether a text leads to something that the site has not: then it was written later than it says."""
    references = context.site.bodies[linked.briefing.path].references
    targets = context.memo("targets", lambda: targets_of(context.site))
    named = (r for r in references if r.kind in (ReferenceKind.LINK, ReferenceKind.CLAIM))
    cited = (r for r in references if r.kind is ReferenceKind.CITATION)
    return any(find_target(r, targets) is None for r in named) or any(
        find_citation(r, linked.sources) is None for r in cited
    )


def _build_claim(context: ViewContext, claim: LinkedClaim, number: int, listed: SourceList) -> ClaimView:
    return build_claim_view(context, claim, number, listed, "")
