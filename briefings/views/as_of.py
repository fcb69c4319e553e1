"""A topic as it was known on the evening of a day.

The timeline, the ledger, where things stood. Nothing later shines through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from briefings.linking.changes import Change, end_of_day
from briefings.linking.ledger import sources_by
from briefings.linking.site import ClaimStatus, Entry, EntryKind, LinkedTopic
from briefings.linking.time_order import TimeOrder
from briefings.model.ids import Id
from briefings.model.moment import Moment
from briefings.views.addresses import as_of_folder
from briefings.views.changes import DayView, build_days
from briefings.views.claims import build_claim_row
from briefings.views.context import ViewContext
from briefings.views.entries import build_entry_on, build_timeline
from briefings.views.parts import ClaimRow, EntryView, Link, Mark, PageMeta, TimelineView, View
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


MAX_CLAIMS, MAX_ENTRIES = 50, 60
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


def _build_topic_days(
    context: ViewContext, linked: LinkedTopic, changes: Sequence[Change], limit: int
) -> Iterator[AsOfView]:
    by_day: dict[str, list[Change]] = {}
    for change in changes:
        by_day.setdefault(change.day(context.zone), []).append(change)
    days = sorted(by_day)[-limit:]
    for index, day in enumerate(days):
        around = (days[index - 1] if index else "", days[index + 1] if index + 1 < len(days) else "")
        yield _build_day(context, linked, by_day[day], day, around, days)


def _build_day(
    context: ViewContext,
    linked: LinkedTopic,
    changes: Sequence[Change],
    day: str,
    around: tuple[str, str],
    days: Sequence[str],
) -> AsOfView:
    evening = end_of_day(day, context.zone)
    name, topic = context.topic_title(linked.topic.id), linked.topic.id
    day_words = context.stamp(Moment(evening, has_time=False)).day
    title = context.words("{topic}, as known on {day}").format(topic=name, day=day_words)
    entries = _entries_on(context, linked, evening)
    briefings = sorted((e for e in entries if e.kind is EntryKind.BRIEFING), key=lambda e: (e.known.utc, e.id))
    claims = [claim for claim in (context.claim_on(i, evening) for i in context.site.by_topic[topic].claims) if claim]
    order = context.order
    claims.sort(key=lambda c: (order.key(c.history[-1].when), c.id), reverse=True)
    disputed = sum(claim.status is ClaimStatus.DISPUTED for claim in claims)
    folder = as_of_folder(topic, day)
    past = [entry for entry in entries if not entry.is_ahead][:MAX_ENTRIES]
    timeline = build_timeline(context, [*(e for e in entries if e.is_ahead), *past], known_by=evening)
    return AsOfView(
        page=replace(
            context.meta(folder, title, title, section="topics", is_indexed=False),
            edition=context.words("As known on {day}").format(day=day_words),
        ),
        title=title,
        day=day_words,
        iso=day,
        topic=context.topic_link(topic),
        today=Link(context.words("As known now"), context.topic_link(topic).href),
        previous=_day_link(context, topic, around[0]),
        next=_day_link(context, topic, around[1]),
        counts=(
            count_briefings(context.language, len(briefings)),
            *([count_claims(context.language, len(claims))] if claims else []),
        ),
        disputed=Mark("disputed", count_words(context.language, disputed, "{n} disputed", "{n} disputed"))
        if disputed
        else None,
        stand=build_entry_on(context, briefings[-1], evening) if briefings else None,
        changes=build_days(context, [_as_known(change, evening, order) for change in changes]),
        # What somebody was or became is told as of the end of the dossier: without it here.
        claims=tuple(replace(build_claim_row(context, claim), role="") for claim in claims[:MAX_CLAIMS]),
        claims_note=count_claims(context.language, len(claims)),
        timeline=timeline,
        days=tuple(link for d in days for link in (_day_link(context, topic, d),) if link),
    )


def _day_link(context: ViewContext, topic: str, day: str) -> Link | None:
    if not day:
        return None
    text = context.stamp(Moment(end_of_day(day, context.zone), has_time=False)).day
    return Link(text, context.addresses.at(as_of_folder(topic, day)).href)


def _as_known(change: Change, evening: datetime, order: TimeOrder) -> Change:
    """A move of a claim without the documents that carried its cause only later."""
    step = change.transition
    if step is None or step.position is None:
        return change
    return replace(change, transition=replace(step, position=sources_by(step.position, evening, order)))


def _entries_on(context: ViewContext, linked: LinkedTopic, evening: datetime) -> list[Entry]:
    """What was known by an evening; what was announced and had not begun was still ahead, without its outcome."""
    found = []
    for entry in context.site.by_topic[linked.topic.id].entries:
        is_ahead = context.order.instant(entry.when) > evening
        if _is_known(context, entry, evening) and not (is_ahead and entry.kind is EntryKind.EVENT):
            upcoming = replace(entry.upcoming, outcome="") if entry.upcoming else None
            found.append(replace(entry, is_ahead=is_ahead, is_overtaken=False, upcoming=upcoming))
    return found


def _is_known(context: ViewContext, entry: Entry, evening: datetime) -> bool:
    """Whether a briefing had recorded an entry by an evening, and one of the documents that carry it was out."""
    if entry.known.utc > evening:
        return False
    cited = entry.fact.sources if entry.fact else entry.upcoming.sources if entry.upcoming else ()
    dates = [s.source.published for s in context.site.briefings[entry.briefing].sources if s.source.id in cited]
    return not dates or any(date is None or context.order.instant(date) <= evening for date in dates)
