"""Reads the files of a content folder: those that are known from the store, and the others in parallel."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from briefings.building.contained import TooLarge, read_contained
from briefings.building.discover import SourceFile
from briefings.building.executors import open_executor, working_on
from briefings.building.progress import Progress, Stage, tell_nobody
from briefings.building.store import Stamp, Store, digest_bytes
from briefings.model.body import pack_body
from briefings.model.document import Document
from briefings.problems import Location, Problem
from briefings.reading.read import MAX_BYTES, ReadingOptions, read_document, refuse_size

_CHUNK = 32
_FEW = 150
"""To read so few files takes less time than to start processes for it."""


class Reading(msgspec.Struct, frozen=True):
    """What reading one file gave: the document, as JSON too, and of what it was made.

    `digest` is empty where the bytes could not be had; then nothing is to be remembered.
    """

    path: str
    document: bytes
    stamp: Stamp
    digest: bytes


def read_files(
    content: Path,
    files: Sequence[SourceFile],
    options: ReadingOptions,
    store: Store,
    jobs: int,
    progress: Progress = tell_nobody,
) -> tuple[list[Document], list[str]]:
    """The documents of `files`, in their order, and the paths of those that the store did not know.

    `jobs` processes read these. Raises `WorkerDied`.
    """
    known = {file.path: _find_known(content, file, store) for file in files}
    missing = [file for file in files if known[file.path] is None]
    progress(Stage.READING, 0, len(missing))
    readings = _read_missing(content, missing, options, jobs if len(missing) >= _FEW else 1)
    for done, reading in enumerate(readings, 1):
        known[reading.path] = _pack(msgspec.json.decode(reading.document, type=Document))
        if reading.digest:
            store.keep_document(reading.path, reading.stamp, reading.digest, reading.document)
        progress(Stage.READING, done, len(missing))
    documents = [document for file in files if (document := known[file.path]) is not None]
    return documents, [file.path for file in missing]


def _find_known(content: Path, file: SourceFile, store: Store) -> Document | None:
    if not store.has(file.path):
        return None
    stamp = _read_stamp(content, file.path)
    if stamp is None:
        return None
    if store.is_unchanged(file.path, stamp):
        document = store.find_document(file.path, stamp)
    else:
        try:
            data = read_contained(content, file.path, MAX_BYTES)
        except (OSError, TooLarge):
            return None
        document = store.find_document(file.path, stamp, digest_bytes(data))
    return document if document is not None and document.kind is file.kind else None


def _pack(document: Document) -> Document:
    return msgspec.structs.replace(document, body=pack_body(document.body)) if document.body.html else document


def _read_stamp(content: Path, path: str) -> Stamp | None:
    """The stamp of an ordinary file; None for a link, or where there is none."""
    try:
        found = os.lstat(f"{content}/{path}")
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _read_missing(content: Path, files: Sequence[SourceFile], options: ReadingOptions, jobs: int) -> Iterator[Reading]:
    starts = range(0, len(files), _CHUNK)
    if jobs <= 1:
        for start in starts:
            yield from _read_chunk(content, files[start : start + _CHUNK], start, options)
        return
    # What else runs in this process may hold a lock, which a copy of it would wait for forever.
    method = "fork" if threading.active_count() == 1 else "forkserver"
    with open_executor(jobs, method, work="read", parts=[file.path for file in files]) as executor:
        futures = [
            executor.submit(_read_chunk, content, files[start : start + _CHUNK], start, options) for start in starts
        ]
        for future in futures:
            yield from future.result()


def _read_chunk(content: Path, files: Iterable[SourceFile], start: int, options: ReadingOptions) -> list[Reading]:
    """Read some files, of which the first is number `start` of all that are read."""
    found = []
    for number, file in enumerate(files, start):
        with working_on(number):
            found.append(_read_file(content, file, options))
    return found


def _read_file(content: Path, file: SourceFile, options: ReadingOptions) -> Reading:
    # The stamp is taken first: a file that changes after it was read has another one.
    stamp, digest = _read_stamp(content, file.path) or Stamp(-1, -1), b""
    try:
        data = read_contained(content, file.path, MAX_BYTES)
    except TooLarge as error:
        document = Document(file.path, file.kind, problems=(refuse_size(file.path, error.size),))
    except OSError as error:
        hint = "Check the file's permissions."
        problem = Problem("BRF-unreadable", Location(file.path), str(error.strerror), "a readable file", hint)
        document = Document(file.path, file.kind, problems=(problem,))
    else:
        document, digest = read_document(file.path, file.kind, data, options), digest_bytes(data)
    return Reading(file.path, msgspec.json.encode(document), stamp, digest)
