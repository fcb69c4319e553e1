"""What changed lately on a page that readers come back to: the last day, the last week, and what is new to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from briefings.linking.changes import Change, ChangeKind
from briefings.linking.site import EntityKind
from briefings.model.moment import Moment
from briefings.views.changes import ChangeItem, build_change_item
from briefings.views.context import ViewContext
from briefings.views.parts import Link, Stamp, View
from briefings.views.words import count_words


class RecentItem(View):
    """One change with its time. `utc` compares it with what a browser remembers."""

    change: ChangeItem
    at: Stamp
    utc: str


class RecentView(View):
    """The changes of the week that ends with the site's last moment, newest first, the first few of them.

    `scope` is the topic's id ("" for the whole site), `lang` the language in which the changes can be read ("" on pages
    in the site's own: all of them), and `data` the address of `changes.json`: a script compares that
    with what it saw last. `period` names the week, `counts` says how many changes the last day and the week had.
    `more` leads to all changes.
    """

    scope: str
    lang: str
    data: str
    period: str
    counts: tuple[str, ...]
    entries: tuple[RecentItem, ...]
    more: Link


PATH = "changes.json"
_SHOWN = 4
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def build_recent(context: ViewContext, changes: Sequence[Change], scope: str = "") -> RecentView | None:
    """What changed lately of `changes`, which are newest first; None for themes without a page of changes."""
    last = context.site.as_of
    if last is None or not context.has_template("changes.html"):
        return None
    week = _find_since(changes, last.utc - _WEEK)
    return RecentView(
        scope=scope,
        lang="" if context.lang == context.settings.lang else context.lang,
        data=context.addresses.link(PATH),
        period=context.words("The week to {date}").format(date=context.stamp(last).day),
        counts=_count(context, len(_find_since(week, last.utc - _DAY)), len(week)),
        entries=tuple(_build_item(context, change) for change in _find_first(context, week, scope)),
        more=Link(context.words("All changes"), context.addresses.at("changes").href),
    )


def _count(context: ViewContext, today: int, week: int) -> tuple[str, ...]:
    """The numbers in words; nothing is not counted."""
    in_day = count_words(context.language, today, "{n} change in the last day", "{n} changes in the last day")
    in_week = count_words(context.language, week, "{n} change in the last week", "{n} changes in the last week")
    return tuple(words for n, words in ((today, in_day), (week, in_week)) if n)


def _find_since(changes: Sequence[Change], moment: datetime) -> list[Change]:
    return [change for change in changes if change.at > moment]


def _find_first(context: ViewContext, changes: Sequence[Change], scope: str) -> list[Change]:
    """The first few changes, each page once. Moves of claims of the whole site stand on the home page anyway."""
    by_page: dict[str, Change] = {}
    for change in changes if scope else [change for change in changes if change.kind is not ChangeKind.STATUS]:
        by_page.setdefault(find_href(context, change), change)
        if len(by_page) == _SHOWN:
            break
    return list(by_page.values())


def _build_item(context: ViewContext, change: Change) -> RecentItem:
    return RecentItem(build_change_item(context, change), context.stamp(Moment(change.at)), write_utc(change.at))


def write_utc(at: datetime) -> str:
    """An instant so that texts sort as instants do."""
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def find_href(context: ViewContext, change: Change) -> str:
    """The page that shows a change: the claim's, else the briefing's."""
    if change.claim and context.has_pages(EntityKind.CLAIM):
        return context.addresses.claim(change.claim).href
    return context.addresses.briefing(context.localised(change.briefing)).href
