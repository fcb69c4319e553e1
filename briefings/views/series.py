"""Figures over time: successive positions on a quantity, as a table and a chart of the same data, never merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefings.linking.site import LinkedClaim, LinkedPosition
from briefings.model.claim import Estimate
from briefings.model.edtf import earliest
from briefings.views.claims import describe_estimate
from briefings.views.context import ViewContext
from briefings.views.language_marks import mark_text
from briefings.views.parts import Link, View, When


class SeriesPoint(View):
    """One figure of a series.

    `label` says date and figure where only plain text can stand. `x`, `low`, `best`, `high` are coordinates of the
    chart (y grows downwards); None where not given.
    """

    said: When
    who: Link
    value: str
    label: str
    x: float
    low: float | None
    best: float | None
    high: float | None
    sources: str = ""


class SeriesView(View):
    """Figures over time, as a table and as a chart of the same data.

    `top` and `bottom` are the numbers at the ends of the axis.
    """

    measure: str
    label: str
    width: int
    height: int
    top: str
    bottom: str
    points: tuple[SeriesPoint, ...]


_WIDTH, _HEIGHT, _PADDING = 600, 160, 16
_HEADROOM = 1.08
"""The highest figure stays a little below the upper edge."""


def build_series(context: ViewContext, claim: LinkedClaim) -> SeriesView | None:
    """Successive figures of a claim over the time in which they were said; None where there are none."""
    given = [(p, p.position.value) for p in claim.positions if p.position.value]
    numbers = [n for _, value in given for n in (value.low, value.best, value.high) if n is not None]
    if not numbers:
        return None
    shares = _spread_times([earliest(p.position.said, context.zone).timestamp() for p, _ in given])
    top = max(numbers) * _HEADROOM or 1.0
    points = tuple(
        _build_point(context, claim, position, value, share, top)
        for (position, value), share in zip(given, shares, strict=True)
    )
    quantity = (claim.quantity.unit, claim.quantity.measure) if claim.quantity else ()
    return SeriesView(
        measure=mark_text(" ".join(part for part in quantity if part), context.foreign(claim.lang)),
        label=context.words("; ").join(f"{point.label} ({point.who.text})" for point in points),
        width=_WIDTH,
        height=_HEIGHT,
        top=context.language.number(round(max(numbers))),
        bottom=context.language.number(0),
        points=points,
    )


def _spread_times(times: Sequence[float]) -> Iterator[float]:
    """Where each figure stands between the first (0) and the last (1).

    Figures of one day share an instant: then all stand at equal distances, in the order in which they were given.
    """
    first, span = min(times), max(times) - min(times)
    is_distinct = len(set(times)) == len(times)
    for index, time in enumerate(times):
        yield (time - first) / (span or 1.0) if is_distinct else index / max(1, len(times) - 1)


def _build_point(
    context: ViewContext, claim: LinkedClaim, linked: LinkedPosition, value: Estimate, share: float, top: float
) -> SeriesPoint:
    said = context.when(linked.position.said)
    figure = describe_estimate(context, value, claim.quantity, context.foreign(claim.lang))
    return SeriesPoint(
        said=said,
        who=context.actor_link(linked.actor.id),
        value=figure,
        label=context.join_name(said.text, str(figure)),
        x=round(_PADDING + share * (_WIDTH - 2 * _PADDING), 1),
        low=_place(value.low, top),
        best=_place(value.best, top),
        high=_place(value.high, top),
        sources=context.marked_names(source.publisher for source in linked.sources),
    )


def _place(value: float | None, top: float) -> float | None:
    """The height of a figure in the chart; y grows downwards."""
    return None if value is None else round(_HEIGHT - _PADDING - value / top * (_HEIGHT - 2 * _PADDING), 1)
