"""How a run tells people what is wrong: which problems count, how they are shown, and whose template failed."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError

from briefings.building.progress import Progress, Stage
from briefings.building.reports.text import format_problems
from briefings.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from briefings.building.render import RenderError
    from briefings.plugin.build import Build


def blame_page(error: RenderError, theme: str) -> Problem:
    """The problem of a template of ours that could not make its page."""
    where = Location(f"{theme}/templates/{error.template}", error.line, 1)
    hint = f"Found while rendering {error.page}."
    return Problem("BRF-template", where, error.reason, "a template that uses what its view has", hint)


def blame_template(error: TemplateError, theme: str) -> Problem:
    """The problem of a template that Pelican itself rendered, in a theme that is not made for briefings."""
    from briefings.building.render import find_template_line

    name, line = find_template_line(error, "")
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    where = Location(f"{theme}/templates/{name}" if name else theme, line if name else 0, 1)
    hint = "The theme is not made for Briefings, so Pelican rendered it; its maker can tell what it needs."
    return Problem("BRF-template", where, str(error), "a template that uses what Pelican gives it", hint)


def show_problems(problems: list[Problem], build: Build, theme: str, progress: Progress) -> bool:
    """Print problems to standard error, notes only if Pelican is verbose. Returns whether any was printed."""
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    shown = problems if logging.getLogger("pelican").isEnabledFor(logging.INFO) else serious
    text = format_problems(shown, lambda path: _read_text(path, build, theme), prefix=f"{build.content.name}/")
    if text:
        progress(Stage.TELLING, 0, 0)  # a bar would be in the way
        sys.stderr.write(f"{text}\n")
    return bool(text)


def _read_text(path: str, build: Build, theme: str) -> str | None:
    """The text that a problem lies in: a file of the content folder, or a template of the theme."""
    if not os.path.isabs(path) or not path.startswith(theme):
        return build.read_text(path)
    try:
        return Path(path).read_text("utf-8", errors="replace")
    except OSError:
        return None
