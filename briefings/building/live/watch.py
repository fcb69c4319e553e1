"""Says which saved files make a preview old."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

_PATIENCE = 250
"""Milliseconds between looks for folders that have gone."""
_DEBOUNCE, _STEP = 400, 20
"""Milliseconds: files saved together are reported together, at the latest after the first, if nothing comes for the
second."""


async def watch_folders(roots: Sequence[str]) -> AsyncIterator[set[str]]:
    """The files of every burst of changes below some folders (`find_roots`), but for hidden files and leftovers.

    The others are watched on while one of the folders is away. One that goes is given itself, and again when it is
    back; in both cases nobody knows what else has changed in it.
    """
    there = _find_present(roots)
    while True:
        told = set[str]()
        with suppress(FileNotFoundError):  # one went before it was watched
            async for saved in _watch_present(there, roots):
                told = saved
                yield saved
        before, there = there, _find_present(roots)
        if changed := (before ^ there) - told:
            yield set(changed)
        elif not told:  # nothing tells of what is not there
            await asyncio.sleep(_PATIENCE / 1000)


async def _watch_present(there: frozenset[str], roots: Sequence[str]) -> AsyncIterator[set[str]]:
    """The bursts below the folders that are there, until one of them goes or another comes."""

    def is_relevant(_: Change, path: str) -> bool:
        if path in roots:
            return True
        return any(Path(path).is_relative_to(root) and is_content(os.path.relpath(path, root)) for root in there)

    if not there:
        return
    patience = _PATIENCE if len(there) < len(roots) else None
    async for changes in awatch(
        *sorted(there), watch_filter=is_relevant, debounce=_DEBOUNCE, step=_STEP, rust_timeout=patience,
        yield_on_timeout=True,
    ):  # fmt: skip
        saved = {path for _, path in changes}
        if saved:
            yield saved
        # What comes in the place of a folder that went is another folder, which this does not watch.
        if not saved.isdisjoint(roots) or _find_present(roots) != there:
            return


def _find_present(roots: Sequence[str]) -> frozenset[str]:
    return frozenset(filter(os.path.isdir, roots))


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
    """Folders by their real names, whether they are there or not, without those that lie in another."""
    found = sorted(set(map(os.path.realpath, folders)))
    return [root for root in found if not any(o != root and Path(root).is_relative_to(o) for o in found)]
