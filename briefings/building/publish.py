"""Puts a finished build in place: unchanged files stay untouched, stale ones go, nobody else's file is deleted.

The build is made in a folder beside the output. What was written last time is remembered in `.briefings.json` inside
the output, so that only files of ours are ever removed.
"""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from briefings.problems import Location, Problem

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
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Manifest(_VERSION, ())
    return found if found.version == _VERSION else Manifest(_VERSION, ())


def find_obstacles(staging: Path, output: Path) -> list[Problem]:
    """What stands in the way of `publish_folder` and is not ours to remove: files, links, folders that hold such."""
    ours = set(read_manifest(output).files)
    files = list_files(staging)
    folders = {parent.as_posix() for name in files for parent in PurePosixPath(name).parents if parent.name}
    blocked = [name for name in sorted(folders) if _blocks_folder(output / name) and name not in ours]
    blocked += [name for name in sorted({*files, MANIFEST}) if _blocks_file(output / name, ours, output)]
    hint = "Move it away, or build into another folder."
    found = "something that the build did not write"
    return [
        Problem("BRF-output", Location(str(output / name)), found, "nothing, or a file of ours", hint)
        for name in blocked
    ]


def _blocks_folder(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and not path.is_dir())


def _blocks_file(path: Path, ours: set[str], output: Path) -> bool:
    """A folder is in the way of a file unless the build is about to empty it."""
    if path.is_symlink() or not path.is_dir():
        return False
    return any(_is_foreign(inner, ours, output) for inner in path.rglob("*"))


def _is_foreign(path: Path, ours: set[str], output: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return not any(path.iterdir())
    return path.relative_to(output).as_posix() not in ours


def publish_folder(staging: Path, output: Path) -> Published:
    """Make `output` hold what `staging` holds, and remove `staging`. Files are replaced one by one, each in one step.

    Call `find_obstacles` first: this raises `OSError` where it meets one.
    """
    before = set(read_manifest(output).files)
    files = list_files(staging)
    output.mkdir(parents=True, exist_ok=True)
    # Both, until all is done: whenever this is killed, the next build knows what may be removed.
    _write_manifest(staging, output, before.union(files))
    removed = sum(_remove(output, name) for name in sorted(before.difference(files)))
    written = sum(_place(staging / name, output / name) for name in sorted(files))
    _write_manifest(staging, output, files)
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
    _move(source, target)
    return True


def _move(source: Path, target: Path) -> None:
    """Put a file in place in one step, also where the output is a file system of its own, such as a mounted volume."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = target.with_name(f".{target.name}.new")
        fresh.unlink(missing_ok=True)
        shutil.copy2(source, fresh)
        os.replace(fresh, target)


def _remove(output: Path, name: str) -> bool:
    """Remove a stale file of ours and the folders that it leaves empty, unless its path leads out of the output."""
    if not _is_inside(name):
        return False
    target = output / name
    if os.path.realpath(target.parent) != os.path.join(os.path.realpath(output), os.path.dirname(name)).rstrip("/"):
        return False
    if not (target.is_file() or target.is_symlink()):
        return False
    target.unlink()
    for folder in target.parents:
        if folder == output or not _remove_empty(folder):
            break
    return True


def _is_inside(name: str) -> bool:
    """Whether a name from a manifest, which somebody may have edited, is a plain relative path."""
    return "\0" not in name and not name.startswith("/") and not {"", ".", ".."} & set(name.split("/"))


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _write_manifest(staging: Path, output: Path, files: Iterable[str]) -> None:
    data = msgspec.json.format(msgspec.json.encode(Manifest(_VERSION, tuple(sorted(files)))), indent=0)
    fresh = staging / MANIFEST
    fresh.write_bytes(data)
    _place(fresh, output / MANIFEST)
