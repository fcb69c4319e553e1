"""What a preview knows at a moment, and the feed through which open pages hear of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping

import msgspec

from briefings.building.reports.report import name_place
from briefings.problems import Problem

_SHOWN = 50
"""How many problems a page shows; all of them stand in the terminal."""


class ShownProblem(msgspec.Struct, frozen=True):
    """A problem as a page shows it. `place` is path, line and column, for an editor; empty where `found` says it."""

    place: str
    found: str
    expected: str = ""
    hint: str = ""
    code: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one build of a preview came to.

    `folders` are what to watch from now on; empty where the build did not come so far. `unpublished` are the paths of
    pages that only the preview has, with the reason ("is a draft").
    """

    problems: tuple[ShownProblem, ...] = ()
    is_changed: bool = False
    """Whether any file of the site is another one now."""
    unpublished: Mapping[str, str] = msgspec.field(default_factory=dict)
    folders: tuple[str, ...] = ()


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What the server serves. `version` names the site that is up and is empty before the first; pages carry it."""

    version: str = ""
    problems: tuple[ShownProblem, ...] = ()
    count: int = 0
    """How many problems there are; `problems` are the first of them."""
    unpublished: Mapping[str, str] = msgspec.field(default_factory=dict)


def show_problems(problems: Iterable[Problem], prefix: str) -> tuple[ShownProblem, ...]:
    """Located problems for a page. `prefix` is put before content paths (the folder's name)."""
    return tuple(
        ShownProblem(
            name_place(problem, prefix)
            + (f":{problem.where.line}:{problem.where.column}" if problem.where.line else ""),
            problem.found,
            problem.expected,
            problem.hint,
            problem.code,
        )
        for problem in problems
    )


def advance(state: State, outcome: Outcome, version: str) -> State:
    """The state after a build. With problems, the site that is up stays; `version` is for a site that changed."""
    if outcome.problems:
        return msgspec.structs.replace(state, problems=outcome.problems[:_SHOWN], count=len(outcome.problems))
    is_new = outcome.is_changed or not state.version
    return State(version=version if is_new else state.version, unpublished=outcome.unpublished)


class Feed:
    """The present state, and everybody who waits for the next one. Belongs to one event loop."""

    def __init__(self) -> None:
        self.state: State | None = None
        """None until the first build has ended."""
        self.is_closed = False
        self._turn = asyncio.Event()

    def publish(self, state: State) -> None:
        """Tell everybody."""
        self.state = state
        self._wake()

    def close(self) -> None:
        """Let everybody go."""
        self.is_closed = True
        self._wake()

    def _wake(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    async def follow(self) -> AsyncIterator[State]:
        """The state as soon as there is one, then every later one; ends when the feed is closed."""
        while not self.is_closed:
            turn = self._turn
            if self.state is not None:
                yield self.state
            await turn.wait()

    async def wait_for_first(self) -> State:
        """The present state, after the first build; an empty one when the feed closes before."""
        async for state in self.follow():
            return state
        return State()
