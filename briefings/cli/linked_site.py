"""What verbs that read a site without building it share: its settings, its content, and what to say of mistakes."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefings.cli.site_settings import (
    DEFAULT_FILE,
    find_settings_file,
    load_settings,
    override_content,
    parse_overrides,
)
from briefings.cli.verb import LANGUAGES, PROBLEMS, show_path, writing_to

if TYPE_CHECKING:
    from briefings.model.ids import Id
    from briefings.plugin.build import Build


def open_site(
    content: str | None,
    settings_file: str | None,
    extra: tuple[str, ...] = (),
    defaults: tuple[str, ...] = (DEFAULT_FILE,),
) -> Build:
    """What a run knows before it has read anything. `content` is the folder that the command line names, if any.

    `defaults` are the settings files to look for, where none is named.
    """
    from briefings.plugin.build import Build
    from briefings.plugin.settings import apply_defaults

    overrides = parse_overrides(extra) | override_content(content)
    file = find_settings_file(settings_file, *defaults)
    settings = load_settings(file, overrides)
    apply_defaults(settings)
    return Build(settings, file or "settings")


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
    """Refuse what is no code of a language (BCP 47), and say of a language that the interface does not speak it.

    Names of topics and actors can be in any language, so that is no reason to refuse it.
    """
    if not code:
        return
    from briefings.model.forms import LANG_WRITTEN

    if not re.fullmatch(LANG_WRITTEN, code):
        raise click.BadParameter(f"{code!r} is not the code of a language, such as en or fa-AF.", param_hint="'--lang'")
    from briefings.views.language import count_untranslated

    if count_untranslated(code) is None:
        known = ", ".join(LANGUAGES)
        click.echo(f"Note: Briefings has no words in {code!r}, so they are English. It has: {known}.", err=True)


def warn_of_address(url: str, what: str) -> None:
    """Say on standard error that links of a result lead nowhere, or nowhere for those who get it."""
    from briefings.building.web_archive import is_loopback

    give = "Give it with -e SITEURL=https://…"
    if not url:
        click.echo(f"Note: without SITEURL nothing in the {what} is a link. {give}", err=True)
    elif is_loopback(url):
        found = f"links of the {what} lead to {url}, which only this machine can open"
        click.echo(f"Note: {found}: SITEURL is not that of the published site. {give}", err=True)


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
    with writing_to(target, "Choose another file with --output."):
        try:
            draft.write_bytes(data)
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    click.echo(show_path(target))
