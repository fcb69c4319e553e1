"""What writers and attackers do to the sample site is found, all of it, in every format; without it nothing is.

What no edit of the content folder can cause is seen through the real command elsewhere: BRF-built-link and
BRF-overlap in tests/unit/cli/test_check_built.py, BRF-silent-edit in tests/unit/cli/test_diff.py, BRF-address-missing
in tests/unit/cli/test_check.py, BRF-plugin in tests/unit/plugin/test_pelican_door.py, BRF-locked in
tests/faults/test_machine.py; the others of a build at the end.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import JUnitXml

from briefings.building.policies import load_policy
from briefings.building.reports.text import format_problems
from briefings.plugin.build import Build
from briefings.plugin.check import check_build
from briefings.problems import CATALOGUE, Problem, Severity, Stage
from tests.site.seeded_faults import LIST, Fault, read_faults, seed, seeded

Run = Callable[..., subprocess.CompletedProcess[str]]
Found = Counter[tuple[str, str, str]]
"""How often a code, of a severity, was reported in a file."""

FAULTS = read_faults()
GROUPS: dict[str, list[Fault]] = {"read": [], "unread": []}
for _fault in FAULTS:
    if not _fault.alone:
        GROUPS["unread" if CATALOGUE[_fault.code].stage is Stage.READING else "read"].append(_fault)
NOTED = ("BRF-source-not-archived", "BRF-translation-missing")
"""What is noted of the sample site as it is."""
LEVELS = {"error": "error", "warning": "warning", "notice": "note", "note": "note"}
GITLAB_LEVELS = {"major": "error", "minor": "warning", "info": "note"}
BLOCK = re.compile(r"^(\S+?)(?::\d+:\d+)?: (error|warning|note): .* \[(BRF-[a-z0-9-]+)\]$", re.MULTILINE)
ANNOTATION = re.compile(r"^::(error|warning|notice) file=([^,]+)(?:,line=\d+,col=\d+)?,title=(BRF-[a-z0-9-]+)::.+$")


# -- One at a time


class Desk:
    """A copy of the content, checked again and again, with what is kept between checks."""

    def __init__(self, clean: Path, folder: Path) -> None:
        self.clean, self.content = clean, folder / "content"
        shutil.copytree(clean, self.content)
        self._settings = {"PATH": str(self.content), "TIMEZONE": "Asia/Kabul", "CACHE_PATH": str(folder / "store")}

    def check(self, code: str = "") -> tuple[list[Problem], Build]:
        """The problems under `newsroom`. What is noted anyway is looked at only where it is meant."""
        codes = {each: "off" for each in NOTED if each != code}
        policy, wrong = load_policy({"extends": "newsroom", "codes": codes}, Path())
        assert not wrong
        build = Build(self._settings, "settings")
        return check_build(build, policy, datetime(2021, 9, 16, tzinfo=UTC), {}), build

    def check_fault(self, fault: Fault) -> tuple[list[Problem], str]:
        """The problems that a fault makes, and the report of them."""
        known = {(p.code, p.where.path, p.found) for p in self.check(fault.code)[0]} if fault.code in NOTED else ()
        with seeded(self.content, self.clean, [fault]):
            problems, build = self.check(fault.code)
            new = [p for p in problems if (p.code, p.where.path, p.found) not in known]
            return new, format_problems(new, build.read_text, "content/")


@pytest.fixture(scope="module")
def desk(dossier_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(dossier_content, tmp_path_factory.mktemp("seeded"))


@pytest.fixture(scope="module")
def reports(desk: Desk) -> dict[str, tuple[list[Problem], str]]:
    """The problems of every fault alone, and the report of them, by the name of the fault."""
    assert desk.check()[0] == []
    found = {fault.name: desk.check_fault(fault) for fault in FAULTS}
    assert desk.check()[0] == [], "every fault was taken out again"
    return found


def test_every_code_that_content_can_cause_is_seeded() -> None:
    not_by_content = {"BRF-address-missing", "BRF-built-link", "BRF-overlap", "BRF-silent-edit"}
    caused = {code.code for code in CATALOGUE.values() if code.stage is not Stage.BUILDING} - not_by_content
    assert {fault.code for fault in FAULTS} == caused
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_fault_is_found_in_its_file_and_brings_no_other_with_it(
    fault: Fault, reports: dict[str, tuple[list[Problem], str]]
) -> None:
    problems, report = reports[fault.name]
    assert fault.place in {problem.where.path for problem in problems if problem.code == fault.code}, report
    assert {problem.code for problem in problems} == {fault.code}, report
    assert len(problems) <= 2, report


@pytest.mark.slow
def test_writer_is_told_what_to_do_about_every_fault(
    reports: dict[str, tuple[list[Problem], str]], file_regression: Any
) -> None:
    text = "\n\n\n".join(f"== {name}\n\n{report}" for name, (_, report) in reports.items())
    file_regression.check(f"{text}\n", fullpath=LIST.with_name("expected.txt"), encoding="utf-8")


# -- All at once, by the real command


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two copies of the sample site, each with its faults. What cannot be read may hold anything that others miss."""
    folders = {}
    for group, faults in GROUPS.items():
        folder = folders[group] = tmp_path_factory.mktemp(group)
        shutil.copytree(root / "content", folder / "content")
        shutil.copy(root / "pelicanconf.py", folder)
        (folder / "themes").symlink_to(root / "themes")
        for fault in faults:
            seed(folder / "content", fault)
    return folders


