"""What can be wrong with the machine: a full disk, closed folders, a wrong clock, two builds at once, moving files."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from briefings.building.workshop import open_workshop

ROOT = Path(__file__).resolve().parents[2]
Tree = dict[str, bytes]


def read_tree(folder: Path) -> Tree:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def desk(root: Path, tmp_path: Path, run_briefings: Callable[..., subprocess.CompletedProcess[str]]) -> Path:
    """A copy of the tiny site, built, with an edit that is not built yet."""
    desk = tmp_path / "desk"
    shutil.copytree(root / "tests/fixtures/tiny", desk)
    assert run_briefings("build", cwd=desk).returncode == 0
    page = desk / "content/briefings/2021-05-09-survey.md"
    page.write_text(page.read_text("utf-8") + "\nA sentence was added.\n", "utf-8")
    return desk


def _build(desk: Path, before: Sequence[str] = (), **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*before, sys.executable, "-m", "briefings", "build"]
    return subprocess.run(
        command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120, check=False, **options
    )


def _assert_refused(result: subprocess.CompletedProcess[str], words: str, code: int = 2) -> None:
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def _assert_mended(
    desk: Path, before: Tree, build: Callable[[Path], subprocess.CompletedProcess[str]] = _build
) -> None:
    """The old site stood untouched; without the fault, the next build equals one from nothing."""
    assert read_tree(desk / "output") == before
    assert build(desk).returncode == 0
    clean = desk.with_name("clean")
    shutil.copytree(desk, clean, ignore=shutil.ignore_patterns("output"))
    assert _build(clean).returncode == 0
    assert read_tree(desk / "output") == read_tree(clean / "output") != before


@pytest.mark.slow
@pytest.mark.parametrize("size", [0, 2_000, 20_000])
def test_files_that_cannot_grow_leave_the_old_site(desk: Path, size: int) -> None:
    """RLIMIT_FSIZE: a write fails in the middle of a file, as on a full disk."""
    before = read_tree(desk / "output")
    result = _build(desk, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    _assert_refused(result, "File too large")
    _assert_mended(desk, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB; only root may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs root, and a system that lets it mount a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_full_disk_leaves_the_old_site(desk: Path, small_disk: Path) -> None:
    shutil.copytree(desk, small_disk / "desk")
    desk = small_disk / "desk"
    before = read_tree(desk / "output")
    room = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * (room.f_bavail * room.f_frsize - 100_000))
    _assert_refused(_build(desk), "No space left on device")
    assert read_tree(desk / "output") == before
    ballast.unlink()
    assert _build(desk).returncode == 0
    assert any(b"A sentence was added." in data for data in read_tree(desk / "output").values())


@pytest.mark.slow
def test_folders_that_may_not_be_written_leave_the_old_site(desk: Path) -> None:
    """Root may write everywhere, unless it gives up that power."""
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if powerless and shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv (util-linux) to give up its power over files")
    before = read_tree(desk / "output")
    folders = [desk, desk / "output", *(p for p in (desk / "output").rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    result = _build(desk, before=powerless)
    for folder in folders:
        folder.chmod(0o755)
    _assert_refused(result, "Cannot write 'output': Permission denied. Choose another folder with --output.")
    _assert_mended(desk, before)


@pytest.mark.slow
def test_output_alone_that_may_be_written_is_enough(desk: Path) -> None:
    """As with a mounted volume: nothing can be made beside it, so the folders cannot change places."""
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if powerless and shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv (util-linux) to give up its power over files")
    desk.chmod(0o555)
    result = _build(desk, before=powerless)
    desk.chmod(0o755)
    assert result.returncode == 0, result.stderr
    assert any(b"A sentence was added." in data for data in read_tree(desk / "output").values())
    assert not (desk / "output/.briefings.next").exists()


@pytest.mark.slow
def test_second_build_at_once_is_told_to_wait(desk: Path) -> None:
    before = read_tree(desk / "output")
    with open_workshop(desk / "output"):
        result = _build(desk)
    _assert_refused(result, f"another build at work on it (process {os.getpid()})", code=1)
    assert "[BRF-locked]" in result.stderr
    _assert_mended(desk, before)


@pytest.mark.slow
def test_clock_that_goes_backwards_changes_nothing(desk: Path) -> None:
    assert _build(desk).returncode == 0
    before = read_tree(desk / "output")
    for path in desk.rglob("*"):
        if path.is_file():
            os.utime(path, (4102444800, 4102444800))  # the year 2100
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1600000000"}
    command = [sys.executable, "-m", "briefings", "build"]
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "0 files written" in done.stderr) == (0, True), done.stderr
    assert read_tree(desk / "output") == before


@pytest.mark.slow
def test_files_that_change_while_they_are_read_do_no_harm(desk: Path) -> None:
    """An editor saves, and saves again, while the site is built: half a file is a mistake, and never half a site."""
    page = desk / "content/briefings/2021-05-09-survey.md"
    whole = page.read_bytes()
    stopped = threading.Event()

    def save_and_save() -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            with page.open("wb") as file:  # cut to nothing first, as many editors do
                file.write(whole[: len(whole) // 2])
                file.flush()
                file.write(whole[len(whole) // 2 :] + b"\nSaved again.\n" * (number % 3))

    writer = threading.Thread(target=save_and_save, daemon=True)
    writer.start()
    ends = (b">", b"}", b"]")
    for _ in range(6):
        result = _build(desk)
        assert result.returncode in (0, 1), result.stderr
        assert "Traceback" not in result.stderr
        for path, data in read_tree(desk / "output").items():
            if path.endswith((".html", ".atom", ".xml", ".json")):
                assert data.rstrip().endswith(ends), path
    stopped.set()
    writer.join(timeout=30)
    page.write_bytes(whole)
    assert _build(desk).returncode == 0
    clean = desk.with_name("clean")
    shutil.copytree(desk, clean, ignore=shutil.ignore_patterns("output", ".briefings"))
    assert _build(clean).returncode == 0
    assert read_tree(desk / "output") == read_tree(clean / "output")
