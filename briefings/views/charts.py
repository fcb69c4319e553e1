"""Histograms of briefings in time."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.linking.site import MonthCount
from briefings.views.context import ViewContext
from briefings.views.entries import name_month
from briefings.views.parts import Link
from briefings.views.timeline_parts import Bar, ChartView
from briefings.views.words import count_briefings

MAX_BARS = 48
"""A chart with more months than this counts by year."""

_FIRST = 12
"""January of the year 1, before which there are no dates."""


def build_activity_chart(
    context: ViewContext, activity: Sequence[MonthCount], bars: int = MAX_BARS
) -> ChartView | None:
    """Briefings by month of event, over the last `bars` months that have any.

    By year where that would hide most of them.
    """
    dated = [item for item in activity if item.month is not None]
    if not dated:
        return None
    last = max(_index(item) for item in dated)
    recent = [item for item in dated if _index(item) > last - bars]
    hidden = sum(item.count for item in activity) - sum(item.count for item in recent)
    first = min(_index(item) for item in recent)
    counts = {_index(item): item.count for item in recent}
    top = max(counts.values())
    columns = [(i, counts.get(i, 0)) for i in range(max(_FIRST, min(first, last - 11)), last + 1)]
    views = tuple(Bar(_label(context, i), round(100 * n / top, 1), count=n) for i, n in columns)
    axis = tuple(Link(_label(context, i), "") for i in _ticks(columns[0][0], last))
    caption = ""
    if hidden:
        caption = context.words("Not shown: {briefings} with an earlier or less exact date.").format(
            briefings=count_briefings(context.language, hidden)
        )
    return ChartView(_describe(context, [(i, n) for i, n in columns if n]), views, axis, caption)


def build_year_chart(context: ViewContext, activity: Sequence[MonthCount], hrefs: dict[int, str]) -> ChartView | None:
    """Briefings by year of event, every year from the first to the last (the last 60 at most)."""
    counts: dict[int, int] = {}
    vague: dict[int, int] = {}
    for item in activity:
        counts[item.year] = counts.get(item.year, 0) + item.count
        if item.month is None:
            vague[item.year] = vague.get(item.year, 0) + item.count
    if not counts:
        return None
    years = range(max(min(counts), max(counts) - 59), max(counts) + 1)
    top = max(counts.values())
    digits = context.language.digits
    bars = tuple(
        Bar(
            digits(str(y)),
            round(100 * counts.get(y, 0) / top, 1),
            round(100 * vague.get(y, 0) / top, 1),
            counts.get(y, 0),
            hrefs.get(y, ""),
        )
        for y in years
    )
    axis = tuple(
        Link(digits(str(y)), hrefs.get(y, ""), note=_count(context, counts.get(y, 0)))
        for y in _ticks(years[0], years[-1])
    )
    parts = (
        context.join_name(digits(str(y)), count_briefings(context.language, counts[y])) for y in years if y in counts
    )
    return ChartView(context.words("; ").join(parts), bars, axis)


def _count(context: ViewContext, n: int) -> str:
    return context.language.number(n) if n else ""


def _index(item: MonthCount) -> int:
    """Months since year 0, so that they can be counted through."""
    return item.year * 12 + (item.month or 1) - 1


def _label(context: ViewContext, index: int) -> str:
    return name_month(context, index // 12, index % 12 + 1)


def _ticks(first: int, last: int) -> list[int]:
    """At most five marks from first to last, both included."""
    steps = min(4, last - first)
    return sorted({first + round((last - first) * k / steps) for k in range(steps + 1)}) if steps else [first]


def _describe(context: ViewContext, columns: Sequence[tuple[int, int]]) -> str:
    parts = (context.join_name(_label(context, i), count_briefings(context.language, n)) for i, n in columns)
    return context.words("; ").join(parts)
