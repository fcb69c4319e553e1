"""The test report as a reader of JUnit files sees it."""

from __future__ import annotations

from typing import Any

from junitparser import JUnitXml, TestCase

from briefings.building.reports.junit import format_junit
from briefings.problems import Severity
from tests.unit.building.reports.examples import TWICE, example_report, make_problem, make_report

NOTE = make_problem("BRF-upcoming-overdue", "no outcome", level=Severity.NOTE)


def _suite(report: Any) -> Any:
    suites = list(JUnitXml.fromstring(format_junit(report).encode()))
    assert len(suites) == 1
    return suites[0]


def _cases(report: Any) -> dict[str, TestCase]:
    cases = list(_suite(report))
    assert {case.classname for case in cases} == {"briefings.check"}
    assert len({case.name for case in cases}) == len(cases)
    return {case.name: case for case in cases}


def test_clean_files_are_passing_cases() -> None:
    cases = _cases(make_report())
    assert list(cases) == ["content/briefings/a quay.md", "content/briefings/clean.md", "content/registry/actors.yml"]
    assert all(case.is_passed for case in cases.values())


def test_failing_problem_is_a_failing_case_with_all_that_a_person_needs() -> None:
    cases = _cases(make_report(make_problem(line=3, column=5, hint="Did you mean `wesh`?")))
    (failure,) = cases["content/briefings/a quay.md BRF-unknown-id"].result
    assert failure.type == "BRF-unknown-id"
    assert failure.message == "`wsh`; expected: the id of a place. Hint: Did you mean `wesh`?"
    assert failure.text.startswith("content/briefings/a quay.md:3:5: error: `wsh` [BRF-unknown-id]\n    3 | at: ")
    assert "content/briefings/a quay.md" not in cases


def test_equal_problems_are_two_cases() -> None:
    cases = _cases(make_report(TWICE, TWICE))
    place = "content/briefings/a quay.md BRF-link-unknown"
    assert [name for name in cases if name.startswith(place)] == [place, f"{place} (2)"]


def test_name_that_a_file_already_has_is_numbered() -> None:
    files = ("a.md BRF-unknown-id", "a.md")
    names = list(_cases(make_report(make_problem(path="a.md"), files=files, prefix="")))
    assert names == ["a.md BRF-unknown-id", "a.md BRF-unknown-id (2)"]


def test_case_keeps_its_name_when_its_line_moves() -> None:
    assert list(_cases(make_report(make_problem(line=3)))) == list(_cases(make_report(make_problem(line=5))))


def test_problem_that_does_not_fail_the_check_stands_in_the_output_of_a_passing_case() -> None:
    case = _cases(make_report(NOTE))["content/briefings/a quay.md"]
    assert case.is_passed
    assert "note: no outcome [BRF-upcoming-overdue]" in case.system_out


def test_problem_that_does_not_fail_the_check_is_not_lost_beside_one_that_does() -> None:
    case = _cases(make_report(NOTE, make_problem()))["content/briefings/a quay.md BRF-unknown-id"]
    assert case.is_failure
    assert "[BRF-upcoming-overdue]" in case.system_out
    assert "[BRF-unknown-id]" not in case.system_out


def test_counts_are_those_of_the_cases() -> None:
    suite = _suite(example_report())
    cases = list(suite)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (len(cases), 6, 0, 0)
    assert sum(case.is_failure for case in cases) == 6


def test_problem_outside_of_the_content_folder_is_a_case_too() -> None:
    assert _cases(example_report())["settings BRF-settings"].is_failure
