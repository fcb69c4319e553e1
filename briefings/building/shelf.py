"""Blobs in one file of the cache, to be read one at a time: what a run does not need is not even looked at.

Whoever keeps a `Place` keeps it in a sealed file. The digest in it tells whether the blob is still the one that was put
there, so the file of the blobs needs no seal of its own.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

_SIZE = 16
_WASTE = 2
"""A file that is so many times as long as what is in use is written anew."""


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a blob lies, and its digest."""

    offset: int
    length: int
    digest: bytes


class Shelf:
    """The blobs of one kind in a folder, in the file that `name` stands for; an empty name is a new file."""

    def __init__(self, folder: Path, kind: str, name: str = "") -> None:
        self._folder, self._kind = folder, kind
        self.name = name if name.isalnum() else ""
        self._map: mmap.mmap | None = None

    @property
    def _file(self) -> Path:
        return self._folder / f"{self._kind}-{self.name}.bin"

    def read(self, place: Place) -> bytes:
        """A blob. Raises `OSError` where it is not what was put there."""
        if self._map is None:
            if not self.name:
                raise FileNotFoundError(self._kind)
            descriptor = os.open(self._file, os.O_RDONLY | os.O_NOFOLLOW)
            with open(descriptor, "rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        data = self._map[place.offset : place.offset + place.length]
        if _digest(data) != place.digest:
            raise OSError(f"{self._file} has changed")
        return data

    def add(self, blobs: Iterable[bytes]) -> list[Place]:
        """Put blobs behind those that are there. Raises `OSError`."""
        with self.open() as put:
            return [put(blob) for blob in blobs]

    @contextmanager
    def open(self) -> Iterator[Callable[[bytes], Place]]:
        """A function that puts a blob behind those that are there. Raises `OSError`."""
        self.name = self.name or secrets.token_hex(4)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with open(descriptor, "ab", buffering=1 << 20) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # two builds may share a cache
            offset = file.seek(0, os.SEEK_END)

            def put(blob: bytes) -> Place:
                nonlocal offset
                file.write(blob)
                offset += len(blob)
                return Place(offset - len(blob), len(blob), _digest(blob))

            yield put
        self._map = None

    def is_wasteful(self, used: Collection[Place]) -> bool:
        """Whether most of the file is in no use any more."""
        try:
            return os.stat(self._file).st_size > _WASTE * sum(place.length for place in used) + 1_000_000
        except OSError:
            return True

    def tidy(self) -> None:
        """Remove files of this kind that have another name."""
        for path in self._folder.glob(f"{self._kind}-*.bin"):
            if path != self._file:
                with suppress(OSError):
                    path.unlink()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()
