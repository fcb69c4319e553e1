"""What nothing refers to is named; what anything refers to, in any way, is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefings.problems import Problem
from tests.unit.checks.judged import judge, write_briefing

TOPIC = "---\ntitle: T\nimage: {file: images/a b.svg, alt: A.}\n---\nText.\n"

CODE = "BRF-orphan"
SOURCE = "{id: %s, publisher: %s, title: Report, url: https://a.example/1, published: 2021-07-14}"
REGISTRIES = {
    "registry/actors.yml": """
- {id: x, name: X, kind: person, of: x-org, aliases: [Mister X]}
- {id: x-org, name: Org, kind: organisation}
""",
    "registry/places.yml": "- {id: x-town, name: Town, in: x-land}\n- {id: x-land, name: Land}\n",
    "registry/publishers.yml": """
- {id: x-daily, name: Daily, kind: newspaper, owner: x-group}
- {id: x-group, name: Group, kind: newspaper}
""",
    "registry/sources.yml": f"- {SOURCE % ('x-report', 'x-daily')}\n",
    "topics/x-topic.md": "---\ntitle: Topic\nparent: x-above\n---\nText.\n",
    "topics/x-above.md": "---\ntitle: Above\n---\nText.\n",
}
EVERYTHING = ["x", "x-above", "x-daily", "x-group", "x-land", "x-org", "x-report", "x-topic", "x-town"]


def _find(folder: Path, briefing: str, others: dict[str, str] | None = None, **settings: Any) -> list[Problem]:
    return judge(folder, CODE, REGISTRIES | {"briefings/a.md": briefing} | (others or {}), **settings)


def _name(problems: list[Problem]) -> list[str]:
    return sorted(problem.found.split("`")[1] for problem in problems)


def test_everything_that_nothing_uses_is_found_at_its_record(tmp_path: Path) -> None:
    problems = _find(tmp_path, write_briefing())
    assert _name(problems) == EVERYTHING
    assert {problem.where.path for problem in problems} == set(REGISTRIES)
    [town] = [problem for problem in problems if "`x-town`" in problem.found]
    assert (town.where.line, town.where.column, town.found) == (1, 8, "the place `x-town`, which nothing uses")


@pytest.mark.parametrize(
    ("keys", "used"),
    [
        ({"actors": "[x]"}, ["x", "x-org"]),
        ({"actors": "[mister-x]"}, ["x", "x-org"]),
        ({"places": "[x-town]"}, ["x-land", "x-town"]),
        ({"topics": "[x-topic]"}, ["x-above", "x-topic"]),
        ({"sources": "[x-report]"}, ["x-daily", "x-group", "x-report"]),
        ({"sources": f"[{SOURCE % ('own', 'x-daily')}]"}, ["x-daily", "x-group"]),
        (
            {"events": "[{date: 2021, text: A., topics: [x-topic], places: [x-town]}]"},
            ["x-above", "x-land", "x-topic", "x-town"],
        ),
        (
            {"claims": "[{id: c, text: T., positions: [{by: x, stance: asserts, said: 2021, via: [w]}]}]"},
            ["x", "x-org"],
        ),
        ({"summary": "'[[x-town]] is quiet.'"}, ["x-land", "x-town"]),
        ({"status": "draft", "actors": "[x]"}, ["x", "x-org"]),
    ],
)
def test_whatever_front_matter_names_is_used_with_all_above_it(
    tmp_path: Path, keys: dict[str, str], used: list[str]
) -> None:
    problems = _find(tmp_path, write_briefing(**keys), {"briefings/b.md": write_briefing()})
    assert _name(problems) == sorted(set(EVERYTHING) - set(used))


@pytest.mark.parametrize(
    ("body", "used"),
    [
        ("[[x]]", ["x", "x-org"]),
        ("[[Mister X|He]]", ["x", "x-org"]),
        ("[[place:x-town]]", ["x-land", "x-town"]),
        ("[[publisher:x-daily|daily]]", ["x-daily", "x-group"]),
        ("[[topic:x-topic]]", ["x-above", "x-topic"]),
        ("So it was.[@x-report]", ["x-daily", "x-group", "x-report"]),
    ],
)
def test_link_in_a_text_is_a_use(tmp_path: Path, body: str, used: list[str]) -> None:
    page = {"pages/p.md": f"---\ntitle: Page\n---\n{body}\n"}
    assert _name(_find(tmp_path, write_briefing(), page)) == sorted(set(EVERYTHING) - set(used))


def test_link_to_another_kind_is_no_use(tmp_path: Path) -> None:
    assert "x" in _name(_find(tmp_path, write_briefing("[[place:x]] and `[[x]]`")))


def test_what_only_an_orphan_refers_to_is_an_orphan(tmp_path: Path) -> None:
    chain = {"registry/places.yml": "- {id: a, name: A, in: b}\n- {id: b, name: B, in: a}\n"}
    assert {"a", "b"} <= set(_name(_find(tmp_path, write_briefing(), chain)))


def test_file_that_cannot_be_read_may_use_what_it_names(tmp_path: Path) -> None:
    broken = "---\ntitle: Broken\ndate: 2021-07-14\nactors: [x-town, x\n---\n"
    assert _name(_find(tmp_path / "yaml", write_briefing(), {"briefings/b.md": broken})) == sorted(
        set(EVERYTHING) - {"x", "x-town"}
    )
    (tmp_path / "bytes/content/briefings").mkdir(parents=True)
    (tmp_path / "bytes/content/briefings/b.md").write_bytes(b"---\ntitle: x\n" + b" " * 3_000_000)
    assert _find(tmp_path / "bytes", write_briefing()) == []


def test_image_that_nothing_shows_is_found(tmp_path: Path) -> None:
    shown = {"images/a.svg": "<svg/>", "images/old/b.svg": "<svg/>", "files/c.svg": "<svg/>"}
    briefing = write_briefing(image="{file: images/a.svg, alt: A lorry.}")
    files = {"briefings/a.md": briefing, **shown}
    [problem] = judge(tmp_path, CODE, files)
    assert (problem.where.path, problem.found) == ("images/old/b.svg", "an image that nothing shows")


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/a.md": write_briefing("![A lorry]({static}/images/a b.svg)")},
        {"briefings/a.md": write_briefing("![A lorry](/images/a%20b.svg)")},
        {"briefings/a.md": write_briefing(image="{file: images/a b.svg, alt: A lorry.}", status="draft")},
        {"briefings/a.md": write_briefing(), "topics/t.md": TOPIC},
        {"briefings/a.md": write_briefing(summary="'[Graphic](/images/a%20b.svg)'")},
    ],
)
def test_image_that_a_text_shows_or_leads_to_is_used(tmp_path: Path, files: dict[str, str]) -> None:
    assert [p for p in judge(tmp_path, CODE, {"images/a b.svg": "<svg/>", **files}) if "image" in p.found] == []


def test_image_that_a_setting_names_is_used(tmp_path: Path) -> None:
    files = {"images/a.svg": "<svg/>", "briefings/a.md": write_briefing()}
    assert judge(tmp_path, CODE, files, BRIEFINGS_ABOUT="![Logo](/images/a.svg)") == []


def test_without_a_briefing_nothing_is_called_an_orphan(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, {"topics/t.md": "---\ntitle: T\n---\nText.\n", "images/a.svg": "<svg/>"}) == []
