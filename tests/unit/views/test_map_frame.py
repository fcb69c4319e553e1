"""Which part of the world a map shows."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.views.map_frame import WIDTH, Frame, Position, fit_frame

positions = st.lists(
    st.builds(
        Position,
        st.floats(-180, 180, allow_subnormal=False),
        st.floats(-90, 90, allow_subnormal=False),
        st.floats(0, 149),
    ),
    min_size=1,
    max_size=20,
)


@given(positions)
@example([Position(0, 90), Position(180, -90)])
@example([Position(-180, 0), Position(180, 0)])
@example([Position(0, 89.9), Position(1, 90)])
@example([Position(10, 10)] * 2)
def test_all_positions_are_inside_the_frame(found: list[Position]) -> None:
    frame = fit_frame(found)
    for position in found:
        x, y = frame.find(position.lon, position.lat)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= frame.height


@given(positions)
def test_order_of_places_makes_no_difference(found: list[Position]) -> None:
    assert fit_frame(found) == fit_frame(found[::-1])


@given(positions, st.floats(0, WIDTH), st.floats(0, 200))
def test_point_of_a_map_is_where_its_degrees_are(found: list[Position], x: float, y: float) -> None:
    frame = fit_frame(found)
    assert frame.project(*frame.locate(x, y)) == pytest.approx((x, y), abs=1e-3)


def test_one_place_is_shown_with_what_is_around_it() -> None:
    frame = fit_frame([Position(66.4, 31)])
    assert 150 <= WIDTH * frame.km < 200


def test_circle_of_precision_is_inside_the_frame() -> None:
    frame = fit_frame([Position(66.4, 31, 120)])
    x, y = frame.find(66.4, 31)
    assert 120 / frame.km < min(x, y, WIDTH - x, frame.height - y)


def test_places_on_both_sides_of_the_date_line_are_close() -> None:
    frame = fit_frame([Position(179, -17), Position(-179, -18)])
    assert WIDTH * frame.km < 600
    assert frame.find(179, -17)[0] < frame.find(-179, -18)[0]


def test_places_that_are_much_the_same_share_a_frame() -> None:
    assert fit_frame([Position(66.42, 30.95)]) == fit_frame([Position(66.421, 30.951)])


def test_north_is_up_and_east_is_right() -> None:
    frame = Frame(66.0, 31.0, 50.0, 0.86, 200)
    assert frame.project(67, 32)[0] > WIDTH / 2
    assert frame.project(67, 32)[1] < 100


@pytest.mark.parametrize(("corner", "is_true"), [(Position(67, 32), True), (Position(100, 80), False)])
def test_distances_are_measured_only_where_they_are_true(corner: Position, is_true: bool) -> None:
    assert fit_frame([Position(66, 31), corner]).is_true is is_true
