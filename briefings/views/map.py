"""Locator maps: where the places of a page are, drawn from data that comes with the program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from briefings.model.ids import Id
from briefings.model.registry import Place
from briefings.views.context import ViewContext
from briefings.views.language_marks import fill_text
from briefings.views.map_data import Box
from briefings.views.map_frame import KM_PER_DEGREE, WIDTH, Frame, Position, fit_frame
from briefings.views.map_labels import Label, Mark, find_rooms, keep_off, place_countries, place_labels
from briefings.views.map_lines import KINDS, LAND, draw_ground, trace_boundaries, write_path
from briefings.views.map_parts import MapCircle, MapGround, MapLabel, MapRow, MapScale, MapView

VAGUE_KM = 150
"""A place that is good to this or more, such as a country, has no dot: one in its middle would say nothing."""
FAR_KM = 2000
"""A place further than this from the key place is listed, but does not make the map as large as the world."""

_NEAR_KM = 300
_MOST_LABELS = 14
_MOST_CIRCLES = 16
_LEAST_CIRCLE = 6.0


def build_map(context: ViewContext, places: Sequence[Id], key_place: str = "") -> MapView | None:
    """The places that have a position, with a table of all of them; none where no position is exact enough.

    The key place is marked, and the map is made around it, or else around the first.
    """
    if not context.settings.maps or not places:
        return None
    listed = tuple(dict.fromkeys(places))
    return context.memo(("map", listed, key_place), partial(_build_map, context, listed, key_place))


def find_near(context: ViewContext, place: Id, inside: Sequence[Id], others: Sequence[Id]) -> list[Id]:
    """A place with what a map of it shows besides: what lies in it, and, of the others, what is close to it."""
    middle = _find_position(context.site.places[place])
    around = [other for other in others if middle and _is_close(context, other, middle)]
    return list(dict.fromkeys((place, *inside, *around)))


def _is_close(context: ViewContext, place: Id, middle: Position) -> bool:
    position = _find_position(context.site.places[place])
    return position is not None and _distance(position, middle) < _NEAR_KM


def _find_position(place: Place) -> Position | None:
    """Where a dot for a place would be, if it is known well enough for one."""
    km = place.precision_km or 0
    if place.lat is None or place.lon is None or km >= VAGUE_KM:
        return None
    return Position(place.lon, place.lat, float(km))


def _distance(one: Position, other: Position) -> float:
    """Kilometres on a sphere."""
    low, high = math.radians(one.lat), math.radians(other.lat)
    across = math.sin(math.radians(other.lon - one.lon) / 2) ** 2 * math.cos(low) * math.cos(high)
    part = math.sin((high - low) / 2) ** 2 + across
    return math.radians(1) ** -1 * KM_PER_DEGREE * 2 * math.asin(min(1.0, math.sqrt(part)))


def _build_map(context: ViewContext, listed: Sequence[Id], key_place: str) -> MapView | None:
    records = [context.site.places[identifier] for identifier in listed]
    placed = [(record, position) for record in records if (position := _find_position(record))]
    if not placed:
        return None
    middle = next((position for record, position in placed if record.id == key_place), placed[0][1])
    shown = [(record, position) for record, position in placed if _distance(position, middle) <= FAR_KM]
    far = [context.marked_name(record) for record, position in placed if _distance(position, middle) > FAR_KM]
    frame = fit_frame([position for _, position in shown])
    marks = [
        Mark(*frame.find(position.lon, position.lat), context.name(record), record.id == key_place)
        for record, position in shown
    ]
    has_lines = context.settings.boundary_view != "none"
    lines = context.memo(("boundaries", frame), partial(trace_boundaries, frame)) if has_lines else ()
    labels = place_labels(marks, frame.height, _MOST_LABELS, keep_off(lines))
    ground = context.memo(("ground", frame), partial(_draw_ground, frame, context.settings.boundary_view))
    circles = _build_circles(frame, [position for _, position in shown])
    scale = _build_scale(context, frame)
    named = [label for label in labels if label]
    key = next((record for record, _ in shown if record.id == key_place), None)
    return MapView(
        label=context.words("Positions of {places}").format(
            places=context.words(", ").join(mark.name for mark, label in zip(marks, labels, strict=True) if label)
        ),
        width=WIDTH,
        height=frame.height,
        ground=ground,
        dots=_write_dots(marks),
        key=next((MapCircle(round(m.x, 1), round(m.y, 1), 8) for m in marks if m.is_key), None),
        circles=circles,
        labels=tuple(
            _show_label(label, is_key=mark.is_key, lang=context.place_link(record.id).lang)
            for (record, _), mark, label in zip(shown, marks, labels, strict=True)
            if label
        ),
        countries=_name_countries(context, frame, marks, named, circles),
        leads="".join(write_path(label.lead) for label in named if label.lead),
        scale=scale,
        rows=tuple(_build_row(context, record) for record in records),
        notes=_build_notes(context, ground, far, key, has_circles=bool(circles)),
    )


def _draw_ground(frame: Frame, view: str) -> MapGround:
    return MapGround(**draw_ground(frame, (LAND,) if view == "none" else KINDS))


def _write_dots(marks: Sequence[Mark]) -> str:
    """A path with a point for each dot, each point once."""
    points = dict.fromkeys((round(mark.x, 1), round(mark.y, 1)) for mark in marks)
    return "".join(f"M{x:g} {y:g}h0" for x, y in points)


def _build_circles(frame: Frame, positions: Sequence[Position]) -> tuple[MapCircle, ...]:
    """How far off places may be, where that is more than the size of a dot; the first of many."""
    found = dict.fromkeys(
        MapCircle(*(round(n, 1) for n in (*frame.find(p.lon, p.lat), p.km / frame.km)))
        for p in positions
        if p.km / frame.km >= _LEAST_CIRCLE
    )
    return tuple(found)[:_MOST_CIRCLES]


def _show_label(label: Label, *, is_key: bool = False, lang: str = "") -> MapLabel:
    return MapLabel(label.lines, label.x, label.y, label.anchor, is_key, lang)


def _name_countries(
    context: ViewContext,
    frame: Frame,
    marks: Sequence[Mark],
    labels: Sequence[Label],
    circles: Sequence[MapCircle],
) -> tuple[MapLabel, ...]:
    """Names of countries where nothing else is written; none where no boundaries are drawn."""
    if context.settings.boundary_view == "none":
        return ()
    dots = [Box(mark.x - 5, mark.y - 5, mark.x + 5, mark.y + 5) for mark in marks]
    scale = Box(0, frame.height - 26, WIDTH / 3, frame.height)
    names = context.language.locale.territories
    rooms = context.memo(("rooms", frame), partial(find_rooms, frame, names))
    found = place_countries(rooms, [*dots, *(label.box for label in labels), scale], ((c.x, c.y, c.r) for c in circles))
    return tuple(_show_label(label) for label in found)


def _build_scale(context: ViewContext, frame: Frame) -> MapScale | None:
    """The longest round number of kilometres that a quarter of the map has room for."""
    if not frame.is_true:
        return None
    most = WIDTH / 4 * frame.km
    power = 10 ** math.floor(math.log10(most))
    km = max(n * power for n in (1, 2, 5) if n * power <= most)
    text = context.words("{n} km").format(n=context.language.number(km))
    length = round(km / frame.km, 1)
    return MapScale(write_path([(8, frame.height - 12), (8, frame.height - 8), (8 + length, frame.height - 8)]), text)


def _build_row(context: ViewContext, record: Place) -> MapRow:
    is_known = record.lat is not None and record.lon is not None
    exact = record.precision_km if is_known else None
    return MapRow(
        link=context.place_link(record.id),
        kind=context.mark_own(record.kind),
        position=f"{record.lat:.2f}, {record.lon:.2f}" if is_known else "",
        precision=context.words("{n} km").format(n=context.language.number(exact)) if exact is not None else "",
    )


def _build_notes(
    context: ViewContext, ground: MapGround, far: Sequence[str], key: Place | None, *, has_circles: bool
) -> tuple[str, ...]:
    """What a reader must know to read the map. `key` is the place with the ring, if one has it."""
    words = context.words
    notes = [
        _end_with(words("Not on this map: {places}."), places=context.join(far)) if far else "",
        _end_with(words("The ring marks {place}."), place=context.marked_name(key)) if key else "",
        words("Circles show how exactly a position is known.") if has_circles else "",
        words("Dashed lines are disputed.") if ground.disputed else "",
        words("No boundaries are drawn.")
        if context.settings.boundary_view == "none"
        else words("Lines and names are for orientation and endorse no claim."),
    ]
    return tuple(note for note in notes if note)


def _end_with(template: str, **fields: str) -> str:
    """A sentence with a name at its end, which may have a stop itself: "Washington, D.C."."""
    has_stop = any(value.endswith(".") for value in fields.values())
    return fill_text(template[:-1] if has_stop and template.endswith("}.") else template, **fields)
