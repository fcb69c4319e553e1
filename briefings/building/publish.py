"""Puts a finished build in place, all of it or nothing: what did not change keeps its time, nobody else's file goes."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from briefings.building.journal import place_files
from briefings.building.manifest import list_files, read_owned
from briefings.building.spare import build_on_spare, keep_spare
from briefings.building.swap import save_foreign, swap_in

_CANNOT_SWAP = {
    errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES,
    errno.EMLINK, errno.EROFS,
}  # fmt: skip
"""What a system, a file system or a mounted folder answers that cannot exchange folders or link files."""


_SHARE = 2
"""An old site that differs in more than one file in two is not worth its room."""


class Published(msgspec.Struct, frozen=True):
    """What publishing did: files written, left alone because they were the same, and removed."""

    written: int
    unchanged: int
    removed: int


def publish_folder(staging: Path, output: Path, kept: Collection[str] = (), spare: Path | None = None) -> Published:
    """Make `output` hold what `staging`, the folder of `open_workshop`, holds, and the files that it is to keep.

    The two change places in one step; where the system cannot do that, a journal leads from the old site to the new
    one. Call `find_obstacles` first: this raises `OSError` where it meets one. `spare` is where the old site may stay.
    """
    staged = list_files(staging)
    files = [*staged, *kept]
    changed = [name for name in staged if not _keep_time(staging / name, output / name)] if output.is_dir() else staged
    removed = read_owned(output).difference(files)
    if changed or removed or not output.is_dir():
        if spare is None or not kept or not build_on_spare(spare, staging, output, kept):
            carry_pages(kept, output, staging)
        if not _swap(staging, output, files):
            place_files(staging, output, files, changed)
        elif spare is not None and len(changed) + len(removed) <= len(files) / _SHARE:
            _keep_old(staging, output, spare)
    return Published(len(changed), len(files) - len(changed), len(removed))


def _keep_old(old: Path, output: Path, spare: Path) -> None:
    """Keep the site that has just been exchanged; there is none where the output is new."""
    if old.is_dir():
        save_foreign(old, output)
        keep_spare(old, spare)


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
