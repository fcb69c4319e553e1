"""Whenever a build is killed, the old or the new site is whole, and the next build equals one from nothing.

First at every single thing that publishing does to the file system; then whole builds of a real site at random moments.
`KILLS=100` asks for more of those.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefings.building.manifest import MANIFEST, encode_manifest
from tests.incremental.rebuilding import Builder

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
KILLS = int(os.environ.get("KILLS", "12"))
Tree = dict[str, bytes]

OLD = {"index.html": "old home", "same.html": "same", "gone/index.html": "gone", "shape": "a file", "form/a.html": "x"}
NEW = {"index.html": "new home", "same.html": "same", "come/index.html": "come", "shape/a.html": "y", "form": "a file"}
THEIRS = {"CNAME": "desk.example", "gone/notes.txt": "mine", ".git/HEAD": "ref"}


def read_tree(folder: Path) -> Tree:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def _prepare(folder: Path) -> None:
    """A published site with files of somebody else in it, and the files of the next one."""
    shutil.rmtree(folder, ignore_errors=True)
    _write(folder / "output", {**OLD, **THEIRS})
    (folder / "output" / MANIFEST).write_bytes(encode_manifest(OLD))
    _write(folder / "new", NEW)


@pytest.fixture
def publish() -> Iterator[Callable[..., tuple[int, int]]]:
    """Publish, and die before the n-th thing: gives the exit code, and how many things were done if none was fatal."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(HERE / "dying_publish.py")]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def publish(folder: Path, way: str, fatal: int) -> tuple[int, int]:
            process.stdin.write(json.dumps([str(folder), way, fatal]).encode() + b"\n")
            process.stdin.flush()
            code, done = json.loads(process.stdout.readline())
            return code, done

        yield publish
        process.stdin.close()


def _tree(files: dict[str, str]) -> Tree:
    return {path: text.encode() for path, text in {**files, **THEIRS}.items()}


def _without_manifest(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if path != MANIFEST and not path.startswith(".briefings.next/")}


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "journal"])
def test_killed_before_any_single_thing_that_publishing_does(
    tmp_path: Path, publish: Callable[..., tuple[int, int]], way: str
) -> None:
    folder = tmp_path / "site"
    _prepare(folder)
    code, steps = publish(folder, way, 0)
    assert code == 0
    assert steps > 40
    assert _without_manifest(read_tree(folder / "output")) == _tree(NEW)
    seen = set()
    for fatal in range(1, steps + 1):
        _prepare(folder)
        assert publish(folder, way, fatal) == (-signal.SIGKILL, 0)
        found = _without_manifest(read_tree(folder / "output"))
        if way == "exchange":
            assert found in (_tree(OLD), _tree(NEW)), f"step {fatal}: neither site is whole"
        else:
            _check_mixture(found, fatal)
        seen.add("new" if found == _tree(NEW) else "old" if found == _tree(OLD) else "mixed")
        assert publish(folder, way, 0)[0] == 0
        assert _without_manifest(read_tree(folder / "output")) == _tree(NEW), f"step {fatal}: not repaired"
        assert sorted(path.name for path in folder.iterdir()) == ["new", "output"]
    assert {"old", "new"} <= seen


def _check_mixture(found: Tree, fatal: int) -> None:
    """File by file, each one is whole, old or new; what both sites have is always there, and so is what is not ours."""
    old, new = _tree(OLD), _tree(NEW)
    for path, data in found.items():
        assert data in (old.get(path), new.get(path)), f"step {fatal}: {path} is neither old nor new"
    lost = (old.keys() & new.keys()) - found.keys()
    assert not lost, f"step {fatal}: {lost} missing"


@pytest.fixture
def builder() -> Iterator[Builder]:
    """Builds in copies of one process: a kill then falls into the build, and not into the start of Python."""
    builder = Builder()
    yield builder
    builder.end()


def _build(builder: Builder, desk: Path, output: str, **request: float) -> int:
    arguments = ["build", "-q", "-o", output, "--jobs", "1"]
    clock = int(os.environ["SOURCE_DATE_EPOCH"])
    builder.ask(door="command", folder=str(desk), clock=clock, arguments=arguments, **request)
    code, said = builder.answer()
    assert code == 0 or (request and code < 0), said
    return code


@pytest.mark.slow
def test_killed_at_random_moments(root: Path, tmp_path: Path, builder: Builder) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(root / "tests/fixtures/tiny", desk)
    page = desk / "content/briefings/2021-05-09-survey.md"
    texts = (page.read_text("utf-8"), page.read_text("utf-8") + "\nA sentence was added.\n")
    sites: list[Tree] = []
    for number, text in enumerate(texts):
        page.write_text(text, "utf-8")
        _build(builder, desk, f"clean-{number}")
        sites.append(read_tree(desk / f"clean-{number}"))
    assert sites[0] != sites[1]
    page.write_text(texts[0], "utf-8")
    _build(builder, desk, "output")
    page.write_text(texts[1], "utf-8")
    begin = time.monotonic()
    _build(builder, desk, "output")
    lasted = time.monotonic() - begin
    dice, killed = random.Random(2021), 0
    for kill in range(KILLS):
        page.write_text(texts[kill % 2], "utf-8")
        killed += _build(builder, desk, "output", dies_after=dice.uniform(0.05, 1.1) * lasted) < 0
        assert read_tree(desk / "output") in sites, f"kill {kill}: neither site is whole"
        assert _build(builder, desk, "output") == 0
        assert read_tree(desk / "output") == sites[kill % 2], f"kill {kill}: not repaired"
    assert killed, "no kill came before the end of its build"
    assert sorted(p.name for p in desk.iterdir() if p.name.startswith(".")) == [".briefings"]
