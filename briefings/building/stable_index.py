"""Brings an index of Pagefind into one order: it writes what readers choose by in another one every time.

Its files are CBOR (RFC 8949) behind a mark, in gzip. A file is called by a digest of what it holds, and others name it:
the lists of values, the list of a language's files, and the list of languages.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

import cbor2
import msgspec

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_FILTERS = 3
"""Where the list of a language's files has those of its filters."""


def settle_index(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same index in one order. Raises `ValueError` for one that is not written as Pagefind 1.5 does."""
    entry = msgspec.json.decode(files[ENTRY])
    settled = {name: data for name, data in files.items() if not name.endswith((".pf_meta", ".pf_filter"))}
    for language, part in sorted(entry["languages"].items()):
        meta = _unpack(files[f"pagefind.{part['hash']}.pf_meta"])
        for pair in meta[_FILTERS]:
            name, values = _unpack(files[f"filter/{pair[1]}.pf_filter"])
            data = _pack([name, sorted(values)])
            pair[1] = _name(language, data)
            settled[f"filter/{pair[1]}.pf_filter"] = data
        meta[_FILTERS].sort()
        data = _pack(meta)
        part["hash"] = _name(language, data)
        settled[f"pagefind.{part['hash']}.pf_meta"] = data
    settled[ENTRY] = msgspec.json.encode(entry, order="sorted")
    return settled


def _unpack(data: bytes) -> Any:
    text = gzip.decompress(data)
    if not text.startswith(_MARK):
        raise ValueError("not a file of Pagefind's")
    return cbor2.loads(text[len(_MARK) :])


def _pack(value: Any) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(value), mtime=0)


def _name(language: str, data: bytes) -> str:
    return f"{language}_{hashlib.blake2b(data, digest_size=5).hexdigest()}"
