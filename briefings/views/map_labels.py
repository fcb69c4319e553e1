"""Where names stand on a map, so that they cover neither each other nor a place, and stay inside its frame."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings.views.map_data import Box, find_country
from briefings.views.map_frame import WIDTH, Frame
from briefings.views.map_lines import Point, clip_line

SIZE = 12
"""Height of the letters of a name, in units."""

_LINE = 14.0
_LETTER, _WIDE_LETTER = 0.66, 1.0
_LONGEST = 0.42 * WIDTH
_EDGE = 3.0
_DOT, _KEY = 4.0, 9.0
"""How far a dot reaches, and the ring around the key place."""
_CLOSE = 12.0
"""Dots that are closer than this have no room for names between them."""
_AWAY = (20.0, 32.0, 44.0)
"""How far from such a dot its name may stand, with a line to it."""


class Mark(NamedTuple):
    """A dot of a map that may get a name; the first of several are the more important."""

    x: float
    y: float
    name: str
    is_key: bool = False


class Label(NamedTuple):
    """A name: its lines, where the first of them stands, and the box that the text is kept in.

    `anchor` says which end of the text that is: `start`, `middle` or `end`. `lead` has the ends of a line from the dot
    to the name, where that stands further off.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box
    lead: tuple[tuple[float, float], ...] = ()


IsClear = Callable[[Box], bool]
"""Whether a name in a box would stand beside the lines of a map, not across one."""


def place_labels(marks: Sequence[Mark], height: int, most: int, is_clear: IsClear | None = None) -> list[Label | None]:
    """A label for each dot that there is room for, `most` at most; the key place comes first.

    Names stand beside their dots, beside lines (`is_clear`) if they can; those of dots that are close to each
    other may stand further off.
    """
    taken = [_around(mark) for mark in marks]
    found: list[Label | None] = [None] * len(marks)
    order = sorted(range(len(marks)), key=lambda index: not marks[index].is_key)
    for index in order:
        mark = marks[index]
        others = [box for other, box in enumerate(taken) if other != index]
        fitting = [label for label in _candidates(mark) if _fits(label.box, height, others)]
        if not fitting and any(_is_close(mark, other) for other in marks if other is not mark):
            names = taken[len(marks) :]
            fitting = [label for label in _lead_candidates(mark) if _fits(label.box, height, others)]
            fitting = [
                label for label in fitting if not any(overlap(spot, box) for spot in _spots(label) for box in names)
            ]
        clear = (label for label in fitting if is_clear and is_clear(label.box))
        found[index] = label = next(clear, None) or next(iter(fitting), None)
        if label:
            taken += [label.box, *_spots(label)]
        if sum(map(bool, found)) == most:
            break
    return found


def _is_close(one: Mark, other: Mark) -> bool:
    return math.dist((one.x, one.y), (other.x, other.y)) < _CLOSE


def _around(mark: Mark) -> Box:
    reach = _KEY if mark.is_key else _DOT
    return Box(mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach)


def _candidates(mark: Mark) -> Iterator[Label]:
    """After the dot, before it, above and below it, then at its corners."""
    gap = (_KEY if mark.is_key else _DOT) + 3
    side = gap * 0.7
    for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
        away = side if dx and dy else gap
        anchor = {1: "start", -1: "end", 0: "middle"}[dx]
        yield _build_label(mark.name, mark.x + dx * away, mark.y + dy * away, anchor, dy, is_bold=mark.is_key)


def _lead_candidates(mark: Mark) -> Iterator[Label]:
    """Further off, with a line: all around at each distance, beside the dot before above and below it."""
    for away in _AWAY:
        for dx, dy in ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1)):
            step = away * 0.7 if dx and dy else away
            x, y = mark.x + dx * step, mark.y + dy * step
            label = _build_label(mark.name, x, y, {1: "start", -1: "end", 0: "middle"}[dx], dy, is_bold=mark.is_key)
            end = (round(x - 2 * dx, 1), round(y if dy == 0 or not dx else y - 2 * dy, 1))
            yield label._replace(lead=((round(mark.x, 1), round(mark.y, 1)), end))


