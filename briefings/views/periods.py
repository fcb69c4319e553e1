"""Long timelines in several pages: by year, and by month where a year is long too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from briefings.linking.site import Entry
from briefings.views.context import ViewContext
from briefings.views.entries import build_published_timeline, build_timeline, name_month
from briefings.views.timeline_parts import TimelineView, YearLink, YearView
from briefings.views.words import count_briefings

WHOLE, SMALL = 60, 40
"""How many entries a timeline may have to be shown whole, and how many a page of 60 KB has room for.

An entry takes about 800 bytes, with a long summary and several topics more. Whoever sets `timeline_limit` chooses both.
"""
_NEWEST = 20
"""How many of the newest entries at least stand on a page that leads to the rest."""
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


def split_timeline(
    context: ViewContext, entries: Sequence[Entry], *, with_now: bool = False, whole: int = WHOLE, newest: int = _NEWEST
) -> Periods:
    """A timeline in event order, in pages as short as `Settings.timeline_limit` where years and months allow.

    Without that setting a timeline of `whole` entries is one page, and the pages of a longer one are small: the first
    has the `newest` ones.
    """
    chosen = context.settings.timeline_limit
    limit = chosen or whole
    ahead = [entry for entry in entries if entry.is_ahead]
    past = [entry for entry in entries if not entry.is_ahead and not entry.is_overtaken]
    by_year = [(year, list(group)) for year, group in groupby(past, key=lambda e: context.order.month(e.when)[0])]
    counts = tuple((year, _count_months(context, members)) for year, members in by_year)
    if len(ahead) + len(past) <= limit:
        return Periods(build_timeline(context, [*ahead, *past], with_now=with_now), (), counts, len(ahead))
    pages: list[Period] = []
    for year, members in by_year:
        pages += _split_year(context, year, members, chosen or SMALL)
    first = past[: max(limit // 4, min(limit, newest))]
    front = build_timeline(context, [*ahead, *first], with_now=with_now)
    shown = _describe_shown(context, len(first), len(past))
    return Periods(replace(front, shown=shown, count=len(ahead) + len(past)), tuple(pages), counts, len(ahead))


def _count_newest(limit: int) -> int:
    """How many entries stand on a page that leads to the rest."""
    return max(limit // 4, min(limit, _NEWEST))


def _split_year(context: ViewContext, year: int, entries: list[Entry], limit: int) -> list[Period]:
    """The page of a year; where that is long, its first part, and a page a month."""
    title = context.language.digits(str(year))
    if len(entries) <= limit:
        return [Period(str(year), title, build_timeline(context, entries))]
    months: dict[int | None, list[Entry]] = {}
    for entry in entries:
        months.setdefault(context.order.month(entry.when)[1], []).append(entry)
    newest = entries[: _count_newest(limit)]
    first = build_timeline(context, newest)
    pages = [Period(str(year), title, replace(first, shown=_describe_shown(context, len(newest), len(entries))))]
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


def split_published(
    context: ViewContext, entries: Sequence[Entry], whole: int = WHOLE
) -> list[tuple[str, TimelineView]]:
    """A timeline in order of publication.

    One page, or one page a year, or a month where a year is long, of which the newest comes first (without a suffix).
    """
    chosen = context.settings.timeline_limit
    view = build_published_timeline(context, entries)
    if view.count <= (chosen or whole):
        return [("", view)]
    parts = [part for year in view.years for part in _split_published_year(context, year, chosen or SMALL)]
    return [
        (_folder_of(part) if index else "", replace(view, years=(part,), count=_count_days(part)))
        for index, part in enumerate(parts)
    ]


def _split_published_year(context: ViewContext, year: YearView, limit: int) -> list[YearView]:
    """A year of days; where it is long, its months."""
    if _count_days(year) <= limit:
        return [year]
    months = []
    for name, group in groupby(year.months, key=lambda day: day.id[1:8]):
        days = tuple(group)
        count = count_briefings(context.language, sum(len(day.entries) for day in days))
        title = name_month(context, int(name[:4]), int(name[5:]))
        months.append(YearView(f"y{name}", title, count, days))
    return months


def _folder_of(part: YearView) -> str:
    return part.id.removeprefix("y").replace("-", "/")


def _count_days(part: YearView) -> int:
    return sum(len(day.entries) for day in part.months)


def published_links(
    context: ViewContext, folder: str, pages: list[tuple[str, TimelineView]], current: int
) -> tuple[YearLink, ...]:
    """The jump list of the pages made by `split_published`; months stand below their year."""
    if len(pages) == 1:
        return tuple(YearLink(year.title, f"#{year.id}", year.count) for year in pages[0][1].years)
    links: dict[str, list[YearLink]] = {}
    totals: dict[str, int] = {}
    for index, (suffix, timeline) in enumerate(pages):
        part, href = timeline.years[0], context.addresses.at(f"{folder}/{suffix}").href
        year = _folder_of(part)[:4]
        count = count_briefings(context.language, timeline.count)
        links.setdefault(year, []).append(YearLink(part.title, href, count, (), index == current))
        totals[year] = totals.get(year, 0) + timeline.count
    return tuple(
        parts[0]
        if len(parts) == 1
        else YearLink(
            context.language.digits(year), parts[0].href, count_briefings(context.language, totals[year]), tuple(parts)
        )
        for year, parts in links.items()
    )
