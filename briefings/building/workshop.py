"""The folder in which a site is built before it is put in place: one for each output, and one build in it at a time.

For `site/output` it is `site/.output.briefings`. It is there while a build runs; what a killed build left in it is put
right by the next one, which holds the lock.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefings.building.journal import finish_journal
from briefings.building.swap import UNFINISHED, empty_old_site

_LOCK, _NEXT = "lock", "next"


class OutputLocked(Exception):
    """Another build is at work on the same output; `owner` says which, as far as it has said so itself."""

    def __init__(self, output: Path, owner: str) -> None:
        super().__init__(f"{output} is locked by {owner or 'another build'}")
        self.output, self.owner = output, owner


def find_workshop(output: Path) -> Path:
    """Where the workshop of an output lies: beside it; inside it, where nothing may be written beside it."""
    real = Path(os.path.realpath(output))
    beside = real.parent / f".{real.name}.briefings"
    is_mounted = os.path.ismount(real)
    may_write = os.access(real.parent, os.W_OK | os.X_OK) or not real.parent.exists()
    return real / ".briefings.next" if real.is_dir() and (is_mounted or not may_write) else beside


@contextmanager
def open_workshop(output: Path) -> Iterator[Path]:
    """An empty folder to build the site for `output` in; gone at the end, whatever happens.

    First puts right what a killed build left. Raises `OutputLocked` while another build holds the lock, and `OSError`.
    """
    workshop = find_workshop(output)
    lock = _take_lock(workshop, output)
    try:
        _repair(workshop, output)
        staging = workshop / _NEXT
        (workshop / UNFINISHED).touch()
        staging.mkdir()
        yield staging
    finally:
        # Files that are still here belong to nobody; what cannot be removed now, the next build removes.
        with suppress(OSError):
            _repair(workshop, output)
            (workshop / _LOCK).unlink()
            workshop.rmdir()
        os.close(lock)


def _take_lock(workshop: Path, output: Path) -> int:
    """The open lock file, which the system unlocks when this process ends, however it ends."""
    while True:
        workshop.mkdir(parents=True, exist_ok=True)
        path = workshop / _LOCK
        try:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        except FileNotFoundError:
            continue  # the build before us has just removed the folder
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(lock, 200, 0).decode("utf-8", "replace").strip()
            os.close(lock)
            raise OutputLocked(output, owner) from None
        if _is_same_file(lock, path):
            try:
                os.ftruncate(lock, 0)
                os.pwrite(lock, f"process {os.getpid()}\n".encode(), 0)
            except OSError:  # a full disk: whoever tries again must not find it locked by us
                os.close(lock)
                raise
            return lock
        os.close(lock)  # we have locked a file that its owner has removed meanwhile


def _is_same_file(lock: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), path.lstat())
    except FileNotFoundError:
        return False


def _repair(workshop: Path, output: Path) -> None:
    """Finish what a journal promised, save what is not ours out of an old site, and remove the rest."""
    finish_journal(workshop, output)
    empty_old_site(workshop / _NEXT, output)
    for entry in workshop.iterdir():
        if entry.name != _LOCK:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
