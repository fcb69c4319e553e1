"""Content folders, judged by the whole gate: what the tests of single rules go through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefings.checks.policy import Policy
from briefings.checks.rule import Limits
from briefings.plugin.build import Build
from briefings.plugin.check import check_build
from briefings.problems import Problem


def write_briefing(body: str = "Text.", **keys: str) -> str:
    """A briefing with this body; `keys` are further lines of front matter, as YAML writes their values."""
    header = {"title": "The crossing", "date": "2021-07-14T10:00Z"} | keys
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in header.items()) + f"---\n{body}\n"


def judge(
    folder: Path,
    code: str,
    files: Mapping[str, str],
    *,
    compared: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    **settings: Any,
) -> list[Problem]:
    """Write a content folder, run the whole gate over it, and give what it says under one code."""
    for path, text in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
    build = Build({"PATH": str(folder / "content"), **settings}, "settings")
    policy = Policy(limits=limits or Limits())
    problems = check_build(build, policy, datetime(2023, 12, 31, tzinfo=UTC), compared or {})
    return [problem for problem in problems if problem.code == code]
