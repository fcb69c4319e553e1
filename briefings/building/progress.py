"""How far a build has come, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What a build is doing."""

    READING = "reading"
    """Parsing the content files that have to be parsed."""
    MAKING = "making"
    """Making the pages, feeds and data that have to be made."""
    INDEXING = "indexing"
    """Making the search index: one step, for all that anybody can see."""
    PLACING = "placing"
    """Putting the finished site in place: one step."""
    TELLING = "telling"
    """About to print what was found; there is nothing to count."""


Progress = Callable[[Stage, int, int], None]
"""Told at the start of a stage and after its steps: the stage, how many are done, and how many there are.

A stage ends when all of its steps are done, or when another begins. It is called often, and must start no thread: a
process that has one does not make pages in several processes.
"""


def tell_nobody(stage: Stage, done: int, total: int) -> None:
    """A `Progress` for builds that nobody watches."""
