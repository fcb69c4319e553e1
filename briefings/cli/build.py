"""`briefings build`: a content folder becomes a site."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.building.collector import without_collector
from briefings.cli.progress import find_console, open_progress
from briefings.cli.site_settings import (
    DEFAULT_CONTENT,
    blaming_plugins,
    check_folders,
    find_settings_file,
    load_settings,
    parse_overrides,
    refuse_plugins,
)
from briefings.cli.verb import PROBLEMS, SettingsError, Verb, jobs_option, settings_option, show_path, writing_to

if TYPE_CHECKING:
    from briefings.plugin.pelican_class import BriefingsPelican


@click.command(
    cls=Verb,
    short_help="Build the site.",
    examples=(
        "briefings build",
        "briefings build content -o output",
        "briefings build -s publishconf.py -e SITEURL=https://desk.example --strict",
    ),
)
@click.argument("content", required=False, type=click.Path())
@settings_option
@click.option("-o", "--output", type=click.Path(), metavar="DIR", help="Where the site goes. Default: output.")
@click.option("-t", "--theme", metavar="THEME", help="A theme's folder, or the name of one that Pelican knows.")
@click.option(
    "-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run; JSON or text."
)
@jobs_option
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--search", is_flag=True, help="Make the search index too. Needs briefings[search].")
@click.option("--allow-shrink", is_flag=True, help="Let the build remove more than a fifth of the pages.")
@click.option("-q", "--quiet", is_flag=True, help="Show problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes, and what Pelican does.")
def build(
    content: str | None,
    settings_file: str | None,
    output: str | None,
    theme: str | None,
    extra_settings: tuple[str, ...],
    jobs: int | None,
    *,
    strict: bool,
    search: bool,
    allow_shrink: bool,
    quiet: bool,
    verbose: bool,
    debug: bool,
) -> None:
    """Build the site of CONTENT (default: what the settings file says, else ./content).

    Prints the folder of the site. When there are problems in the content, they are shown, nothing is written, and the
    exit code is 1.
    """
    overrides = build_overrides(content, output, theme, extra_settings, jobs, allow_shrink=allow_shrink) | {
        "DEBUG": debug
    }
    overrides |= {"BRIEFINGS_SEARCH": True} if search else {}
    start_logging(quiet=quiet, verbose=verbose, debug=debug)
    file = find_settings_file(settings_file)
    settings = load_site(file, overrides)
    check_search(settings)
    site = make_site(settings, file)
    site.is_strict = strict
    run_site(site, quiet=quiet, verbose=verbose or debug)


def load_site(file: str | None, overrides: dict[str, Any]) -> dict[str, Any]:
    """The settings of a site to build, with folders that can be used."""
    if "PATH" in overrides or not file:
        content, output = overrides.get("PATH", DEFAULT_CONTENT), overrides.get("OUTPUT_PATH") or "output"
        if isinstance(content, str) and isinstance(output, str):  # any other kind has a word of its own
            check_folders(Path(content), Path(output))
    settings = load_settings(file, overrides)
    check_folders(Path(settings["PATH"]), Path(settings["OUTPUT_PATH"]))
    return settings


def run_site(site: BriefingsPelican, *, quiet: bool, verbose: bool) -> None:
    """Build, say what was done, and print the folder of the site."""
    with open_progress(is_quiet=quiet, is_verbose=verbose) as progress:
        site.progress = progress
        failure = _run(site)
    if failure:
        click.echo(failure, err=True)
        click.get_current_context().exit(PROBLEMS)
    if not quiet:
        click.echo(_summarise(site), err=True)
    click.echo(show_path(site.settings["OUTPUT_PATH"]))


def build_overrides(
    content: str | None,
    output: str | None,
    theme: str | None,
    extra: tuple[str, ...],
    jobs: int | None,
    *,
    allow_shrink: bool,
) -> dict[str, Any]:
    """Settings that the command line gives. Its paths are relative to the current folder, not to the settings file."""
    named = {"PATH": content, "OUTPUT_PATH": output, "THEME": theme if theme and os.path.exists(theme) else None}
    found = parse_overrides(extra) | {key: os.path.abspath(value) for key, value in named.items() if value}
    found |= {"BRIEFINGS_ALLOW_SHRINK": True} if allow_shrink else {}
    found |= {"BRIEFINGS_JOBS": jobs} if jobs else {}
    return found | ({"THEME": theme} if theme and "THEME" not in found else {})


def _log_level(*, quiet: bool, verbose: bool, debug: bool) -> int:
    if debug:
        return logging.DEBUG
    if verbose:
        return logging.INFO
    return logging.ERROR if quiet else logging.WARNING


def start_logging(*, quiet: bool, verbose: bool, debug: bool) -> None:
    """Pelican's own logging, on standard error. Its closing count is left to those who want to hear everything."""
    level = _log_level(quiet=quiet, verbose=verbose, debug=debug)
    with without_collector():
        from pelican.log import console
        from pelican.log import init as init_logging
        from rich.logging import RichHandler

    console.stderr = True
    console.quiet = level > logging.INFO
    handler = RichHandler(console=find_console(), show_time=False, show_path=False)
    init_logging(level=level, name="pelican", handler=handler)


def make_site(settings: dict[str, Any], file: str | None) -> BriefingsPelican:
    """The object that a build runs on, with all of its plugins. Raises `SettingsError` where one cannot be used.

    `file` is the settings file, if there is one.
    """
    with without_collector():
        from briefings.plugin.pelican_class import BriefingsPelican

    with blaming_plugins(settings):
        site = BriefingsPelican(settings)
    refuse_plugins(site.plugin_problems, file)
    return site


def check_search(settings: dict[str, Any]) -> None:
    """Refuse a site with a search where the program is missing that makes its index: no change of content helps."""
    if not settings.get("BRIEFINGS_SEARCH"):
        return
    from briefings.building.search_index import find_missing_pagefind

    problem = find_missing_pagefind()
    if problem:
        from briefings.building.reports.text import format_problems

        raise SettingsError(format_problems([problem], lambda _: None))


def _run(site: BriefingsPelican) -> str:
    """Build. Gives why nothing was built, after the problems have been shown; empty where all went well."""
    from briefings.plugin.build import BuildFailed

    try:
        with writing_to(site.settings["OUTPUT_PATH"], "Choose another folder with --output."):
            site.run()
    except BuildFailed as error:
        return str(error)
    return ""


def _summarise(site: BriefingsPelican) -> str:
    done = site.published
    counts = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed" if done else ""
    return counts or "Nothing was published"
