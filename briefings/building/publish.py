"""Puts a finished build in place: unchanged files stay untouched, stale ones go, nobody else's file is deleted.

The build is made in a folder beside the output. What was written last time is remembered in `.briefings.json` inside the output,
so that only files of ours are ever removed.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

import msgspec

MANIFEST = ".briefings.json"
_VERSION = 1


class Manifest(msgspec.Struct, frozen=True):
    """What the last build wrote: paths relative to the output folder, sorted."""

    version: int
    files: tuple[str, ...]


class Published(msgspec.Struct, frozen=True):
    """What publishing did: files written, left alone because they were the same, and removed."""

    written: int
    unchanged: int
    removed: int


def read_manifest(output: Path) -> Manifest:
    """The manifest of `output`; an empty one when there is none, or when it is broken or from another version."""
    try:
        found = msgspec.json.decode((output / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return Manifest(_VERSION, ())
    return found if found.version == _VERSION else Manifest(_VERSION, ())


def publish_folder(staging: Path, output: Path) -> Published:
    """Make `output` hold what `staging` holds. Files are replaced one by one, each in one step; `staging` is removed at the end."""
    before = read_manifest(output)
    files = sorted(list_files(staging))
    output.mkdir(parents=True, exist_ok=True)
    written = sum(_place(staging / name, output / name) for name in files)
    stale = sorted(set(before.files) - set(files))
    removed = sum(_remove(output, name) for name in stale)
    _write_manifest(output, Manifest(_VERSION, tuple(files)))
    shutil.rmtree(staging)
    return Published(written, len(files) - written, removed)


def list_files(folder: Path) -> list[str]:
    """All files below `folder`, as relative paths with forward slashes."""
    found = []
    for directory, _, names in os.walk(folder):
        relative = os.path.relpath(directory, folder).replace(os.sep, "/")
        found += [name if relative == "." else f"{relative}/{name}" for name in names]
    return found


def _place(source: Path, target: Path) -> bool:
    """Move one file into place unless the same bytes stand there already. Returns whether it was written."""
    if target.is_file() and not target.is_symlink() and filecmp.cmp(source, target, shallow=False):
        return False
    if target.is_dir() and not target.is_symlink():
        _remove_empty(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)
    return True


def _remove(output: Path, name: str) -> bool:
    """Remove a stale file of ours and the folders that it leaves empty. A path that leads out of the output is refused."""
    target = output / name
    if not target.parent.resolve().is_relative_to(output.resolve()) or not (target.is_file() or target.is_symlink()):
        return False
    target.unlink()
    for folder in target.parents:
        if folder == output or not _remove_empty(folder):
            break
    return True


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _write_manifest(output: Path, manifest: Manifest) -> None:
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=0)
    target = output / MANIFEST
    if target.is_file() and target.read_bytes() == data:
        return
    fresh = output / (MANIFEST + ".new")
    fresh.write_bytes(data)
    os.replace(fresh, target)
