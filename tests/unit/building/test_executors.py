"""Work that this process shares with others is done once, in order, and no mistake of it gets lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from briefings.building.executors import WorkerDied, open_executor, work_along, working_on

TASKS = 12


def _wait_for(file: Path) -> None:
    until = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < until, "nobody else works"
        os.sched_yield()


def _wait_for_the_last(folder: Path, number: int) -> tuple[int, int]:
    """The first task ends after the last one has begun, which takes two processes."""
    (folder / str(number)).touch()
    if number == 0:
        _wait_for(folder / str(TASKS - 1))
    return number, os.getpid()


@pytest.mark.parametrize("jobs", [2, 3])
def test_this_process_is_one_of_those_at_work_and_results_come_in_order(tmp_path: Path, jobs: int) -> None:
    with open_executor(jobs, start="fork", helped=True) as executor:
        found = list(work_along(executor, jobs, _wait_for_the_last, [(tmp_path, number) for number in range(TASKS)]))
    assert [number for number, _ in found] == list(range(TASKS))
    processes = {process for _, process in found}
    assert os.getpid() in processes or jobs > 2  # two others may have been quick enough to do it all
    assert 2 <= len(processes) <= jobs


def _wait_for_home(home: int, folder: Path, number: int) -> tuple[int, int]:
    """The others end nothing before this process has begun something."""
    if os.getpid() == home:
        (folder / "begun").touch()
    _wait_for(folder / "begun")
    return number, os.getpid()


def test_others_begin_at_the_front_of_the_order_and_this_process_at_its_back(tmp_path: Path) -> None:
    order = [number for number in range(TASKS) if number % 2] + [number for number in range(TASKS) if not number % 2]
    tasks = [(os.getpid(), tmp_path, number) for number in range(TASKS)]
    with open_executor(2, start="fork", helped=True) as executor:
        found = list(work_along(executor, 2, _wait_for_home, tasks, order))
    assert [number for number, _ in found] == list(range(TASKS))
    assert dict(found)[order[0]] != os.getpid()
    assert dict(found)[order[-1]] == os.getpid()


def test_one_job_is_done_here(tmp_path: Path) -> None:
    with open_executor(1, helped=True) as executor:
        found = list(work_along(executor, 1, _wait_for_the_last, [(tmp_path, number) for number in range(1, TASKS)]))
    assert found == [(number, os.getpid()) for number in range(1, TASKS)]


def _fail_late(folder: Path, number: int) -> None:
    if number == 0:
        _wait_for(folder / "late")
        raise ValueError("first")
    if number == TASKS - 1:
        (folder / "late").touch()
        raise ValueError("late")


def test_error_is_that_of_the_first_task_that_fails_whoever_met_one_first(tmp_path: Path) -> None:
    tasks = [(tmp_path, number) for number in range(TASKS)]
    with pytest.raises(ValueError, match="first"), open_executor(2, start="fork", helped=True) as executor:
        list(work_along(executor, 2, _fail_late, tasks))


def _die_elsewhere(home: int, folder: Path, number: int) -> None:
    with working_on(number):
        if os.getpid() != home:
            (folder / f"begun {number}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        until = time.monotonic() + 60
        while not any(folder.iterdir()) and time.monotonic() < until:
            os.sched_yield()


def test_process_that_dies_while_this_one_works_too_is_named_with_its_part(tmp_path: Path) -> None:
    parts = [f"part {number}" for number in range(TASKS)]
    tasks = [(os.getpid(), tmp_path, number) for number in range(TASKS)]
    executors = open_executor(2, start="fork", helped=True, work="tried", parts=parts)
    with pytest.raises(WorkerDied) as raised, executors as executor:
        list(work_along(executor, 2, _die_elsewhere, tasks))
    (begun,) = tmp_path.iterdir()
    assert f"while it tried {begun.name.replace('begun', 'part')}; try" in str(raised.value)


def _give_much(folder: Path) -> bytes:
    (folder / "begun").touch()
    return b"much" * 20_000_000


def _wait_for_ever(folder: Path) -> None:
    (folder / "begun").touch()
    signal.pause()


def _be_interrupted(folder: Path, start: str, do: Any, futures: list[Future[Any]]) -> None:
    with open_executor(2, start=start) as executor:
        futures += [executor.submit(do, folder) for _ in range(8)]
        _wait_for(folder / "begun")
        raise KeyboardInterrupt


@pytest.mark.parametrize("do", [_give_much, _wait_for_ever], ids=["while a result is on its way", "in the middle"])
@pytest.mark.parametrize("start", ["fork", "forkserver"])
def test_who_is_interrupted_leaves_neither_process_nor_thread(tmp_path: Path, start: str, do: Any) -> None:
    threads, futures = set(threading.enumerate()), list[Future[Any]]()
    with pytest.raises(KeyboardInterrupt):
        _be_interrupted(tmp_path, start, do, futures)
    assert set(threading.enumerate()) <= threads
    assert not multiprocessing.active_children()
    assert len(futures) == 8
    assert all(future.done() for future in futures)
