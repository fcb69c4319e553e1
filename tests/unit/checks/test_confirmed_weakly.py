"""A verdict `confirmed` rests on two origins or on a reason."""

from __future__ import annotations

import json
from pathlib import Path

from briefings.checks.rule import Limits
from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-confirmed-weakly"
SOURCES = """[
  {id: one, publisher: alpha, title: Report, url: "https://a.example/1", published: 2021-07-14},
  {id: copy, publisher: gamma, title: Report, url: "https://c.example/1", published: 2021-07-14, derived_from: [one]},
  {id: two, publisher: beta, title: Report, url: "https://b.example/1", published: 2021-07-14}]"""
SHORT, LONG = "It is true.", "A reporter saw the flag over the gate."


def _find(folder: Path, said: list[str], via: list[str], basis: str, status: str = "confirmed") -> list[Problem]:
    positions = [{"by": "front", "stance": "asserts", "said": "2021-07-14", "via": said}]
    verdict = {"status": status, "basis": basis, "as_of": "2021-07-14", "via": via}
    claim = {"id": "held", "text": "The gate is held.", "positions": positions, "assessment": verdict}
    briefing = write_briefing(sources=SOURCES, claims=json.dumps([claim]))
    return judge(folder, CODE, {"briefings/a.md": briefing}, limits=Limits(basis_words=5))


def test_one_origin_and_hardly_a_reason_is_found(tmp_path: Path) -> None:
    [problem] = _find(tmp_path, ["one"], ["one"], SHORT)
    assert "one independent origin" in problem.found
    assert problem.where.line == 8


def test_copies_are_no_second_origin(tmp_path: Path) -> None:
    assert len(_find(tmp_path, ["one", "copy"], ["copy"], SHORT)) == 1


def test_second_origin_of_the_claim_or_of_the_verdict_is_enough(tmp_path: Path) -> None:
    assert _find(tmp_path / "claim", ["one", "two"], [], SHORT) == []
    assert _find(tmp_path / "verdict", ["one"], ["two"], SHORT) == []


def test_reason_is_enough(tmp_path: Path) -> None:
    assert _find(tmp_path / "long", ["one"], ["one"], LONG) == []
    assert _find(tmp_path / "limit", ["one"], ["one"], "He saw it happen himself.") == []


def test_refuted_is_not_looked_at(tmp_path: Path) -> None:
    assert _find(tmp_path, ["one"], ["one"], SHORT, status="refuted") == []
