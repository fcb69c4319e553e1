"""Histograms in time and schematic maps."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from briefings.linking.site import MonthCount
from briefings.views.charts import MAX_BARS, build_activity_chart, build_map, build_year_chart
from briefings.views.context import ViewContext


def test_months_without_briefings_have_a_bar_of_no_height(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(2023, 5, 4), MonthCount(2023, 2, 1)])
    assert chart is not None
    by_label = {bar.label: (bar.height, bar.count) for bar in chart.bars}
    assert by_label["May 2023"] == (100.0, 4)
    assert by_label["February 2023"] == (25.0, 1)
    assert by_label["March 2023"] == (0.0, 0)
    assert chart.label == "February 2023: 1 briefing; May 2023: 4 briefings"
    assert chart.caption == ""


def test_short_activity_still_shows_a_year(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(2023, 1, 1)])
    assert chart is not None
    assert [chart.bars[0].label, chart.bars[-1].label, len(chart.bars)] == ["February 2022", "January 2023", 12]


def test_what_is_not_drawn_is_said(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(2023, 5, 1), MonthCount(2001, 9, 2), MonthCount(2022, None, 3)])
    assert chart is not None
    assert len(chart.bars) <= MAX_BARS
    assert chart.caption == "Not shown: 5 briefings with an earlier or less exact date."


@pytest.mark.parametrize("activity", [[], [MonthCount(2023, None, 3)]])
def test_nothing_dated_to_a_month_makes_no_chart(dossier: ViewContext, activity: list[MonthCount]) -> None:
    assert build_activity_chart(dossier, activity) is None


def test_axis_names_both_ends_and_at_most_five_months(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(2020, 1, 1), MonthCount(2023, 5, 1)])
    assert chart is not None
    assert [chart.axis[0].text, chart.axis[-1].text] == ["January 2020", "May 2023"]
    assert len(chart.axis) == 5


def test_years_have_a_bar_each_with_the_part_that_is_less_exact(dossier: ViewContext) -> None:
    activity = [MonthCount(2023, 5, 3), MonthCount(2023, None, 1), MonthCount(2020, 1, 2)]
    chart = build_year_chart(dossier, activity, {2023: "#y2023"})
    assert chart is not None
    assert [(bar.label, bar.height, bar.vague, bar.href) for bar in chart.bars] == [
        ("2020", 50.0, 0.0, ""),
        ("2021", 0.0, 0.0, ""),
        ("2022", 0.0, 0.0, ""),
        ("2023", 100.0, 25.0, "#y2023"),
    ]
    assert chart.label == "2020: 2 briefings; 2023: 4 briefings"
    assert build_year_chart(dossier, [], {}) is None


def test_long_history_shows_its_last_sixty_years(dossier: ViewContext) -> None:
    chart = build_year_chart(dossier, [MonthCount(1747, 1, 1), MonthCount(2023, 1, 1)], {})
    assert chart is not None
    assert [chart.bars[0].label, chart.bars[-1].label, len(chart.bars)] == ["1964", "2023", 60]


def test_chart_speaks_the_language_of_the_page(dossier: ViewContext) -> None:
    chart = build_year_chart(dossier.in_language("fa"), [MonthCount(2023, 5, 1)], {})
    assert chart is not None
    assert chart.bars[0].label == "۲۰۲۳"


def test_map_needs_two_places_with_a_position(dossier: ViewContext) -> None:
    assert build_map(dossier, ["north-quay", "north-quay"]) is None
    assert build_map(dossier, ["north-quay", "country"]) is None
    assert build_map(dossier, ["north-quay", "town"]) is not None


def test_north_is_up_and_the_key_place_is_marked(dossier: ViewContext) -> None:
    drawn = build_map(dossier, ["town", "north-quay", "country"], key_place="town")
    assert drawn is not None
    dots = {dot.name: dot for dot in drawn.dots}
    assert set(dots) == {"The town", "North quay"}
    assert dots["North quay"].y < dots["The town"].y
    assert dots["North quay"].x > dots["The town"].x
    assert dots["The town"].is_key
    for dot in drawn.dots:
        assert 0 <= dot.x <= drawn.width
        assert 0 <= dot.y <= drawn.height


@pytest.mark.parametrize(
    "positions", [[(90, 0), (-90, 180)], [(0, -180), (0, 180)], [(10, 10), (10, 10)], [(89.9, 0), (90, 1)]]
)
def test_map_of_any_positions_stays_inside_its_frame(
    view_dossier: Callable[..., ViewContext], positions: list[tuple[float, float]]
) -> None:
    records = "".join(f"- {{id: p{n}, name: P{n}, lat: {lat}, lon: {lon}}}\n" for n, (lat, lon) in enumerate(positions))
    places = records + "- {id: north-quay, name: North quay}\n"
    drawn = build_map(view_dossier({"registry/places.yml": places}), ["p0", "p1"])
    assert drawn is not None
    for dot in drawn.dots:
        assert math.isfinite(dot.x)
        assert 0 <= dot.x <= drawn.width
        assert 0 <= dot.y <= drawn.height


def test_names_that_would_lie_on_each_other_give_way_to_the_key_place(view_dossier: Callable[..., ViewContext]) -> None:
    places = "- {id: a, name: A, lat: 10, lon: 20}\n- {id: b, name: B, lat: 10.001, lon: 20}\n"
    places += "- {id: north-quay, name: Q, lat: 11, lon: 21}\n"
    drawn = build_map(view_dossier({"registry/places.yml": places}), ["a", "b", "north-quay"], key_place="b")
    assert drawn is not None
    assert [dot.name for dot in drawn.dots] == ["B", "Q"]


def test_names_of_places_stay_on_the_map(view_site: Callable[..., ViewContext]) -> None:
    name = "The crossing at the upper bridge"
    registry = "".join(
        f"- {{id: p{n}, name: {name} {n}, kind: town, lat: {n}, lon: {n * 2}, precision_km: 5}}\n" for n in range(5)
    )
    context = view_site(
        {"registry/places.yml": registry, "briefings/a.md": "---\ntitle: A\ndate: 2023-05-02\nplaces: [p1]\n---\n"}
    )
    found = build_map(context, [f"p{n}" for n in range(5)])
    assert found is not None
    assert {dot.anchor for dot in found.dots} == {"start", "middle", "end"}
    for dot in found.dots:
        half = {"start": 0.0, "middle": 0.5, "end": 1.0}[dot.anchor]
        left = dot.x - half * len(dot.name) * 7
        assert left >= 0
        assert left + len(dot.name) * 7 <= found.width


def test_first_year_that_there_is_has_no_months_before_it(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(1, 3, 1)])
    assert chart is not None
    assert len(chart.bars) == 3
