"""The JSON report against the schema of its own records, which is what other programs are promised."""

from __future__ import annotations

import json

import jsonschema
import msgspec

from briefings.building.reports.json import JsonReport, format_json
from briefings.problems import CATALOGUE, Severity
from tests.unit.building.reports.examples import example_report, make_problem, make_report


def test_report_follows_its_schema() -> None:
    schema = msgspec.json.schema(JsonReport)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(format_json(example_report())), schema, jsonschema.Draft202012Validator)


def test_every_field_is_there_even_when_it_says_nothing() -> None:
    problem = json.loads(format_json(make_report(make_problem())))["problems"][0]
    assert problem == {
        "code": "BRF-unknown-id",
        "severity": "error",
        "path": "content/briefings/a quay.md",
        "line": 0,
        "column": 0,
        "found": "`wsh`",
        "expected": "the id of a place",
        "hint": "",
        "meaning": CATALOGUE["BRF-unknown-id"].meaning,
    }


def test_summary_counts_and_says_whether_the_check_failed() -> None:
    warning = make_problem("BRF-upcoming-overdue")
    lenient = frozenset((Severity.ERROR,))
    strict = frozenset((Severity.ERROR, Severity.WARNING))
    passed, failed = (json.loads(format_json(make_report(warning, failing=failing))) for failing in (lenient, strict))
    assert passed["summary"] == {"files": 3, "errors": 0, "warnings": 1, "notes": 0, "failed": False}
    assert failed["summary"]["failed"] is True
    assert passed["version"] == 1


def test_text_is_kept_as_it_was_found() -> None:
    found = "a\x1b[31m\n\u202e'\"ü\u200c"
    assert json.loads(format_json(make_report(make_problem(found=found))))["problems"][0]["found"] == found


def test_name_that_is_not_utf_8_is_written_out() -> None:
    assert json.loads(format_json(make_report(make_problem(path="\udcff.md"))))["problems"][0]["path"] == (
        "content/\\udcff.md"
    )
