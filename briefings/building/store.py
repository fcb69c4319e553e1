"""What was read before, by the digest of each file: plain data on disk, so that an unchanged file is not read again.

A store is only ever a shorter way to the same result. It is bound to the versions of everything that decides about a
reading; one that is broken, foreign or from another version is dropped, and the content is read anew.
"""

from __future__ import annotations

import hashlib
import operator
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from briefings.building.sealed import make_folder, read_sealed, write_sealed
from briefings.building.shelf import Place, Shelf
from briefings.model.body import Heading, Reference, pack_raw
from briefings.model.document import Document, FileKind
from briefings.problems import Problem

_FILE, _SHELF = "store.msgpack", "documents"
_LIBRARIES = ("markdown", "nh3", "pyyaml", "msgspec")
_MOMENT = 2_000_000_000
"""Nanoseconds: some file systems count time in steps of two seconds."""
_SOURCES = ("problems.py", "model", "reading", "linking", "checks")


class _StoredBody(msgspec.Struct, frozen=True):
    """A body whose HTML stays as it lies there until somebody wants it: few builds look at more than a few."""

    html: msgspec.Raw = msgspec.Raw(b'""')
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: int = 0


_NO_BODY = _StoredBody()


class _StoredDocument(Document, frozen=True):
    body: _StoredBody = _NO_BODY  # type: ignore[assignment]  # it becomes a `Body` as soon as it is read


_DOCUMENTS = msgspec.json.Decoder(_StoredDocument)
_FIELDS = operator.attrgetter(*Document.__struct_fields__)
_BODY = Document.__struct_fields__.index("body")
_NOTHING = Document("", FileKind.STATIC).body


