"""What the last build wrote, remembered in `.briefings.json` in the output: only files on that list are removed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

MANIFEST = ".briefings.json"
_VERSION = 1


class Manifest(msgspec.Struct, frozen=True):
    """What the last build wrote: paths relative to the output folder, sorted."""

    version: int
    files: tuple[str, ...]


def find_manifest(output: Path) -> Manifest | None:
    """The manifest of `output`; None when there is none, or when it is broken or from another version."""
    try:
        return _parse_manifest((output / MANIFEST).read_bytes())
    except OSError:
        return None


def _parse_manifest(data: bytes) -> Manifest | None:
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.version == _VERSION else None


def read_owned(output: Path) -> set[str]:
    """The paths in `output` that are ours. Names that lead out of it, which somebody may have written, are left out."""
    try:
        return set(_list_owned((output / MANIFEST).read_bytes()))
    except OSError:
        return set()


@lru_cache(2)
def _list_owned(data: bytes) -> tuple[str, ...]:
    """The names in a manifest that lead nowhere else. One run asks several times, of the old site and of the new."""
    manifest = _parse_manifest(data)
    return tuple(name for name in manifest.files if is_inside(name)) if manifest else ()


def is_inside(name: str) -> bool:
    """Whether a name is a plain relative path."""
    return "\0" not in name and not name.startswith("/") and not {"", ".", ".."} & set(name.split("/"))


def encode_manifest(files: Iterable[str]) -> bytes:
    """The bytes of a manifest, one path a line: it is read in differences too."""
    return msgspec.json.format(msgspec.json.encode(Manifest(_VERSION, tuple(sorted(files)))), indent=0)


def list_files(folder: Path) -> list[str]:
    """All files and links below `folder`, as relative paths with forward slashes; links to folders are not entered."""
    return list(scan_folder(folder)[0])


def scan_folder(folder: Path) -> tuple[dict[str, int], list[str]]:
    """All files and links below `folder` with their inodes, and the folders that hold nothing; by relative path."""
    files: dict[str, int] = {}
    empty: list[str] = []
    stack = [("", os.fspath(folder))]
    while stack:
        prefix, directory = stack.pop()
        is_empty = True
        try:
            for entry in os.scandir(directory):
                is_empty = False
                if entry.is_dir(follow_symlinks=False):
                    stack.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    files[prefix + entry.name] = entry.inode()
        except FileNotFoundError:
            continue
        if is_empty and prefix:
            empty.append(prefix[:-1])
    return files, empty
