"""Brings an index of Pagefind into one order, and its pages to their own letters.

Pagefind writes what readers choose by in another order every time. Its files are CBOR (RFC 8949) behind a mark,
in gzip. A file is called by a digest of what it holds, and others name it: the lists of values, the list of a
language's files, and the list of languages.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

import cbor2
import msgspec

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_LISTED, _FILTERS = 1, 3
"""Where the list of a language's files has its pages, and the files of its filters."""
_PAGES = "fragment/"


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


def restore_pages(files: dict[str, bytes], plain: dict[str, bytes]) -> dict[str, bytes]:
    """The index `files`, which shows pages as another index, `plain`, does. Raises as `settle_index` does."""
    shown = {page["url"]: page for name, data in plain.items() if name.startswith(_PAGES) for page in [_read(data)]}
    entry, restored = msgspec.json.decode(files[ENTRY]), dict(files)
    for part in entry["languages"].values():
        name = f"pagefind.{part['hash']}.pf_meta"
        meta = _unpack(files[name])
        for listed in meta[_LISTED]:
            path = f"{_PAGES}{listed[0]}.pf_fragment"
            page = _read(files[path])
            found = shown.get(page["url"])
            # Places of words are counted: a page whose words were joined or split would be marked at others.
            if found and len(found["content"].split()) == len(page["content"].split()):
                data = msgspec.json.encode(found, order="sorted")
                listed[0] = _name(listed[0].partition("_")[0], data)
                del restored[path]
                restored[f"{_PAGES}{listed[0]}.pf_fragment"] = gzip.compress(_MARK + data, mtime=0)
        restored[name] = _pack(meta)
    return restored


def _read(data: bytes) -> dict[str, Any]:
    return msgspec.json.decode(gzip.decompress(data).removeprefix(_MARK), type=dict[str, Any])


def _unpack(data: bytes) -> Any:
    text = gzip.decompress(data)
    if not text.startswith(_MARK):
        raise ValueError("not a file of Pagefind's")
    return cbor2.loads(text[len(_MARK) :])


def _pack(value: Any) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(value), mtime=0)


def _name(language: str, data: bytes) -> str:
    return f"{language}_{hashlib.blake2b(data, digest_size=5).hexdigest()}"