def _decode(data: bytes) -> Document:
    """A document, with its body packed. Raises `msgspec.DecodeError`."""
    fields = list(_FIELDS(_DOCUMENTS.decode(data)))
    stored: _StoredBody = fields[_BODY]
    if stored is _NO_BODY:
        fields[_BODY] = _NOTHING  # the very default, which is left out when the document is written again
    else:
        fields[_BODY] = pack_raw(stored.html, stored.references, stored.headings, stored.words)
    return Document(*fields)


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What the file system says of a file: bytes, and the time of its last change in nanoseconds."""

    size: int
    time: int


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    """One file: its stamp, the digest of its bytes, where its document lies, and as JSON what its rules found.

    `document` is the document as JSON, as long as it is not on the shelf.
    """

    stamp: Stamp
    digest: bytes
    place: Place | None
    document: bytes = b""
    findings: bytes = b""


class _StoreFile(msgspec.Struct, frozen=True):
    version: str
    began: int
    shelf: str
    entries: dict[str, _Entry]


class Store:
    """Documents by path and digest. `open_store` makes one; `save` writes it, when anything is new."""

    def __init__(self, file: Path | None, key: str) -> None:
        self._file, self._key = file, key
        found = _read_file(file, key) if file else None
        self._began, self._began_before = time.time_ns(), found.began if found else 0
        self._entries = found.entries if found else {}
        self._shelf = Shelf(file.parent, _SHELF, found.shelf if found else "") if file else None
        self._used: dict[str, _Entry] = {}

    def has(self, path: str) -> bool:
        """Whether a file of this name was ever read."""
        return path in self._entries

    def is_unchanged(self, path: str, stamp: Stamp) -> bool:
        """Whether a file surely has the bytes that it had, by its stamp alone.

        One that changed within moments of the last run, or in it, may have changed again without another stamp.
        """
        return self._entries[path].stamp == stamp and stamp.time < self._began_before - _MOMENT

    def find_document(self, path: str, stamp: Stamp, digest: bytes | None = None) -> Document | None:
        """The document that was made of a file with these bytes; None where it must be read.

        Without a digest, the file is one that `is_unchanged`.
        """
        entry = self._entries.get(path)
        if entry is None or (digest is not None and entry.digest != digest):
            return None
        try:
            document = _decode(self._read_document(entry))
        except (OSError, msgspec.DecodeError):
            return None
        self._used[path] = entry if entry.stamp == stamp else msgspec.structs.replace(entry, stamp=stamp)
        return document

    def _read_document(self, entry: _Entry) -> bytes:
        if entry.place is None or self._shelf is None:
            return entry.document
        return self._shelf.read(entry.place)

    def look_up(self, path: str) -> Document | None:
        """The document that was made of a file when it was read last, whatever it says now."""
        entry = self._used.get(path) or self._entries.get(path)
        with suppress(OSError, msgspec.DecodeError):
            return _decode(self._read_document(entry)) if entry else None
        return None

    def list_digests(self) -> dict[str, bytes]:
        """The digest of each file that this run has used, as it was read."""
        return {path: entry.digest for path, entry in self._used.items()}

    def find_digest(self, path: str) -> bytes:
        """The digest of a file when it was read last, by whatever run; empty where it never was."""
        entry = self._entries.get(path)
        return entry.digest if entry else b""

    def keep_others(self) -> None:
        """Remember all files that this run has not looked at: they are as they were."""
        self._used = {**self._entries, **self._used}

    def keep_document(self, path: str, stamp: Stamp, digest: bytes, document: bytes) -> None:
        """Remember what was made of a file; `document` is its JSON."""
        self._used[path] = _Entry(stamp, digest, None, document)

    def find_findings(self, path: str) -> list[Problem] | None:
        """What the rules of one file found in a document that this run has; None where they have not run."""
        entry = self._used.get(path)
        if entry is None or not entry.findings:
            return None
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(entry.findings, type=list[Problem])
        return None

    def keep_findings(self, path: str, findings: list[Problem]) -> None:
        """Remember what the rules of one file found."""
        entry = self._used.get(path)
        if entry is not None:
            self._used[path] = msgspec.structs.replace(entry, findings=msgspec.json.encode(findings))

    def save(self) -> None:
        """Write what this run has used, in one step. A folder that cannot be written costs time, not the result."""
        if self._file is None or self._shelf is None or self._used == self._entries or self._file.parent.is_symlink():
            return
        with suppress(OSError):
            make_folder(self._file.parent)
            self._shelve(self._shelf)
            write_sealed(
                self._file, msgspec.msgpack.encode(_StoreFile(self._key, self._began, self._shelf.name, self._used))
            )
            self._shelf.tidy()

    def _shelve(self, shelf: Shelf) -> None:
        """Put new documents on the shelf, and all of them on a new one where most of the old one is of no use."""
        if shelf.is_wasteful([entry.place for entry in self._used.values() if entry.place]):
            documents = {path: self._read_document(entry) for path, entry in self._used.items()}
            shelf.name = ""
        else:
            documents = {path: entry.document for path, entry in self._used.items() if entry.place is None}
        for path, place in zip(documents, shelf.add(documents.values()), strict=True):
            self._used[path] = msgspec.structs.replace(self._used[path], place=place, document=b"")


def open_store(folder: Path | None, options: Iterable[str]) -> Store:
    """The store in `folder`; one that keeps nothing for None. `options` are settings that decide about a reading."""
    return Store(folder / _FILE if folder else None, "\0".join((_find_version(), *options)))


def digest_bytes(data: bytes) -> bytes:
    """The name of these bytes."""
    return hashlib.blake2b(data, digest_size=20).digest()


def _read_file(file: Path, key: str) -> _StoreFile | None:
    """What a store holds."""
    try:
        found = msgspec.msgpack.decode(read_sealed(file), type=_StoreFile)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.version == key else None


@cache
def _find_version() -> str:
    """A digest of the code that reads and checks a file, and of the libraries that it uses."""
    digest = hashlib.blake2b(digest_size=20)
    for name in _LIBRARIES:
        digest.update(f"{name}={version(name)}\0".encode())
    for name in _SOURCES:
        for path, source in sorted(_list_sources(name, files("briefings").joinpath(name))):
            digest.update(path.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def _list_sources(path: str, node: Traversable) -> Iterable[tuple[str, Traversable]]:
    if node.is_file():
        return [(path, node)] if path.endswith(".py") else []
    return [found for inner in node.iterdir() for found in _list_sources(f"{path}/{inner.name}", inner)]
