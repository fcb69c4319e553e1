"""Names on a map keep clear of each other, of the dots and of the edge."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.views.map_data import Box, find_country
from briefings.views.map_frame import WIDTH, Position, fit_frame
from briefings.views.map_labels import Mark, find_rooms, keep_off, overlap, place_countries, place_labels

names = st.text(st.sampled_from("ab éق一 W"), min_size=1, max_size=40)
marks = st.lists(
    st.builds(Mark, st.floats(5, WIDTH - 5), st.floats(5, 195), names, st.booleans()), min_size=1, max_size=40
)
CLUSTER = [Mark(160 + n % 6, 100 + n // 6, f"Village {n}", n == 7) for n in range(36)]


@given(marks)
@example(CLUSTER)
def test_names_lie_on_nothing_and_inside_the_frame(found: list[Mark]) -> None:
    labels = [label for label in place_labels(found, 200, 14) if label]
    assert len(labels) <= 14
    for one, other in combinations(labels, 2):
        assert not overlap(one.box, other.box)
    for label in labels:
        assert label.box.left >= 0
        assert label.box.right <= WIDTH
        assert label.box.low >= 0
        assert label.box.high <= 200
        assert label.box.low < label.y <= label.box.high


@given(marks)
@example(CLUSTER)
def test_no_name_covers_the_dot_of_another_place(found: list[Mark]) -> None:
    labels = place_labels(found, 200, 14)
    for index, label in enumerate(labels):
        for other, mark in enumerate(found):
            if label and other != index:
                assert not overlap(label.box, Box(mark.x - 3, mark.y - 3, mark.x + 3, mark.y + 3))


def test_key_place_is_named_first() -> None:
    labels = place_labels(CLUSTER, 200, 1)
    assert [index for index, label in enumerate(labels) if label] == [7]


def test_crowded_places_have_some_names() -> None:
    apart = [Mark(40 + 60 * (n % 5), 30 + 40 * (n // 5), f"Town {n}") for n in range(20)]
    assert sum(label is not None for label in place_labels(apart, 200, 14)) == 14


def test_long_name_has_two_lines() -> None:
    [label] = place_labels([Mark(20, 100, "The crossing at the upper bridge")], 200, 1)
    assert label is not None
    assert label.lines == ("The crossing at", "the upper bridge")


def test_name_that_fits_nowhere_is_left_out() -> None:
    assert place_labels([Mark(160, 100, "x" * 100)], 200, 1) == [None]


def test_name_of_a_dot_among_others_stands_off_with_a_line_to_its_dot() -> None:
    close = [Mark(160, 100, "Gate", True), Mark(163, 102, "Upper crossing"), Mark(166, 104, "Market")]
    labels = place_labels(close, 200, 14)
    assert all(labels)
    led = [label for label in labels if label and label.lead]
    assert led
    for label in led:
        start, end = label.lead
        assert start in {(mark.x, mark.y) for mark in close}
        assert not any(overlap(Box(*end, end[0] + 0.1, end[1] + 0.1), other.box) for other in labels if other != label)


def test_name_stands_beside_a_line_where_it_can() -> None:
    mark, line = Mark(160, 100, "Gate"), [(170.0, 0.0), (170.0, 200.0)]
    [across] = place_labels([mark], 200, 1)
    [beside] = place_labels([mark], 200, 1, keep_off([line]))
    assert across is not None
    assert beside is not None
    assert across.box.left < 170 < across.box.right
    assert beside.box.right <= 170
    everywhere = [[(float(x), 0.0), (float(x), 200.0)] for x in range(0, WIDTH, 10)]
    assert place_labels([mark], 200, 1, keep_off(everywhere)) == [across], "one across a line is better than none"


def test_country_is_not_named_on_the_edge_of_a_circle() -> None:
    frame = fit_frame([Position(66.42, 30.95)])
    rooms = find_rooms(frame, {"AF": "Afghanistan"})
    [label] = place_countries(rooms, ())
    circle = (label.box.left + 5, label.y, 20.0)
    [other] = place_countries(rooms, (), [circle])
    assert other.box != label.box


def test_countries_are_named_in_their_own_land() -> None:
    frame = fit_frame([Position(66.42, 30.95)])
    rooms = find_rooms(frame, {"AF": "Afghanistan", "PK": "Pakistan", "FR": "France"})
    labels = place_countries(rooms, ())
    assert {label.lines[0] for label in labels} == {"Afghanistan", "Pakistan"}
    for label in labels:
        code = find_country(*frame.locate(label.x, label.y))
        assert code == {"Afghanistan": "AF", "Pakistan": "PK"}[label.lines[0]]
    assert place_countries(rooms, [Box(0, 0, WIDTH, frame.height)]) == []


@pytest.mark.parametrize("names", [{}, {"AF": ""}])
def test_country_without_a_name_is_not_named(names: dict[str, str]) -> None:
    assert find_rooms(fit_frame([Position(66, 34)]), names) == ()
