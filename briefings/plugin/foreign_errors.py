"""What Pelican and its plugins report in their own ways: as problems, once, and without tracebacks."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pelican.contents import Content
from pelican.utils import memoized

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
