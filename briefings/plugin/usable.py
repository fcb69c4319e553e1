"""Settings of Pelican's that are in the way of a build: found before it begins, while nothing has been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefings.plugin.settings import is_own_theme
from briefings.problems import Location, Problem

_STATIC_DIR = "theme"


def find_unusable(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Settings that no build goes well with, though Pelican takes them."""
    content, output = (Path(settings[key]).resolve() for key in ("PATH", "OUTPUT_PATH"))
    if output.is_relative_to(content) or content.is_relative_to(output):
        hint = "A build would read what it wrote. Choose folders of which neither lies in the other."
        yield _refuse(f"`OUTPUT_PATH` is {output}, and `PATH` is {content}", "folders that do not overlap", hint)
    if not Path(settings["THEME"]).is_dir():  # in a preview it may have gone since it was found
        yield _refuse(f"`THEME` is `{settings['THEME']}`, which is no folder", "a folder with a theme", "")
    for folder in settings["THEME_TEMPLATES_OVERRIDES"]:
        if not Path(folder).is_dir():
            found = f"`THEME_TEMPLATES_OVERRIDES` names `{folder}`, which is no folder"
            hint = f"It is looked for in the current folder, {Path.cwd()}."
            yield _refuse(found, "a folder with templates", "" if Path(folder).is_absolute() else hint)
    if is_own_theme(settings["THEME"]) and settings["THEME_STATIC_DIR"].strip("/") != _STATIC_DIR:
        found = f"`THEME_STATIC_DIR = {settings['THEME_STATIC_DIR']!r}`"
        hint = "Pages ask for their stylesheet below `/theme/`. Leave the setting out."
        yield _refuse(found, "`theme`, in a theme made for Briefings", hint)


def _refuse(found: str, expected: str, hint: str) -> Problem:
    return Problem("BRF-settings", Location("settings"), found, expected, hint)
