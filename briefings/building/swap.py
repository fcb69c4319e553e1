"""Puts a site in place by exchanging folders: readers get all of the old site or all of the new one."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from briefings.building.exchange import exchange_folders
from briefings.building.manifest import MANIFEST, encode_manifest, read_owned, scan_folder

UNFINISHED = "unfinished"
"""A file beside the staging folder for as long as that holds nothing but what this build made."""


def swap_in(staging: Path, output: Path, files: list[str]) -> None:
    """Let the site in `staging`, which is `files`, and `output` change places; what is not ours there goes along.

    The staging folder then holds the old site; `empty_old_site` removes it. Raises `OSError` where the system cannot,
    before anything has changed.
    """
    real = Path(os.path.realpath(output))
    if not real.exists():
        (staging / MANIFEST).write_bytes(encode_manifest(files))
        os.rename(staging, real)
        return
    owned = read_owned(real)
    _carry(real, staging, owned | {MANIFEST})
    shutil.copystat(real, staging)
    _write_manifest(staging, real, files)
    (staging.parent / UNFINISHED).unlink(missing_ok=True)
    try:
        exchange_folders(staging, real)
    except OSError:
        (staging.parent / UNFINISHED).touch()
        raise


def _write_manifest(staging: Path, output: Path, files: list[str]) -> None:
    data = encode_manifest(files)
    (staging / MANIFEST).write_bytes(data)
    with suppress(OSError):
        if (output / MANIFEST).read_bytes() == data:
            shutil.copystat(output / MANIFEST, staging / MANIFEST)


def _carry(source: Path, target: Path, owned: set[str]) -> None:
    """Give `target` everything that `source` holds and that is not ours: files as further names of the same file."""
    files, empty = scan_folder(source)
    for name in files:
        if name not in owned and not os.path.lexists(target / name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(source / name, target / name, follow_symlinks=False)
    for folder in empty:
        if not os.path.lexists(target / folder):
            (target / folder).mkdir(parents=True)


def empty_old_site(old: Path, output: Path) -> None:
    """Remove a site that was exchanged for a new one, or was never finished, and that nobody reads any more.

    What somebody else put into it at the last moment, after it was looked through, moves on to the site in `output`.
    """
    if not old.is_dir():
        return
    if not (old.parent / UNFINISHED).exists():
        save_foreign(old, output)
    shutil.rmtree(old)


def save_foreign(old: Path, output: Path) -> None:
    """Let what is not ours in an old site be in the site in `output` too."""
    real = Path(os.path.realpath(output))
    if real.is_dir():
        _carry(old, real, read_owned(old) | {MANIFEST})
