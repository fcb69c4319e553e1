"""The site before the last one, kept in the cache: the next site is made of it by touching the few files that differ.

It takes little room, because its files are further names of files of the published site. For the same reason nothing
that it holds needs to be believed: what is not the very same file (by inode) goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from briefings.building.manifest import list_files, scan_folder


def build_on_spare(spare: Path, staging: Path, output: Path, kept: Collection[str]) -> bool:
    """Let `staging` have the `kept` files of `output` too, with the help of a spare, which is then used up.

    Whether there was a spare. Otherwise, and when this raises `OSError`, `staging` is as it was.
    """
    base, fresh = staging.with_name("base"), staging.with_name("fresh")
    try:
        os.rename(spare, base)
    except OSError:
        return False  # there is none, or it lies on another file system
    _reconcile(base, output, kept)
    os.rename(staging, fresh)
    os.rename(base, staging)
    for name in list_files(fresh):
        _place(fresh / name, staging / name)
    shutil.rmtree(fresh)
    return True


def _reconcile(base: Path, output: Path, kept: Collection[str]) -> None:
    """Let `base` hold the `kept` files of `output` and nothing else."""
    published = scan_folder(output)[0] if base.stat().st_dev == output.stat().st_dev else {}
    missing = set(kept)
    for name, inode in scan_folder(base)[0].items():
        if name in missing and published.get(name) == inode:
            missing.discard(name)
        else:
            _remove(base, name)
    for name in missing:
        _place(output / name, base / name)


def _place(source: Path, target: Path) -> None:
    """Give a file a further name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(source, target, follow_symlinks=False)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    target = folder / name
    target.unlink()
    for parent in target.parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def keep_spare(old: Path, spare: Path) -> None:
    """Keep the site in `old`, which was exchanged for another, for the next build; not where that costs copies."""
    with suppress(OSError):
        if not spare.parent.is_symlink() and not os.path.lexists(spare):
            os.rename(old, spare)
