"""Timeline entries, and timelines grouped by year and month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from briefings.linking.site import ClaimStatus, Entry, EntryKind, LinkedBriefing
from briefings.model.briefing import Stage
from briefings.model.edtf import CalendarDate, DateTime, Edge, Interval
from briefings.views.context import ViewContext
from briefings.views.dates import describe_month, mark_edtf, note_edtf, short_edtf
from briefings.views.language import message as _
from briefings.views.language_marks import mark_text
from briefings.views.parts import Link, Mark
from briefings.views.teasers import Teaser
from briefings.views.timeline_parts import EntryView, MonthView, TimelineView, YearView
from briefings.views.words import count_briefings, count_claims, count_words, stage_mark, status_mark

BuildEntry = Callable[[Entry], EntryView]


def entry_anchor(entry: Entry) -> str:
    """The anchor of an entry on a page; ids of events hold a slash, anchors do not."""
    return "e-" + entry.id.replace("/", "--")


def briefing_mark(linked: LinkedBriefing, context: ViewContext) -> Mark:
    """How a briefing stands: corrected where it was, else its stage."""
    return _mark(context, linked.briefing.stage, is_corrected=bool(linked.briefing.corrections))


def teaser_mark(teaser: Teaser, context: ViewContext) -> Mark:
    """How a briefing in a list stands."""
    return _mark(context, teaser.stage, is_corrected=teaser.is_corrected)


def _mark(context: ViewContext, stage: Stage, *, is_corrected: bool) -> Mark:
    if is_corrected and stage is Stage.FINAL:
        return status_mark("corrected", context.language)
    return stage_mark(stage, context.language)


def build_entry(context: ViewContext, entry: Entry) -> EntryView:
    """One entry; built once a language, however many pages show it."""
    build = _build_briefing_entry if entry.kind is EntryKind.BRIEFING else _build_fact
    return context.memo(("entry", entry.id), partial(build, context, entry))


def build_entry_on(context: ViewContext, entry: Entry, evening: datetime) -> EntryView:
    """One entry as it stood on an evening: a later status, correction or count of claims does not show."""
    if entry.kind is not EntryKind.BRIEFING:
        return context.memo(
            ("evening", entry.id, entry.is_ahead, _is_open(entry)), partial(_build_fact, context, entry)
        )
    known = [
        claim for claim in (context.claim_on(i, evening) for i in context.localised(entry.briefing).claims) if claim
    ]
    disputed = sum(claim.status is ClaimStatus.DISPUTED for claim in known)
    # Most evenings know as much as the one before, and so show the same.
    key = ("evening", entry.id, entry.is_ahead, len(known), disputed)
    return context.memo(key, partial(_build_evening_entry, context, entry, len(known), disputed))


def _build_evening_entry(context: ViewContext, entry: Entry, claims: int, disputed: int) -> EntryView:
    """A briefing with what was known of its claims on an evening."""
    teaser = context.teaser(entry.briefing)
    return EntryView(
        **_common(context, entry),  # type: ignore[arg-type]  # a dictionary of the right fields
        title=teaser.title,
        href=context.addresses.teaser(teaser).href,
        deck=context.prose.inline(teaser.summary, teaser.lang),
        claims=claims,
        disputed=disputed,
        counts=count_claims(context.language, claims, disputed) if claims else "",
        lang="" if teaser.lang == context.lang else teaser.lang,
    )


def _common(context: ViewContext, entry: Entry) -> dict[str, object]:
    """What every kind of entry has."""
    zone, language, is_named = context.zone, context.language, context.is_named
    gutter = partial(_write_gutter, context, entry)
    return {
        "id": entry_anchor(entry),
        "kind": entry.kind.value,
        "precision": _mark_precision(entry) if is_named("precision") else "",
        "event": context.when(entry.when),
        "gutter": gutter(month=False) if is_named("gutter") else "",
        "gutter_long": gutter(month=True) if is_named("gutter_long") else "",
        "note": note_edtf(entry.when, language, zone=zone, label=context.zone_label) if is_named("note") else "",
        "published": context.stamp(entry.known),
        "topics": context.topic_links(entry.topics),
        "topic_ids": entry.topics,
        "place": _name_places(context, entry) if is_named("place") else "",
    }


def _is_open(entry: Entry) -> bool:
    """Whether somebody announced or expects it, nobody has said what came of it, and it may still come about."""
    return entry.upcoming is not None and not entry.upcoming.outcome and not entry.is_overdue


def _mark_precision(entry: Entry) -> str:
    return "ahead" if entry.is_ahead or _is_open(entry) else mark_edtf(entry.when)


def _write_gutter(context: ViewContext, entry: Entry, *, month: bool) -> str:
    """The date beside the marker; of a window that has opened and has no end, "open since 2 Aug"."""
    when, say = entry.when, partial(short_edtf, language=context.language, zone=context.zone)
    match when:
        case Interval(start=CalendarDate() | DateTime() as start, end=Edge.OPEN) if (
            _is_open(entry) and not entry.is_ahead
        ):
            return context.words("open since {date}").format(date=say(start, month=True))
        case _:
            return say(when, month=month)


def _name_places(context: ViewContext, entry: Entry) -> str:
    return context.join(context.marked_name(context.site.places[place]) for place in entry.places[:2])


def _build_briefing_entry(context: ViewContext, entry: Entry) -> EntryView:
    teaser = context.teaser(entry.briefing)
    is_counted = teaser.claims and context.is_named("counts")
    return EntryView(
        **_common(context, entry),  # type: ignore[arg-type]  # a dictionary of the right fields
        title=teaser.title,
        href=context.addresses.teaser(teaser).href,
        deck=context.prose.inline(teaser.summary, teaser.lang),
        status=teaser_mark(teaser, context),
        claims=teaser.claims,
        disputed=teaser.disputed,
        counts=count_claims(context.language, teaser.claims, teaser.disputed) if is_counted else "",
        lang="" if teaser.lang == context.lang else teaser.lang,
    )


def _build_fact(context: ViewContext, entry: Entry) -> EntryView:
    """An event without a page, or something to watch: the briefing that reports it stands behind the title."""
    link = context.briefing_link(entry.briefing)
    text = entry.upcoming.what if entry.upcoming else entry.fact.text if entry.fact else ""
    label = (_("To watch") if _is_open(entry) else _("Expected")) if entry.upcoming else ""
    return EntryView(
        **_common(context, entry),  # type: ignore[arg-type]  # a dictionary of the right fields
        title=text,
        href=link.href,
        reported_in=Link(mark_text(link.text, link.lang), link.href, lang=link.lang),
        lang=context.foreign(context.site.briefings[entry.briefing].lang),
        outcome=context.mark_said(entry.upcoming.outcome, entry.briefing) if entry.upcoming else "",
        label=context.words(label) if label else "",
    )


def build_timeline(
    context: ViewContext, entries: Sequence[Entry], *, with_now: bool = False, known_by: datetime | None = None
) -> TimelineView:
    """Entries (newest event first) by year and month, what is ahead apart.

    With `known_by`, as they stood on that evening.
    """

    def build(entry: Entry) -> EntryView:
        return build_entry_on(context, entry, known_by) if known_by else build_entry(context, entry)

    ahead = [entry for entry in entries if entry.is_ahead]
    past = [entry for entry in entries if not entry.is_ahead and not entry.is_overtaken]
    now = context.site.as_of if with_now else None
    return TimelineView(
        order="event",
        ahead=tuple(build(entry) for entry in reversed(ahead)),
        ahead_count=count_words(context.language, len(ahead), "{n} scheduled", "{n} scheduled"),
        now=context.stamp(now).text if now else "",
        years=tuple(_group_years(context, past, build)),
        count=len(ahead) + len(past),
    )


def _group_years(context: ViewContext, entries: Sequence[Entry], build: BuildEntry) -> Iterator[YearView]:
    years = [(year, list(group)) for year, group in groupby(entries, key=lambda e: context.order.month(e.when)[0])]
    for index, (year, members) in enumerate(years):
        below = years[index + 1][0] if index + 1 < len(years) else year - 1
        briefings = sum(entry.kind is EntryKind.BRIEFING for entry in members)
        yield YearView(
            id=f"y{year}",
            title=context.language.digits(str(year)),
            count=count_briefings(context.language, briefings) if briefings else "",
            months=tuple(_group_months(context, year, members, build)),
            gap_after=_describe_gap(context, below + 1, year - 1),
        )


def _describe_gap(context: ViewContext, first: int, last: int) -> str:
    """Years without an entry: "2002 to 2020: no briefings"; nothing where no year is empty."""
    digits = context.language.digits
    if first > last:
        return ""
    if first == last:
        return context.words("{year}: no briefings").format(year=digits(str(first)))
    return context.words("{first} to {last}: no briefings").format(first=digits(str(first)), last=digits(str(last)))


def _group_months(context: ViewContext, year: int, entries: Iterable[Entry], build: BuildEntry) -> Iterator[MonthView]:
    months: dict[int | None, list[Entry]] = {}
    for entry in entries:
        months.setdefault(context.order.month(entry.when)[1], []).append(entry)
    for month in sorted(months, key=lambda m: (m is None, -(m or 0))):
        title = name_month(context, year, month) if month else ""
        anchor = f"y{year}-{month:02}" if month else f"y{year}-undated"
        yield MonthView(anchor, title, tuple(build(entry) for entry in months[month]))


def name_month(context: ViewContext, year: int, month: int) -> str:
    """A month in the language of the page: "July 2021"."""
    return describe_month(year, month, context.language)


def build_published_timeline(context: ViewContext, entries: Sequence[Entry]) -> TimelineView:
    """Briefings in the order in which they were published, newest first, grouped by year and day."""
    briefings = [entry for entry in entries if entry.kind is EntryKind.BRIEFING]
    briefings.sort(key=lambda entry: entry.id)
    briefings.sort(key=lambda entry: entry.known.utc, reverse=True)
    years = []
    for year, members in groupby(briefings, key=lambda e: e.known.at.astimezone(context.zone).year):
        listed = list(members)
        days = groupby(listed, key=lambda e: e.known.at.astimezone(context.zone).date())
        views = tuple(_build_day(context, day.isoformat(), list(group)) for day, group in days)
        count = count_briefings(context.language, len(listed))
        years.append(YearView(f"y{year}", context.language.digits(str(year)), count, views))
    return TimelineView(order="published", years=tuple(years), count=len(briefings))


def _build_day(context: ViewContext, day: str, entries: list[Entry]) -> MonthView:
    title = context.stamp(entries[0].known).day
    return MonthView(f"d{day}", title, tuple(build_entry(context, entry) for entry in entries))
