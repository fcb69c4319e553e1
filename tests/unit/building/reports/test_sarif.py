"""The SARIF log against the schema of the standard, and against what its readers ask for beyond it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest

from briefings.building.reports.sarif import format_sarif
from briefings.problems import CATALOGUE
from tests.unit.building.reports.examples import PROBLEMS, example_report, make_problem, make_report

SCHEMA = Path(__file__).resolve().parents[3] / "fixtures" / "schemas" / "sarif-2.1.0-rtm.5.json"


def _run(*problems: Any, **changes: Any) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(format_sarif(make_report(*problems, **changes)))["runs"][0]
    return run


def _place(**where: Any) -> dict[str, Any]:
    place: dict[str, Any] = _run(make_problem(**where))["results"][0]["locations"][0]["physicalLocation"]
    return place


@pytest.mark.parametrize("report", [example_report(), make_report()], ids=["problems", "clean"])
def test_log_follows_the_schema_of_the_standard(report: Any) -> None:
    jsonschema.validate(json.loads(format_sarif(report)), json.loads(SCHEMA.read_text()), jsonschema.Draft4Validator)


def test_every_code_is_a_rule_and_every_result_points_at_its_own() -> None:
    run = _run(*PROBLEMS)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CATALOGUE)
    for rule in rules:
        assert rule["shortDescription"]["text"] == CATALOGUE[rule["id"]].meaning
        assert rule["defaultConfiguration"]["level"] == CATALOGUE[rule["id"]].severity
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_place_is_a_uri_with_line_and_column_in_characters() -> None:
    assert _place(line=3, column=5) == {
        "artifactLocation": {"uri": "content/briefings/a%20quay.md"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert _run()["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("path", ["50%.md", "a#b?c.md", "اسکله.md", "a:b.md", "\udcff.md", "a\\b\n.md"])
def test_uri_is_plain_ascii_and_leads_back_to_the_file(path: str) -> None:
    uri = _place(path=path)["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #?:\\\n")
    assert unquote_to_bytes(uri).decode("utf-8", "surrogateescape") == f"content/{path}"


def test_problem_of_a_whole_file_has_no_region() -> None:
    assert "region" not in _place()


def test_file_elsewhere_is_a_file_uri() -> None:
    place = _place(code="BRF-template", path="/usr/share/my theme/home.html", line=2, column=1)
    assert place["artifactLocation"]["uri"] == "file:///usr/share/my%20theme/home.html"


@pytest.mark.parametrize("path", ["settings", ""])
def test_every_result_has_a_place_because_github_refuses_a_log_without(path: str) -> None:
    code = "BRF-settings" if path else "BRF-no-briefings"
    results = _run(make_problem(code, path=path), prefix="")["results"]
    assert all(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results)
