"""Names on a map keep clear of each other, of the dots and of the edge."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.views.map_data import Box, find_country
from briefings.views.map_frame import WIDTH, Position, fit_frame
from briefings.views.map_labels import Mark, find_rooms, overlap, place_countries, place_labels

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
