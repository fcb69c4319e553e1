"""A site's settings for the command line: Pelican's own reading of them, with mistakes told apart from faults."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefings.cli.verb import SettingsError, show_path

if TYPE_CHECKING:
    from briefings.checks.policy import Policy
    from briefings.problems import Problem

DEFAULT_FILE = "pelicanconf.py"
PUBLISHING_FILES = ("publishconf.py", DEFAULT_FILE)
"""Where the settings are of what leaves the house; the first that is there is taken."""
DEFAULT_CONTENT = "content"


def find_settings_file(given: str | None, *defaults: str) -> str | None:
    """The settings file to use: the one that was named, else the first of `defaults` that is here, else None."""
    return given or next(filter(os.path.isfile, defaults or (DEFAULT_FILE,)), None)


def parse_overrides(pairs: tuple[str, ...]) -> dict[str, Any]:
    """`KEY=VALUE` pairs. A value is JSON, as for the `pelican` command; what is not JSON is taken as text."""
    found: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.isidentifier() or key != key.upper():
            message = f"{pair!r} is not KEY=VALUE with the name of a setting, such as SITENAME=Desk."
            raise click.BadParameter(message, param_hint="'-e'")
        try:
            found[key] = json.loads(value)
        except (ValueError, RecursionError):  # no JSON, or more digits or brackets than Python reads
            found[key] = value
    return found


def load_settings(file: str | None, overrides: dict[str, Any]) -> dict[str, Any]:
    """Pelican's settings, checked. Raises `SettingsError` or `click.UsageError` for everything a person can mend."""
    from pelican.settings import read_settings  # heavy; `briefings --version` does without

    bare = {} if file else _bare_settings()
    if not file and "PATH" not in overrides:
        check_content(DEFAULT_CONTENT)
    if file and not file.endswith(".py"):
        raise SettingsError(f"{file}: a settings file is a program in Python, and its name ends in .py.")
    try:
        settings = read_settings(file, override=bare | overrides)
    except SyntaxError as error:
        place = f"{error.filename or file}:{error.lineno or 1}"
        raise SettingsError(f"{place}: the settings file is not valid Python: {error.msg}") from error
    except SystemExit as error:
        raise SettingsError(f"{_find_place(file, error)}: the settings file ends the program: {error!r}.") from error
    except Exception as error:  # a settings file is a person's program: it may raise anything
        _blame_path(error, file, overrides)
        _check_raw(file, bare | overrides, overrides)
        option = _find_option(file, bare, overrides, error)
        place = f"{option} on the command line" if option else _find_place(file, error)
        raise SettingsError(f"{place}: the settings cannot be used: {_reason(error)}") from error
    if file and settings["PATH"] == os.curdir:  # Pelican's default, which is no path of a file: that would be absolute
        settings["PATH"] = os.path.join(os.path.dirname(os.path.abspath(file)), DEFAULT_CONTENT)
        check_content(settings["PATH"], f"{file} names no other as `PATH`.")
    from briefings.cli.pelican_kinds import find_wrong_kinds
    from briefings.plugin.settings import note_chosen

    _refuse(list(find_wrong_kinds(settings, file or "settings", overrides)))
    note_chosen(settings, file, overrides)
    settings["PLUGINS"] = add_plugin(settings.get("PLUGINS"))
    _check_own_settings(settings, file, overrides)
    return dict(settings)


def _bare_settings() -> dict[str, Any]:
    """What stands in for a settings file where there is none; Pelican's advice about such a file is kept quiet."""
    advice = "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid"
    return {"PATH": DEFAULT_CONTENT, "TIMEZONE": "UTC", "LOG_FILTER": [(logging.WARNING, advice)]}


def _find_option(file: str | None, bare: dict[str, Any], overrides: dict[str, Any], error: Exception) -> str:
    """The name of the setting on the command line without which Pelican takes the others; empty where there is none."""
    from pelican.settings import read_settings

    if _find_place(file, error) != (file or "settings"):
        return ""
    for key in overrides:
        try:
            read_settings(file, override=bare | {name: value for name, value in overrides.items() if name != key})
        except Exception:  # noqa: BLE001, S112 - it was not this one, or not this one alone
            continue
        return key
    return ""


def _find_place(file: str | None, error: BaseException) -> str:
    """File and line of the settings file where the error came from, as far as that is known."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if file and _is_same(frame.filename, file)]
    return f"{file}:{frames[-1].lineno}" if frames else file or "settings"


def _is_same(left: str, right: str) -> bool:
    return os.path.abspath(left) == os.path.abspath(right)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _blame_path(error: Exception, file: str | None, overrides: dict[str, Any]) -> None:
    """Say of a `PATH` that is no folder that it is none; Pelican's words for it come without the folder."""
    if str(error).startswith("You need to specify a path"):
        path = overrides.get("PATH", _read_raw(file).get("PATH"))
        if path is not None and not isinstance(path, (str, os.PathLike)):
            return  # said where kinds are
        folder = path if "PATH" in overrides or not file else os.path.join(os.path.dirname(file), path or "")
        check_content(os.fspath(folder or "."), "" if "PATH" in overrides else f"`PATH` in {file} names it.")


