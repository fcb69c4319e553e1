"""Old addresses are compared with the addresses of pages, as file systems compare them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.checks.judged import judge, write_briefing

CODE = "BRF-redirect-loop"


def test_alias_that_is_the_address_of_another_briefing_is_found(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(slug="gate"),
        "briefings/b.md": write_briefing(aliases="[x, gate]"),
    }
    [problem] = judge(tmp_path, CODE, files)
    assert (problem.where.path, problem.where.line, problem.where.column) == ("briefings/b.md", 4, 14)
    assert problem.found == (
        "the alias `gate`, whose address briefings/gate/index.html is the page of the briefing `a`"
    )


def test_two_briefings_with_each_others_addresses_are_both_found(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(slug="old-b", aliases="[old-a]"),
        "briefings/b.md": write_briefing(slug="old-a", aliases="[old-b]"),
    }
    assert [p.where.path for p in judge(tmp_path, CODE, files)] == ["briefings/a.md", "briefings/b.md"]


def test_alias_that_differs_from_its_own_address_in_case_only_would_lead_to_itself(tmp_path: Path) -> None:
    [problem] = judge(tmp_path, CODE, {"briefings/a.md": write_briefing(slug="Gate", aliases="[gate]")})
    assert "written to briefings/gate/index.html, and leads to briefings/Gate/index.html" in problem.found


def test_two_aliases_that_some_file_systems_take_for_one_are_found(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(aliases="[straße]"),
        "briefings/b.md": write_briefing(aliases="[strasse]"),
    }
    [problem] = judge(tmp_path, CODE, files)
    assert problem.where.path == "briefings/b.md"


def test_settings_and_pages_decide_what_stands_at_an_address(tmp_path: Path) -> None:
    files = {
        "briefings/a.md": write_briefing(),
        "topics/road.md": "---\ntitle: The road\naliases: [about]\n---\n",
        "pages/about.md": "---\ntitle: About\n---\n",
    }
    assert judge(tmp_path / "plain", CODE, files) == []
    settings: dict[str, Any] = {"PAGE_URL": "topics/{slug}/", "PAGE_SAVE_AS": "topics/{slug}/index.html"}
    [problem] = judge(tmp_path / "odd", CODE, files, **settings)
    assert "is the page of the page `about`" in problem.found


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/a.md": write_briefing(aliases="[old, older]")},
        {"briefings/a.md": write_briefing(slug="gate", aliases="[gate]")},
        {"briefings/a.md": write_briefing(slug="gate"), "topics/t.md": "---\ntitle: T\naliases: [gate]\n---\n"},
        {
            "briefings/a.md": write_briefing(slug="gate", status="draft"),
            "briefings/b.md": write_briefing(aliases="[gate]"),
        },
        {
            "briefings/a.md": write_briefing(),
            "registry/places.yml": "- {id: a, name: A, aliases: [Old Wesh]}\n- {id: b, name: B, aliases: [wesh]}\n",
        },
        {
            "briefings/a.md": write_briefing(translation_key="k", aliases="[gate]"),
            "briefings/a.fa.md": write_briefing(translation_key="k", lang="fa", slug="gate"),
        },
    ],
    ids=["free", "own address", "another kind", "draft", "registry", "another language"],
)
def test_redirects_from_free_addresses_are_let_be(tmp_path: Path, files: dict[str, str]) -> None:
    assert judge(tmp_path, CODE, files) == []
