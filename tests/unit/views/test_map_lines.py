"""Lines of the world as paths of a map."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.views.map_data import Box, find_country
from briefings.views.map_frame import WIDTH, Frame, Position, fit_frame
from briefings.views.map_lines import clip_line, clip_ring, draw_ground, simplify, write_path

BOX = Box(-10, -5, 10, 5)
points = st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=2, max_size=30)


def _read(path: str) -> list[list[tuple[float, float]]]:
    """The corners of a path, a list for each of its parts."""
    parts = []
    for part in path.split("M")[1:]:
        start, _, steps = part.rstrip("z").partition("l")
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", start + " " + steps)]
        x = y = 0.0
        corners = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        parts.append(corners)
    return parts


def _is_in(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    """Whether a point lies in an area: an odd number of its sides are above the point."""
    found = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (ax > x) != (bx > x) and y < ay + (x - ax) / (bx - ax) * (by - ay):
            found = not found
    return found


@given(points, st.floats(-9.9, 9.9), st.floats(-4.9, 4.9))
def test_clipping_an_area_changes_nothing_inside_the_box(ring: list[tuple[int, int]], x: float, y: float) -> None:
    # Between the corners' whole numbers, so that no corner or upright side is exactly there.
    x = math.floor(x) + 0.4321
    near = any(abs(_height_at(x, a, b) - y) < 1e-6 for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    clipped = clip_ring(ring, BOX)
    assert all(-10 <= px <= 10 and -5 <= py <= 5 for px, py in clipped)
    if not near and abs(x) < 10:
        assert _is_in(x, y, clipped) == _is_in(x, y, ring)


def _height_at(x: float, a: tuple[int, int], b: tuple[int, int]) -> float:
    return math.inf if a[0] == b[0] else a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1])


@given(points)
def test_clipped_line_is_in_the_box_and_has_all_that_was_in_it(line: list[tuple[int, int]]) -> None:
    parts = clip_line(line, BOX)
    found = {point for part in parts for point in part}
    assert all(-10.001 <= x <= 10.001 and -5.001 <= y <= 5.001 for x, y in found)
    assert {(x, y) for x, y in line if abs(x) <= 10 and abs(y) <= 5} <= found


@given(points, st.floats(0.1, 5))
def test_simple_line_keeps_its_ends_and_is_nowhere_far_off(line: list[tuple[int, int]], tolerance: float) -> None:
    kept = simplify(line, tolerance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for point in line:
        assert min(_distance(point, a, b) for a, b in zip(kept, kept[1:] or kept, strict=False)) <= tolerance + 1e-9


def _distance(point: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    length = math.dist(a, b) ** 2
    along = sum((p - s) * (e - s) for p, s, e in zip(point, a, b, strict=True)) / length if length else 0
    part = min(1, max(0, along))
    return math.dist(point, [s + part * (e - s) for s, e in zip(a, b, strict=True)])


def test_path_is_relative_in_halves() -> None:
    assert write_path([(1, 2), (1.51, 1.49), (11.5, 1.5)], is_closed=True) == "M1 2l.5-.5 10 0z"
    assert write_path([(-0.04, 3), (-1, 3.5)]) == "M0 3l-1 .5"
    assert write_path([(1, 1), (1.01, 1.01)]) == ""


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=2, max_size=30))
def test_path_leads_through_all_points(line: list[tuple[float, float]]) -> None:
    for part in _read(write_path(line)):
        assert part[0] == pytest.approx(line[0], abs=0.26)
        assert part[-1] == pytest.approx(line[-1], abs=0.26)


@settings(max_examples=12, deadline=None)
@given(st.builds(Position, st.floats(-180, 180), st.floats(-85, 85)), st.floats(0.01, 40))
@example(Position(11, 64), 8)  # Norway
@example(Position(0, 0), 90)
@example(Position(179, -17), 3)
@example(Position(-179.9, 66), 5)
def test_ground_of_any_frame_is_short_and_not_far_outside(middle: Position, reach: float) -> None:
    lat = max(-90.0, min(90.0, middle.lat + reach))
    frame = fit_frame([middle, Position(middle.lon, lat)])
    paths = draw_ground(frame)
    assert sum(map(len, paths.values())) <= 1550
    for path in paths.values():
        for x, y in (corner for part in _read(path) for corner in part):
            assert -9 <= x <= WIDTH + 9
            assert -9 <= y <= frame.height + 9
    assert draw_ground(frame) == paths


@pytest.mark.parametrize(
    ("land", "sea", "reach"),
    [
        (Position(2.3, 48.8), Position(-6.0, 47.0), 3.0),  # Paris, the Bay of Biscay
        (Position(178.0, -17.8), Position(179.6, -19.8), 2.0),  # Fiji, the sea beyond the date line
        (Position(-175.0, 66.5), Position(-178.5, 63.0), 2.0),  # Chukotka, east of it
        (Position(36.0, 2.0), Position(36.1, 3.6), 0.3),  # Kenya, Lake Turkana
    ],
)
def test_land_is_where_land_is(land: Position, sea: Position, reach: float) -> None:
    frame = fit_frame([land, sea, Position(land.lon + reach, land.lat)])
    rings = _read(draw_ground(frame)["land"])
    assert sum(_is_in(*frame.find(land.lon, land.lat), ring) for ring in rings) % 2 == 1
    assert sum(_is_in(*frame.find(sea.lon, sea.lat), ring) for ring in rings) % 2 == 0


def test_boundaries_are_settled_or_disputed() -> None:
    geneva = draw_ground(fit_frame([Position(6.14, 46.2)]))
    kashmir = draw_ground(fit_frame([Position(74.8, 34.1)]))
    wesh = draw_ground(fit_frame([Position(66.42, 30.95)]))
    assert geneva["settled"]
    assert not geneva["disputed"]
    assert kashmir["disputed"]
    assert wesh["disputed"]
    assert not wesh["settled"]


def test_only_what_is_asked_for_is_drawn() -> None:
    assert list(draw_ground(Frame(6.0, 46.0, 200.0, 0.7, 200), ["land"])) == ["land"]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (66, 34, "AF"),
        (69, 30, "PK"),
        (7.5, 47, "CH"),
        (-30, 40, ""),
        (34.2, 45.2, ""),
        (74.8, 34.1, ""),
        (180, -90, "AQ"),
        (-180, 90, ""),
    ],
)
def test_country_is_known_except_where_it_is_contested(lon: float, lat: float, code: str) -> None:
    assert find_country(lon, lat) == code
