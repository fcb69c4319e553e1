"""Finds the files, other than briefings, that differ between two states of a content folder: they are named only."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from briefings.building.discover import SourceFile
from briefings.building.revisions import StateFolder
from briefings.linking.difference_records import Step
from briefings.model.document import FileKind

_MOST = 8_000_000
"""Bytes of a file whose line ends are looked at."""

_CHUNK = 1 << 20


class FileChange(msgspec.Struct, frozen=True):
    """A topic, page, registry or other file that was added, removed or changed; its path in the content folder."""

    path: str
    kind: FileKind
    step: Step


def find_changed_files(
    base: StateFolder, head: StateFolder, before: Iterable[SourceFile], after: Iterable[SourceFile]
) -> list[FileChange]:
    """List what differs by a byte, sorted by path. How lines end, and whether Git LFS holds a file, makes none."""
    old, new = ({f.path: f.kind for f in files if f.kind is not FileKind.BRIEFING} for files in (before, after))
    found = []
    for path in sorted({*old, *new}):
        if path not in new:
            found.append(FileChange(path, old[path], Step.REMOVED))
        elif path not in old:
            found.append(FileChange(path, new[path], Step.ADDED))
        elif not _is_same(base, head, path):
            found.append(FileChange(path, new[path], Step.CHANGED))
    return found


def _is_same(base: StateFolder, head: StateFolder, path: str) -> bool:
    one, other = _find_object(base, path), _find_object(head, path)
    if one and other:
        return one == other
    try:
        if one or other:
            return _has_name((head if one else base).folder / path, one or other)
        return _has_same_bytes(base.folder / path, head.folder / path)
    except OSError:
        return False


def _find_object(state: StateFolder, path: str) -> str:
    """The name of the file's object, where only its name was kept; through links, which lead to other files of it."""
    if not state.objects:
        return ""
    root = os.path.realpath(state.folder)
    return state.objects.get(os.path.relpath(os.path.realpath(state.folder / path), root).replace(os.sep, "/"), "")


def _has_name(path: Path, name: str) -> bool:
    """Whether git would call this file so: as it is, with the line ends that it keeps, or as Git LFS points to it."""
    size = path.stat().st_size
    algorithm = "sha1" if len(name) == 40 else "sha256"
    if _hash_file(path, algorithm, b"blob %d\0" % size) == name:
        return True
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
    stands_in = pointer % (_hash_file(path, "sha256").encode(), size)
    texts = [stands_in, _read_plain(path)] if size <= _MOST else [stands_in]
    return any(hashlib.new(algorithm, b"blob %d\0" % len(text) + text).hexdigest() == name for text in texts)


def _hash_file(path: Path, algorithm: str, head: bytes = b"") -> str:
    digest = hashlib.new(algorithm, head)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _has_same_bytes(one: Path, other: Path) -> bool:
    if max(one.stat().st_size, other.stat().st_size) <= _MOST:
        return _read_plain(one) == _read_plain(other)
    return _hash_file(one, "sha256") == _hash_file(other, "sha256")


def _read_plain(path: Path) -> bytes:
    """The bytes of a file, of a text with one kind of line ends."""
    data = path.read_bytes()
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")