def _spots(label: Label) -> list[Box]:
    """Small boxes along the line to a name, beginning off the dot, where other lines may begin."""
    if not label.lead:
        return []
    (x, y), (to_x, to_y) = label.lead
    steps = max(2, int(math.dist((x, y), (to_x, to_y)) // 3))
    points = ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(steps + 1))
    return [Box(a - 1, b - 1, a + 1, b + 1) for a, b in points if math.dist((a, b), (x, y)) > _DOT]


def _build_label(name: str, x: float, y: float, anchor: str, above: int, *, is_bold: bool = False) -> Label:
    """A label whose text stands above (-1), below (1) or beside (0) a height."""
    lines = _wrap(name)
    width = max(map(measure, lines)) * (1.08 if is_bold else 1)
    tall = len(lines) * _LINE
    top = y - tall / 2 * (1 - above)
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Label(lines, round(x, 1), round(top + 11, 1), anchor, Box(left, top, left + width, top + tall))


def measure(text: str) -> float:
    """About how many units a text takes, rather too many than too few."""
    return SIZE * sum(
        _WIDE_LETTER if unicodedata.east_asian_width(letter) in "WF" else _LETTER
        for letter in text
        if not unicodedata.combining(letter)
    )


def _wrap(name: str) -> tuple[str, ...]:
    """One line, or two of much the same length where one would be long."""
    spaces = [index for index, letter in enumerate(name) if letter == " "]
    if measure(name) <= _LONGEST or not spaces:
        return (name,)
    middle = min(spaces, key=lambda index: abs(2 * index - len(name)))
    return name[:middle], name[middle + 1 :]


def _fits(box: Box, height: int, taken: Sequence[Box]) -> bool:
    is_inside = box.left >= _EDGE and box.right <= WIDTH - _EDGE and box.low >= _EDGE and box.high <= height - _EDGE
    return is_inside and not any(overlap(box, other) for other in taken)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share any of their inside."""
    return one.left < other.right and one.right > other.left and one.low < other.high and one.high > other.low


def find_rooms(frame: Frame, names: Mapping[str, str]) -> tuple[tuple[Label, ...], ...]:
    """For each country in a frame, wherever its name fits into its own land."""
    rooms: dict[str, list[Label]] = {}
    for y in range(16, frame.height - 8, 18):
        for x in range(24, WIDTH - 16, 20):
            code = find_country(*frame.locate(x, y))
            name = names.get(code)
            if not name:
                continue
            label = _build_label(name, x, y, "middle", 0)
            if _fits(label.box, frame.height, ()) and _is_within(frame, label.box, code):
                rooms.setdefault(code, []).append(label)
    return tuple(map(tuple, rooms.values()))


def place_countries(
    rooms: Sequence[Sequence[Label]],
    taken: Sequence[Box],
    circles: Iterable[tuple[float, float, float]] = (),
    most: int = 6,
) -> list[Label]:
    """A name for each country where nothing else is, nor the edge of a circle; those with the most room first."""
    edges = tuple(circles)
    free = [
        [
            label
            for label in labels
            if not any(overlap(label.box, box) for box in taken)
            and not any(_crosses(label.box, *circle) for circle in edges)
        ]
        for labels in rooms
    ]
    found: list[Label] = []
    for labels in sorted(free, key=len, reverse=True)[:most]:
        left = [label for label in labels if not any(overlap(label.box, other.box) for other in found)]
        if left:
            found.append(_most_central(left))
    return found


def _crosses(box: Box, x: float, y: float, r: float) -> bool:
    """Whether the edge of a circle goes through a box."""
    near = math.hypot(max(box.left - x, 0, x - box.right), max(box.low - y, 0, y - box.high))
    far = math.hypot(max(abs(box.left - x), abs(box.right - x)), max(abs(box.low - y), abs(box.high - y)))
    return near < r < far


def keep_off(lines: Sequence[Sequence[Point]]) -> IsClear:
    """Tell of boxes whether none of these lines goes through them."""
    return lambda box: not any(clip_line(line, box) for line in lines)


def _is_within(frame: Frame, box: Box, code: str) -> bool:
    corners = ((x, y) for x in (box.left, (box.left + box.right) / 2, box.right) for y in (box.low, box.high))
    return all(find_country(*frame.locate(x, y)) == code for x, y in corners)


def _most_central(labels: Sequence[Label]) -> Label:
    x = sum(label.x for label in labels) / len(labels)
    y = sum(label.y for label in labels) / len(labels)
    return min(labels, key=lambda label: ((label.x - x) ** 2 + (label.y - y) ** 2, label.x, label.y))
