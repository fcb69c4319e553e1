"""One preview from start to end: build, serve, watch, and build again."""

from __future__ import annotations

import asyncio
import errno
import secrets
import socket
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from briefings.building.live.app import build_app
from briefings.building.live.state import Feed, Outcome, State, advance
from briefings.building.live.watch import find_roots, watch_folders, watch_settings
from briefings.building.live.worker import Worker


class Session:
    """Serves what a worker builds into the folder `site`, and watches `folders`.

    `say` is called with the outcome of every build and its seconds.
    """

    def __init__(
        self, worker: Worker, site: Path, folders: tuple[str, ...], say: Callable[[Outcome, float], None]
    ) -> None:
        self._worker, self._site, self._say = worker, site, say
        self._folders = find_roots(folders)
        self._feed = Feed()
        self._is_old = asyncio.Event()
        self._saved: set[str] = set()
        """The files that have been saved since the last build."""
        self._has_other_settings = False
        self._is_sure = False
        """Whether everything that was saved since the last build is in `_saved`."""

    async def run(self, listener: socket.socket, settings_folder: Path | None, *, is_local: bool) -> None:
        """Serve until somebody ends it (Ctrl-C, SIGTERM). Must be called in the main thread."""
        app = build_app(self._site, self._feed, is_local=is_local)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1,
            server_header=False,
        )  # fmt: skip
        server = _Server(config, self._feed)
        tasks: list[asyncio.Task[None]] = []
        try:
            tasks.append(self._start(self._keep_built(), server))
            if settings_folder:
                tasks.append(self._start(self._note_settings(settings_folder), server))
            await server.serve(sockets=[listener])
        finally:
            self._worker.end()
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    def _start(self, work: Coroutine[Any, Any, None], server: _Server) -> asyncio.Task[None]:
        """A task without which serving makes no sense: when it fails, the server ends too."""
        task = asyncio.create_task(work)
        task.add_done_callback(lambda _: server.end())
        return task

    async def _note_settings(self, folder: Path) -> None:
        async for _ in watch_settings(folder):
            self._has_other_settings = True
            self._is_old.set()

    async def _note_content(self) -> None:
        async for saved in watch_folders(self._folders):
            self._saved |= saved
            self._is_old.set()

    def _watch(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self._note_content())
        task.add_done_callback(lambda done: None if done.cancelled() else self._is_old.set())
        return task

    async def _keep_built(self) -> None:
        """Build, then again whenever something has been saved; what is saved during a build is for the next one."""
        name, number = secrets.token_hex(4), 0
        watching = self._watch()
        try:
            while True:
                await asyncio.sleep(0)  # lets the watching begin before the build reads anything
                if watching.done():
                    watching.result()  # raises what ended it: this machine cannot watch so many folders, say
                if self._has_other_settings:  # plugins and settings stay in a process; only a new one forgets them
                    self._has_other_settings = self._is_sure = False
                    self._worker.stop()
                number += 1
                saved = frozenset(self._saved) if self._is_sure else frozenset()
                self._is_sure = True
                self._saved.clear()
                outcome = await self._build(f"{name}-{number}", saved)
                roots = find_roots(outcome.folders)
                if roots and roots != self._folders:
                    watching.cancel()
                    self._folders = roots
                    watching = self._watch()
                    self._is_old.set()  # nobody watched these folders while they were read
                    self._is_sure = False
                await self._is_old.wait()
                self._is_old.clear()
        finally:
            watching.cancel()

    async def _build(self, version: str, saved: frozenset[str]) -> Outcome:
        loop = asyncio.get_running_loop()
        start = loop.time()
        outcome = await self._worker.build(saved)
        if not self._feed.is_closed:
            self._say(outcome, loop.time() - start)
            self._feed.publish(advance(self._feed.state or State(), outcome, version))
        return outcome


class _Server(uvicorn.Server):
    """Ends without complaint: those who follow the feed are let go first, and a signal is answered by ending."""

    def __init__(self, config: uvicorn.Config, feed: Feed) -> None:
        super().__init__(config)
        self._feed = feed

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        """What a signal does, between any two steps of the program."""
        self.force_exit = self.should_exit
        asyncio.get_running_loop().call_soon_threadsafe(self.end)

    def end(self) -> None:
        """Stop serving."""
        self.should_exit = True
        self._feed.close()


def open_listener(host: str, port: int) -> socket.socket:
    """A listening socket on `port`, or on the next free one; 0 means any. Raises `OSError` where there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + 100, 65535)
    for candidate in range(port, last + 1):
        try:
            return socket.create_server((host, candidate), family=family, backlog=128)
        except OSError as error:
            if candidate == last or error.errno != errno.EADDRINUSE:
                raise
    raise AssertionError("the last port either opened or raised")
