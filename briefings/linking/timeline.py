"""The timeline of the whole site: its entries, their order, the activity by month, and the last moment it knows of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from msgspec.structs import replace

from briefings.linking.carried import find_carried
from briefings.linking.site import Entry, EntryKind, LinkedSource, MonthCount
from briefings.linking.time_order import TimeOrder
from briefings.linking.translations import Edition
from briefings.model.briefing import Briefing, DatedFact, Upcoming
from briefings.model.edtf import Edtf, format_edtf
from briefings.model.ids import Id, slugify
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


def find_last_change(briefing: Briefing) -> Moment | None:
    """Give the last moment at which the briefing says that it was changed, however little; None for none."""
    moments = (briefing.modified, *(u.at for u in briefing.updates), *(c.at for c in briefing.corrections))
    return max((moment for moment in moments if moment), key=lambda moment: moment.utc, default=None)


Cited = Mapping[Id, LinkedSource]
"""The documents of a briefing by the ids that it uses."""


def build_timeline(
    editions: Iterable[Edition], as_of: Moment | None, order: TimeOrder, cited: Mapping[Id, Cited]
) -> tuple[Entry, ...]:
    """Give the entries of all editions that are no translations, newest event first.

    `cited` are the documents of each edition. The order is exactly the reverse of (earliest instant, precision with the
    coarser first, id).
    """
    entries = (
        entry
        for edition in editions
        if not edition.is_translation
        for entry in _entries(edition, as_of, order, cited[edition.id])
    )
    return tuple(sorted(entries, key=lambda entry: (order.key(entry.when), entry.id), reverse=True))


def _entries(edition: Edition, as_of: Moment | None, order: TimeOrder, cited: Cited) -> Iterable[Entry]:
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
    for name, fact in _name_facts(briefing.events):
        event = entry(EntryKind.EVENT, f"/event-{name}", fact.date, fact.topics, fact.places)
        yield replace(event, fact=fact, known=_find_known(fact, briefing, order, cited))
    for item in briefing.upcoming:
        ahead = entry(EntryKind.UPCOMING, f"/upcoming-{item.id}", item.when, item.topics, ())
        yield replace(
            ahead,
            upcoming=item,
            known=_find_known(item, briefing, order, cited),
            is_ahead=ahead.is_ahead and not item.outcome,
            is_overdue=as_of is not None and not item.outcome and order.is_over(item.when, as_of.utc),
            # Not by the calendar: what was called off does not come about when its day has passed.
            is_overtaken=item.overtaken and bool(item.outcome),
        )


def _name_facts(facts: Sequence[DatedFact]) -> Iterator[tuple[str, DatedFact]]:
    """Facts by their own ids, else by their dates: other facts of the briefing may come and go.

    Of one date, the second is `2021-07-14-2`. An own id takes that name from the others, and the fact that has it is
    counted as they are: the name of a fact is the same whether another one has an id or not.
    """
    given = {fact.id for fact in facts}
    taken: set[str] = set()
    for fact in facts:
        stem = slugify(format_edtf(fact.date))
        names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
        name = next(name for name in names if name not in taken and (name == fact.id or name not in given))
        taken.add(name)
        yield fact.id or name, fact


def _find_known(item: DatedFact | Upcoming, briefing: Briefing, order: TimeOrder, cited: Cited) -> Moment:
    """When readers could know an item: the briefing was out, and one of its documents; an event had begun."""
    carried = find_carried([cited[key].source.published for key in item.sources if key in cited], order)
    latest = max(briefing.date.utc, carried or briefing.date.utc)
    if isinstance(item, DatedFact):
        latest = max(latest, order.instant(item.date))
    return briefing.date if latest == briefing.date.utc else order.moment(latest)


def count_months(months: Iterable[tuple[int, int | None]]) -> tuple[MonthCount, ...]:
    """Count how often each month occurs, oldest first; a year without a month comes before January."""
    counts = Counter(months)
    ordered = sorted(counts, key=lambda month: (month[0], month[1] or 0))
    return tuple(MonthCount(year, month, counts[year, month]) for year, month in ordered)
