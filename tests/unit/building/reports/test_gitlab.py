"""The Code Quality report by the rules that GitLab's documentation gives."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from briefings.building.reports.gitlab import format_gitlab
from tests.unit.building.reports.examples import example_report, make_problem, make_report

DOCUMENTED: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_report_has_what_gitlab_asks_for() -> None:
    jsonschema.validate(json.loads(format_gitlab(example_report())), DOCUMENTED)


def test_problem_without_a_line_or_a_path_has_one_for_gitlab() -> None:
    report = make_report(make_problem("BRF-no-briefings", path=""), prefix="")
    assert json.loads(format_gitlab(report))[0]["location"] == {"path": ".", "lines": {"begin": 1}}


def test_place_is_relative_to_the_current_folder() -> None:
    found = json.loads(format_gitlab(make_report(make_problem(line=3, column=5))))
    assert found[0]["location"] == {"path": "content/briefings/a quay.md", "lines": {"begin": 3}}
