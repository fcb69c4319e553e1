"""A source has a day, or a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-source-undated"
SOURCE = "id: wire, publisher: alpha, title: Report, url: https://a.example/1"


def _find(folder: Path, keys: str) -> list[Problem]:
    source = f"{{{SOURCE}{keys}}}"
    files = {
        "briefings/a.md": write_briefing(sources=f"[{source}]"),
        "topics/t.md": f"---\ntitle: Topic\nsources: [{source}]\n---\nText.\n",
        "registry/sources.yml": f"- {source.replace('wire', 'registered')}\n",
    }
    return judge(folder, CODE, files)


def test_source_without_day_is_found_wherever_sources_stand(tmp_path: Path) -> None:
    places = [(problem.where.path, problem.where.line) for problem in _find(tmp_path, "")]
    assert places == [("briefings/a.md", 4), ("registry/sources.yml", 1), ("topics/t.md", 3)]


@pytest.mark.parametrize(
    "keys", ["published: 2021", "published: 2021~", "accessed: 2021-07-14", "note: Undated leaflet."]
)
def test_any_day_or_a_note_is_enough(tmp_path: Path, keys: str) -> None:
    assert _find(tmp_path, f", {keys}") == []


def test_withdrawn_briefing_shows_no_sources(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, {"briefings/a.md": write_briefing(sources=f"[{{{SOURCE}}}]", stage="withdrawn")}) == []
