"""Shown timelines and charts: entries, months, years, and the bars above them."""

from __future__ import annotations

from briefings.views.parts import Html, Link, Mark, Stamp, View, When


class EntryView(View):
    """One entry of a timeline.

    `precision` draws the marker: day, about, month, year or ahead. `gutter` stands beside the marker where a month
    heading stands above, `gutter_long` where none does. `note` is the small second line (weekday, "day not given").
    `event` is the whole event date in words. `href` is the page behind the title (for an event without a page: the
    briefing that reports it, with its name in `reported_in`). `claims` and `disputed` count the claims of a briefing;
    `counts` says both in words ("4 claims, 3 disputed"). `label` stands before the title of what somebody announced or
    expects ("To watch", or "Expected" once it has an outcome); the marker of an open one is that of what is ahead.
    """

    id: str
    kind: str
    title: str
    href: str
    precision: str
    event: When
    gutter: str
    gutter_long: str
    published: Stamp
    note: str = ""
    deck: Html = Html("")
    status: Mark | None = None
    place: str = ""
    claims: int = 0
    disputed: int = 0
    counts: str = ""
    topics: tuple[Link, ...] = ()
    topic_ids: tuple[str, ...] = ()
    reported_in: Link | None = None
    outcome: str = ""
    lang: str = ""
    label: str = ""


class MonthView(View):
    """Entries of one month. `title` is "July 2021"; empty for entries dated to the year only."""

    id: str
    title: str
    entries: tuple[EntryView, ...]


class YearView(View):
    """Entries of one year, by month.

    `gap_after` says in words that the years below are empty ("2002 to 2020: no briefings").
    """

    id: str
    title: str
    count: str
    months: tuple[MonthView, ...]
    gap_after: str = ""


class TimelineView(View):
    """A whole timeline, or one page of it: what is ahead, the "now" line, then years, newest first.

    `order` is "event" or "published"; in the latter, months are days. `now` is the site's last moment in words.
    `shown` says how much of it this page has ("" when all).
    """

    order: str
    ahead: tuple[EntryView, ...] = ()
    ahead_count: str = ""
    now: str = ""
    years: tuple[YearView, ...] = ()
    count: int = 0
    shown: str = ""


class YearLink(View):
    """A year in the jump list; `months` are its months. `href` may be an anchor of this page or another page."""

    text: str
    href: str
    count: str
    months: tuple[YearLink, ...] = ()
    is_current: bool = False


class Bar(View):
    """One bar of a chart.

    `height` and `vague` are per cent of the tallest column; `vague` is for dates known to the month or year only.
    """

    label: str
    height: float
    vague: float = 0.0
    count: int = 0
    href: str = ""


class ChartView(View):
    """A histogram of briefings in time.

    `label` says it in a sentence; `axis` are the words below it, from start to end. `caption` names what is not drawn.
    """

    label: str
    bars: tuple[Bar, ...]
    axis: tuple[Link, ...] = ()
    caption: str = ""
