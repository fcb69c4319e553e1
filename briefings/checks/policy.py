"""Policies: which codes count, and how much. A policy is a table that a desk writes in TOML.

extends = "newsroom"

[codes]
BRF-relative-date = "error"
BRF-orphan = "off"

[limits]
archive_days = 14
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from briefings.checks.rule import Limits
from briefings.problems import CATALOGUE, Location, Problem, Severity, suggest

POLICIES = ("newsroom", "plain")
"""The policies that come with the program."""

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE, "off": None}
_TABLES = ("extends", "codes", "limits")


class Policy(msgspec.Struct, frozen=True):
    """What a desk asks for: the severity of codes (None: switched off) where it is not the catalogue's, and limits."""

    name: str = "catalogue"
    levels: Mapping[str, Severity | None] = {}
    limits: Limits = Limits()

    def is_on(self, codes: Iterable[str]) -> bool:
        """Whether any of these codes is wanted."""
        return any(self.levels.get(code, CATALOGUE[code].severity) is not None for code in codes)

    def judge(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems that count, with the severity that the policy gives them."""
        found = []
        for problem in problems:
            level = self.levels.get(problem.code, problem.severity)
            if level is not None:
                found.append(problem if level is problem.severity else replace(problem, level=level))
        return found


def parse_policy(table: Mapping[str, Any], base: Policy, name: str) -> tuple[Policy, list[Problem]]:
    """A policy from a TOML table, on top of `base`. `name` is the file, for problems; what is wrong is left out."""
    problems = [
        _problem(name, f"`{key}`", "one of " + ", ".join(f"`{table}`" for table in _TABLES), suggest(str(key), _TABLES))
        for key in table
        if key not in _TABLES
    ]
    levels = dict(base.levels)
    codes = table.get("codes", {})
    if not isinstance(codes, Mapping):
        problems.append(_problem(name, f"`codes = {codes!r}`", "a table `[codes]`"))
        codes = {}
    for code, word in codes.items():
        problem = _check_level(name, code, word)
        if problem:
            problems.append(problem)
        else:
            levels[code] = _LEVELS[word]
    limits = _parse_limits(table.get("limits", {}), base.limits, name, problems)
    return Policy(name, dict(sorted(levels.items())), limits), problems


def _check_level(name: str, code: str, word: object) -> Problem | None:
    if code not in CATALOGUE:
        return _problem(name, f"`{code}`", "a code of the catalogue", suggest(code, CATALOGUE))
    if not isinstance(word, str) or word not in _LEVELS:
        expected = "one of " + ", ".join(f"`{level}`" for level in _LEVELS)
        return _problem(name, f"`{code} = {word!r}`", expected, suggest(str(word), _LEVELS))
    if CATALOGUE[code].is_fixed and word != "error":
        return _problem(name, f'`{code} = "{word}"`', "`error`", "With such a mistake no site can be built.")
    return None


def _parse_limits(table: object, base: Limits, name: str, problems: list[Problem]) -> Limits:
    if not isinstance(table, Mapping):
        problems.append(_problem(name, f"`limits = {table!r}`", "a table `[limits]`"))
        return base
    values: dict[str, int] = {}
    for key, value in table.items():
        if key not in Limits.__struct_fields__:
            expected = "one of " + ", ".join(f"`{field}`" for field in Limits.__struct_fields__)
            problems.append(_problem(name, f"`{key}`", expected, suggest(str(key), Limits.__struct_fields__)))
        elif not isinstance(value, int) or isinstance(value, bool) or value < 0:
            problems.append(_problem(name, f"`{key} = {value!r}`", "a whole number, 0 or more"))
        else:
            values[key] = value
    return replace(base, **values)


def _problem(name: str, found: str, expected: str, hint: str = "") -> Problem:
    return Problem("BRF-settings", Location(name), found, expected, hint)
