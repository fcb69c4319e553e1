"""One seam for parallel work: a `concurrent.futures.Executor`, in series, in processes, or a cluster's."""

from __future__ import annotations

import ctypes
import errno
import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Places = ctypes.Array[ctypes.c_int]


_AHEAD, _FAR_AHEAD = 4, 32
"""So many tasks wait for each process, so that it is not idle while this one is at a long one: at the end, and at most.

Towards the end fewer do, so that all have done the last ones at about the same time.
"""


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
        super().__init__(errno.ECHILD, f"a worker process died{f' while it {work}' if work else ''}; try `--jobs 1`")


@contextmanager
def open_executor(
    jobs: int, start: str = "forkserver", *, helped: bool = False, work: str = "", parts: Sequence[str] = ()
) -> Iterator[Executor]:
    """An executor with `jobs` processes, ended at the end; one that works in series for a single job.

    With `helped`, this process is one of them: it does what `work_along` takes from the others.

    Processes start afresh, since another thread of ours may hold a lock; with `start="fork"` they are copies of this
    one, which must then have no other thread. They leave Ctrl-C to their parent.

    Raises `WorkerDied` where a process ended before its work did. It names the parts that the process was at: `parts`
    are their names, `work` says what is done with one ("read"), and tasks say `working_on` with the part's number.
    """
    if jobs <= 1:
        yield SerialExecutor()
        return
    context = multiprocessing.get_context(start)
    places = context.RawArray("i", max(len(parts), 1))
    pool = ProcessPoolExecutor(
        jobs - helped, mp_context=context, initializer=_start_worker, initargs=(os.getpid(), start, places)
    )
    try:
        with interrupts_held():
            pool.submit(_do_nothing)
        yield pool
    except BaseException as error:
        processes = list((pool._processes or {}).values())  # the pool forgets them when it is shut down
        if isinstance(error, BrokenProcessPool):
            pool.shutdown()  # waits until it is known how each of them ended
            raise WorkerDied(_name_parts(processes, places, work, parts)) from error
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        # Whoever reads results gets to the end of them now, even if one was cut off in the middle. It has to be gone
        # before Python ends: it closes a pipe that Python then still writes to (Python 3.11).
        pool._result_queue._writer.close()  # type: ignore[attr-defined]
        pool.shutdown()
        raise
    pool.shutdown()


def work_along(
    executor: Executor, jobs: int, do: Callable[..., Any], tasks: Iterable[Sequence[Any]], order: Sequence[int] = ()
) -> Iterator[Any]:
    """What `do` gives for each task, in their order. While the others have enough to do, this process does some too.

    `order` is the one in which tasks are begun, by number: the others go through it from the front, this process from
    the back, so that what is alike is mostly done by the same process, which may keep what it needs for that.

    An error is raised where its task comes in the order of the tasks, whoever met it.
    """
    # Tasks are handed out a few at a time: to cancel one while a process dies makes a pool hang (Python 3.11).
    here, listed = SerialExecutor(), list(tasks)
    todo, found, busy = deque(order or range(len(listed))), dict[int, Future[Any]](), list[Future[Any]]()
    for number in range(len(listed)):
        while todo and not (number in found and found[number].done()):
            busy = [future for future in busy if not future.done()]
            if len(busy) < (jobs - 1) * max(_AHEAD, min(_FAR_AHEAD, len(todo) // (4 * jobs))):
                begun = todo.popleft()
                found[begun] = executor.submit(do, *listed[begun])
                busy.append(found[begun])
            else:
                begun = todo.pop()
                found[begun] = here.submit(do, *listed[begun])
        yield found.pop(number).result()


@contextmanager
def working_on(part: int) -> Iterator[None]:
    """In a task: if this process dies now, it was at this part of the work."""
    if _places is not None:
        _places[part] = os.getpid()
    yield
    if _places is not None:
        _places[part] = 0


def _name_parts(processes: Sequence[BaseProcess], places: Sequence[int], work: str, parts: Sequence[str]) -> str:
    """What the processes that died by themselves were doing; the others were told to end then."""
    dead = {process.pid for process in processes if process.exitcode not in (0, -signal.SIGTERM)}
    found = [name for name, owner in zip(parts, places, strict=False) if owner and (owner in dead or not dead)]
    return f"{work} {' or '.join(found)}" if found else ""


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Processes that are started meanwhile never see Ctrl-C, not even before they can say that they do not want it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do_nothing() -> None:
    """The first task: to hand it out starts processes, or what starts them."""


_places: Places | None = None
"""In a worker: which process is at which part; 0 where none is."""


def _start_worker(parent: int, start: str, places: Places) -> None:
    """In a worker, first of all: leave Ctrl-C to the parent, and end when it ends, even if it was killed."""
    global _places  # noqa: PLW0603 - how tasks find it
    _places = places
    if start == "fork":
        gc.freeze()  # what it has of its parent is no garbage
        gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if start == "fork" and os.getppid() != parent:
        os._exit(1)  # it ended before we could ask to be told


_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that a process gets when its parent ends."""
