"""Policies: what a site may name as one, and what it is told when it cannot be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefings.building.policies import load_policy


@pytest.mark.parametrize("name", ["a\x00.toml", "\ud800.toml", "x" * 300 + ".toml", "missing.toml"])
def test_name_that_no_file_can_have_is_a_problem_like_a_missing_file(name: str, tmp_path: Path) -> None:
    for asked in (name, {"extends": name}):
        _, problems = load_policy(asked, tmp_path)
        assert [problem.code for problem in problems] == ["BRF-settings"]


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 5000])
def test_file_that_would_break_the_parser_is_a_problem(text: str, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(text)
    _, problems = load_policy("policy.toml", tmp_path)
    assert [(problem.code, problem.expected) for problem in problems] == [("BRF-settings", "TOML (toml.io), in UTF-8")]
