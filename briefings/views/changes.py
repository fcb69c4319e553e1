"""What changed, by day: claims that moved, new briefings, updates, corrections. And what to watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefings.linking.changes import Change, ChangeKind
from briefings.linking.site import Entry
from briefings.model.briefing import Level
from briefings.model.moment import Moment
from briefings.views.claim_parts import WatchView
from briefings.views.claims import build_transition, claim_link
from briefings.views.context import ViewContext
from briefings.views.data_links import link_site_calendar
from briefings.views.entries import name_month
from briefings.views.language import message as _
from briefings.views.parts import Link, Mark, PageMeta, Tab, View
from briefings.views.surroundings import build_watch
from briefings.views.words import change_mark, status_mark


class ChangeItem(View):
    """One change. `word` says what it is.

    `before` and `after` are set for a claim that moved; `note` is the cause or the text of the change.
    """

    kind: str
    word: str
    link: Link
    is_major: bool
    note: str = ""
    was: str = ""
    before: Mark | None = None
    after: Mark | None = None
    topics: tuple[Link, ...] = ()


class DayView(View):
    """The changes of one day."""

    id: str
    title: str
    iso: str
    changes: tuple[ChangeItem, ...]


class ChangesView(View):
    """One page of changes: the newest days, or one month of a long history.

    `months` are links to all of them, `pages` to the parts of a month that is long itself.
    """

    page: PageMeta
    title: str
    deck: str
    days: tuple[DayView, ...]
    months: tuple[Tab, ...]
    pages: tuple[Tab, ...] = ()


class UpcomingView(View):
    """What to watch.

    `ahead` is still to come, the window of `open` has begun, `overdue` are windows that passed without a noted outcome,
    `settled` those with one.
    """

    page: PageMeta
    title: str
    deck: str
    ahead: tuple[WatchView, ...]
    open: tuple[WatchView, ...]
    overdue: tuple[WatchView, ...]
    settled: tuple[WatchView, ...]


_WORDS = {
    ChangeKind.BRIEFING: _("New briefing"),
    ChangeKind.STATUS: _("Claim moved"),
    ChangeKind.UPDATE: _("Update"),
    ChangeKind.CORRECTION: _("Correction"),
}
MAX_CHANGES = 60
"""Changes are split by month where there are more than this, and a month of more has further pages."""


def build_change_item(context: ViewContext, change: Change) -> ChangeItem:
    """One change in words."""
    is_major = change.level is Level.MAJOR
    word = context.words(_WORDS[change.kind] if is_major else _("Minor update"))
    link = context.briefing_link(change.briefing)
    topics = context.topic_links(change.topics)
    if change.claim and change.transition:
        step = change.transition
        return ChangeItem(
            kind=change.kind.value,
            word=word,
            link=claim_link(context, change.claim),
            is_major=is_major,
            note=build_transition(context, step, "").cause,
            before=change_mark(step.before, context.language) if step.before else None,
            after=change_mark(step.after, context.language),
            topics=topics,
        )
    note, was, after = "", "", None
    if change.update:
        note = context.mark_said(change.update.note, change.briefing)
    if change.correction:
        is_withdrawn = context.site.briefings[change.briefing].is_withdrawn
        word = context.words("Retraction") if is_withdrawn else word
        after = status_mark("withdrawn" if is_withdrawn else "corrected", context.language)
        texts = (change.correction.now, change.correction.was)
        note, was = (context.mark_said(text, change.briefing) for text in texts)
    return ChangeItem(change.kind.value, word, link, is_major, note, was, None, after, topics)


def build_days(context: ViewContext, changes: Sequence[Change]) -> tuple[DayView, ...]:
    """Changes (newest first) by the day on which they became known."""
    days = []
    for day, members in groupby(changes, key=lambda change: change.day(context.zone)):
        listed = list(members)
        title = context.stamp(Moment(listed[0].at)).day
        days.append(DayView(f"d{day}", title, day, tuple(build_change_item(context, change) for change in listed)))
    return tuple(days)


def build_changes_views(context: ViewContext) -> Iterator[ChangesView]:
    """The newest changes, and a page a month where there are many."""
    changes = context.changes
    months = [(month, list(group)) for month, group in groupby(changes, key=lambda c: c.day(context.zone)[:7])]
    is_long = len(changes) > MAX_CHANGES
    title = context.words("Changes")
    deck = context.words(
        "What moved, by the day on which it became known: claims, new briefings, updates and corrections."
    )
    yield ChangesView(
        page=context.meta("changes", title, deck, section="changes", alternates=context.feeds("changes", title)),
        title=title,
        deck=deck,
        days=build_days(context, changes[:MAX_CHANGES] if is_long else changes),
        months=_month_tabs(context, months, "") if is_long else (),
    )
    for month, members in months if is_long else ():
        page_title = context.join_name(title, _name_month(context, members))
        folders = [f"changes/{month}", *(f"changes/{month}/{n // MAX_CHANGES + 1}" for n in _starts(members)[1:])]
        for start, folder in zip(_starts(members), folders, strict=True):
            yield ChangesView(
                page=context.meta(folder, page_title, deck, section="changes"),
                title=page_title,
                deck=deck,
                days=build_days(context, members[start : start + MAX_CHANGES]),
                months=_month_tabs(context, months, month),
                pages=_page_tabs(context, folders, folder),
            )


def _starts(changes: Sequence[Change]) -> range:
    """Where the pages of a long month begin."""
    return range(0, len(changes), MAX_CHANGES)


def _page_tabs(context: ViewContext, folders: Sequence[str], current: str) -> tuple[Tab, ...]:
    """Links to the pages of a month of several."""
    number, addresses = context.language.number, context.addresses
    tabs = (Tab(number(n), addresses.at(folder).href, folder == current) for n, folder in enumerate(folders, start=1))
    return tuple(tabs) if len(folders) > 1 else ()


def _name_month(context: ViewContext, changes: Sequence[Change]) -> str:
    local = changes[0].at.astimezone(context.zone)
    return name_month(context, local.year, local.month)


def _month_tabs(context: ViewContext, months: Sequence[tuple[str, list[Change]]], current: str) -> tuple[Tab, ...]:
    number = context.language.number
    return tuple(
        Tab(
            _name_month(context, members), context.addresses.at(f"changes/{m}").href, m == current, number(len(members))
        )
        for m, members in months
    )


def build_upcoming_view(context: ViewContext) -> UpcomingView:
    """Everything to watch, by its window."""
    entries = [entry for entry in context.site.upcoming if entry.upcoming]
    settled = [entry for entry in entries if entry.upcoming and entry.upcoming.outcome]
    unsettled = [entry for entry in entries if entry.upcoming and not entry.upcoming.outcome]
    overdue = [entry for entry in unsettled if entry.is_overdue]
    current = [entry for entry in reversed(unsettled) if not entry.is_overdue]
    title = context.words("What to watch")
    deck = context.words("What somebody expects or announced, by when it should happen, and what came of it.")
    return UpcomingView(
        page=context.meta("upcoming", title, deck, section="upcoming", alternates=link_site_calendar(context)),
        title=title,
        deck=deck,
        ahead=_watch(context, [entry for entry in current if entry.is_ahead]),
        open=_watch(context, [entry for entry in current if not entry.is_ahead]),
        overdue=_watch(context, overdue),
        settled=_watch(context, settled),
    )


def _watch(context: ViewContext, entries: Sequence[Entry]) -> tuple[WatchView, ...]:
    return tuple(build_watch(context, entry.briefing, entry.upcoming) for entry in entries if entry.upcoming)
