"""The explanations of problem codes: one Markdown file a code, with an example of wrong and right."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from briefings.building.policies import load_policy
from briefings.checks import silent_edits
from briefings.checks.policy import POLICIES, Policy
from briefings.problems import Code, Severity, Stage

_FINDERS = {
    Stage.READING: "Found while a file is read, by every build and check.",
    Stage.LINKING: "Found while the site is linked, by every build and check.",
    Stage.BUILDING: "Found while the site is built.",
    Stage.CHECKING: "Found by a rule of `briefings check`. A policy can change its severity, or switch it off.",
}
_FOUND_ELSEWHERE = {
    silent_edits.CODE: "Found by `briefings diff`. The policy of the site can change its severity, or switch it off.",
}


def find_level(code: Code, policy: str = POLICIES[0]) -> str:
    """How bad a policy that comes with the program takes a code to be, by default the one that a check goes by."""
    level = _read_policy(policy).levels.get(code.code, code.severity)
    return level.value if isinstance(level, Severity) else "off"


@cache
def _read_policy(name: str) -> Policy:
    return load_policy(name, Path())[0]


def _describe_levels(code: Code) -> str:
    """What other policies say, and what a build does, which goes by none; empty where all say the same."""
    levels = {f"Under the policy `{name}`": find_level(code, name) for name in POLICIES[1:]}
    if code.stage is not Stage.CHECKING:
        levels["In a build"] = code.severity.value
    return "".join(f" {where}: {level}." for where, level in levels.items() if level != find_level(code))


def read_explanation(code: Code) -> str:
    """The text about one code, in Markdown: its sentence, its severity, who finds it, why, wrong and right."""
    text = files("briefings").joinpath("explanations", f"{code.code}.md").read_text("utf-8")
    fixed = " No policy can lower it: with such an error there is no site." if code.is_fixed else ""
    finder = _FOUND_ELSEWHERE.get(code.code, _FINDERS[code.stage])
    head = f"# {code.code} ({find_level(code)})\n\n{code.meaning}\n\n{finder}{fixed}"
    return f"{head}{_describe_levels(code)}\n\n{text.strip()}\n"
