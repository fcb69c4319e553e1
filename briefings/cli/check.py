"""`briefings check`: what should not go out, and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.cli.site_settings import (
    DEFAULT_CONTENT,
    check_content,
    check_plugins,
    find_settings_file,
    load_settings,
    parse_overrides,
    read_policy,
)
from briefings.cli.verb import PROBLEMS, Verb, jobs_option, settings_option, show_path

if TYPE_CHECKING:
    from briefings.checks.policy import Policy
    from briefings.plugin.build import Build
    from briefings.problems import Problem

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@click.command(
    cls=Verb,
    short_help="Say what should not go out.",
    examples=(
        "briefings check",
        "briefings check content/briefings/2021 --strict",
        "briefings check --policy plain --format github",
        "briefings check --against wire-copy.txt",
        "briefings check -s publishconf.py --built output",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@settings_option
@click.option("-e", "--extra-settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run.")
@jobs_option
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--policy", metavar="newsroom|plain|FILE", help="What to ask for. Default: what the settings say.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report. Default: text.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="A text of somebody else's; long runs of the same words are reported. May be given more than once.",
)
@click.option(
    "--built",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="A site built with the same settings; links of its pages that lead to nothing are reported too.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show problems only.")
@click.option("-v", "--verbose", is_flag=True, help="List notes too; other formats than text always do.")
def check(
    paths: tuple[str, ...],
    settings_file: str | None,
    extra_settings: tuple[str, ...],
    jobs: int | None,
    *,
    strict: bool,
    policy: str | None,
    form: str,
    against: tuple[str, ...],
    built: str | None,
    quiet: bool,
    verbose: bool,
    debug: bool,  # noqa: ARG001 - the verb itself acts on it
) -> None:
    """Check the content, all of it or the files and folders PATHS.

    The whole content folder is read either way: whether an id exists is a matter of the site. The report goes to
    standard output; the exit code is 1 when something is found at the level that fails.
    """
    file = find_settings_file(settings_file)
    content = _find_content(file, paths)
    settings = load_settings(file, parse_overrides(extra_settings) | _list_overrides(content, jobs))
    check_plugins(settings, file)
    wanted = _list_wanted(paths, Path(settings["PATH"]))
    build, rules = _prepare(settings, policy, file)
    problems = [p for p in _run(build, rules, against) if _is_wanted(p, wanted)]
    problems += _check_built(build, rules, Path(built)) if built else []
    shown = problems if verbose or form != "text" else _without_notes(problems)
    text, has_failed = _report(build, shown, form, strict=strict, wanted=wanted)
    if text:
        click.echo(text if form == "text" else text.encode())
    if not quiet:
        click.echo(_summarise(len(build.documents), len(problems), len(problems) - len(shown)), err=True)
    if has_failed:
        click.get_current_context().exit(PROBLEMS)


def _list_overrides(content: str | None, jobs: int | None) -> dict[str, Any]:
    return ({"PATH": content} if content else {}) | ({"BRIEFINGS_JOBS": jobs} if jobs else {})


def _without_notes(problems: list[Problem]) -> list[Problem]:
    from briefings.problems import Severity

    return [problem for problem in problems if problem.severity is not Severity.NOTE]


def _summarise(files: int, found: int, left_out: int) -> str:
    checked = f"{files} {'file' if files == 1 else 'files'} checked"
    if not found:
        return f"{checked}, nothing found."
    what = "1 thing" if found == 1 else f"{found} things"
    if not left_out:
        return f"{checked}, {what} found."
    notes = "a note" if left_out == found == 1 else "notes" if left_out == found else f"{left_out} notes among them"
    listed = "it" if left_out == 1 else "them"
    return f"{checked}, {what} found: {notes}; --verbose lists {listed}."


def _find_content(file: str | None, paths: tuple[str, ...]) -> str | None:
    """The content folder, where the command line names it: without settings, a single folder is taken for it."""
    if file or len(paths) != 1:
        return None
    if not os.path.isdir(DEFAULT_CONTENT):
        check_content(paths[0])
    if not os.path.isdir(paths[0]):
        return None
    inside = Path(paths[0]).resolve().is_relative_to(Path(DEFAULT_CONTENT).resolve())
    return None if inside and os.path.isdir(DEFAULT_CONTENT) else os.path.abspath(paths[0])


def _list_wanted(paths: tuple[str, ...], content: Path) -> tuple[str, ...]:
    """PATHS relative to the content folder; nothing where all of it is wanted."""
    check_content(str(content))
    root = content.resolve()
    wanted = []
    for path in paths:
        place = Path(path).resolve()
        if not os.path.lexists(path):
            raise click.UsageError(f"{path!r} does not exist.")
        if root.is_relative_to(place):
            return ()
        if not place.is_relative_to(root):
            raise click.UsageError(f"{path!r} does not lie in the content folder {show_path(content)!r}.")
        wanted.append(place.relative_to(root).as_posix())
    return tuple(wanted)


def _is_wanted(problem: Problem, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(_is_below(problem.where.path, path) for path in wanted)


def _is_below(path: str, above: str) -> bool:
    return path == above or path.startswith(above + "/")


def _prepare(settings: dict[str, Any], asked: str | None, file: str | None) -> tuple[Build, Policy]:
    from briefings.plugin.build import Build
    from briefings.plugin.settings import apply_defaults

    apply_defaults(settings)  # as a build does: rules compare the addresses of pages
    return Build(settings, file or "settings"), read_policy(settings, asked, file)


def _run(build: Build, policy: Policy, against: Iterable[str]) -> list[Problem]:
    from briefings.plugin.build import read_clock
    from briefings.plugin.check import check_build

    compared = {show_path(name): _read_text(name) for name in against}
    return check_build(build, policy, read_clock(), compared)


def _name_prefix(content: Path) -> str:
    """What stands before the paths of the content folder, seen from here."""
    shown = show_path(content)
    return "" if shown == "." else f"{shown}/"


_MOST = 20_000_000
"""Bytes of a text to compare with; a long book has one million."""


def _read_text(name: str) -> str:
    """A text to compare with. Raises `click.UsageError` for what is none: nothing can be the same as in a picture."""
    with open(name, "rb") as file:
        data = file.read(_MOST + 1)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or "\0" in text or len(data) > _MOST:
        what = "has no text in it" if not data.strip() else "is too long" if len(data) > _MOST else "is not plain text"
        raise click.UsageError(f"{name!r} {what}; save it as plain text in UTF-8.")
    return text


def _check_built(build: Build, policy: Policy, folder: Path) -> list[Problem]:
    """What is wrong with the pages of a built site; places are absolute paths."""
    from msgspec.structs import replace

    from briefings.building.built_site import find_built_site
    from briefings.checks.built_links import check_built
    from briefings.problems import sort_problems

    if not policy.is_on(("BRF-built-link",)):
        return []
    site = find_built_site(folder.resolve())
    if not site.pages:
        raise click.UsageError(f"There are no pages in {show_path(folder)!r}: build the site first.")
    found = policy.judge(check_built(site.read_pages(), site.files, build.settings.url))
    return sort_problems(replace(p, where=replace(p.where, path=str(site.folder / p.where.path))) for p in found)


def _read_any(build: Build) -> Callable[[str], str | None]:
    """Reads files of the content folder by their path in it, and pages of a built site by their absolute one."""

    def read_text(path: str) -> str | None:
        if not os.path.isabs(path):
            return build.read_text(path)
        return Path(path).read_text("utf-8", errors="replace") if os.path.isfile(path) else None

    return read_text


def _report(
    build: Build, problems: list[Problem], form: str, *, strict: bool, wanted: tuple[str, ...]
) -> tuple[str, bool]:
    from briefings.building.reports.formats import FORMATS as WRITERS
    from briefings.building.reports.report import Report
    from briefings.problems import Severity

    failing = frozenset((Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,))
    files = tuple(path for path in build.documents if not wanted or any(_is_below(path, w) for w in wanted))
    report = Report(
        problems=tuple(problems),
        files=files,
        read_text=_read_any(build),
        prefix=_name_prefix(build.content),
        failing=failing,
    )
    return WRITERS[form](report), any(problem.severity in failing for problem in problems)
