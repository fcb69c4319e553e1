"""What Pelican and its plugins report in their own ways: as problems, once, and without tracebacks."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from traceback import walk_tb
from types import FrameType, ModuleType
from typing import Any

from pelican.contents import Content
from pelican.generators import PagesGenerator
from pelican.plugins._utils import get_plugin_name, load_plugins
from pelican.utils import memoized, process_translations

from briefings.plugin.build import Build, BuildFailed
from briefings.problems import Location, Problem


def forget_contents() -> None:
    """Empty the caches in which Pelican keeps every article of every run for as long as the process lives."""
    for attribute in vars(Content).values():
        if isinstance(attribute, memoized):
            attribute.cache.clear()


def find_missing_plugins(wanted: Sequence[Any], loaded: Sequence[str]) -> list[Problem]:
    """Plugins that the settings name, as text or as modules, and that are not among the names of those loaded."""
    names = [
        plugin if isinstance(plugin, str) else getattr(plugin, "__name__", type(plugin).__name__) for plugin in wanted
    ]
    missing = [name for name in names if not {name, f"pelican.plugins.{name}"} & set(loaded)]
    hint = "Install it, or take it out of `PLUGINS`; what went wrong stands above."
    where = Location("settings")
    return [
        Problem("BRF-plugin", where, f"the plugin `{name}` failed to load", "a plugin that loads", hint)
        for name in missing
    ]


def register_plugins(settings: Mapping[str, Any]) -> tuple[list[Any], list[Problem]]:
    """Load the plugins that settings name, and let them register. Gives those that work, and what is wrong with others.

    What a plugin raises while it is loaded is raised, but for libraries that it misses: Pelican tells of those.
    """
    loaded = load_plugins(settings)
    working, problems = [], find_missing_plugins(settings["PLUGINS"] or (), [get_plugin_name(p) for p in loaded])
    for plugin in loaded:
        problem = _register(plugin)
        if problem is None:
            working.append(plugin)
        else:
            problems.append(problem)
    return working, problems


def _register(plugin: Any) -> Problem | None:
    if not callable(getattr(plugin, "register", None)):
        found = f"the plugin `{get_plugin_name(plugin)}` has no function `register`"
        hint = "Take it out of `PLUGINS`, or name the module of it that has one."
        return Problem("BRF-plugin", Location("settings"), found, "a plugin for Pelican", hint)
    try:
        plugin.register()
    except (Exception, SystemExit) as error:
        problem = blame_plugin(error, [plugin])
        if problem is None:
            raise
        return problem
    return None


_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE}
"""Errors that say something about the machine, whoever met them."""


_OURS = {"briefings", "pelican.plugins.briefings"}


def blame_plugin(error: BaseException, plugins: Iterable[Any]) -> Problem | None:
    """The problem of a plugin that raised an exception, at its line; None where none of them did.

    `plugins` are as the settings name them, or loaded. Ours is none of them.
    """
    is_machine = isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _MACHINE)
    if isinstance(error, BuildFailed) or is_machine:
        return None
    names = set().union(*map(_name_modules, plugins)) - _OURS
    name, where = _find_plugin(error, names)
    if not name:
        return None
    if isinstance(error, SyntaxError) and error.filename:
        where = Location(os.path.abspath(error.filename), error.lineno or 1, error.offset or 1)
    logging.getLogger("pelican").debug("The plugin `%s` failed", name, exc_info=error)
    ended = "ends the program" if isinstance(error, SystemExit) else "failed"
    reason = str(error.msg if isinstance(error, SyntaxError) else error)
    hint = "The fault is the plugin's: mend it, or take it out of `PLUGINS`; --debug shows the traceback."
    found = f"the plugin `{name}` {ended}: {type(error).__name__}: {reason}".rstrip(": ")
    return Problem("BRF-plugin", where, found, "a plugin that works", hint)


def _find_plugin(error: BaseException, names: Iterable[str]) -> tuple[str, Location]:
    """The innermost of some modules that an exception came through, or the plugin that was being loaded; else none."""
    name, where, module = "", Location("settings"), ""
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code in (load_plugins.__code__, _register.__code__):
            name = next((name for name in _name_modules(frame.f_locals.get("plugin")) if name not in _OURS), "")
        module = frame.f_globals.get("__name__", "")
        owner = next((name for name in names if f"{module}.".startswith(f"{name}.")), "")
        if owner:
            name, where = owner, Location(os.path.abspath(frame.f_code.co_filename), line, 1)
    is_asked = isinstance(error, SystemExit) and module.startswith("briefings.")  # a signal has told us to end
    return ("" if is_asked else name), where


def _name_modules(plugin: Any) -> list[str]:
    """The modules that a plugin's code may lie in. Settings name it, or hold it: a module, a class, an object."""
    if isinstance(plugin, str):
        return [plugin, f"pelican.plugins.{plugin}"]
    return [plugin.__name__ if isinstance(plugin, ModuleType) else getattr(plugin, "__module__", "") or "unknown"]


def blame_translations(error: BaseException) -> Problem | None:
    """The problem of settings by which Pelican cannot tell translations; None for any other exception."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    if not any(frame.f_code is process_translations.__code__ for frame in frames):
        return None
    generator = next((found for frame in frames if (found := _find_generator(frame))), None)
    if generator is None:
        return None
    kind = "PAGE" if isinstance(generator, PagesGenerator) else "ARTICLE"
    found = f"`{kind}_TRANSLATION_ID = {generator.settings[f'{kind}_TRANSLATION_ID']!r}`"
    expected = f"an attribute that every {kind.lower()} has, such as `slug`"
    return Problem("BRF-settings", Location("settings"), found, expected)


def _find_generator(frame: FrameType) -> Any:
    found = frame.f_locals.get("self")
    return found if hasattr(found, "generate_context") else None


class _ErrorCollector(logging.Handler):
    """Turns errors that Pelican or a plugin logs into problems: Pelican goes on after them, we must not."""

    def __init__(self, build: Build) -> None:
        super().__init__(logging.ERROR)
        self._build = build

    def emit(self, record: logging.LogRecord) -> None:
        hint = "Pelican or one of its plugins reported this; run with --debug for its traceback."
        found = record.getMessage().strip() or "an error without words"
        problem = Problem("BRF-plugin", Location(record.name), found, "no error", hint)
        self._build.add(problem)


@contextmanager
def collected_errors(build: Build) -> Iterator[None]:
    """While this runs, errors that anybody logs are problems of a build."""
    collector = _ErrorCollector(build)
    logger = logging.getLogger()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)


class _QuietFailure(logging.Filter):
    """Keeps the `pelican` command from printing a traceback for a failed build; the problems say it all."""

    def filter(self, record: logging.LogRecord) -> bool:
        info: Any = record.exc_info
        if info and isinstance(info, tuple) and isinstance(info[1], BuildFailed):
            record.exc_info = None
            record.msg, record.args = "%s", (str(info[1]),)
        return True


logging.getLogger("pelican").addFilter(_QuietFailure())
