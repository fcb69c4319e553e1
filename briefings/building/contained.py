"""Reads files of the content folder and no others: no link out of it, no device, no more bytes than were asked for.

What discovery found may have changed since: a file may have become a link, a pipe, or very large. So everything is
looked at again on the open file itself.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

_NAMES = re.compile(r"[^/.][^/]*(?:/[^/.][^/]*)*")
"""A path of names that are no hidden ones, and none of which leads upwards."""
_ROOM = 4096
"""Bytes to make room for, at least, in one read."""


class NotContained(OSError):
    """A path that leads out of the folder, or to something that is no file. `strerror` says which."""


class TooLarge(Exception):
    """A file with more bytes than were asked for; `size` is how many there are, as far as is known."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.size = size


def read_contained(folder: Path, path: str, limit: int) -> bytes:
    """The bytes of a file below `folder`. Raises `TooLarge`, and `OSError` where it cannot be read.

    A symbolic link is followed where it leads to a file in the folder. A pipe is not waited for.
    """
    try:
        # Nearly every path is free of links, and then no link need be followed to know where it leads.
        descriptor = _open_inside(os.fspath(folder), path) if _NAMES.fullmatch(path) else -1
    except OSError:
        descriptor = -1
    if descriptor < 0:
        root = os.path.realpath(folder)
        target = os.path.realpath(os.path.join(root, path))
        if not Path(target).is_relative_to(root):
            raise NotContained(0, "a link that leads out of the content folder")
        descriptor = _open_inside(root, os.path.relpath(target, root))
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotContained(0, "a folder, a pipe or a device")
        if found.st_size > limit:
            raise TooLarge(found.st_size)
        data = _read_up_to(descriptor, limit + 1, max(found.st_size + 1, _ROOM))
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise TooLarge(len(data))
    return data


def _open_inside(root: str, path: str) -> int:
    """A descriptor of a file; no part of its path, which is free of links, may have become one meanwhile."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    *parents, name = path.split(os.sep)
    try:
        for parent in parents:
            inner = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY, dir_fd=folder)
    finally:
        os.close(folder)


def _read_up_to(descriptor: int, count: int, expected: int) -> bytes:
    """At most `count` bytes, of which so many are expected: to make room for many more takes more time than to read."""
    chunks = []
    while count > 0 and (chunk := os.read(descriptor, min(count, expected))):
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)
