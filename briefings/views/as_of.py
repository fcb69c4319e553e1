"""A topic as it was known on the evening of a day.

The timeline, the ledger, where things stood. Nothing later shines through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from briefings.linking.changes import Change, end_of_day
from briefings.linking.claim_states import ClaimStates
from briefings.linking.ledger import sources_by
from briefings.linking.site import ClaimStatus, Entry, EntryKind, LinkedClaim, LinkedTopic
from briefings.linking.time_order import TimeOrder
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.views.addresses import as_of_folder
from briefings.views.changes import DayView, build_days
from briefings.views.claim_parts import ClaimRow
from briefings.views.claims import build_claim_row
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry_on, build_timeline
from briefings.views.parts import Link, Mark, PageMeta, View
from briefings.views.timeline_parts import EntryView, TimelineView
from briefings.views.words import count_briefings, count_claims, count_words


class AsOfView(View):
    """A topic on the evening of one day.

    `stand` is the newest briefing known then. `changes` is what became known that day. `previous` and `next` lead to
    the days before and after on which something changed, `today` to the topic as it is known now.
    """

    page: PageMeta
    title: str
    day: str
    iso: str
    topic: Link
    today: Link
    previous: Link | None
    next: Link | None
    counts: tuple[str, ...]
    disputed: Mark | None
    stand: EntryView | None
    changes: tuple[DayView, ...]
    claims: tuple[ClaimRow, ...]
    claims_note: str
    timeline: TimelineView
    days: tuple[Link, ...]


MAX_CLAIMS, MAX_ENTRIES = 25, 32
"""What one page shows; the rest is said in numbers.

