"""Puts a site in place file by file, where folders cannot be exchanged: a journal says what is to be done.

Everything that it names lies ready when it is written. From then on the way leads forward only: whoever opens the
workshop next, after a kill, goes on where it stopped. Each file is replaced in one step; pages that go, go last.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import msgspec

from briefings.building.manifest import MANIFEST, encode_manifest, is_inside, read_owned

_JOURNAL, _READY = "journal", "ready"


class Journal(msgspec.Struct, frozen=True):
    """What is to be done: files to put in place, in their order, and files to remove."""

    place: tuple[str, ...]
    remove: tuple[str, ...]


def place_files(staging: Path, output: Path, files: list[str], changed: list[str]) -> None:
    """Put the `changed` ones of the `files` in `staging` in place, and remove others of ours. Raises `OSError`."""
    workshop = staging.parent
    before = read_owned(output)
    output.mkdir(parents=True, exist_ok=True)
    # Both lists, until all is done: whatever happens, no file of ours is taken for somebody else's.
    (staging / MANIFEST).write_bytes(encode_manifest(before.union(files)))
    ready = workshop / _READY
    ready.write_bytes(encode_manifest(files))
    journal = Journal((MANIFEST, *sorted(changed)), tuple(sorted(before.difference(files))))
    fresh = workshop / f"{_JOURNAL}.new"
    fresh.write_bytes(msgspec.json.encode(journal))
    os.replace(fresh, workshop / _JOURNAL)
    finish_journal(workshop, output)


def finish_journal(workshop: Path, output: Path) -> None:
    """Do what the journal of a workshop says, from wherever it stopped. Without a journal, nothing is to be done."""
    path = workshop / _JOURNAL
    try:
        journal = msgspec.json.decode(path.read_bytes(), type=Journal)
    except FileNotFoundError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError):
        path.unlink()  # it was never written whole, so nothing of it was done
        return
    # A file of ours may become a folder, or the other way round: what is in the way goes first.
    blocking = [name for name in journal.remove if _is_in_the_way(name, journal.place)]
    for name in blocking:
        _remove(output, name)
    for name in journal.place:
        _place(workshop / "next" / name, output / name)
    for name in journal.remove:
        _remove(output, name)
    _place(workshop / _READY, output / MANIFEST)
    path.unlink()


def _is_in_the_way(name: str, place: tuple[str, ...]) -> bool:
    return any(other.startswith(name + "/") or name.startswith(other + "/") for other in place)


def _place(source: Path, target: Path) -> None:
    """Move a file into place in one step. One that is not there any more was moved before the kill."""
    if not source.is_file():
        return
    if target.is_dir() and not target.is_symlink():
        target.rmdir()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = target.with_name(f".{target.name}.new")
        fresh.unlink(missing_ok=True)
        shutil.copy2(source, fresh)
        os.replace(fresh, target)
        source.unlink()


def _remove(output: Path, name: str) -> None:
    """Remove a stale file of ours and the folders that it leaves empty, unless its path leads out of the output."""
    target = output / name
    root = os.path.realpath(output)
    if not is_inside(name) or os.path.realpath(target.parent) != os.path.join(root, os.path.dirname(name)).rstrip("/"):
        return
    if not (target.is_file() or target.is_symlink()):
        return
    target.unlink()
    for folder in target.parents:
        if folder == output or not _remove_empty(folder):
            break


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