def _read_text(output: str) -> Found:
    blocks = BLOCK.findall(output)
    assert output.rstrip().rpartition("\n")[2] == _count(Counter(level for _, level, _ in blocks))
    return Counter((code, level, path) for path, level, code in blocks)


def _count(levels: Counter[str]) -> str:
    return ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level in Severity if (n := levels[level]))


def _read_json(output: str) -> Found:
    return Counter((p["code"], p["severity"], p["path"]) for p in json.loads(output)["problems"])


def _read_github(output: str) -> Found:
    matches = [ANNOTATION.match(line) for line in output.splitlines()]
    assert all(matches)
    return Counter((m[3], LEVELS[m[1]], m[2]) for m in matches if m)


def _read_gitlab(output: str) -> Found:
    findings = json.loads(output)
    assert len({finding["fingerprint"] for finding in findings}) == len(findings), "GitLab drops what it has seen"
    return Counter((f["check_name"], GITLAB_LEVELS[f["severity"]], f["location"]["path"]) for f in findings)


def _read_sarif(output: str) -> Found:
    log = json.loads(output)
    schema = json.loads((LIST.parents[1] / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    jsonschema.validate(log, schema, jsonschema.Draft4Validator)
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]]
    results = zip(log["runs"][0]["results"], map(unquote, places), strict=True)
    return Counter((r["ruleId"], r["level"], path) for r, path in results)


def _read_junit(output: str) -> Found:
    """Errors are failures; what does not fail stands in the output of a case, as blocks of text."""
    found: Found = Counter()
    [suite] = JUnitXml.fromstring(output.encode())
    for case in suite:
        for failure in case.result:
            [(path, level, code)] = BLOCK.findall(failure.text)
            assert (failure.type, level) == (code, "error")
            found[code, level, path] += 1
        found.update((code, level, path) for path, level, code in BLOCK.findall(case.system_out or ""))
    assert suite.failures == sum(n for (_, level, _), n in found.items() if level == "error")
    return found


READERS = {
    "text": _read_text,
    "json": _read_json,
    "github": _read_github,
    "gitlab": _read_gitlab,
    "sarif": _read_sarif,
    "junit": _read_junit,
}


def _check(folder: Path, run_briefings: Run, *arguments: str, form: str = "json", code: int = 1) -> Found:
    result = run_briefings("check", "-v", "--format", form, *arguments, cwd=folder)
    assert result.returncode == code, result.stderr
    found = READERS[form](result.stdout)
    assert f"{found.total()} things found." in result.stderr
    return found


