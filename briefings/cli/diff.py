"""`briefings diff`: what changed between two states of the content, and what changed without a word to readers."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.cli.site_settings import DEFAULT_CONTENT, find_settings_file, load_settings, read_policy
from briefings.cli.verb import PROBLEMS, Verb, settings_option, show_path

if TYPE_CHECKING:
    from briefings.building.reports.difference_sections import Comparison
    from briefings.building.revisions import StateFolder
    from briefings.checks.policy import Policy
    from briefings.plugin.build import Build
    from briefings.problems import Problem


@click.command(
    cls=Verb,
    short_help="Show what changed in the content.",
    examples=(
        "briefings diff main",
        "briefings diff v1.4 HEAD",
        "briefings diff ../yesterday/content content",
        "briefings diff origin/main --format markdown > comment.md",
    ),
)
@click.argument("base")
@click.argument("head", required=False)
@settings_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="What to print: for people, for programs, or for a comment on a pull request.",
)
def diff(
    base: str,
    head: str | None,
    settings_file: str | None,
    output_format: str,
    *,
    debug: bool,  # noqa: ARG001 - `Verb` reads it
) -> None:
    """Show how the content differs between BASE and HEAD (default: the files as they are now).

    Each is a git revision or a folder. The exit code is 1 when HEAD has errors, or when one of these was published,
    was changed or removed, and no new `corrections:` or `updates:` entry of its briefing tells readers so: the text or
    quantity of a claim; speaker, stance, figure or quote of a position; a verdict; a caption; a correction; a whole
    briefing. Edits of title, summary, body and sources are shown and count for nothing. Topics, pages, registries and
    pictures that differ are named, and not compared.
    """
    from briefings.building.revisions import RevisionError
    from briefings.plugin.build import read_clock

    settings = _load_settings(settings_file, head)
    policy = read_policy(settings, None, find_settings_file(settings_file))
    now = read_clock()
    with ExitStack() as stack:
        try:
            states = (_open_state(base, settings, stack), _open_state(head, settings, stack))
        except RevisionError as error:
            raise click.UsageError(str(error)) from error
        before, after = (_read_state(state, settings, now) for state in states)
        comparison = _compare(before, after, states, policy)
        text = _format(comparison, output_format)
        click.echo(text if output_format == "text" else text.encode())
        _report_errors(before, comparison, output_format)
    if comparison.is_failing:
        click.get_current_context().exit(PROBLEMS)


def _load_settings(settings_file: str | None, head: str | None) -> dict[str, Any]:
    """The site's settings. Two folders can be compared where there is no site, too."""
    from briefings.building.revisions import find_folder

    file = find_settings_file(settings_file)
    folder = find_folder(head) if head else None
    needs_none = folder is not None and file is None and not os.path.isdir(DEFAULT_CONTENT)
    return load_settings(file, {"PATH": os.path.abspath(folder)} if folder and needs_none else {})


def _open_state(name: str | None, settings: dict[str, Any], stack: ExitStack) -> StateFolder:
    """The folder of one state. The temporary folder of a revision is gone when `stack` is closed."""
    from briefings.building.revisions import StateFolder, find_folder, is_revision, open_revision

    content = Path(settings["PATH"])
    if name is None:
        return StateFolder(show_path(content), "working tree", content, f"{show_path(content)}/")
    folder = find_folder(name)
    if folder is None:
        return stack.enter_context(open_revision(name, content))
    if "/" not in name and is_revision(name, content):
        message = (
            f"{name!r} is a folder and a revision; the folder is compared. Write {name + '^0'!r} for the revision."
        )
        click.echo(f"Note: {message}", err=True)
    return StateFolder(name, "folder", folder, f"{show_path(folder)}/")


def _read_state(state: StateFolder, settings: dict[str, Any], now: datetime) -> Build:
    from briefings.plugin.build import Build

    build = Build({**settings, "PATH": str(state.folder)}, "settings")
    build.read_and_link(now)
    return build


def _compare(before: Build, after: Build, states: tuple[StateFolder, StateFolder], policy: Policy) -> Comparison:
    from briefings.building.changed_files import find_changed_files
    from briefings.building.reports.difference_sections import Comparison, is_of_reading
    from briefings.checks.silent_edits import find_silent_edits
    from briefings.linking.difference_records import State
    from briefings.linking.differences import compare_sites
    from briefings.problems import sort_problems
    from briefings.reading.locate import locate_problems

    difference = compare_sites(State(before.site, before.documents), State(after.site, after.documents))
    found = sort_problems(locate_problems(policy.judge(find_silent_edits(difference)), after.read_text))
    base_errors = tuple(filter(is_of_reading, _list_errors(before)))
    files = find_changed_files(*states, before.files, after.files)
    return Comparison(
        *states, difference, tuple(found), after.read_text, tuple(_list_errors(after)), base_errors, tuple(files)
    )


def _list_errors(build: Build) -> list[Problem]:
    from briefings.problems import Severity

    return [problem for problem in build.located_problems() if problem.severity is Severity.ERROR]


def _format(comparison: Comparison, output_format: str) -> str:
    from briefings.building.reports.difference_json import format_difference_json
    from briefings.building.reports.difference_markdown import format_difference_markdown
    from briefings.building.reports.difference_text import format_difference_text

    formats = {"json": format_difference_json, "markdown": format_difference_markdown}
    return formats.get(output_format, format_difference_text)(comparison)


def _report_errors(before: Build, comparison: Comparison, output_format: str) -> None:
    """Say that the earlier state has errors; show those of the later one, unless the report does that as well."""
    from briefings.building.reports.text import format_problems

    if before.has_errors():
        message = f"{comparison.base.name!r} has errors; it was compared as far as it can be read."
        click.echo(f"Note: {message}", err=True)
    if comparison.errors and output_format != "text":
        click.echo(format_problems(comparison.errors, comparison.read_text, comparison.head.prefix), err=True)
