"""A desk in a folder: its files as a machine edits them, and as they stand on disk with times that it chooses."""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.incremental.stock import (
    BRIEFINGS,
    CLOCK,
    REGISTRY,
    SETTINGS,
    TOPICS,
    Article,
    Configuration,
    Files,
    Rows,
    Value,
    make_files,
)

LONG_AGO = 1_400_000_000
"""Seconds since 1970; no two old files have the same time, so that size and time together tell any two apart."""

Stamp = tuple[bytes, int]
"""What stands in a file on disk, and since when, in nanoseconds."""


class Desk:
    """A desk's files: change `files`, then `save`. What is on disk follows."""

    def __init__(self, folder: Path, theme: str) -> None:
        self.folder, self.clock, self.number = folder, CLOCK, 0
        self.files: Files = make_files(theme)
        self.disk: dict[str, Stamp] = {}
        self._ticks = 0
        self.save()

    # What is there

    def find(self, prefix: str) -> list[str]:
        """Paths that begin so."""
        return sorted(path for path in self.files if path.startswith(prefix))

    def find_articles(self, prefix: str) -> list[str]:
        """Those of Markdown files that are not a mistake from end to end."""
        return [path for path in self.find(prefix) if isinstance(self.files[path], Article)]

    def article(self, path: str) -> Article:
        """A Markdown file."""
        found = self.files[path]
        assert isinstance(found, Article)
        return found

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The rows of a registry; there are none without its file."""
        found = self.files.get(f"{REGISTRY}{kind}.yml")
        return found.rows if isinstance(found, Rows) else []

    def ids(self, kind: str) -> list[str]:
        """Ids of one kind: `briefings`, `topics`, or one of the registries."""
        if kind == "topics":
            return [Path(path).stem for path in self.find_articles(TOPICS)]
        if kind == "briefings":
            return [find_id(path) for path in self.find_articles(BRIEFINGS)]
        return [row["id"] for row in self.rows(kind)]

    @property
    def settings(self) -> dict[str, Any]:
        """The settings; whoever changes them changes the file."""
        found = self.files[SETTINGS]
        assert isinstance(found, Configuration)
        return found.values

    def new_number(self) -> int:
        """A number that no other edit has had."""
        self.number += 1
        return self.number

    # On disk

    def save(self, *, is_fresh: bool = False) -> list[str]:
        """Bring the folder in line with `files`, and say what that touched. Fresh files have the time of the clock."""
        wanted = {path: render_value(value) for path, value in self.files.items()}
        changed = sorted(path for path in wanted if path not in self.disk or self.disk[path][0] != wanted[path])
        gone = sorted(self.disk.keys() - wanted.keys())
        for path in gone:
            (self.folder / path).unlink()
            del self.disk[path]
        for path in changed:
            self.write(path, wanted[path], None if is_fresh else self.next_time())
        return [*changed, *gone]

    def write(self, path: str, data: bytes, time: int | None) -> None:
        """Write one file; a time of None is the present."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path not in self.disk or self.disk[path][0] != data:
            target.write_bytes(data)
        if time is None:
            os.utime(target)
        else:
            os.utime(target, ns=(time, time))
        self.disk[path] = (data, target.stat().st_mtime_ns)

    def next_time(self) -> int:
        """A time long ago that no file has had."""
        self._ticks += 1
        return (LONG_AGO + self._ticks) * 1_000_000_000

    def keep(self) -> tuple[Files, dict[str, Stamp]]:
        """What is there, to `restore` it later."""
        return copy.deepcopy(self.files), dict(self.disk)

    def restore(self, kept: tuple[Files, dict[str, Stamp]], *, has_old_times: bool) -> None:
        """Bring back what was there: with the times that it had, or as somebody who types it again."""
        self.files = copy.deepcopy(kept[0])
        if not has_old_times:
            self.save(is_fresh=True)
            return
        for path in self.disk.keys() - kept[1].keys():
            (self.folder / path).unlink()
            del self.disk[path]
        for path, (data, time) in kept[1].items():
            if self.disk.get(path) != (data, time):
                self.write(path, data, time)

    def mend(self, paths: Iterable[str], kept: tuple[Files, dict[str, Stamp]], *, has_old_times: bool) -> None:
        """Bring back some files as they were, in place of what stands there; `save` does what is left to do."""
        files, disk = kept
        for path in paths:
            if path not in files:
                self.files.pop(path, None)
                continue
            self.files[path] = copy.deepcopy(files[path])
            if has_old_times:
                self.write(path, *disk[path])

    def digest(self) -> str:
        """A name for everything that decides about the site. Times of files do not."""
        found = hashlib.sha256(str(self.clock).encode())
        for path, (data, _) in sorted(self.disk.items()):
            found.update(f"\0{path}\0{len(data)}\0".encode() + data)
        return found.hexdigest()


def render_value(value: Value) -> bytes:
    """A file's bytes. Lists and mappings are written as JSON, which YAML reads."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, Configuration):
        return "".join(f"{key} = {item!r}\n" for key, item in value.values.items()).encode()
    if isinstance(value, Rows):
        return "".join(f"- {_to_json(row)}\n" for row in value.rows).encode() or b"[]\n"
    lines = [f"{key}: {_to_json(item)}\n" for key, item in value.front.items()]
    return f"---\n{''.join(lines)}---\n{value.body}".encode()


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def find_id(path: str) -> str:
    """The id of a briefing or topic by its file's name."""
    return Path(path).name.removesuffix(".md").replace(".", "-")
