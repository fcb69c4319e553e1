"""Writes problems as a JUnit test report, which Jenkins, GitLab and others show beside the tests.

One failing problem is one failing test case, because Jenkins and GitLab read only one `<failure>` of a case. A file
without a failing problem is a passing case, so that a clean run shows what was checked. Names have no line numbers, and
no two are equal: both tools know a case again by its name, and GitLab keeps only the last of two with the same one.
Problems that do not fail the check stand in the `<system-out>` of the first case of their file. Attributes are those
that the schema of Jenkins' xUnit plugin (junit-10.xsd) allows; `file` is not among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from briefings.building.reports.report import Report, describe_problem, name_place, printable, read_lines
from briefings.building.reports.text import format_problem
from briefings.problems import Problem


def format_junit(report: Report) -> str:
    """A report as JUnit XML with one test suite. The text is declared to be UTF-8 and has to be written so."""
    suite = ET.Element("testsuite", name="briefings check")
    lines = read_lines(report.problems, report.read_text)
    for place, problems in _group_by_place(report).items():
        failing = [problem for problem in problems if report.is_failing(problem)]
        cases = [_build_case(f"{place} {problem.code}") for problem in failing] or [_build_case(place)]
        for case, problem in zip(cases, failing, strict=False):
            failure = ET.SubElement(case, "failure", type=problem.code, message=describe_problem(problem))
            failure.text = _format_blocks([problem], lines, report.prefix)
        others = [problem for problem in problems if not report.is_failing(problem)]
        if others:
            ET.SubElement(cases[0], "system-out").text = _format_blocks(others, lines, report.prefix)
        suite.extend(cases)
    _number_equal_names(suite)
    counts = {"tests": len(suite), "failures": len(suite.findall("*/failure")), "errors": 0, "skipped": 0}
    suite.attrib.update({key: str(count) for key, count in counts.items()})
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document.decode()


def _group_by_place(report: Report) -> dict[str, list[Problem]]:
    """Every file and every other place with its problems: files first, in their order."""
    places: dict[str, list[Problem]] = {report.prefix + path: [] for path in report.files}
    for problem in report.problems:
        places.setdefault(name_place(problem, report.prefix), []).append(problem)
    return places


def _build_case(name: str) -> ET.Element:
    return ET.Element("testcase", classname="briefings.check", name=printable(name))


def _format_blocks(problems: Sequence[Problem], lines: dict[str, list[str]], prefix: str) -> str:
    return "\n\n".join(format_problem(problem, lines.get(problem.where.path, ()), prefix) for problem in problems)


def _number_equal_names(suite: ET.Element) -> None:
    """Put "(2)" behind the name of the second case of the same name, and so on."""
    last: dict[str, int] = {}  # by name, so that a thousand equal ones are not tried a thousand times each
    for case in suite:
        name = case.attrib["name"]
        number = last.get(name, 0) + 1
        while number > 1 and f"{name} ({number})" in last:
            number += 1
        last[name] = number
        if number > 1:
            case.attrib["name"] = f"{name} ({number})"
            last[case.attrib["name"]] = 1
