"""Files are read in series or by several processes, with the same result; one that dies is named with its files."""

from __future__ import annotations

import os
import re
import signal
import time
from concurrent.futures import Future
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest

from briefings.building import read_files as reading
from briefings.building.discover import SourceFile, discover_files
from briefings.building.executors import SerialExecutor, WorkerDied, count_jobs, open_executor, working_on
from briefings.building.read_files import read_files
from briefings.building.store import open_store
from briefings.model.document import FileKind
from briefings.reading.read import ReadingOptions

OPTIONS = ReadingOptions(UTC)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful of files is worth starting processes for."""
    monkeypatch.setattr(reading, "_FEW", 2)
    monkeypatch.setattr(reading, "_CHUNK", 3)


def _list_files(content: Path) -> list[SourceFile]:
    files, _ = discover_files(content)
    return [file for file in files if file.kind is not FileKind.STATIC]


@pytest.mark.parametrize("jobs", [2, 3])
def test_documents_are_the_same_for_any_number_of_processes(root: Path, jobs: int) -> None:
    content = root / "tests/fixtures/tiny/content"
    files = _list_files(content)
    alone, _ = read_files(content, files, OPTIONS, open_store(None, ()), 1)
    assert [document.path for document in alone] == [file.path for file in files]
    assert read_files(content, files, OPTIONS, open_store(None, ()), jobs)[0] == alone


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(fatal: int, number: int) -> int:
    with working_on(number):
        if number == fatal:
            _die()
    return number


@pytest.mark.parametrize("start", ["forkserver", "fork"])
@pytest.mark.parametrize("fatal", [0, 7, 11])
def test_process_that_dies_is_named_with_the_part_it_was_at_and_nothing_hangs(start: str, fatal: int) -> None:
    parts = [f"part {number}." for number in range(12)]
    message = re.escape(f"a worker process died while it tried part {fatal}.; try `--jobs 1`")
    with pytest.raises(WorkerDied, match=message), open_executor(2, start, work="tried", parts=parts) as executor:
        list(executor.map(partial(_die_at, fatal), range(12)))


@pytest.mark.parametrize("start", ["forkserver", "fork"])
def test_process_that_dies_at_no_part_of_the_work_is_reported_too(start: str) -> None:
    with pytest.raises(WorkerDied, match="died; try"), open_executor(2, start, work="tried", parts=["one"]) as executor:
        executor.submit(_die).result()


def test_files_that_cannot_be_read_are_problems_in_a_process_too(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("---\ntitle: A\ndate: 2021-07-14\n---\nText.\n")
    files = [*_list_files(tmp_path), SourceFile("gone.md", FileKind.BRIEFING)]
    found, _ = read_files(tmp_path, files, OPTIONS, open_store(None, ()), 2)
    assert [[problem.code for problem in document.problems] for document in found] == [[], [], [], ["BRF-unreadable"]]


def test_serial_executor_gives_results_and_raises_where_they_are_asked_for() -> None:
    def fail() -> None:
        raise ValueError("no")

    with SerialExecutor() as executor:
        future: Future[int] = executor.submit(max, 1, 2)
        broken = executor.submit(fail)
    assert future.result() == 2
    with pytest.raises(ValueError, match="no"):
        broken.result()


@pytest.mark.parametrize(("asked", "found"), [(1, 1), (7, 7)])
def test_jobs_are_as_many_as_were_asked_for(asked: int, found: int) -> None:
    assert count_jobs(asked) == found


def test_jobs_are_as_many_as_there_are_cores() -> None:
    assert 1 <= count_jobs(0) <= (os.cpu_count() or 1)


def _start_and_fail(error: BaseException, processes: list[int]) -> None:
    with open_executor(2) as executor:
        processes.append(executor.submit(os.getpid).result())
        for _ in range(2):
            executor.submit(signal.pause)  # work that never ends
        raise error


def _wait_for_end(process: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        os.kill(process, 0)
        os.sched_yield()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("no")])
def test_interrupt_or_fault_ends_the_processes_in_the_middle_of_their_work(error: BaseException) -> None:
    processes: list[int] = []
    with pytest.raises(type(error)):
        _start_and_fail(error, processes)
    with pytest.raises(ProcessLookupError):
        _wait_for_end(processes[0])
