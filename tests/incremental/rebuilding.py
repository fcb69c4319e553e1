"""Builds a desk again and again, and compares each time with a build of the same files from nothing."""

from __future__ import annotations

import difflib
import json
import os
import re
import select
import shutil
import subprocess
import sys
from collections import OrderedDict
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from tests.incremental.desk import Desk
from tests.incremental.stock import ROOT

PATIENCE = 300
"""Seconds for one build, on the slowest machine."""
_KEPT = 300
_SUMMARY = re.compile(r"^\d+ files written, .*\n", re.MULTILINE)

Digests = dict[str, bytes]
Times = dict[str, int]


class Built(NamedTuple):
    """What a build came to: exit code, problems, and what is in the output folder then."""

    code: int
    said: str
    tree: Digests


class Builder:
    """A process that builds on demand: see `tests/incremental/builder.py`."""

    def __init__(self) -> None:
        search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.incremental.builder"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.ask(door="forget")
        self.answer()  # a program that cannot be loaded shows here

    def ask(self, **request: Any) -> None:
        """Let it begin."""
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def answer(self) -> tuple[int, str]:
        """Exit code and problems."""
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        if not ready:
            self._process.kill()
            raise AssertionError(f"a build has not ended after {PATIENCE} seconds")
        line = self._process.stdout.readline()
        assert line, "the process that builds has ended"
        found = json.loads(line)
        return found["code"], _SUMMARY.sub("", found["said"])

    def end(self) -> None:
        """Let it go."""
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


class Rebuilding:
    """Two builders: one builds into the same folders every time, the other from nothing, which is right by definition.

    What the second made of the same files is remembered.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._subject, self._oracle = Builder(), Builder()
        self._known: OrderedDict[tuple[str, str], Built] = OrderedDict()
        kinds = "sequences", "edits", "builds", "failing builds", "mended after other edits", "builds from nothing"
        self.counts = dict.fromkeys(kinds, 0)

    def end(self) -> None:
        """Let both go."""
        self._subject.end()
        self._oracle.end()

    def describe(self) -> str:
        """How much was tried."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())

    def build(self, desk: Desk, jobs: int, *, has_no_exchange: bool = False) -> tuple[Built, Built]:
        """`briefings build`: what it came to, and what it comes to from nothing."""
        key, asked = self._ask_oracle(desk, "command")
        code, said = self._run(desk, jobs, has_no_exchange=has_no_exchange)
        return Built(code, said, digest_tree(desk.folder / "output")), self._hear_oracle(key, asked)

    def kill(self, desk: Desk, step: int, *, has_no_exchange: bool) -> int:
        """Kill a build before the n-th thing that it does to the file system; its exit code."""
        return self._run(desk, 1, has_no_exchange=has_no_exchange, dies_at=step)[0]

    def _run(self, desk: Desk, jobs: int, **more: Any) -> tuple[int, str]:
        arguments = ["build", "-o", "output", "--jobs", str(jobs)]
        self._subject.ask(door="command", folder=str(desk.folder), clock=desk.clock, arguments=arguments, **more)
        return self._subject.answer()

    def preview(self, desk: Desk) -> tuple[Built, Built]:
        """The same for a preview that has stayed in one process since `forget`."""
        key, asked = self._ask_oracle(desk, "preview")
        overrides = {"OUTPUT_PATH": str(desk.folder / "preview"), "BRIEFINGS_ALLOW_SHRINK": True, "BRIEFINGS_JOBS": 2}
        self._subject.ask(door="kept preview", folder=str(desk.folder), clock=desk.clock, overrides=overrides)
        code, said = self._subject.answer()
        return Built(code, said, digest_tree(desk.folder / "preview")), self._hear_oracle(key, asked)

    def forget(self) -> None:
        """End the process of the preview, as `briefings serve` does for other settings."""
        self._subject.ask(door="forget")
        self._subject.answer()

    def explain(self, desk: Desk, door: str, path: str, limit: int = 20) -> str:
        """How a file differs from what a build from nothing makes."""
        self._known.clear()
        key, asked = self._ask_oracle(desk, door, is_kept=True)
        self._hear_oracle(key, asked)
        ours = desk.folder / ("output" if door == "command" else "preview") / path
        texts = [_read_lines(file) for file in (self._folder / "site" / path, ours)]
        lines = difflib.unified_diff(*texts, "from nothing", "built again", lineterm="", n=0)
        return "\n".join(line[:300] for _, line in zip(range(limit), lines, strict=False))

    def _ask_oracle(self, desk: Desk, door: str, *, is_kept: bool = False) -> tuple[tuple[str, str], bool]:
        key = (door, desk.digest())
        if key in self._known:
            return key, False
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        site, cache = str(self._folder / "site"), str(self._folder / "cache")
        request: dict[str, Any] = {"door": door, "folder": str(desk.folder), "clock": desk.clock}
        if door == "command":
            request["arguments"] = ["build", "-o", site, "--jobs", "1", "-e", f"CACHE_PATH={cache}"]
        else:
            request["overrides"] = {"OUTPUT_PATH": site, "CACHE_PATH": cache, "BRIEFINGS_JOBS": 1}
        self._oracle.ask(**request)
        self.counts["builds from nothing"] += 1
        return key, True

    def _hear_oracle(self, key: tuple[str, str], asked: bool) -> Built:
        if asked:
            code, said = self._oracle.answer()
            self._known[key] = Built(code, said, digest_tree(self._folder / "site"))
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


def _read_lines(file: Path) -> list[str]:
    return file.read_text("utf-8", "replace").replace("><", ">\n<").splitlines() if file.is_file() else []


def list_tree(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(Path(root, name) for root, _, names in os.walk(folder) for name in names)


def digest_tree(folder: Path) -> Digests:
    """Every file below a folder by its path, as a digest of its bytes."""
    return {
        p.relative_to(folder).as_posix(): blake2b(p.read_bytes(), digest_size=12).digest() for p in list_tree(folder)
    }


def read_times(folder: Path) -> Times:
    """When each file below a folder was changed last, in nanoseconds."""
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in list_tree(folder)}
