"""Runs a program and says what it cost: wall time, processor time and memory of all its processes, what it wrote."""

from __future__ import annotations

import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 0.25
"""Seconds between two looks at memory, at least."""
_LOOKING = 0.02
"""Share of one core that looking at memory may take: to look at large processes takes time from them."""


_PATIENCE = 10.0
"""Seconds that processes may outlive the program that was measured."""
_PR_SET_CHILD_SUBREAPER = 36


class RunFailed(Exception):
    """A program ended with an error; the message has the end of what it printed."""


@dataclass(frozen=True)
class Cost:
    """What one run cost. Seconds, bytes, and numbers of files.

    `cpu` is of all processes, `memory` the most that they held together, `foreign` the processor time that everybody
    else on the machine took meanwhile. `written` files are new, or have another size or time stamp than before.
    """

    wall: float
    cpu: float
    memory: int
    foreign: float
    pages: int
    files: int
    size: int
    written: int
    written_size: int


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], output: Path, log: Path) -> Cost:
    """Run a program to its end. Raises `RunFailed`."""
    before = look(output)
    os.sync()  # what earlier runs wrote shall not be paid for by this one
    busy = read_busy()
    with log.open("wb") as out, adopting() as known:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
        watch = MemoryWatch(process.pid)
        # Unlike `Process.wait`, this gives the time of the process and of all descendants that were waited for.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        sampled = watch.stop()
        orphans = reap_orphans(known)
    if process.returncode:
        text = log.read_text("utf-8", errors="replace")[-2000:]
        raise RunFailed(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    cpu = usage.ru_utime + usage.ru_stime + orphans
    after = look(output)
    written = [path for path, seen in after.items() if before.get(path) != seen]
    return Cost(
        wall=wall,
        cpu=cpu,
        memory=max(sampled, _read_peak(usage.ru_maxrss * 1024)),
        foreign=max(0.0, read_busy() - busy - cpu),
        pages=sum(path.endswith(".html") for path in after),
        files=len(after),
        size=sum(size for size, _ in after.values()),
        written=len(written),
        written_size=sum(after[path][0] for path in written),
    )


@contextmanager
def adopting() -> Iterator[Collection[int]]:
    """Meanwhile, a process whose parent has ended becomes a child of this one (`prctl(2)`). Gives those there were.

    The kernel counts the time of a process where it was waited for, and a program need not wait for what it starts: for
    what starts processes for Python, say.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)  # Linux has it
    if prctl:
        prctl(_PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield set(list_children(os.getpid()))
    finally:
        if prctl:
            prctl(_PR_SET_CHILD_SUBREAPER, 0)


def reap_orphans(known: Collection[int], patience: float = _PATIENCE) -> float:
    """Seconds of processor time of the children that are not `known`, as far as they end in time."""
    seconds, until = 0.0, time.monotonic() + patience
    while (orphans := set(list_children(os.getpid())).difference(known)) and time.monotonic() < until:
        for orphan in orphans:
            ended, _, usage = os.wait4(orphan, os.WNOHANG)
            if ended:
                seconds += usage.ru_utime + usage.ru_stime
        time.sleep(0.005)
    return seconds


def _read_peak(kernel: int) -> int:
    """The kernel's own peak of the largest process, which misses no moment; 0 where it may be that of this process.

    A new process counts as its own what its parent held when it was made.
    """
    own = int(next(line for line in _read("/proc/self/status").splitlines() if line.startswith("VmHWM")).split()[1])
    return kernel if kernel > own * 1024 else 0


def look(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time stamp of every file below a folder, but those with a dot in front: those are for the program."""
    found: dict[str, tuple[int, int]] = {}
    pending = [str(folder)] if folder.is_dir() else []
    while pending:
        for entry in os.scandir(pending.pop()):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            else:
                state = entry.stat(follow_symlinks=False)
                found[os.path.relpath(entry.path, folder)] = (state.st_size, state.st_mtime_ns)
    return found


def read_busy() -> float:
    """Seconds of processor time that the whole machine has used, by everybody."""
    fields = [int(field) for field in _read("/proc/stat").splitlines()[0].split()[1:]]
    idle, waiting = fields[3:5]
    return (sum(fields[:8]) - idle - waiting) / os.sysconf("SC_CLK_TCK")


def wait_for_quiet(patience: float, share: float = 0.15) -> None:
    """Wait until others take less than a share of one core, but no longer than `patience` seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        start, busy = time.monotonic(), read_busy()
        time.sleep(0.5)
        if (read_busy() - busy) / (time.monotonic() - start) < share:
            return


class MemoryWatch:
    """Looks at a process and its descendants again and again; `stop` gives the most that they held together.

    A process alone counts with its resident pages. Several count with their proportional share (PSS), so that pages
    which they share are not counted twice.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._done = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        pause = SAMPLE
        while not self._done.wait(pause):
            began = time.monotonic()
            self._peak = max(self._peak, read_memory(self._pid))
            pause = max(SAMPLE, (time.monotonic() - began) / _LOOKING)

    def stop(self) -> int:
        """Bytes."""
        self._done.set()
        self._thread.join()
        return self._peak


def read_memory(pid: int) -> int:
    """Bytes that a process and its descendants hold now."""
    family = list(list_family(pid))
    name, field = ("status", "VmRSS:") if len(family) == 1 else ("smaps_rollup", "Pss:")
    return sum(_read_field(f"/proc/{member}/{name}", field) for member in family)


def list_family(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    for child in list_children(pid):
        yield from list_family(child)


def list_children(pid: int) -> Iterator[int]:
    """The processes that have this one for their parent, ended ones that nobody has waited for among them."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:  # it has ended
        return
    for thread in threads:
        yield from map(int, _read(f"/proc/{pid}/task/{thread}/children").split())


def _read_field(path: str, field: str) -> int:
    return next((int(line.split()[1]) * 1024 for line in _read(path).splitlines() if line.startswith(field)), 0)


def _read(path: str) -> str:
    """A file of /proc; nothing where its process has ended."""
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""
