"""The last build of an output: what its pages were made from, and how its files lay there when it ended."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from briefings.building.pages_made import Record
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.store import Stamp
from briefings.building.up_to_date import stamp_output


def name_output(output: Path) -> str:
    """What distinguishes this output in a cache that several share."""
    return hashlib.blake2b(os.fsencode(output.absolute()), digest_size=6).hexdigest()


def find_spare(cache: Path, output: Path) -> Path:
    """Where the site before the last one is kept (`building.spare`)."""
    return cache / f"spare-{name_output(output)}"


def _find_file(cache: Path, output: Path) -> Path:
    return cache / f"pages-{name_output(output)}.msgpack"


class LastBuild(msgspec.Struct, frozen=True):
    """The record of a build, the output that it wrote, and the stamps of the files that it left there."""

    record: Record
    output: str = ""
    stamps: Mapping[str, Stamp] = {}

    def find_intact(self, output: Path) -> set[str]:
        """The paths of the files that still lie in `output` as this build left them."""
        if self.output != str(output.absolute()):
            return set()
        found = stamp_output(output)
        return {path for path, stamp in self.stamps.items() if found.get(path) == stamp}


def read_last_build(cache: Path, key: str, output: Path) -> LastBuild:
    """The last build, if it was made with the same settings and templates; else one that made nothing."""
    try:
        found = msgspec.msgpack.decode(read_sealed(_find_file(cache, output)), type=LastBuild)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return LastBuild(Record(key))
    return found if found.record.key == key else LastBuild(Record(key))


def keep_last_build(cache: Path, build: LastBuild, output: Path) -> None:
    """Keep a build for the next one. A folder that cannot be written costs time, not the result."""
    write_sealed(_find_file(cache, output), msgspec.msgpack.encode(build))
