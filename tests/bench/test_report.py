"""The tables of the benchmark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.live import Live
from tests.bench.measure import Cost
from tests.bench.report import Results, build_report, write_page

ROOT = Path(__file__).resolve().parents[2]


def _cost(wall: float, pages: int = 100) -> Cost:
    return Cost(wall, wall * 2, 50_000_000, 0.0, pages, pages + 10, 1_000_000, pages, 900_000)


@pytest.fixture
def results() -> Results:
    found = Results(100, 3, "make bench N=100", "2026-01-02", "abc1234", {"minimal": "1", "hugo": "2"}, "a machine")
    found.costs["cold"] = {
        "minimal": [_cost(1.0), _cost(3.0), _cost(2.0)],
        "dispatch": [_cost(8.0, 400), _cost(8.0, 400), _cost(8.0, 400)],
        "hugo": [_cost(4.0), _cost(4.0), _cost(4.0)],
    }
    found.live["minimal"], found.live["hugo"] = Live(1.0, (0.1, 0.2, 0.3), 10**8), Live(1.0, (2.0, 2.0, 2.0), 10**9)
    found.notes.append("Something to know.")
    return found


def test_figures_are_medians_with_least_and_most(results: Results) -> None:
    text = build_report(results)
    assert "| Briefings (minimal) | 2.00 (1.00–3.00) | 4.00 (2.00–6.00) | 50 (50–50) | 100 | 110 |" in text
    assert "commit abc1234, `make bench N=100`" in text
    assert "- Something to know." in text


def test_ratios_are_of_runs_of_the_same_round(results: Results) -> None:
    text = build_report(results)
    assert "| Briefings (minimal) : Hugo | 0.500 (0.250–0.750) |" in text
    [line] = [line for line in text.splitlines() if "Briefings (dispatch) : Briefings (minimal)" in line]
    assert line.split("|")[6].strip() == "1.00 (0.67–2.00)", "four times the pages, so a quarter a page"
    assert "| Briefings (minimal) : Hugo | | 0.100 | |" in text


def test_benchmark_that_stopped_shows_what_it_has(results: Results) -> None:
    results.costs["cold"]["hugo"].pop()
    results.costs["none"] = {}
    assert "| Hugo |" in build_report(results)


def test_everything_can_be_written_as_json(results: Results) -> None:
    assert json.loads(json.dumps(results.to_json()))["costs"]["cold"]["hugo"][0]["wall"] == 4.0


def test_tables_go_between_the_marks_of_their_size(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("A\n<!-- bench 10 -->\nold\n<!-- /bench -->\nB\n<!-- bench 100 -->\nold\n<!-- /bench -->\nC\n")
    assert write_page(page, "100", "new\n")
    assert write_page(page, "100", "newer \\1\n")
    assert not write_page(page, "5", "lost\n")
    assert page.read_text() == (
        "A\n<!-- bench 10 -->\nold\n<!-- /bench -->\nB\n<!-- bench 100 -->\n\nnewer \\1\n\n<!-- /bench -->\nC\n"
    )


def test_page_about_speed_has_places_for_the_sizes_that_it_speaks_of(tmp_path: Path) -> None:
    copy = tmp_path / "performance.md"
    copy.write_text((ROOT / "docs" / "performance.md").read_text("utf-8"))
    assert write_page(copy, "1000", "x")
    assert write_page(copy, "10000", "x")
    assert write_page(copy, "10000 all", "x")
