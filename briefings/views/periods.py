"""Long timelines in several pages: by year, and by month where a year is long too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from briefings.linking.site import Entry
from briefings.views.context import ViewContext
from briefings.views.entries import build_published_timeline, build_timeline, name_month
from briefings.views.parts import TimelineView, YearLink
from briefings.views.words import count_words

_UNDATED = "undated"
"""The page of those entries of a long year of which no month is known."""


class Period(msgspec.Struct, frozen=True):
    """One page of a long timeline: `folder` is "2021" or "2021/07", `title` its words."""

    folder: str
    title: str
    timeline: TimelineView


class Periods(msgspec.Struct, frozen=True):
    """A timeline in pages. `front` stands on the first page: all of it when it is short, else the newest part.

    `counts` has the entries of each year and of each of its months (None: no month known), newest first.
    """

    front: TimelineView
    pages: tuple[Period, ...]
    counts: tuple[tuple[int, tuple[tuple[int | None, int], ...]], ...]
    ahead: int

    @property
    def is_whole(self) -> bool:
        """Whether the front page has everything."""
        return not self.pages

    def year_links(self, context: ViewContext, folder: str, current: str = "") -> tuple[YearLink, ...]:
        """The jump list: anchors where everything is on one page, else links to the pages of years and months."""
        number = context.language.number
        front = "" if not current else context.addresses.at(folder).href
        links = []
        if self.ahead:
            links.append(YearLink(context.words("Ahead"), f"{front}#ahead", number(self.ahead)))
        pages = {period.folder for period in self.pages}
        for year, months in self.counts:
            count = number(sum(n for _, n in months))
            text = context.language.digits(str(year))
            href = f"#y{year}" if self.is_whole else context.addresses.at(f"{folder}/{year}").href
            below = [self._month_link(context, folder, year, m, n, pages, current) for m, n in months if m]
            undated = f"{year}/{_UNDATED}"
            if undated in pages:
                place, n = context.addresses.at(f"{folder}/{undated}").href, dict(months)[None]
                below.append(YearLink(context.words("month not given"), place, number(n), (), current == undated))
            links.append(YearLink(text, href, count, tuple(below), current == str(year)))
        return tuple(links)

    def _month_link(
        self, context: ViewContext, folder: str, year: int, month: int, n: int, pages: set[str], current: str
    ) -> YearLink:
        name = f"{year}/{month:02}"
        if self.is_whole:
            href = f"#y{year}-{month:02}"
        elif name in pages:
            href = context.addresses.at(f"{folder}/{name}").href
        else:
            href = f"{context.addresses.at(f'{folder}/{year}').href}#y{year}-{month:02}"
        return YearLink(name_month(context, year, month), href, context.language.number(n), (), current == name)


def split_timeline(context: ViewContext, entries: Sequence[Entry], *, with_now: bool = False) -> Periods:
    """A timeline in event order, in pages of at most `Settings.timeline_limit` entries where years and months allow."""
    limit = context.settings.timeline_limit
    ahead = [entry for entry in entries if entry.is_ahead]
    past = [entry for entry in entries if not entry.is_ahead and not entry.is_overtaken]
    by_year = [(year, list(group)) for year, group in groupby(past, key=lambda e: context.order.month(e.when)[0])]
    counts = tuple((year, _count_months(context, members)) for year, members in by_year)
    if len(ahead) + len(past) <= limit:
        return Periods(build_timeline(context, [*ahead, *past], with_now=with_now), (), counts, len(ahead))
    pages: list[Period] = []
    for year, members in by_year:
        pages += _split_year(context, year, members, limit)
    front = build_timeline(context, [*ahead, *past[: limit // 4]], with_now=with_now)
    shown = _describe_shown(context, len(past[: limit // 4]), len(past))
    return Periods(replace(front, shown=shown, count=len(ahead) + len(past)), tuple(pages), counts, len(ahead))


def _split_year(context: ViewContext, year: int, entries: list[Entry], limit: int) -> list[Period]:
    """The page of a year; where that is long, its first part, and a page a month."""
    title = context.language.digits(str(year))
    if len(entries) <= limit:
        return [Period(str(year), title, build_timeline(context, entries))]
    months: dict[int | None, list[Entry]] = {}
    for entry in entries:
        months.setdefault(context.order.month(entry.when)[1], []).append(entry)
    first = build_timeline(context, entries[: limit // 4])
    pages = [Period(str(year), title, replace(first, shown=_describe_shown(context, limit // 4, len(entries))))]
    for month, members in months.items():
        if month:
            name = name_month(context, year, month)
            pages.append(Period(f"{year}/{month:02}", name, build_timeline(context, members)))
        else:
            name = context.words("{year}, month not given").format(year=title)
            pages.append(Period(f"{year}/{_UNDATED}", name, build_timeline(context, members)))
    return pages


def _count_months(context: ViewContext, entries: Sequence[Entry]) -> tuple[tuple[int | None, int], ...]:
    counts: dict[int | None, int] = {}
    for entry in entries:
        month = context.order.month(entry.when)[1]
        counts[month] = counts.get(month, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (item[0] is None, -(item[0] or 0))))


def _describe_shown(context: ViewContext, shown: int, total: int) -> str:
    template = context.words("The newest {shown} of {total} entries; the rest by year.")
    return template.format(shown=context.language.number(shown), total=context.language.number(total))


def split_published(context: ViewContext, entries: Sequence[Entry]) -> list[tuple[str, TimelineView]]:
    """A timeline in order of publication.

    One page, or one page a year of which the newest comes first (without a suffix).
    """
    whole = build_published_timeline(context, entries)
    if whole.count <= context.settings.timeline_limit:
        return [("", whole)]
    pages = []
    for index, year in enumerate(whole.years):
        count = sum(len(day.entries) for day in year.months)
        pages.append((year.id.removeprefix("y") if index else "", replace(whole, years=(year,), count=count)))
    return pages


def published_links(
    context: ViewContext, folder: str, pages: list[tuple[str, TimelineView]], current: int
) -> tuple[YearLink, ...]:
    """The jump list of the pages made by `split_published`."""
    if len(pages) == 1:
        return tuple(YearLink(year.title, f"#{year.id}", year.count) for year in pages[0][1].years)
    links = []
    for index, (suffix, timeline) in enumerate(pages):
        href = context.addresses.at(f"{folder}/{suffix}").href
        count = count_words(context.language, timeline.count, "{n} briefing", "{n} briefings")
        links.append(YearLink(timeline.years[0].title, href, count, (), index == current))
    return tuple(links)
