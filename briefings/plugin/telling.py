"""How a run tells people what is wrong: which problems count, how they are shown, and whose template failed."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError, TemplateNotFound

from briefings.building.progress import Progress, Stage
from briefings.building.reports.text import format_problems
from briefings.plugin.foreign_errors import blame_plugin, blame_translations
from briefings.plugin.settings import is_own_theme
from briefings.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from briefings.building.render import RenderError
    from briefings.building.workshop import OutputLocked
    from briefings.plugin.build import Build


def blame(error: BaseException, theme: str, settings: Mapping[str, Any], plugins: Iterable[Any]) -> Problem | None:
    """The problem of an exception that ended the making of a site; None where the fault is nobody's but ours."""
    from briefings.building.render import RenderError

    if isinstance(error, RenderError):
        return blame_page(error, theme)
    if isinstance(error, TemplateError):
        return blame_template(error, theme, settings)
    return blame_plugin(error, plugins) or blame_translations(error)


def blame_page(error: RenderError, theme: str) -> Problem:
    """The problem of a template of ours that could not make its page."""
    file = os.path.abspath(error.file) if error.file else f"{theme}/templates/{error.template}"
    where = Location(file, error.line, 1)
    hint = f"Found while rendering {error.page}."
    return Problem("BRF-template", where, error.reason, "a template that uses what its view has", hint)


def blame_template(error: TemplateError, theme: str, settings: Mapping[str, Any]) -> Problem:
    """The problem of a template that Pelican itself rendered: of `TEMPLATE_PAGES`, or of a theme of somebody else's."""
    from briefings.building.render import find_template_line

    _, file, line = find_template_line(error)
    if isinstance(error, TemplateNotFound) and not file and error.name in settings["TEMPLATE_PAGES"]:
        found = f"`TEMPLATE_PAGES` names `{error.name}`, which is not there"
        expected = "a file of the content folder, or a template"
        return Problem("BRF-settings", Location("settings"), found, expected)
    where = Location(os.path.abspath(file), line, 1) if file else Location(theme)
    hint = "The theme is not made for Briefings, so Pelican rendered it; its maker can tell what it needs."
    if is_own_theme(theme):
        hint = "Pelican rendered it, so it has what Pelican gives, such as `articles` and `pages`, and no `view`."
    return Problem("BRF-template", where, str(error), "a template that uses what Pelican gives it", hint)


def blame_lock(error: OutputLocked, output: Path) -> Problem:
    """The problem of an output that another build is at work on."""
    hint = "Wait until it has finished, or build into another folder."
    found = f"another build at work on it ({error.owner or 'unknown'})"
    return Problem("BRF-locked", Location(str(output)), found, "one build at a time", hint)


def is_verbose() -> bool:
    """Whether notes are told too."""
    return logging.getLogger("pelican").isEnabledFor(logging.INFO)


def show_problems(problems: list[Problem], build: Build, progress: Progress) -> None:
    """Print problems to standard error, notes only if Pelican is verbose."""
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    shown = problems if is_verbose() else serious
    text = format_problems(shown, lambda path: _read_text(path, build), prefix=f"{build.content.name}/")
    if text:
        progress(Stage.TELLING, 0, 0)  # a bar would be in the way
        sys.stderr.write(f"{text}\n")


def _read_text(path: str, build: Build) -> str | None:
    """The text that a problem lies in: a file of the content folder, or a template or a plugin, which lie elsewhere."""
    if not os.path.isabs(path):
        return build.read_text(path)
    try:
        return Path(path).read_text("utf-8", errors="replace")
    except OSError:
        return None
