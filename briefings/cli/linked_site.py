"""What verbs that read a site without building it share: its settings, its content, and what to say of mistakes."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli.site_settings import find_settings_file, load_settings, parse_overrides
from briefings.cli.verb import PROBLEMS, show_path

if TYPE_CHECKING:
    from briefings.model.ids import Id
    from briefings.plugin.build import Build


def open_site(content: str | None, settings_file: str | None, extra: tuple[str, ...] = ()) -> Build:
    """What a run knows before it has read anything. `content` is the folder that the command line names, if any."""
    from briefings.plugin.build import Build
    from briefings.plugin.settings import apply_defaults

    overrides = parse_overrides(extra)
    if content:
        _check_folder(content)
        overrides["PATH"] = os.path.abspath(content)
    file = find_settings_file(settings_file)
    settings = load_settings(file, overrides)
    _check_folder(settings["PATH"])
    apply_defaults(settings)
    return Build(settings, file or "settings")


def _check_folder(folder: str) -> None:
    if not os.path.isdir(folder):
        what = "is not a folder" if os.path.exists(folder) else "does not exist"
        raise click.UsageError(f"The content folder {folder!r} {what}.")


def read_site(build: Build, now: datetime) -> None:
    """Read and link. Errors are shown and end the command: nothing is told of a site that could not be published."""
    build.read_and_link(now)
    if build.has_errors():
        show_errors(build)
        click.get_current_context().exit(PROBLEMS)


def show_errors(build: Build) -> None:
    """Show the errors on standard error."""
    from briefings.building.reports.text import format_problems
    from briefings.problems import Severity

    errors = [problem for problem in build.located_problems() if problem.severity is Severity.ERROR]
    click.echo(format_problems(errors, build.read_text, name_prefix(build.content)), err=True)


def name_prefix(content: Path) -> str:
    """What stands before the paths of the content folder, seen from here."""
    shown = show_path(content)
    return "" if shown == "." else f"{shown}/"


def check_language(code: str | None) -> None:
    """Refuse what is no code of a language (BCP 47)."""
    if code and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", code):
        raise click.BadParameter(f"{code!r} is not the code of a language, such as en or fa-AF.", param_hint="'--lang'")


def find_topic(build: Build, name: str, hint: str) -> Id:
    """The id of a topic by its id or an alias. `hint` is the option or argument that named it."""
    from briefings.linking.site import EntityKind
    from briefings.model.ids import Id, slugify
    from briefings.problems import suggest

    topics = build.site.topics
    found = Id(name) if name in topics else build.site.aliases.get((EntityKind.TOPIC, slugify(name)))
    if found is None:
        raise click.BadParameter(f"No topic has the id {name!r}. {suggest(name, topics)}".strip(), param_hint=hint)
    return found


def write_result(path: str, data: bytes) -> None:
    """Write a file that the command line names, whole or not at all, and print its path."""
    target = Path(path)
    if not target.parent.is_dir():
        raise click.UsageError(f"The folder of {path!r} does not exist.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    click.echo(show_path(target))
