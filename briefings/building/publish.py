"""Puts a finished build in place, all of it or nothing: what did not change keeps its time, nobody else's file goes."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from briefings.building.journal import place_files
from briefings.building.manifest import list_files, read_owned
from briefings.building.swap import swap_in

_CANNOT_SWAP = {
    errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES,
    errno.EMLINK, errno.EROFS,
}  # fmt: skip
"""What a system, a file system or a mounted folder answers that cannot exchange folders or link files."""


class Published(msgspec.Struct, frozen=True):
    """What publishing did: files written, left alone because they were the same, and removed."""

    written: int
    unchanged: int
    removed: int


def publish_folder(staging: Path, output: Path) -> Published:
    """Make `output` hold what `staging`, the folder of `open_workshop`, holds.

    The two change places in one step; where the system cannot do that, a journal leads from the old site to the new
    one. Call `find_obstacles` first: this raises `OSError` where it meets one.
    """
    files = list_files(staging)
    changed = [name for name in files if not _keep_time(staging / name, output / name)]
    removed = read_owned(output).difference(files)
    if (changed or removed or not output.is_dir()) and not _swap(staging, output, files):
        place_files(staging, output, files, changed)
    return Published(len(changed), len(files) - len(changed), len(removed))


def carry_pages(names: Iterable[str], output: Path, staging: Path) -> None:
    """Give `staging` files of the published site as they are: as further names of the same files, where that works."""
    made: set[str] = set()
    for name in names:
        source, target = f"{output}/{name}", f"{staging}/{name}"
        folder = target.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _CANNOT_SWAP:
                raise
            shutil.copy2(source, target, follow_symlinks=False)


def _swap(staging: Path, output: Path, files: list[str]) -> bool:
    """Try the one step; whether it could be done. A workshop inside the output cannot change places with it."""
    if staging.resolve().is_relative_to(output.resolve()):
        return False
    try:
        swap_in(staging, output, files)
    except OSError as error:
        if error.errno not in _CANNOT_SWAP:
            raise
        return False
    return True


def _keep_time(staged: Path, old: Path) -> bool:
    """Whether the same bytes are published already; the staged file then takes over their time."""
    if old.is_file() and not old.is_symlink() and old.samefile(staged):
        return True
    if old.is_symlink() or not old.is_file() or not filecmp.cmp(staged, old, shallow=False):
        return False
    status = old.stat()
    os.utime(staged, ns=(status.st_atime_ns, status.st_mtime_ns))
    return True