Whole lists on every day would grow with the square of a topic.
"""


def build_as_of_views(context: ViewContext, topics: Iterable[Id]) -> Iterator[AsOfView]:
    """For each topic, a page for every day on which something changed: the newest `Settings.as_of_days` of them."""
    limit = context.settings.as_of_days
    if limit < 1:
        return
    for identifier in topics:
        linked = context.site.topics[identifier]
        yield from _build_topic_days(context, linked, context.changes_by_topic.get(identifier, ()), limit)


class _Known(NamedTuple):
    """An entry of a topic: `since` readers could know it, `begins` what it tells of (both in UTC)."""

    entry: Entry
    since: datetime
    begins: datetime

    def is_known(self, evening: datetime) -> bool:
        """Whether it stands in the timeline of an evening: events without a page do once they have begun."""
        return self.since <= evening and (self.entry.kind is not EntryKind.EVENT or self.begins <= evening)

    def on(self, evening: datetime, order: TimeOrder) -> Entry:
        """The entry on an evening: what was announced and had not begun was still ahead, without its outcome."""
        entry = self.entry
        if entry.upcoming is None:
            return replace(entry, is_ahead=self.begins > evening)
        return replace(
            entry,
            is_ahead=self.begins > evening,
            is_overdue=order.is_over(entry.when, evening),
            is_overtaken=False,
            upcoming=replace(entry.upcoming, outcome=""),
        )


def _build_topic_days(
    context: ViewContext, linked: LinkedTopic, changes: Sequence[Change], limit: int
) -> Iterator[AsOfView]:
    by_day: dict[str, list[Change]] = {}
    for change in changes:
        by_day.setdefault(change.day(context.zone), []).append(change)
    days = sorted(by_day)[-limit:]
    links = tuple(_day_link(context, linked.topic.id, day) for day in days)
    for index, day in enumerate(days):
        yield _build_day(context, linked, by_day[day], day, index, links)


def _build_day(
    context: ViewContext, linked: LinkedTopic, changes: Sequence[Change], day: str, index: int, days: tuple[Link, ...]
) -> AsOfView:
    """One day, which is that of `days[index]`."""
    topic = linked.topic.id
    evening = end_of_day(day, context.zone).astimezone(UTC)  # times in one zone are compared in no time
    order = context.order
    title = context.words("{topic}, as known on {day}").format(topic=context.topic_title(topic), day=days[index].text)
    known = [entry for entry in _list_known(context, topic) if entry.is_known(evening)]
    briefings = [found for found in known if found.entry.kind is EntryKind.BRIEFING]
    newest = max(briefings, key=lambda found: (found.since, found.entry.id), default=None)
    ahead = [found.on(evening, order) for found in known if found.begins > evening]
    past = [found.on(evening, order) for found in islice((f for f in known if f.begins <= evening), MAX_ENTRIES)]
    claims = [claim for claim in (states.on(evening) for states in _list_states(context, topic)) if claim]
    disputed = sum(claim.status is ClaimStatus.DISPUTED for claim in claims)
    return AsOfView(
        page=replace(
            context.meta(as_of_folder(topic, day), title, title, section="topics", is_indexed=False),
            edition=context.words("As known on {day}").format(day=days[index].text),
        ),
        title=title,
        day=days[index].text,
        iso=day,
        topic=context.topic_link(topic),
        today=Link(context.words("As known now"), context.topic_link(topic).href),
        previous=days[index - 1] if index else None,
        next=days[index + 1] if index + 1 < len(days) else None,
        counts=(
            count_briefings(context.language, len(briefings)),
            *([count_claims(context.language, len(claims))] if claims else []),
        ),
        disputed=Mark("disputed", count_words(context.language, disputed, "{n} disputed", "{n} disputed"))
        if disputed
        else None,
        stand=build_entry_on(context, newest.on(evening, order), evening) if newest else None,
        changes=build_days(context, [_as_known(change, evening, order) for change in changes]),
        claims=tuple(_build_row_on(context, claim) for claim in _list_newest(claims, order)),
        claims_note=count_claims(context.language, len(claims)),
        timeline=build_timeline(context, [*ahead, *past], known_by=evening),
        days=days,
    )


def _list_newest(claims: Iterable[LinkedClaim], order: TimeOrder) -> list[LinkedClaim]:
    """The claims that moved last, the newest first, as many as a page shows."""
    return nlargest(MAX_CLAIMS, claims, key=lambda claim: (order.key(claim.history[-1].when), claim.id))


def _build_row_on(context: ViewContext, claim: LinkedClaim) -> ClaimRow:
    """What somebody was or became is told as of the end of the dossier: without it here.

    A claim is the same record on all evenings that know as much of it. It is kept with its row, so no other has its id.
    """

    def build() -> tuple[LinkedClaim, ClaimRow]:
        context.site.claims[claim.id]  # is read, so that the row goes when the claim changes
        return claim, replace(build_claim_row(context, claim), role="")

    return context.memo(("row on an evening", id(claim)), build)[1]


def _day_link(context: ViewContext, topic: str, day: str) -> Link:
    text = context.stamp(Moment(end_of_day(day, context.zone), has_time=False)).day
    return Link(text, context.addresses.at(as_of_folder(topic, day)).href)


def _as_known(change: Change, evening: datetime, order: TimeOrder) -> Change:
    """A move of a claim without the documents that carried its cause only later."""
    step = change.transition
    if step is None or step.position is None:
        return change
    return replace(change, transition=replace(step, position=sources_by(step.position, evening, order)))


def _list_known(context: ViewContext, topic: Id) -> list[_Known]:
    """All entries of a topic; worked out once, however many evenings ask."""
    entries = context.site.by_topic[topic].entries
    return context.memo(
        ("known", topic),
        lambda: [_Known(e, _find_since(context, e), context.order.instant(e.when)) for e in entries],
    )


def _list_states(context: ViewContext, topic: Id) -> list[ClaimStates]:
    """All claims of a topic, looked up once for all its evenings."""
    claims = context.site.by_topic[topic].claims
    return context.memo(("states of", topic), lambda: [context.claim_states(claim) for claim in claims])


def _find_since(context: ViewContext, entry: Entry) -> datetime:
    """When a briefing had recorded an entry, and one of the documents that carry it was out."""
    cited = entry.fact.sources if entry.fact else entry.upcoming.sources if entry.upcoming else ()
    dates = [s.source.published for s in context.site.briefings[entry.briefing].sources if s.source.id in cited]
    out = [context.order.instant(date) for date in dates if date is not None]
    return max(entry.known.utc, min(out)) if out and len(out) == len(dates) else entry.known.utc
