"""Ids that would deceive a reader or a reviewer are found where they are defined."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-lookalike-id"


def _find(tmp_path: Path, *places: str, **files: str) -> list[str]:
    records = "".join(f"- {{id: {place}, name: A place}}\n" for place in places)
    registry = {"registry/places.yml": records} if places else {}
    return [p.found for p in judge(tmp_path, CODE, {"briefings/a.md": write_briefing(), **registry, **files})]


def test_word_of_two_scripts_is_found_with_the_odd_letters(tmp_path: Path) -> None:
    assert _find(tmp_path, "w\u0435sh") == [
        "`w\u0435sh` (CYRILLIC SMALL LETTER IE), which mixes Latin and Cyrillic letters"
    ]


@pytest.mark.parametrize("odd", ["kab\u03bfl-\u0430kab", "\u0585pen", "t\u03b1liban", "the-\u0455ummit"])
def test_scripts_are_mixed_in_any_word_of_an_id(tmp_path: Path, odd: str) -> None:
    assert len(_find(tmp_path, odd)) == 1


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        ("wesh-1", "wesh-l"),
        ("post-10", "post-1o"),
        ("coco", "\u0441\u043e\u0441\u043e"),
        ("ویش", "ويش"),
        ("کابل", "كابل"),
        ("پل-۱۲", "پل-١٢"),
    ],
)
def test_two_ids_that_look_alike_are_found(tmp_path: Path, plain: str, odd: str) -> None:
    [found] = _find(tmp_path, plain, odd)
    assert found.startswith(f"`{odd}`")
    assert found.endswith(f"which looks like `{plain}`")


def test_the_odd_one_gets_the_blame_wherever_it_stands(tmp_path: Path) -> None:
    [found] = _find(tmp_path, "\u0441\u043e\u0441\u043e", "coco")
    assert found.endswith("which looks like `coco`")


@pytest.mark.parametrize(
    "places",
    [
        ("wesh", "wesh-1", "wesh-2"),
        ("kabul", "kabul-city"),
        ("burn", "bum"),
        ("ویش", "کابل"),
        ("москва", "киев"),
        ("αθήνα",),
        ("new-москва",),
        ("東京タワー", "tシャツ"),
        ("wesh-l",),
        ("a-10", "a-lo-2"),
        ("señor", "senor"),
    ],
)
def test_honest_ids_are_let_be(tmp_path: Path, places: tuple[str, ...]) -> None:
    assert _find(tmp_path, *places) == []


def test_the_same_name_for_things_of_different_kinds_is_let_be(tmp_path: Path) -> None:
    actors = "- {id: wesh-l, name: A company, kind: organisation}\n"
    assert _find(tmp_path, "wesh-1", **{"registry/actors.yml": actors}) == []


def test_every_kind_of_name_is_looked_at(tmp_path: Path) -> None:
    source = "{{id: {}, publisher: wire, title: A report}}"
    claim = "{{id: {}, text: A gate is shut., kind: control, positions: [{{by: a, stance: asserts, said: 2021}}]}}"
    files = {
        "briefings/day-1.md": write_briefing(
            sources=f"[{source.format('doc-1')}, {source.format('doc-l')}]",
            claims=f"[{claim.format('shut-0')}, {claim.format('shut-o')}]",
        ),
        "briefings/b.md": write_briefing(slug="day-l"),
        "topics/road-1.md": "---\ntitle: A road\n---\n",
        "topics/river.md": "---\ntitle: A river\naliases: [Road l]\n---\n",
        "pages/about.md": "---\ntitle: About\n---\n",
        "pages/us.md": "---\ntitle: Us\nslug: ab0ut\n---\n",
        "registry/actors.yml": "- {id: a, name: A, kind: state}\n- {id: b, name: B, kind: state, aliases: [\u0430]}\n",
        "registry/publishers.yml": "- {id: wire, name: W, kind: wire}\n- {id: w\u0456re, name: V, kind: wire}\n",
    }
    problems = judge(tmp_path, CODE, files)
    assert {(p.where.path, p.found.split("`")[1]) for p in problems} == {
        ("briefings/day-1.md", "doc-l"),
        ("briefings/day-1.md", "shut-o"),
        ("briefings/day-1.md", "day-1"),
        ("pages/us.md", "ab0ut"),
        ("topics/road-1.md", "road-1"),
        ("registry/actors.yml", "\u0430"),
        ("registry/publishers.yml", "w\u0456re"),
    }
    assert all(problem.where.line for problem in problems)


def test_alias_that_looks_like_its_own_id_is_let_be(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, {"briefings/day-1.md": write_briefing(aliases="[day-l]")}) == []


def test_word_of_two_scripts_that_looks_like_another_id_is_one_problem(tmp_path: Path) -> None:
    [found] = _find(tmp_path, "wesh", "w\u0435sh")
    assert "which looks like `wesh`" in found
