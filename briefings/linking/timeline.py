"""The timeline of the whole site: its entries, their order, the activity by month, and the last moment it knows of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from briefings.linking.site import Entry, EntryKind, MonthCount
from briefings.linking.time_order import TimeOrder
from briefings.linking.translations import Edition
from briefings.model.briefing import Briefing
from briefings.model.edtf import Edtf
from briefings.model.ids import Id
from briefings.model.moment import Moment


def find_as_of(briefings: Iterable[Briefing]) -> Moment | None:
    """Give the latest moment that the content itself names; of equal ones, one with a time of day."""
    moments = [(moment.utc, moment) for briefing in briefings for moment in _moments(briefing)]
    latest = max([instant for instant, _ in moments], default=None)
    equals = (moment for instant, moment in moments if instant == latest)
    return max(equals, key=lambda moment: (moment.has_time, moment.text), default=None)


def _moments(briefing: Briefing) -> Iterable[Moment]:
    yield briefing.date
    if briefing.modified is not None:
        yield briefing.modified
    if briefing.as_of is not None:
        yield briefing.as_of
    yield from (update.at for update in briefing.updates)
    yield from (correction.at for correction in briefing.corrections)


def find_update(briefing: Briefing) -> Moment | None:
    """Give the last moment at which the briefing says that it was changed; None where it says nothing."""
    moments = (briefing.modified, *(u.at for u in briefing.updates), *(c.at for c in briefing.corrections))
    return max((moment for moment in moments if moment), key=lambda moment: moment.utc, default=None)


def build_timeline(editions: Iterable[Edition], as_of: Moment | None, order: TimeOrder) -> tuple[Entry, ...]:
    """Give the entries of all editions that are no translations, newest event first.

    The order is exactly the reverse of (earliest instant, precision with the coarser first, id).
    """
    entries = (entry for edition in editions if not edition.is_translation for entry in _entries(edition, as_of, order))
    return tuple(sorted(entries, key=lambda entry: (order.key(entry.when), entry.id), reverse=True))


def _entries(edition: Edition, as_of: Moment | None, order: TimeOrder) -> Iterable[Entry]:
    briefing = edition.briefing

    def entry(kind: EntryKind, suffix: str, when: Edtf, topics: tuple[Id, ...], places: tuple[Id, ...]) -> Entry:
        return Entry(
            id=briefing.id + suffix,
            kind=kind,
            briefing=briefing.id,
            when=when,
            known=briefing.date,
            topics=topics or briefing.topics,
            places=places,
            is_ahead=as_of is not None and order.instant(when) > as_of.utc,
        )

    yield entry(EntryKind.BRIEFING, "", edition.event, briefing.topics, briefing.places)
    for index, fact in enumerate(briefing.events, 1):
        yield replace(entry(EntryKind.EVENT, f"/event-{index}", fact.date, fact.topics, fact.places), fact=fact)
    for item in briefing.upcoming:
        ahead = entry(EntryKind.UPCOMING, f"/upcoming-{item.id}", item.when, item.topics, ())
        is_future, is_settled = ahead.is_ahead, bool(item.outcome)
        yield replace(
            ahead, upcoming=item, is_ahead=is_future and not is_settled, is_overtaken=is_future and is_settled
        )


def count_months(months: Iterable[tuple[int, int | None]]) -> tuple[MonthCount, ...]:
    """Count how often each month occurs, oldest first; a year without a month comes before January."""
    counts = Counter(months)
    ordered = sorted(counts, key=lambda month: (month[0], month[1] or 0))
    return tuple(MonthCount(year, month, counts[year, month]) for year, month in ordered)
