"""Loads the policy that a site asks for: by name, from a TOML file, or as a table in the settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from briefings.checks.policy import POLICIES, Policy, parse_policy
from briefings.problems import Location, Problem, suggest


def load_policy(asked: object, folder: Path) -> tuple[Policy, list[Problem]]:
    """The policy for `asked`: a name of `POLICIES`, the path of a TOML file (relative to `folder`), or a table."""
    if isinstance(asked, Mapping):
        return _extend(asked, "settings", folder, ())
    if not isinstance(asked, str):
        return Policy(), [_refuse("settings", f"`{asked!r}`", "a name, a file or a table")]
    return _load(asked, folder, ())


def _load(name: str, folder: Path, above: tuple[str, ...], asker: str = "settings") -> tuple[Policy, list[Problem]]:
    if name in POLICIES:
        text = files("briefings").joinpath("policies", f"{name}.toml").read_text("utf-8")
        policy, problems = parse_policy(tomllib.loads(text), Policy(), name)
        return policy, problems
    path = folder / name
    if not path.suffix:
        expected = "one of " + ", ".join(f"`{known}`" for known in POLICIES) + ", or the path of a TOML file"
        return Policy(), [_refuse(asker, f"the policy `{name}`", expected, suggest(name, POLICIES))]
    try:
        place = str(path.resolve())
    except ValueError:  # a NUL, or half of a character: no file can have such a name
        return Policy(), [_refuse(asker, f"`{name!r}`", "the path of a TOML file")]
    if place in above:
        return Policy(), [_refuse(str(path), f"`extends = {name!r}`", "policies that do not extend each other")]
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        where, found = (asker, f"`extends = {name!r}`") if above else (str(path), str(error.strerror))
        return Policy(), [_refuse(where, found, "a file that can be read")]
    except OSError as error:
        return Policy(), [_refuse(str(path), str(error.strerror), "a file that can be read")]
    except (ValueError, RecursionError) as error:  # no TOML, or more digits or brackets than Python reads
        return Policy(), [_refuse(str(path), str(error), "TOML (toml.io), in UTF-8")]
    return _extend(table, str(path), path.parent, (*above, place))


def _extend(table: Mapping[str, Any], name: str, folder: Path, above: tuple[str, ...]) -> tuple[Policy, list[Problem]]:
    base = table.get("extends", "newsroom")
    if not isinstance(base, str):
        return Policy(), [_refuse(name, f"`extends = {base!r}`", "the name or the path of a policy")]
    policy, problems = _load(base, folder, above, name)
    extended, more = parse_policy(table, policy, name)
    return extended, [*problems, *more]


def _refuse(name: str, found: str, expected: str, hint: str = "") -> Problem:
    return Problem("BRF-settings", Location(name), found, expected, hint)
