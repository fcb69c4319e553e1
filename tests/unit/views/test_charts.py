"""Histograms in time."""

from __future__ import annotations

import pytest

from briefings.linking.site import MonthCount
from briefings.views.charts import MAX_BARS, build_activity_chart, build_year_chart
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


def test_first_year_that_there_is_has_no_months_before_it(dossier: ViewContext) -> None:
    chart = build_activity_chart(dossier, [MonthCount(1, 3, 1)])
    assert chart is not None
    assert len(chart.bars) == 3
