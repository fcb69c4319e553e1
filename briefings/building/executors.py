"""One seam for parallel work: a `concurrent.futures.Executor`, in series, in processes, or a cluster's."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")


class SerialExecutor(Executor):
    """Does each task at once, in this process: for `--jobs 1`, for debugging, and for work too small to hand out."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the task; the future is done when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future


def count_jobs(asked: int) -> int:
    """How many processes to use: what was asked for, else as many as this process has cores."""
    if asked:
        return asked
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WorkerDied(OSError):
    """A process ended before its work did: the system took it down, most likely for want of memory."""

    def __init__(self, work: str) -> None:
        super().__init__(errno.ECHILD, f"a worker process died while it {work}; try `--jobs 1`")


@contextmanager
def open_executor(jobs: int, start: str = "forkserver") -> Iterator[Executor]:
    """An executor with `jobs` processes, ended at the end; one that works in series for a single job.

    Processes start afresh, since another thread of ours may hold a lock; with `start="fork"` they are copies of this
    one, which must then have no other thread. They leave Ctrl-C to their parent.
    """
    if jobs <= 1:
        yield SerialExecutor()
        return
    context = multiprocessing.get_context(start)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(os.getpid(), start))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in list((pool._processes or {}).values()):
            process.terminate()
        raise
    pool.shutdown()


def wait_for(future: Future[Result], work: str) -> Result:
    """The result of a task. Raises what the task raised, and `WorkerDied` where its process ended; `work` names it."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise WorkerDied(work) from error


def _start_worker(parent: int, start: str) -> None:
    """In a worker, first of all: leave Ctrl-C to the parent, and end when it ends, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if start == "fork" and os.getppid() != parent:
        os._exit(1)  # it ended before we could ask to be told


_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent ends."""
