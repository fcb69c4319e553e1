"""BRF-address-missing: what needs the address of the site, on a site that has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.checks.judged import judge, write_briefing

FILES = {"briefings/one.md": write_briefing()}
CODE = "BRF-address-missing"


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("BRIEFINGS_CARDS", True, "social cards"),
        ("BRIEFINGS_EMBEDS", True, "pages for frames"),
        ("BRIEFINGS_NEWS_SITEMAP", True, "a news sitemap"),
        ("BRIEFINGS_JSON_FEEDS", True, "JSON feeds"),
        ("BRIEFINGS_DATA", ["json", "ninjs", "opml"], "ninjs items and the list of feeds"),
    ],
)
def test_what_is_left_out_for_want_of_an_address_is_named(key: str, value: Any, what: str, tmp_path: Path) -> None:
    (problem,) = judge(tmp_path, CODE, FILES, **{key: value})
    assert problem.found.startswith(f"`{key}` asks for {what}")
    assert f"`{key}`" in problem.hint
    assert problem.severity.value == "warning"


def test_site_with_an_address_has_everything(tmp_path: Path) -> None:
    wanted: dict[str, Any] = {"BRIEFINGS_CARDS": True, "BRIEFINGS_EMBEDS": True, "BRIEFINGS_DATA": ["ninjs"]}
    assert judge(tmp_path, CODE, FILES, SITEURL="https://desk.example", **wanted) == []


def test_data_that_needs_no_address_is_no_mistake(tmp_path: Path) -> None:
    assert judge(tmp_path, CODE, FILES, BRIEFINGS_DATA=["json", "csv", "ics"]) == []
