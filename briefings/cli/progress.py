"""What a person sees of a build at work: a bar on a terminal; elsewhere a line for each stage that has much to do."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import click

from briefings.building.progress import Progress, Stage, tell_nobody

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_MANY = 200
"""A stage with fewer steps is over before anybody has read of it in a log."""
_PATIENCE = 0.3
"""Seconds that a build may take before there is a bar."""
_PAUSE = 0.1
"""Seconds between two pictures of the bar."""


@cache
def find_console() -> Console:
    """Standard error for all that draws on it: what is logged while there is a bar must go above it."""
    from rich.console import Console

    return Console(stderr=True)


@contextmanager
def open_progress(*, is_quiet: bool, is_verbose: bool) -> Iterator[Progress]:
    """What to tell the progress of a build to. At the end, no bar is left, whatever happens."""
    if is_quiet:
        yield tell_nobody
    elif is_verbose or not (sys.stderr.isatty() and find_console().is_interactive):
        yield _say_stage
    else:
        bar = _Bar()
        try:
            yield bar.tell
        finally:
            bar.end()


def _say_stage(stage: Stage, done: int, total: int) -> None:
    if done == 0 and total >= _MANY:
        click.echo(f"{_describe(stage, total)}.", err=True)


def _describe(stage: Stage, total: int) -> str:
    if stage is Stage.READING:
        return f"Reading {total:,} {'file' if total == 1 else 'files'}"
    if stage is Stage.INDEXING:
        return "Making the search index"
    return "Making pages" if stage is Stage.MAKING else "Putting the site in place"


class _Bar:
    """A bar of rich's, drawn anew by hand: its own thread would keep the build in one process."""

    def __init__(self) -> None:
        self._begin = time.monotonic() + _PATIENCE
        self._due = self._begin
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._stage: Stage | None = None

    def tell(self, stage: Stage, done: int, total: int) -> None:
        """Draw how far the stage has come, unless that was drawn just now."""
        if done >= total:
            self.end()
        elif stage is not self._stage or time.monotonic() >= self._due:
            self._draw(stage, done, total)

    def end(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = self._stage = None

    def _draw(self, stage: Stage, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._begin:
            return
        if stage is not self._stage:
            self.end()
        if self._bar is None or self._task is None:
            self._bar = _build_bar()
            self._bar.start()
            self._task, self._stage = self._bar.add_task(_describe(stage, total), total=total), stage
        self._bar.update(self._task, completed=done)
        self._bar.refresh()
        self._due = now + _PAUSE


def _build_bar() -> RichProgress:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        console=find_console(),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,  # what is printed there is for programs
    )
