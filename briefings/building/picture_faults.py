"""Finds pictures that a build would refuse: too large ones, and those that cannot be read to their end."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from briefings import __version__
from briefings.building.contained import TooLarge, read_contained
from briefings.building.executors import open_executor, working_on
from briefings.building.image_metadata import RASTER_ENDINGS, ImageUnreadable, find_image_kind, strip_metadata
from briefings.building.picture_facts import RECIPE, find_size_problem, name_decoder, read_facts
from briefings.building.picture_problems import MAX_IMAGE, describe_broken, describe_heavy, describe_uncleaned
from briefings.building.sealed import read_sealed, write_sealed
from briefings.building.uncleaned_pictures import find_metadata_fault, is_uncleaned
from briefings.model.picture import choose_widths
from briefings.problems import Problem

_WORTH = 4_000_000
"""Bytes of pictures that take longer to look through than processes take to start."""


class Task(msgspec.Struct, frozen=True):
    """A picture to look through. `is_shown` says that a build reads its size and makes copies of these `widths`."""

    path: str
    is_shown: bool
    widths: tuple[int, ...]
    size: int
    key: bytes


def find_picture_faults(
    content: Path,
    used: Iterable[str],
    shown: Collection[str],
    widths: Iterable[int],
    folder: Path | None,
    jobs: int,
) -> Mapping[str, Problem]:
    """What a build would say of pictures, by their paths in the content folder; sound ones are left out.

    `used` are the files that texts show or link to, `shown` those that pages show as pictures. `widths` are those of
    the copies that a build makes. What was once sound is noted in `folder`, by its bytes; None notes nothing.
    """
    sound = _Sound(folder)
    faults: dict[str, Problem] = {}
    tasks: list[Task] = []
    for path in sorted({*used, *shown}):
        found = _open(content, path, path in shown, tuple(widths))
        if isinstance(found, Problem):
            faults[path] = found
        elif found is not None and not sound.has(found.key):
            tasks.append(found)
    for task, problem in zip(tasks, _look_at_all(content, tasks, jobs), strict=True):
        if problem is None:
            sound.add(task.key)
        else:
            faults[task.path] = problem
    sound.keep()
    return dict(sorted(faults.items()))


class _Sound:
    """Which pictures are known to be whole."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "sound.msgpack" if folder else None
        self._known = _load(self._file) if self._file else frozenset[bytes]()
        self._used: set[bytes] = set()

    def has(self, key: bytes) -> bool:
        """Whether this one is known; asking keeps it known."""
        if key in self._known:
            self._used.add(key)
        return key in self._known

    def add(self, key: bytes) -> None:
        """Note a picture."""
        self._used.add(key)

    def keep(self) -> None:
        """Write down what this run has used."""
        if self._file is not None and self._used != self._known:
            write_sealed(self._file, msgspec.msgpack.encode(sorted(self._used)))


def _load(file: Path) -> frozenset[bytes]:
    try:
        return msgspec.msgpack.decode(read_sealed(file), type=frozenset[bytes])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return frozenset()


def _open(content: Path, path: str, is_shown: bool, widths: tuple[int, ...]) -> Problem | Task | None:
    """What is wrong with a picture at first sight, else what to do; None for what no build looks into."""
    try:
        data = read_contained(content, path, MAX_IMAGE)
    except TooLarge as error:
        return describe_heavy(path, error) if _is_refused(content, path) else None
    except OSError:
        return None  # said where files are listed
    if is_uncleaned(data[:12]) and not path.lower().endswith(RASTER_ENDINGS):
        fault = find_metadata_fault(data)
        return describe_uncleaned(path, fault) if fault else None
    if not (path.lower().endswith(RASTER_ENDINGS) or find_image_kind(data[:12])):
        return None
    words = repr((__version__, is_shown, widths, RECIPE, name_decoder())).encode()
    key = hashlib.blake2b(words + data, digest_size=16).digest()
    return Task(path, is_shown, widths, len(data), key)


def _is_refused(content: Path, path: str) -> bool:
    """Whether a build looks into a file that is too large for that."""
    if path.lower().endswith(RASTER_ENDINGS):
        return True
    try:
        with (content / path).open("rb") as file:
            start = file.read(12)
    except OSError:
        return False
    return bool(find_image_kind(start)) or is_uncleaned(start)


def _look_at_all(content: Path, tasks: list[Task], jobs: int) -> Iterator[Problem | None]:
    if sum(task.size for task in tasks) < _WORTH:
        jobs = 1
    parts = [task.path for task in tasks]
    with open_executor(min(jobs, len(tasks)), work="looked through", parts=parts) as executor:
        futures = [executor.submit(_look_through, content, task, number) for number, task in enumerate(tasks)]
        for future in futures:
            yield future.result()


def _look_through(content: Path, task: Task, number: int) -> Problem | None:
    """In a worker: what a build would say of a picture."""
    with working_on(number):
        try:
            data = read_contained(content, task.path, MAX_IMAGE)
        except (OSError, TooLarge):
            return None  # it has changed this very moment
        facts = read_facts(data)
        problem = find_size_problem(task.path, facts) if task.is_shown else None
        return problem or _find_damage(data, task, bool(facts.kind), facts.width, facts.height)


def _find_damage(data: bytes, task: Task, has_copies: bool, width: int, height: int) -> Problem | None:
    try:
        strip_metadata(data)
    except ImageUnreadable as error:
        return describe_broken(task.path, str(error))
    if not (task.is_shown and has_copies and choose_widths(width, height, task.widths)):
        return None  # it goes out as it is
    from briefings.building.image_copies import CopyFailed, make_copies

    try:
        make_copies(data, [])
    except CopyFailed as error:
        return describe_broken(task.path, str(error))
    return None
