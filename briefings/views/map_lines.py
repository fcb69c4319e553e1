"""Lines of the world as paths of a map: cut to its frame, and drawn with no more points than can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from briefings.views.map_data import Box, find_level, find_lines
from briefings.views.map_frame import Frame

Point = tuple[float, float]
Points = list[Point]

LAND = "land"
KINDS = (LAND, "settled", "disputed")
"""What is drawn: land, settled boundaries, disputed boundaries."""

_MARGIN = 8
_LEAST_STEP = 0.5
_BUDGET = 1550
"""Letters that the paths of a map have together; where there is more to draw, it is drawn with fewer points."""


def draw_ground(frame: Frame, kinds: Sequence[str] = KINDS) -> dict[str, str]:
    """The path of each kind in a frame; empty where there is nothing of it. All are equally exact."""
    parts = {kind: [list(_thin(part)) for part in _find_parts(frame, kind)] for kind in kinds}
    tolerance = 0.4
    while True:
        parts = {kind: list(_keep_seen(found, tolerance, kind)) for kind, found in parts.items()}
        paths = {
            kind: "".join(write_path(part, is_closed=kind == LAND) for part in found) for kind, found in parts.items()
        }
        letters = sum(map(len, paths.values()))
        if letters <= _BUDGET:
            return paths
        tolerance *= 1.25 if letters < 1.5 * _BUDGET else 1.6


def trace_boundaries(frame: Frame) -> tuple[Points, ...]:
    """Where boundaries run in a frame, as exactly as it matters to names beside them."""
    parts = (part for kind in KINDS[1:] for part in _find_parts(frame, kind))
    return tuple(simplify(list(_thin(part)), 1.0) for part in parts)


def _thin(points: Points) -> Iterator[Point]:
    """A line without points that are as good as on the one before."""
    before = points[0] if points else (0.0, 0.0)
    yield from points[:1]
    for point in points[1:-1]:
        if abs(point[0] - before[0]) + abs(point[1] - before[1]) > _LEAST_STEP:
            yield point
            before = point
    yield from points[1:][-1:]


def _keep_seen(parts: Sequence[Points], tolerance: float, kind: str) -> Iterator[Points]:
    """Lines with the points that matter; areas and lines that are hardly larger than a speck are left out."""
    for part in parts:
        if kind == LAND:
            if _area(part) < 8 * tolerance * tolerance:
                continue
        elif _reach(part) < 3 * tolerance - 1:
            continue
        kept = simplify(part, tolerance)
        if len(kept) > 1 + (kind == LAND):
            yield kept


def _find_parts(frame: Frame, kind: str) -> list[Points]:
    """The lines of a kind in a frame, in units of the map."""
    box = frame.box(_MARGIN)
    parts: list[Points] = []
    for line, seen, shift in find_lines(kind, find_level(1 / frame.scale), box):
        points = [point for run in line.runs(seen) for point in run]
        cut = [clip_ring(points, seen)] if kind == LAND else clip_line(points, seen)
        parts += [[frame.project(lon + shift, lat) for lon, lat in part] for part in cut]
    return parts


def clip_ring(points: Sequence[Point], box: Box) -> Points:
    """The part of an area that lies in a box (Sutherland and Hodgman); parts may hang together along its sides."""
    found = list(points)
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.low, 1), (1, box.high, -1)):
        found = list(_cut(found, axis, limit, sign))
    return found


def _cut(points: Points, axis: int, limit: float, sign: int) -> Iterator[Point]:
    if not points:
        return
    before = points[-1]
    was_in = sign * (before[axis] - limit) >= 0
    for point in points:
        is_in = sign * (point[axis] - limit) >= 0
        if is_in != was_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            across = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            yield (limit, across) if axis == 0 else (across, limit)
        if is_in:
            yield point
        before, was_in = point, is_in


def clip_line(points: Iterable[Point], box: Box) -> list[Points]:
    """The parts of a line that lie in a box (Liang and Barsky)."""
    found: list[Points] = []
    for start, end in pairwise(points):
        kept = _clip_segment(start, end, box)
        if kept is None:
            continue
        if found and found[-1][-1] == kept[0]:
            found[-1].append(kept[1])
        else:
            found.append(list(kept))
    return found


def _clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for way, room in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.low),
        (dy, box.high - start[1]),
    ):
        if way == 0:
            if room < 0:
                return None
        elif way < 0:
            first = max(first, room / way)
        else:
            last = min(last, room / way)
    if first > last:
        return None

    def at(part: float) -> Point:
        return (start[0] + part * dx, start[1] + part * dy)

    return start if first == 0 else at(first), end if last == 1 else at(last)


def simplify(points: Sequence[Point], tolerance: float) -> Points:
    """A line with fewer points that is nowhere further off than `tolerance` (Douglas and Peucker)."""
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        distance = _distance_from(points[start], points[end])
        far, index = max((distance(points[i]), i) for i in range(start + 1, end))
        if far > tolerance * tolerance:
            keep.add(index)
            spans += [(start, index), (index, end)]
    return [points[i] for i in sorted(keep)]


def _distance_from(start: Point, end: Point) -> Callable[[Point], float]:
    """The square of the distance from a segment."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy

    def distance(point: Point) -> float:
        px, py = point[0] - x, point[1] - y
        part = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
        return (px - part * dx) ** 2 + (py - part * dy) ** 2

    return distance


def _reach(points: Points) -> float:
    """The longer side of the box around a line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _area(ring: Points) -> float:
    if not ring:
        return 0.0
    twice: float = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))
    return abs(twice) / 2


def write_path(points: Sequence[Point], *, is_closed: bool = False) -> str:
    """A line as SVG path data, in halves of a unit, each point from the one before; empty where nothing is left."""
    halves = [(round(x * 2), round(y * 2)) for x, y in points]
    ways = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(halves)]
    kept = [way for way in ways if way != (0, 0)]
    if not kept:
        return ""
    steps = "".join(_write_number(n) for way in kept for n in way).lstrip()
    return f"M{_write_number(halves[0][0]).lstrip()}{_write_number(halves[0][1])}l{steps}{'z' if is_closed else ''}"


def _write_number(halves: int) -> str:
    """A number with what must stand between it and the one before."""
    whole, half = divmod(abs(halves), 2)
    text = f"{whole or ''}.5" if half else str(whole)
    return f"-{text}" if halves < 0 else f" {text}"