def _check_raw(file: str | None, settings: dict[str, Any], overrides: Container[str]) -> None:
    """Settings that Pelican fails on, which it says in Python's words: some of them we can name."""
    from briefings.cli.pelican_kinds import find_wrong_kinds
    from briefings.settings import parse_settings

    raw, place = _read_raw(file) | settings, file or "settings"
    _refuse([*find_wrong_kinds(raw, place, overrides), *parse_settings(raw, place, overrides)[1]])


def _read_raw(file: str | None) -> dict[str, Any]:
    """What a settings file sets, before Pelican has judged it; nothing where it cannot be run."""
    from pelican.settings import get_settings_from_file

    try:
        return dict(get_settings_from_file(file)) if file else {}
    except Exception:  # noqa: BLE001 - that is said elsewhere
        return {}


def add_plugin(plugins: list[Any] | None) -> list[Any]:
    """`PLUGINS` with ours in it, once."""
    found = list(plugins or [])
    names = {plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "") for plugin in found}
    return found if names & {"briefings", "pelican.plugins.briefings"} else [*found, "briefings"]


@contextmanager
def blaming_plugins(settings: dict[str, Any]) -> Iterator[None]:
    """Say of a plugin that fails while it is loaded that it is the one, and where."""
    wanted = settings["PLUGINS"]  # Pelican replaces it
    try:
        yield
    except (Exception, SystemExit) as error:
        from briefings.building.reports.text import format_problems
        from briefings.plugin.foreign_errors import blame_plugin

        problem = blame_plugin(error, wanted)
        if problem is None:
            raise
        raise SettingsError(format_problems([problem], _read_text)) from error


def _read_text(path: str) -> str | None:
    try:
        return Path(path).read_text("utf-8", errors="replace")
    except OSError:
        return None


def check_plugins(settings: dict[str, Any], file: str | None) -> None:
    """Refuse plugins that a build would refuse. Loading them takes time; ours is known to be there."""
    if len(settings["PLUGINS"]) < 2:
        return
    from briefings.plugin.foreign_errors import register_plugins

    with blaming_plugins(settings), redirect_stdout(sys.stderr):  # a report for programs stands there, and nothing else
        _, problems = register_plugins(settings)
    refuse_plugins(problems, file)


def refuse_plugins(problems: Sequence[Problem], file: str | None) -> None:
    """Raise `SettingsError` for what is wrong with plugins. `file` is the settings file, if there is one."""
    from msgspec.structs import replace

    from briefings.problems import Location

    _refuse(
        [replace(p, where=Location(file)) if file and p.where.path == "settings" else p for p in problems], _read_text
    )


def _check_own_settings(settings: dict[str, Any], file: str | None, overrides: Container[str]) -> None:
    from briefings.settings import parse_settings

    _refuse(parse_settings(settings, file or "settings", overrides)[1])


def _refuse(problems: Sequence[Problem], read_text: Callable[[str], str | None] = lambda _: None) -> None:
    """Raise `SettingsError` for problems of the settings, if there are any."""
    if problems:
        from briefings.building.reports.text import format_problems

        raise SettingsError(format_problems(problems, read_text))


def read_policy(settings: dict[str, Any], asked: str | None, file: str | None) -> Policy:
    """The policy to check with: what the command line asks for, else what the settings say. Raises `SettingsError`."""
    from briefings.building.policies import load_policy

    folder = Path() if asked or not file else Path(file).parent
    policy, problems = load_policy(asked or settings.get("BRIEFINGS_POLICY") or "newsroom", folder)
    _refuse(problems)
    return policy


def check_content(folder: str, reason: str = "") -> None:
    """Refuse a content folder that is none. `reason` is why it was looked for, if nobody named it here and now."""
    if os.path.isdir(folder):
        return
    what = "is not a folder" if os.path.exists(folder) else "does not exist"
    more = reason or ("" if os.path.isfile(DEFAULT_FILE) else _find_file_above())
    raise click.UsageError(f"The content folder {show_path(folder)!r} {what}. {more}".rstrip())


def override_content(content: str | None) -> dict[str, Any]:
    """The setting that a content folder on the command line gives; nothing where none is named."""
    if not content:
        return {}
    check_content(content)
    return {"PATH": os.path.abspath(content)}


def _find_file_above() -> str:
    """What to say to somebody who is not where the settings file lies."""
    above = next((folder for folder in Path.cwd().parents if (folder / DEFAULT_FILE).is_file()), None)
    if above is None:
        return f"There is no {DEFAULT_FILE} here either: go to the folder of your site, or name one with --settings."
    found = os.path.relpath(above)
    return f"There is no {DEFAULT_FILE} here, but one in {found}: go there, or say `-s {found}/{DEFAULT_FILE}`."


def check_folders(content: Path, output: Path) -> None:
    """Refuse content that is no folder, and folders that overlap: a build would read what it wrote."""
    check_content(str(content))
    above = next(path for path in (output, *output.absolute().parents) if path.exists())
    if not above.is_dir():
        raise click.UsageError(f"The output cannot be {show_path(output)!r}: {show_path(above)!r} is a file.")
    inside, outside = output.resolve(), content.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        hint = "Choose folders of which neither lies in the other."
        found = f"The output {show_path(output)!r} and the content {show_path(content)!r} overlap."
        raise click.UsageError(f"{found} {hint}")
