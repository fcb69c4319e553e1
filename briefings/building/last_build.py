"""The last build of an output: what its pages were made from, and how its files lay there when it ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from briefings.building.pages_made import Put, Record
from briefings.building.sealed import make_folder, read_sealed, write_sealed
from briefings.building.shelf import Shelf
from briefings.building.store import Stamp
from briefings.building.up_to_date import name_output, stamp_output

_OUTPUTS = 4
"""For so many outputs something is kept in one cache."""


def find_spare(cache: Path, output: Path) -> Path:
    """Where the site before the last one is kept (`building.spare`)."""
    return cache / f"spare-{name_output(output)}"


def _find_file(cache: Path, output: Path) -> Path:
    return cache / f"pages-{name_output(output)}.msgpack"


class LastBuild(msgspec.Struct, frozen=True):
    """The record of a build, the output that it wrote, and the stamps of the files that it left there.

    `shelf` is where the parts of the site lie. `pages` and `static_paths` are files of the content folder; `read` has
    the digests of those that were read, since other runs may have read them again.
    """

    record: Record
    output: str = ""
    stamps: Mapping[str, Stamp] = {}
    shelf: str = ""
    pages: tuple[str, ...] = ()
    static_paths: frozenset[str] = frozenset()
    read: Mapping[str, bytes] = {}

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
    open_shelf(cache, build, output).tidy()
    _forget_others(cache)


def _forget_others(cache: Path) -> None:
    """Remove what is kept for outputs that were not built for longest: whoever builds into new folders has many."""
    with suppress(OSError):
        newest = sorted(cache.glob("pages-*.msgpack"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for name in (path.stem.removeprefix("pages-") for path in newest[_OUTPUTS:]):
            shutil.rmtree(cache / f"spare-{name}", ignore_errors=True)
            for path in (*cache.glob(f"*-{name}.msgpack"), *cache.glob(f"parts-{name}-*.bin")):
                path.unlink()


def open_shelf(cache: Path, build: LastBuild, output: Path) -> Shelf:
    """The shelf on which the parts of the site of a build lie."""
    return Shelf(cache, f"parts-{name_output(output)}", build.shelf)


@contextmanager
def keep_parts(cache: Path | None, last: LastBuild, output: Path) -> Iterator[tuple[str, Put | None]]:
    """Where the parts of a new site are kept: the name of the shelf, and what puts them there. None for nowhere.

    What the last build kept stays where it is, unless most of the shelf is of no use any more.
    """
    shelf = open_shelf(cache, last, output) if cache else None
    stack, put = ExitStack(), None
    if shelf is not None and cache is not None:
        if shelf.is_wasteful([place for place in last.record.places if place]):
            shelf.name, last.record.places = "", [None] * len(last.record.names)
        with suppress(OSError):
            make_folder(cache)
            put = stack.enter_context(shelf.open())
    try:
        yield (shelf.name if shelf and put else ""), put
    finally:
        with suppress(OSError):  # a full disk: what is not there is missed when it is read, and not before
            stack.close()
