"""Files that were dear to make, kept in the cache by a digest of what they were made of."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from briefings.building.sealed import read_sealed, write_sealed

_FACTOR = 2
"""So many times as many files are kept as one build uses: other settings, other outputs may want theirs."""
_SPARE = 64


class KeptFiles:
    """A folder of the cache, or none: then nothing is kept. What is found there was written by this user (`sealed`)."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, key: bytes) -> bytes | None:
        """What was kept under a key."""
        if self._folder is None:
            return None
        file = self._place(self._folder, key)
        try:
            data = read_sealed(file)
            os.utime(file)
        except OSError:
            return None
        return data

    def put(self, key: bytes, data: bytes) -> None:
        """Keep something. A folder that cannot be written costs time, not the result."""
        if self._folder is not None:
            write_sealed(self._place(self._folder, key), data)

    def _place(self, folder: Path, key: bytes) -> Path:
        return folder / hashlib.blake2b(key, digest_size=16).hexdigest()

    def tidy(self, used: int) -> None:
        """Remove what was not used for longest, where there is much more than the `used` files of this build."""
        if self._folder is None:
            return
        with suppress(OSError):
            files = [entry for entry in os.scandir(self._folder) if len(entry.name) == 32 and entry.is_file()]
            files.sort(key=lambda entry: (entry.stat().st_mtime_ns, entry.name), reverse=True)
            for entry in files[_FACTOR * used + _SPARE :] if used else files:
                os.unlink(entry.path)
