"""Files of the cache, sealed with a key of this machine's user: what somebody else wrote or changed is not believed.

The cache lies beside the content, where a stranger's pull request may put a file too. Its text ends up in pages, so it
must be our own. The key stands outside of the checkout; a CI that keeps the cache between machines names one in
`BRIEFINGS_STORE_KEY`, as a secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

_VARIABLE = "BRIEFINGS_STORE_KEY"
_SIZE = 32
_NOTICE = "Signature: 8a477f597d28d172789f06886806bc55\n# What `briefings` has read before. It can be deleted.\n"


def read_sealed(file: Path) -> bytes:
    """What we wrote into a file of the cache. Raises `OSError` where there is no such file, or none of ours."""
    key = _find_key()
    descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    with open(descriptor, "rb") as opened:
        seal, data = opened.read(_SIZE), opened.read()
    if not key or not hmac.compare_digest(seal, _make_seal(key, file.name, data)):
        raise OSError(f"{file} was not written by this user under this name")
    return data


def write_sealed(file: Path, data: bytes) -> None:
    """Write a file of the cache in one step, or not at all: that costs time, and not the result."""
    key = _find_key()
    with suppress(OSError):
        if not key or file.parent.is_symlink():
            return
        make_folder(file.parent)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(_make_seal(key, file.name, data))
                opened.write(data)
            os.replace(name, file)
        except OSError:
            os.unlink(name)
            raise


def _make_seal(key: bytes, name: str, data: bytes) -> bytes:
    """Of the name too, which says what the file is for: one of ours that stands in the place of another is none."""
    seal = hashlib.blake2b(name.encode() + b"\0", key=key, digest_size=_SIZE)
    seal.update(data)
    return seal.digest()


def _find_key() -> bytes:
    """The key of this user; empty where none can be kept, and then nothing is believed."""
    given = os.environ.get(_VARIABLE, "")
    if given:
        return hashlib.blake2b(given.encode("utf-8", "surrogateescape"), digest_size=_SIZE).digest()
    base = os.environ.get("XDG_STATE_HOME", "") or os.path.expanduser("~/.local/state")
    file = Path(base) / "briefings" / "store.key"
    with suppress(OSError):
        key = file.read_bytes()
        return key if len(key) == _SIZE else b""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as opened:
            key = secrets.token_bytes(_SIZE)
            opened.write(key)
        return key
    return b""


def make_folder(folder: Path) -> None:
    """Make the folder of a cache, marked as one (bford.info/cachedir)."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text("*\n")
        (folder / "CACHEDIR.TAG").write_text(_NOTICE)
