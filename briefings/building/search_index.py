"""Makes the search index with Pagefind: of the pages that say they are searched, each time the same, once for each."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from briefings.building.publish import carry_pages
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.search_text import fold_text
from briefings.problems import Location, Problem
from briefings.views.search import BUNDLE

_MARK = b" data-pagefind-body"
"""What templates write where a page is to be searched; without it Pagefind would take everything for content."""
_ENTRY = "pagefind-entry.json"
_NEEDED = (
    "pagefind.js", "pagefind-worker.js", _ENTRY, "wasm.", "pagefind.", "fragment/", "index/", "filter/",
)  # fmt: skip
"""What our search page asks for. Pagefind's own pages are left out."""
_IN_TEXTS = (".ref", ".claim-mark__status", ".figure__credit")
"""What `views/prose.py` writes between the words of a text. All else is a theme's: it says `data-pagefind-ignore`."""
_PACKAGES = ("pagefind", "cbor2")
_KEPT = 2
"""How many indexes the cache holds: of this build, and of another output or setting."""
_WORKING = "search"
_VERSION = 3
"""Of what is made of the output of Pagefind."""


class IndexFailed(Exception):
    """Pagefind could not do its work; the message is its own."""


def find_missing_pagefind() -> Problem | None:
    """Note that Pagefind is not there, before any page is made."""
    try:
        for package in _PACKAGES:
            version(package)
    except PackageNotFoundError:
        hint = "Install it: `pip install 'briefings[search]'`. Or do without: `BRIEFINGS_SEARCH = False`."
        return Problem(
            "BRF-search", Location("settings"), "no Pagefind", "Pagefind, which makes the search index", hint
        )
    return None


def write_index(pages: Iterable[str], staging: Path, output: Path, cache: Path | None) -> Problem | None:
    """Add the index to a finished site. `pages` lie in `staging`, or as the last build left them in `output`.

    An index of the very same pages is taken from the cache.
    """
    searched = _find_searched(pages, staging, output)
    if not searched:
        return None
    key = _digest(searched)
    files = _read_kept(cache, key)
    if files is None:
        try:
            files = _run_pagefind(searched, staging, output)
        except (IndexFailed, OSError) as error:
            hint = "Nothing was published. Build without `--search`, or set `BRIEFINGS_SEARCH = False`, to go on."
            return Problem("BRF-search", Location(BUNDLE), str(error), "an index of all pages", hint)
        _keep(cache, key, files)
    for path, data in files.items():
        target = staging / BUNDLE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return None


def _find_searched(pages: Iterable[str], staging: Path, output: Path) -> dict[str, bytes]:
    """The digests of all pages that are to be searched, by path."""
    found = {}
    for path in sorted(path for path in pages if path.endswith(".html")):
        try:
            data = (staging / path).read_bytes()
        except FileNotFoundError:
            data = (output / path).read_bytes()
        if _MARK in data:
            found[path] = hashlib.blake2b(data, digest_size=16).digest()
    return found


def _digest(searched: Mapping[str, bytes]) -> str:
    text = msgspec.msgpack.encode((_VERSION, _IN_TEXTS, version("pagefind"), sorted(searched.items())))
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def _run_pagefind(searched: Iterable[str], staging: Path, output: Path) -> dict[str, bytes]:
    """Let Pagefind look at these pages and at no others. Raises `IndexFailed`, `OSError`.

    It looks at the folded pages, and once more at those that folding changed: passages show them as they are.
    """
    from briefings.building.stable_index import restore_pages, settle_index

    folder = staging.with_name(_WORKING)
    site, plain = folder / "site", folder / "plain"
    plain.mkdir(parents=True)
    staged = {path for path in searched if (staging / path).is_file()}
    carry_pages(sorted(staged), staging, site)
    carry_pages(sorted(set(searched) - staged), output, site)
    try:
        changed = _fold_pages(searched, site, plain)
        files = _call_pagefind(folder, site)
        if changed:
            files = restore_pages(files, _call_pagefind(folder, plain))
        return settle_index(files)
    except (ValueError, LookupError) as error:
        raise IndexFailed(f"Pagefind {version('pagefind')} wrote something else than expected: {error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fold_pages(searched: Iterable[str], site: Path, plain: Path) -> bool:
    """Write folded pages in the place of those that folding changes, which go to `plain`; whether there are any."""
    changed = False
    for path in sorted(searched):
        text = (site / path).read_bytes().decode()
        folded = fold_text(text)
        if folded != text:
            changed = True
            (plain / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).rename(plain / path)
            (site / path).write_bytes(folded.encode())
    return changed


def _call_pagefind(folder: Path, site: Path) -> dict[str, bytes]:
    """Run the program; gives the files that our page needs. It reads settings of its own: here there are none."""
    index = folder / f"{site.name}-index"
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(index), "--silent"]
    command += ["--exclude-selectors", ", ".join(_IN_TEXTS)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(  # noqa: S603 - the program is the one that is installed beside us
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise IndexFailed(f"Pagefind failed: {said[-1] if said else f'exit code {done.returncode}'}")
    if not (index / _ENTRY).is_file():
        raise IndexFailed("Pagefind wrote no index")
    found = {path.relative_to(index).as_posix(): path for path in sorted(index.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.startswith(_NEEDED)}


def _read_kept(cache: Path | None, key: str) -> dict[str, bytes] | None:
    if cache is None:
        return None
    file = cache / _WORKING / key
    try:
        files = msgspec.msgpack.decode(read_sealed(file), type=dict[str, bytes])
        os.utime(file)
    except (OSError, msgspec.DecodeError):
        return None
    return files


def _keep(cache: Path | None, key: str, files: dict[str, bytes]) -> None:
    """Keep an index, and give up those that were not used for longest."""
    if cache is None:
        return
    folder = cache / _WORKING
    write_sealed(folder / key, msgspec.msgpack.encode(files))
    with suppress(OSError):
        old = [entry for entry in os.scandir(folder) if len(entry.name) == len(key) and entry.is_file()]
        old.sort(key=lambda entry: (entry.stat().st_mtime_ns, entry.name), reverse=True)
        for entry in old[_KEPT:]:
            os.unlink(entry.path)
