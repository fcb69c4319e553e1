"""Every format by its golden, and what holds for all of them whatever the text of a problem."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings import __version__
from briefings.building.reports.formats import FORMATS
from briefings.building.reports.report import describe_problem
from briefings.problems import CATALOGUE, Location, Problem, Severity
from tests.unit.building.reports.examples import PROBLEMS, example_report, make_problem, make_report, parse_command

EXTENSIONS = {"text": ".txt", "github": ".txt", "junit": ".xml", "json": ".json", "gitlab": ".json", "sarif": ".json"}


def _drop_unused_rules(text: str) -> str:
    """Without this, every new code of the catalogue would change the golden. `test_sarif.py` looks at all rules."""
    log = json.loads(text)
    driver = log["runs"][0]["tool"]["driver"]
    used = {result["ruleIndex"] for result in log["runs"][0]["results"]}
    driver["rules"] = [rule for index, rule in enumerate(driver["rules"]) if index in used]
    driver["version"] = driver["version"].replace(__version__, "VERSION")
    for result in log["runs"][0]["results"]:
        result["ruleIndex"] = "INDEX"
    return json.dumps(log, indent=2, ensure_ascii=False)


def _find_cases(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall("testsuite/testcase")  # noqa: S314 - what we wrote ourselves


@pytest.mark.parametrize("form", FORMATS)
def test_format_is_as_reviewed(form: str, file_regression: Any) -> None:
    text = FORMATS[form](example_report())
    if form == "sarif":
        text = _drop_unused_rules(text)
    file_regression.check(text + "\n", basename=form, extension=EXTENSIONS[form], encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_same_report_gives_the_same_text_without_a_line_end(form: str) -> None:
    text = FORMATS[form](example_report())
    assert text == FORMATS[form](example_report())
    assert not text.endswith("\n")


def test_clean_report_is_empty_for_people_and_whole_for_programs() -> None:
    clean = make_report()
    assert FORMATS["text"](clean) == FORMATS["github"](clean) == ""
    assert json.loads(FORMATS["json"](clean))["problems"] == json.loads(FORMATS["gitlab"](clean)) == []
    assert json.loads(FORMATS["sarif"](clean))["runs"][0]["results"] == []
    assert len(_find_cases(FORMATS["junit"](clean))) == 3


_words = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["]]>", "::error::x", "a\r\nb", "\x00\x1b[2J", "%0A", "\ud800", "\u2028", "<b>&amp;", "\ufffe", "می\u200cشود"]
)
_paths = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(["\udcff.md", "a::b,c\n%0A"])
_places = st.builds(
    Location,
    path=_paths,
    line=st.integers(0, 9),
    column=st.integers(0, 200),
)
_problems = st.builds(
    Problem,
    code=st.sampled_from(sorted(CATALOGUE)),
    where=_places,
    found=_words,
    expected=_words,
    hint=_words,
    level=st.none() | st.sampled_from(Severity),
)


@given(st.lists(_problems, max_size=4), st.text(max_size=200), st.lists(_paths, max_size=3, unique=True))
@example([make_problem(found="\udcff]]>\x00\n::", path="a\nb,c:d%\udcff.md", line=1, column=3)] * 2, "\x1b\t]]>", [""])
def test_any_text_gives_output_that_can_be_read_back(problems: list[Problem], text: str, files: list[str]) -> None:
    report = make_report(*problems, read_text=lambda _: text, files=tuple(files))
    written = {form: write(report) for form, write in FORMATS.items()}
    for form in written.values():
        form.encode()  # whoever writes it to a file gets no error
    ordered = report.problems

    found = json.loads(written["json"])["problems"]
    assert [problem["code"] for problem in found] == [problem.code for problem in ordered]
    assert len({finding["fingerprint"] for finding in json.loads(written["gitlab"])}) == len(problems)
    results = json.loads(written["sarif"])["runs"][0]["results"]
    assert [result["message"]["text"] for result in results] == [describe_problem(problem) for problem in ordered]

    commands = written["github"].split("\n") if problems else []
    assert len(commands) == len(problems)
    for line, problem in zip(commands, ordered, strict=True):
        _, properties, message = parse_command(line)
        assert properties["title"] == problem.code
        assert message.endswith(describe_problem(problem))

    cases = _find_cases(written["junit"])
    failing = [problem for problem in ordered if report.is_failing(problem)]
    failures = [failure for case in cases for failure in case.findall("failure")]
    assert sorted(failure.get("message", "") for failure in failures) == sorted(map(describe_problem, failing))
    assert len({case.get("name") for case in cases}) == len(cases)

    lines = written["text"].split("\n")
    assert all(character.isprintable() or character in "\u200c\u200d" for line in lines for character in line)


def test_severity_that_a_policy_chose_reaches_every_format() -> None:
    report = make_report(make_problem(level=Severity.NOTE, line=3, column=5))
    assert CATALOGUE["BRF-unknown-id"].severity is Severity.ERROR
    assert ": note: " in FORMATS["text"](report)
    assert json.loads(FORMATS["json"](report))["problems"][0]["severity"] == "note"
    assert FORMATS["github"](report).startswith("::notice ")
    assert json.loads(FORMATS["gitlab"](report))[0]["severity"] == "info"
    assert json.loads(FORMATS["sarif"](report))["runs"][0]["results"][0]["level"] == "note"
    assert "<failure" not in FORMATS["junit"](report)


def test_nothing_is_dropped_that_is_found_twice() -> None:
    assert FORMATS["text"](example_report()).count("[BRF-link-unknown]") == 2
    for form in ("json", "gitlab"):
        found = json.loads(FORMATS[form](example_report()))
        assert len(found["problems"] if form == "json" else found) == len(PROBLEMS)
    assert len(json.loads(FORMATS["sarif"](example_report()))["runs"][0]["results"]) == len(PROBLEMS)
    assert len(FORMATS["github"](example_report()).split("\n")) == len(PROBLEMS)
