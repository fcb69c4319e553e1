"""Histograms of briefings in time, and schematic maps of places."""

from __future__ import annotations

import math
from collections.abc import Sequence

from briefings.linking.site import MonthCount
from briefings.model.ids import Id
from briefings.views.context import ViewContext
from briefings.views.entries import name_month
from briefings.views.parts import Bar, ChartView, Link, MapDot, MapView
from briefings.views.words import count_briefings

MAX_BARS = 48
"""A chart with more months than this counts by year."""

_FIRST = 12
"""January of the year 1, before which there are no dates."""

_MAP_WIDTH, _MAP_PADDING = 400, 36
_LETTER, _LABEL_GAP = 7.0, 12.0
"""Map units that a letter of a name takes at most, and the distance of a name from its dot."""


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
    label = "; ".join(f"{digits(str(y))}: {count_briefings(context.language, counts[y])}" for y in years if y in counts)
    return ChartView(label, bars, axis)


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
    parts = (f"{_label(context, i)}: {count_briefings(context.language, n)}" for i, n in columns)
    return "; ".join(parts)


def build_map(context: ViewContext, places: Sequence[Id], key_place: str = "") -> MapView | None:
    """Places as dots by latitude and longitude, without borders (equirectangular, true at the middle latitude).

    Countries are left out (a dot in their middle says nothing), as are places without coordinates; fewer than two
    make no map.
    """
    records = [context.site.places[p] for p in dict.fromkeys(places)]
    dots = [
        (r, r.lat, r.lon) for r in records if r.lat is not None and r.lon is not None and (r.precision_km or 0) < 150
    ]
    if len(dots) < 2:
        return None
    lats, lons = [lat for _, lat, _ in dots], [lon for _, _, lon in dots]
    stretch = math.cos(math.radians((min(lats) + max(lats)) / 2))
    span = max((max(lons) - min(lons)) * stretch, max(lats) - min(lats), 0.2)
    scale = (_MAP_WIDTH - 2 * _MAP_PADDING) / span
    height = round((max(lats) - min(lats)) * scale) + 2 * _MAP_PADDING
    left = (_MAP_WIDTH - (max(lons) - min(lons)) * stretch * scale) / 2
    views = []
    for record, lat, lon in dots:
        x, y = left + (lon - min(lons)) * stretch * scale, _MAP_PADDING + (max(lats) - lat) * scale
        link = context.place_link(record.id)
        anchor = _find_side(link.text, x)
        views.append(MapDot(link.text, link.href, round(x, 1), round(y, 1), record.id == key_place, anchor))
    label = context.words("Positions of {places}").format(places=", ".join(dot.name for dot in views))
    caption = context.words("Positions only: no borders are drawn.")
    return MapView(label, _MAP_WIDTH, max(height, 120), _spread(views), caption)


def _find_side(name: str, x: float) -> str:
    """On which side of a dot its name fits onto the map: after it, before it, or, where both are narrow, above it."""
    room = len(name) * _LETTER + _LABEL_GAP
    fits = {"start": x + room <= _MAP_WIDTH, "end": x - room >= 0}
    sides = ("end", "start") if x > _MAP_WIDTH * 0.6 else ("start", "end")
    return next((side for side in sides if fits[side]), "middle")


def _spread(dots: list[MapDot]) -> tuple[MapDot, ...]:
    """Dots without those whose name would lie on another's; the key place and the first named win."""
    kept: list[MapDot] = []
    for dot in sorted(dots, key=lambda d: not d.is_key):
        if all(abs(dot.y - other.y) > 14 or abs(dot.x - other.x) > 90 for other in kept):
            kept.append(dot)
    return tuple(kept)
