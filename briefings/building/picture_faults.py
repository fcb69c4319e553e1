"""Finds pictures that a build would refuse: those that cannot be read to their end, to be copied without metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from briefings.building.contained import TooLarge, read_contained
from briefings.building.image_metadata import RASTER_ENDINGS, ImageUnreadable, find_image_kind, strip_metadata
from briefings.building.picture_facts import MAX_IMAGE, read_facts
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.uncleaned_pictures import find_metadata_fault, is_uncleaned
from briefings.model.picture import choose_widths


def find_picture_faults(
    content: Path, paths: Iterable[str], widths: Iterable[int], folder: Path | None
) -> Mapping[str, str]:
    """What is wrong with pictures, by their paths in the content folder; sound ones are left out.

    `widths` are those of the copies that a build makes. What was once sound is noted in `folder`, by its bytes; None
    notes nothing.
    """
    sound = _Sound(folder, widths)
    faults = {path: fault for path in sorted(set(paths)) if (fault := _find_fault(content, path, sound))}
    sound.keep()
    return faults


class _Sound:
    """Which pictures are known to be whole."""

    def __init__(self, folder: Path | None, widths: Iterable[int]) -> None:
        self.widths = tuple(widths)
        self._file = folder / "sound.msgpack" if folder else None
        self._known = _load(self._file) if self._file else frozenset[bytes]()
        self._used: set[bytes] = set()

    def has(self, digest: bytes) -> bool:
        """Whether this one is known; asking keeps it known."""
        if digest in self._known:
            self._used.add(digest)
        return digest in self._known

    def add(self, digest: bytes) -> None:
        """Note a picture."""
        self._used.add(digest)

    def keep(self) -> None:
        """Write down what this run has used."""
        if self._file is not None and self._used != self._known:
            write_sealed(self._file, msgspec.msgpack.encode(sorted(self._used)))


def _load(file: Path) -> frozenset[bytes]:
    try:
        return msgspec.msgpack.decode(read_sealed(file), type=frozenset[bytes])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return frozenset()


def _find_fault(content: Path, path: str, sound: _Sound) -> str:
    try:
        data = read_contained(content, path, MAX_IMAGE)
    except (OSError, TooLarge):
        return ""  # said where the file is copied
    if is_uncleaned(data[:12]):
        return find_metadata_fault(data)
    if not (path.lower().endswith(RASTER_ENDINGS) or find_image_kind(data[:12])):
        return ""
    digest = hashlib.blake2b(repr(sound.widths).encode() + data, digest_size=16).digest()
    if sound.has(digest):
        return ""
    fault = _look_through(data, sound.widths)
    if not fault:
        sound.add(digest)
    return fault


def _look_through(data: bytes, widths: tuple[int, ...]) -> str:
    """What a build would say of a picture; "" where it would take it."""
    try:
        strip_metadata(data)
    except ImageUnreadable as error:
        return str(error)
    facts = read_facts(data)
    if not (facts.kind and choose_widths(facts.width, facts.height, widths)):
        return ""  # shown as it is
    from briefings.building.image_copies import CopyFailed, make_copies

    try:
        make_copies(data, [])
    except CopyFailed as error:
        return str(error)
    return ""