@pytest.fixture(scope="module")
def found(sites: dict[str, Path], run_briefings: Run) -> dict[str, Found]:
    """What the command reports on each copy, as JSON."""
    return {group: _check(folder, run_briefings) for group, folder in sites.items()}


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("form", READERS)
def test_every_fault_is_reported_in_every_format_and_as_often(
    sites: dict[str, Path], run_briefings: Run, found: dict[str, Found], form: str, group: str
) -> None:
    again = found[group] if form == "json" else _check(sites[group], run_briefings, form=form)
    places = {(code, path) for code, _, path in again}
    assert [fault.name for fault in GROUPS[group] if (fault.code, f"content/{fault.place}") not in places] == []
    assert again == found[group]


@pytest.mark.slow
def test_policy_plain_asks_for_less(sites: dict[str, Path], run_briefings: Run, found: dict[str, Found]) -> None:
    plain, _ = load_policy("plain", Path())
    less = _check(sites["read"], run_briefings, "--policy", "plain")
    expected = {(code, path): n for (code, _, path), n in found["read"].items() if plain.is_on((code,))}
    assert {(code, path): n for (code, _, path), n in less.items()} == expected
    assert 0 < len(expected) < len(found["read"])


@pytest.mark.slow
def test_second_run_in_one_process_reports_the_same(
    sites: dict[str, Path], monkeypatch: pytest.MonkeyPatch, found: dict[str, Found]
) -> None:
    from click.testing import CliRunner

    from briefings.cli import main

    monkeypatch.chdir(sites["read"])
    first, second = (CliRunner().invoke(main, ["check", "--format", "json"]) for _ in range(2))
    assert (first.exit_code, first.stdout) == (second.exit_code, second.stdout)
    assert _read_json(first.stdout) == found["read"]


@pytest.mark.slow
def test_dossier_itself_is_clean(root: Path, run_briefings: Run) -> None:
    strict = run_briefings("check", "--strict", "-v", "--format", "json", cwd=root)
    assert strict.returncode == 0, strict.stdout
    assert {level for _, level, _ in _read_json(strict.stdout)} <= {"note"}
    plain = run_briefings("check", cwd=root)
    assert (plain.returncode, plain.stdout) == (0, "")


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("a window that passed without a word", (), 0),
        ("a window that passed without a word", ("--strict",), 1),
        ("last week in a headline", (), 1),
        ("last week in a headline", ("--policy", "plain", "--strict"), 0),
        ("an actor that nothing names", ("--strict",), 1),
        ("an old source without a snapshot", ("--strict",), 0),
        ("a name that is both an actor and a publisher", ("--policy", "plain"), 1),
    ],
)
def test_exit_code_follows_severity_policy_and_strictness(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, arguments: tuple[str, ...], code: int
) -> None:
    from click.testing import CliRunner

    from briefings.cli import main

    monkeypatch.chdir(desk.content.parent)
    [fault] = [fault for fault in FAULTS if fault.name == name]
    with seeded(desk.content, desk.clean, [fault]):
        result = CliRunner().invoke(main, ["check", "-e", "TIMEZONE=Asia/Kabul", *arguments])
    assert result.exit_code == code, result.output


# -- What takes more than content


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "arguments", "exit_code"),
    [
        ("BRF-settings", ("-e", "BRIEFINGS_TIMELINE_LIMT=7"), 2),
        ("BRF-template", ("-t", "theme"), 1),
        ("BRF-output", (), 1),
        ("BRF-shrink", (), 1),
    ],
)
def test_build_that_cannot_go_on_fails_with_its_code(
    root: Path, tmp_path: Path, run_briefings: Run, code: str, arguments: tuple[str, ...], exit_code: int
) -> None:
    folder = shutil.copytree(root / "tests/fixtures/broken" / code.removeprefix("BRF-"), tmp_path / "site")
    result = run_briefings("build", "content", "-o", "output", *arguments, cwd=folder)
    assert (result.returncode, f"[{code}]" in result.stderr) == (exit_code, True), result.stderr
