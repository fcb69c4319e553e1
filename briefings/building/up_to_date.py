"""Tells whether a site is built already: nothing that went into it has changed, and nothing of it has been touched.

After a build, the stamps (size and time) of everything that it read and wrote are kept. When all of them are still the
same, there is nothing to do. In doubt the answer is no: to build again is always right.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from briefings.building.manifest import read_owned
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.store import Stamp
from briefings.building.workshop import find_workshop
from briefings.problems import Problem, Severity

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
    """A finished build, which holds from `since` until before `until` (seconds; None for ever).

    `warnings` were told after it; `has_notes` is whether there are notes too, as far as that is known.
    """

    inputs: Inputs
    since: float | None
    until: float | None
    output: str
    written: Stamps
    warnings: tuple[Problem, ...]
    has_notes: bool


class Changes(msgspec.Struct, frozen=True):
    """What lies between a finished build and now: the files that have changed, and what that build had to tell."""

    files: set[str]
    warnings: tuple[Problem, ...]
    has_notes: bool


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


def find_changes(cache: Path, inputs: Inputs, output: Path) -> Changes | None:
    """What has changed since the site in `output` was built; no file: it is what a build would make.

    None where that cannot be told: other settings, another output, a site that somebody has touched. A file that
    changed so shortly before the last build that it may have changed again counts as changed.
    """
    try:
        built = msgspec.msgpack.decode(read_sealed(_find_file(cache, output)), type=_Built)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    before = built.inputs
    if (before.digest, built.output) != (inputs.digest, str(output.absolute())):
        return None
    if (built.since is not None and inputs.now < built.since) or (
        built.until is not None and inputs.now >= built.until
    ):
        return None
    if find_workshop(output).exists() or not built.written or stamp_output(output) != built.written:
        return None
    changed = {path for path, _ in before.files.items() ^ inputs.files.items()}
    changed.update(path for path, found in before.files.items() if found.time >= before.began - _MOMENT)
    return Changes(changed, built.warnings, built.has_notes)


def _find_file(cache: Path, output: Path) -> Path:
    return cache / f"built-{name_output(output)}.msgpack"


def note_build(
    cache: Path, inputs: Inputs, turns: Iterable[float], output: Path, written: Stamps, problems: Iterable[Problem]
) -> None:
    """Keep what a finished build read, wrote and found. A folder that cannot be written costs time, not the result.

    `turns` are the moments (seconds since 1970) at which the clock alone makes another site, such as ends of embargoes.
    """
    problems = tuple(problems)
    warnings = tuple(problem for problem in problems if problem.severity is not Severity.NOTE)
    turns = sorted(turns)
    since = max((turn for turn in turns if turn <= inputs.now), default=None)
    until = min((turn for turn in turns if turn > inputs.now), default=None)
    has_notes = len(warnings) < len(problems)
    built = _Built(inputs, since, until, str(output.absolute()), written, warnings, has_notes)
    write_sealed(_find_file(cache, output), msgspec.msgpack.encode(built))


def note_edits(cache: Path, inputs: Inputs, output: Path, written: Stamps) -> None:
    """Take in that the site was brought up to date after edits that move no turn. There may be notes about them."""
    try:
        built = msgspec.msgpack.decode(read_sealed(_find_file(cache, output)), type=_Built)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return
    built = msgspec.structs.replace(built, inputs=inputs, written=written, has_notes=True)
    write_sealed(_find_file(cache, output), msgspec.msgpack.encode(built))


def name_output(output: Path) -> str:
    """What distinguishes this output in a cache that several share."""
    return hashlib.blake2b(os.fsencode(output.absolute()), digest_size=6).hexdigest()


def stamp_output(output: Path) -> Stamps:
    """The stamps of the files that are ours; one that is gone has none."""
    owned = read_owned(output)
    found = stamp_files([output])
    root = os.path.abspath(output)
    return {name: found[f"{root}/{name}"] for name in sorted(owned) if f"{root}/{name}" in found}
