"""`briefings explain`: what it shows is tried out. The wrong example gives its problem, the right one gives none.

An example is a fenced block whose info string ends with a path, such as `content/briefings/a.md`. Its text is laid over
the small site in `tests/fixtures/explained`. What no text can show (a picture, a file that is too large) has its blocks
without a path, and its test elsewhere: `ELSEWHERE` says where.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefings.building.explanations import find_level, read_explanation
from briefings.building.policies import load_policy
from briefings.building.reports.text import format_problems
from briefings.plugin.build import Build
from briefings.plugin.check import check_build
from briefings.problems import CATALOGUE, Problem, Severity, Stage

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "fixtures" / "explained"
EXPLANATIONS = ROOT / "briefings" / "explanations"
ELSEWHERE = {
    "BRF-not-utf8": "tests/unit/test_broken_inputs.py: bytes",
    "BRF-too-large": "tests/unit/test_broken_inputs.py: two megabytes",
    "BRF-unreadable": "tests/unit/test_broken_inputs.py: a symbolic link",
    "BRF-private-characters": "tests/unit/test_broken_inputs.py: a character that no editor shows",
    "BRF-output": "tests/unit/test_broken_inputs.py: an output folder",
    "BRF-settings": "tests/unit/test_broken_inputs.py: settings",
    "BRF-template": "tests/unit/test_broken_inputs.py: a theme",
    "BRF-plugin": "tests/unit/test_broken_inputs.py: a plugin",
    "BRF-no-briefings": "tests/unit/test_broken_inputs.py: an empty folder",
    "BRF-image-unreadable": "tests/unit/test_broken_inputs.py: a file that is no image",
    "BRF-image-location": "tests/unit/checks/test_image_location.py: a photograph",
    "BRF-address-missing": "tests/unit/checks/test_address_missing.py: settings",
    "BRF-search": "tests/unit/building/test_search_index.py: no Pagefind, and one that fails",
    "BRF-locked": "tests/faults/test_machine.py: two builds at once",
    "BRF-shrink": "tests/unit/test_broken_inputs.py: an output folder with more pages",
    "BRF-built-link": "tests/unit/checks/test_built_links.py: pages",
    "BRF-overlap": "tests/unit/checks/test_overlap.py: a text to compare with",
    "BRF-silent-edit": "tests/unit/checks/test_silent_edits.py: two states of the content",
}
TRANSLATION_MISSING = "BRF-translation-missing"
_SECTION = re.compile(r"^## (Wrong|Right)$", re.MULTILINE)
_BLOCK = re.compile(r"^(`{3,})[a-z]+ (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def _read_examples(code: str) -> dict[str, dict[str, str]]:
    """The files of both examples: `{"Wrong": {path: text}, "Right": {…}}`."""
    parts = _SECTION.split((EXPLANATIONS / f"{code}.md").read_text("utf-8"))
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name: {m[2]: m[3] for m in _BLOCK.finditer(text)} for name, text in sections.items()}


def _check(files: dict[str, str], folder: Path, code: str = "") -> tuple[list[Problem], Build]:
    shutil.copytree(BASE, folder)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    build = Build({"PATH": str(folder / "content"), "TIMEZONE": "Asia/Kabul"}, "settings")
    # An example with a translation need not translate the small site under it as well.
    codes = {} if code == TRANSLATION_MISSING else {TRANSLATION_MISSING: "off"}
    policy, problems = load_policy({"extends": "newsroom", "codes": codes}, folder)
    assert not problems
    return check_build(build, policy, datetime(2021, 9, 16, tzinfo=UTC), {}), build


def test_the_site_under_the_examples_is_clean(tmp_path: Path) -> None:
    assert _check({}, tmp_path / "site")[0] == []


def test_every_code_has_an_explanation_and_every_explanation_a_code() -> None:
    assert {path.stem for path in EXPLANATIONS.glob("*.md")} == set(CATALOGUE)


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in ELSEWHERE])
def test_wrong_example_gives_its_problem(code: str, tmp_path: Path, file_regression: Any) -> None:
    problems, build = _check(_read_examples(code)["Wrong"], tmp_path / "site", code)
    assert code in {problem.code for problem in problems}
    if CATALOGUE[code].stage is Stage.CHECKING:
        assert {problem.code for problem in problems} == {code}, "an example shows one mistake"
        text = format_problems(problems, build.read_text, "content/") + "\n"
        file_regression.check(text, fullpath=BASE / "expected" / f"{code}.txt", encoding="utf-8")


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in ELSEWHERE])
def test_right_example_is_clean(code: str, tmp_path: Path) -> None:
    problems, _ = _check(_read_examples(code)["Right"], tmp_path / "site", code)
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in ELSEWHERE])
def test_right_example_differs_from_the_wrong_one(code: str) -> None:
    examples = _read_examples(code)
    assert examples["Wrong"]
    assert examples["Right"]
    assert examples["Wrong"] != examples["Right"]


@pytest.mark.parametrize("code", CATALOGUE)
def test_explanation_shows_what_is_wrong_and_what_is_right(code: str) -> None:
    text = read_explanation(CATALOGUE[code])
    assert text.startswith(f"# {code} ({find_level(CATALOGUE[code])})\n\n{CATALOGUE[code].meaning}\n")
    assert [match[1] for match in _SECTION.finditer(text)] == ["Wrong", "Right"]
    assert max(map(len, text.split("\n"))) <= 200


def test_codes_can_be_explained_without_their_prefix(run_briefings: Callable[..., Any]) -> None:
    assert run_briefings("explain", "relative-date").stdout == run_briefings("explain", "BRF-relative-date").stdout


def test_severity_is_the_one_that_a_check_goes_by(run_briefings: Callable[..., Any]) -> None:
    text = run_briefings("explain", "BRF-file-picture").stdout
    assert text.startswith("# BRF-file-picture (error)\n")
    assert " Under the policy `plain`: off." in text
    assert " In a build: note." in run_briefings("explain", "BRF-zone-missing").stdout
    assert re.search(r"^BRF-file-picture +error ", run_briefings("explain").stdout, re.MULTILINE)


def test_word_that_is_like_no_code_gets_no_suggestion(run_briefings: Callable[..., Any]) -> None:
    assert "Did you mean" not in run_briefings("explain", "foo").stderr


def test_unknown_code_is_wrong_usage_with_the_nearest_name(run_briefings: Callable[..., Any]) -> None:
    result = run_briefings("explain", "BRF-relativ-date")
    assert (result.returncode, "`BRF-relative-date`" in result.stderr) == (2, True)


def test_what_only_a_comparison_finds_is_not_said_to_be_found_by_a_check(run_briefings: Callable[..., Any]) -> None:
    text = run_briefings("explain", "silent-edit").stdout
    assert "Found by `briefings diff`. The policy of the site can change its severity, or switch it off." in text
    assert "Found by a rule of `briefings check`" not in text
