"""The process that builds a preview, as the server sees it: it keeps what it has loaded, and can be started afresh."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from briefings.building.executors import interrupts_held
from briefings.building.live.state import Outcome, ShownProblem

_PATIENCE = 1
"""Seconds that a process has to end by itself: Ctrl-C should not be waited for, and nothing of it is kept."""

Target = Callable[..., None]
"""Runs in the process with a connection first: for every message (`saved`), it builds and sends an `Outcome`."""


class Worker:
    """One process at a time. Building has a process of its own because it makes copies of it, which threads forbid."""

    def __init__(self, target: Target, *arguments: Any) -> None:
        self._target, self._arguments = target, arguments
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_over = False

    def start(self) -> None:
        """Start the process, unless it runs; after `end` nothing starts any more."""
        if self._process is None and not self._is_over:
            context = multiprocessing.get_context("spawn")
            self._connection, other = context.Pipe()
            self._process = context.Process(target=self._target, args=(other, *self._arguments))
            # Until it says otherwise, Ctrl-C, which goes to every process of a terminal, would end it with a traceback.
            resource_tracker.ensure_running()  # it would lift the block when it starts
            with interrupts_held():
                self._process.start()
            other.close()

    async def build(self, saved: frozenset[str] = frozenset()) -> Outcome:
        """Build once. A process that died is a problem; the next build has a new one.

        `saved` are the files that have been saved since the last build, by their real paths; none if that is not known.
        """
        self.start()
        if self._connection is None:
            return Outcome()
        try:
            self._connection.send(saved)
            found = await asyncio.to_thread(self._connection.recv)
        except (EOFError, OSError):
            self.stop()
            hint = "Perhaps there was not enough memory; save a file to try again."
            return Outcome(problems=(ShownProblem("", "The process that builds has died.", hint=hint),))
        assert isinstance(found, Outcome)  # noqa: S101 - says what a target sends
        return found

    def stop(self) -> None:
        """End the process, with what it has started itself."""
        process, self._process = self._process, None
        if process is not None and process.pid is not None:
            process.terminate()
            process.join(_PATIENCE)
            if process.exitcode is None:
                process.kill()
                process.join()
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None

    def end(self) -> None:
        """Stop, for good."""
        self._is_over = True
        self.stop()
