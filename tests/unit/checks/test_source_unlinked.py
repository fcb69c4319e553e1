"""A source has an address, or a note."""

from __future__ import annotations

from pathlib import Path

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-source-unlinked"


def _find(folder: Path, keys: str) -> list[Problem]:
    source = f"{{id: wire, publisher: alpha, title: Report, published: 2021-07-14{keys}}}"
    files = {
        "briefings/a.md": write_briefing(sources=f"[{source}, registered]"),
        "topics/t.md": f"---\ntitle: Topic\nsources: [{source}]\n---\nText.\n",
        "registry/sources.yml": f"- {source.replace('wire', 'registered')}\n",
    }
    return judge(folder, CODE, files)


def test_source_without_address_is_found_once_where_it_is_written(tmp_path: Path) -> None:
    places = [(problem.where.path, problem.where.line) for problem in _find(tmp_path, "")]
    assert places == [("briefings/a.md", 4), ("registry/sources.yml", 1), ("topics/t.md", 3)]


def test_address_or_note_is_enough(tmp_path: Path) -> None:
    assert _find(tmp_path / "url", ", url: https://a.example/1") == []
    assert _find(tmp_path / "note", ", note: Heard on the radio.") == []
