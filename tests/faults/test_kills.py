"""Whenever a build is killed, the old or the new site is whole, and the next build equals one from nothing.

First at every single thing that publishing does to the file system; then whole builds of a real site at random moments.
`KILLS=100` asks for more of those.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefings.building.manifest import MANIFEST, encode_manifest

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


def _publish(folder: Path, way: str, fatal: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / "dying_publish.py"), str(folder), way, str(fatal)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def _tree(files: dict[str, str]) -> Tree:
    return {path: text.encode() for path, text in {**files, **THEIRS}.items()}


def _without_manifest(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if path != MANIFEST and not path.startswith(".briefings.next/")}


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "journal"])
def test_killed_before_any_single_thing_that_publishing_does(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "site"
    _prepare(folder)
    steps = int(_publish(folder, way, 0).stdout)
    assert steps > 40
    assert _without_manifest(read_tree(folder / "output")) == _tree(NEW)
    seen = set()
    for fatal in range(1, steps + 1):
        _prepare(folder)
        assert _publish(folder, way, fatal).returncode == -signal.SIGKILL
        found = _without_manifest(read_tree(folder / "output"))
        if way == "exchange":
            assert found in (_tree(OLD), _tree(NEW)), f"step {fatal}: neither site is whole"
        else:
            _check_mixture(found, fatal)
        seen.add("new" if found == _tree(NEW) else "old" if found == _tree(OLD) else "mixed")
        assert _publish(folder, way, 0).returncode == 0
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


def _start_build(desk: Path, output: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "briefings", "build", "-q", "-o", output]
    return subprocess.Popen(command, cwd=desk, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _build(desk: Path, output: str) -> tuple[Tree, float]:
    begin = time.monotonic()
    process = _start_build(desk, output)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()
    return read_tree(desk / output), time.monotonic() - begin


@pytest.mark.slow
def test_killed_at_random_moments(root: Path, tmp_path: Path, run_briefings: Callable[..., object]) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(root / "tests/fixtures/tiny", desk)
    page = desk / "content/briefings/2021-05-09-survey.md"
    texts = (page.read_text("utf-8"), page.read_text("utf-8") + "\nA sentence was added.\n")
    sites: list[Tree] = []
    for number, text in enumerate(texts):
        page.write_text(text, "utf-8")
        tree, lasted = _build(desk, f"clean-{number}")
        sites.append(tree)
    assert sites[0] != sites[1]
    page.write_text(texts[0], "utf-8")
    _build(desk, "output")
    dice = random.Random(2021)
    for kill in range(KILLS):
        page.write_text(texts[(kill + 1) % 2], "utf-8")
        process = _start_build(desk, "output")
        time.sleep(dice.uniform(0.1, 1.1) * lasted)  # the moment of the kill is what is tried here
        process.kill()
        process.communicate(timeout=60)
        assert read_tree(desk / "output") in sites, f"kill {kill}: neither site is whole"
        assert _build(desk, "output")[0] == sites[(kill + 1) % 2], f"kill {kill}: not repaired"
    assert sorted(p.name for p in desk.iterdir() if p.name.startswith(".")) == [".briefings"]
