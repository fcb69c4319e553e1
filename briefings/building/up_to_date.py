"""Tells whether a site is built already: nothing that went into it has changed, and nothing of it has been touched.

After a build, the stamps (size and time) of everything that it read and wrote are kept. When all of them are still the
same, there is nothing to do. In doubt the answer is no: to build again is always right.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from briefings.building.manifest import read_owned
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.store import Stamp
from briefings.building.workshop import find_workshop

_FILE = "built.msgpack"
_MOMENT = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before a build may have changed again without another stamp."""

Stamps = dict[str, Stamp]


class Inputs(msgspec.Struct, frozen=True):
    """What a build depends on: settings and versions as a digest, and the stamps of all files; taken before it reads.

    `began` is when they were taken, by the clock of the machine, in nanoseconds since 1970. `now` is the present that
    decides about embargoes, in seconds.
    """

    began: int
    now: float
    digest: str
    files: Stamps


class _Built(msgspec.Struct, frozen=True):
    """A finished build, which holds from `since` until before `until` (seconds; None for ever)."""

    inputs: Inputs
    since: float | None
    until: float | None
    output: str
    written: Stamps


def stamp_files(folders: Iterable[Path]) -> Stamps:
    """The stamps of all files and links below some folders."""
    found: Stamps = {}
    stack = [os.path.abspath(folder) for folder in folders]
    while stack:
        folder = stack.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            found[folder] = Stamp(-1, -1)
            continue
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                stack += [entry.path] if entry.name != "__pycache__" else []
            else:
                found[entry.path] = Stamp(status.st_size, status.st_mtime_ns)
    return found


def is_up_to_date(cache: Path, inputs: Inputs, output: Path) -> bool:
    """Whether the site in `output` is what a build with `inputs` would make."""
    try:
        built = msgspec.msgpack.decode(read_sealed(cache / _FILE), type=_Built)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return False
    before = built.inputs
    if (before.digest, built.output) != (inputs.digest, str(output.absolute())) or before.files != inputs.files:
        return False
    if (built.since is not None and inputs.now < built.since) or (
        built.until is not None and inputs.now >= built.until
    ):
        return False
    if any(found.time >= before.began - _MOMENT for found in before.files.values()):
        return False
    if find_workshop(output).exists():
        return False  # a killed build left something to put right
    return bool(built.written) and stamp_output(output) == built.written


def note_build(cache: Path, inputs: Inputs, turns: Iterable[float], output: Path, written: Stamps) -> None:
    """Keep what a finished build read and wrote. A folder that cannot be written costs time, not the result.

    `turns` are the moments (seconds since 1970) at which the clock alone makes another site, such as ends of embargoes.
    """
    turns = sorted(turns)
    since = max((turn for turn in turns if turn <= inputs.now), default=None)
    until = min((turn for turn in turns if turn > inputs.now), default=None)
    built = _Built(inputs, since, until, str(output.absolute()), written)
    write_sealed(cache / _FILE, msgspec.msgpack.encode(built))


def stamp_output(output: Path) -> Stamps:
    """The stamps of the files that are ours; one that is gone has none."""
    owned = read_owned(output)
    found = stamp_files([output])
    root = os.path.abspath(output)
    return {name: found[f"{root}/{name}"] for name in sorted(owned) if f"{root}/{name}" in found}
