"""Says which saved files make a preview old."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

_PATIENCE = 0.25
"""Seconds between looks for a folder that has gone."""
_DEBOUNCE, _STEP = 400, 20
"""Milliseconds: files saved together are reported together, at the latest after the first, if nothing comes for the
second."""


async def watch_folders(roots: Sequence[str]) -> AsyncIterator[set[str]]:
    """The files of every burst of changes below some folders (`find_roots`), but for hidden files and leftovers.

    When one of the folders goes, it is among them; when all are there again, the folders alone are given.
    """

    def is_relevant(_: Change, path: str) -> bool:
        if path in roots:
            return True
        return any(Path(path).is_relative_to(root) and is_content(os.path.relpath(path, root)) for root in roots)

    while True:
        with suppress(FileNotFoundError):  # it went before it was watched
            async for changes in awatch(*roots, watch_filter=is_relevant, debounce=_DEBOUNCE, step=_STEP):
                saved = {path for _, path in changes}
                yield saved
                if not saved.isdisjoint(roots):
                    break  # what comes in its place is another folder, which this does not watch
        while not all(map(os.path.isdir, roots)):  # nothing tells of what is not there
            await asyncio.sleep(_PATIENCE)
        yield set(roots)


async def watch_settings(folder: Path) -> AsyncIterator[None]:
    """A turn for every change of the settings: of any Python file beside them, since they may import each other."""

    def is_python(_: Change, path: str) -> bool:
        return path.endswith(".py")

    async for _ in awatch(folder, watch_filter=is_python, debounce=_DEBOUNCE, step=_STEP, recursive=False):
        yield


def is_content(path: str) -> bool:
    """Whether a path, relative to what is watched, can be part of a site; the same names as a build passes over."""
    parts = path.split(os.sep)
    if any(part.startswith((".", "__")) for part in parts[:-1]):
        return False
    return not parts[-1].startswith((".", "#")) and not parts[-1].endswith(("~", ".swp", ".tmp"))


def find_roots(folders: Iterable[str]) -> list[str]:
    """Folders that are there, by their real names, without those that lie in another."""
    found = sorted({os.path.realpath(folder) for folder in folders if os.path.isdir(folder)})
    return [root for root in found if not any(o != root and Path(root).is_relative_to(o) for o in found)]
