"""A build that is interrupted, or whose workers die: it ends, says why, and leaves the old site and no process."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("disturbed_build.py")
NAMES = ("gate", "lamp", "mast", "pier", "quay", "rope")
TEXT = "---\ntitle: The {name}\ndate: 2021-03-02\ntopics: [harbour]\n---\n\n{body}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory, run_briefings):
    """A site that is built; tests take a copy."""
    folder = tmp_path_factory.mktemp("built") / "desk"
    (folder / "content/topics").mkdir(parents=True)
    (folder / "notes").mkdir()
    write_all(folder, "First.")
    result = run_briefings("build", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def desk(tmp_path, built):
    """A site that is built, and whose next build has to read and make everything."""
    folder = shutil.copytree(built, tmp_path / "desk")
    write_all(folder, "Second.")
    return folder


def write_all(folder, body):
    for name in NAMES:
        (folder / f"content/{name}.md").write_text(TEXT.format(name=name, body=body))
    (folder / "content/topics/harbour.md").write_text(f"---\nid: harbour\ntitle: Harbour\n---\n\n{body}\n")


def read_tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def start_build(folder, event, stage):
    command = [sys.executable, DRIVER, event, stage, folder / "notes", "build", "-j", "2", "-e", "SITENAME=Other"]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(DRIVER.parents[3])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_hanging(process, folder):
    while not os.listdir(folder / "notes"):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.005)


def find_end(process):
    """Exit code, standard output and error. They are closed, and this ends, when no process holds them any more."""
    try:
        out, err = process.communicate(timeout=60)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, out, err


@pytest.mark.parametrize("stage", ["reading", "making"])
@pytest.mark.parametrize(
    ("send", "number"),
    [(os.kill, signal.SIGINT), (os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["to the build", "to all its processes, as a terminal does", "as a CI cancels a job"],
)
def test_interrupt_stops_a_build_that_would_never_end(desk, stage, number, send, list_tree):
    before, tree = read_tree(desk / "output"), list_tree(desk.parent)
    with start_build(desk, "hang", stage) as process:
        wait_for_hanging(process, desk)
        send(process.pid, number)
        code, out, err = find_end(process)
    assert (code, out) == (128 + number, "")
    assert err.endswith("Aborted!\n")
    assert "Traceback" not in err
    assert read_tree(desk / "output") == before
    assert [path for path in list_tree(desk.parent) if "notes/" not in path and ".briefings/" not in path] == [
        path for path in tree if "notes/" not in path and ".briefings/" not in path
    ]


@pytest.mark.parametrize(
    ("stage", "work"), [("reading", "read quay.md"), ("making", r"made \S+\.html quay")], ids=["reading", "making"]
)
def test_worker_that_dies_is_reported_with_what_it_was_at(desk, stage, work):
    before = read_tree(desk / "output")
    with start_build(desk, "die", stage) as process:
        code, out, err = find_end(process)
    assert (code, out) == (2, "")
    assert re.search(rf"^A worker process died while it {work}; try `--jobs 1`\.$", err, re.MULTILINE), err
    assert "Traceback" not in err
    assert read_tree(desk / "output") == before


def test_build_after_an_interrupted_one_equals_one_from_nothing(desk, run_briefings):
    with start_build(desk, "hang", "making") as process:
        wait_for_hanging(process, desk)
        os.kill(process.pid, signal.SIGINT)
        find_end(process)
    assert run_briefings("build", cwd=desk).returncode == 0
    assert run_briefings("build", "-o", "clean", "-e", "CACHE_PATH=fresh", cwd=desk).returncode == 0
    assert read_tree(desk / "output") == read_tree(desk / "clean")
