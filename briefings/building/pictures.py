"""Makes the copies of all pictures that a site shows: in several processes, and each only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from briefings.building.contained import TooLarge, read_contained
from briefings.building.executors import open_executor, working_on
from briefings.building.kept_files import KeptFiles
from briefings.building.picture_facts import name_decoder
from briefings.building.picture_problems import MAX_IMAGE, describe_broken
from briefings.model.picture import Copy, Picture, list_copies
from briefings.problems import Location, Problem

Write = Callable[[str, bytes], None]
"""Writes a file of the site: its path, its bytes."""


def write_copies(
    content: Path, pictures: Mapping[str, Picture], kept: KeptFiles, jobs: int, write: Write
) -> Iterator[Problem]:
    """Write the copies of pictures, by their paths in the content folder, and give what is wrong with them.

    What was made before is taken from `kept`.
    """
    wanted = {path: list(list_copies(path, picture)) for path, picture in sorted(pictures.items()) if picture.widths}
    if not wanted:
        return
    salt = name_decoder()
    missing: dict[str, list[Copy]] = {}
    for path, copies in wanted.items():
        for copy in copies:
            data = kept.find(_key(copy, salt))
            if data is None:
                missing.setdefault(path, []).append(copy)
            else:
                write(copy.path, data)
    for path, made in _make_all(content, missing, jobs):
        if isinstance(made, Problem):
            yield made
            continue
        for copy, data in zip(missing[path], made, strict=True):
            kept.put(_key(copy, salt), data)
            write(copy.path, data)
    kept.tidy(sum(map(len, wanted.values())))


def _make_all(
    content: Path, missing: Mapping[str, list[Copy]], jobs: int
) -> Iterator[tuple[str, list[bytes] | Problem]]:
    if not missing:
        return
    parts = list(missing)
    with open_executor(min(jobs, len(parts)), work="made copies of", parts=parts) as executor:
        futures = [executor.submit(_make, content, path, missing[path], number) for number, path in enumerate(parts)]
        for path, future in zip(parts, futures, strict=True):
            yield path, future.result()


def _make(content: Path, path: str, copies: Iterable[Copy], number: int) -> list[bytes] | Problem:
    """In a worker: the copies of one picture, or what is wrong with it."""
    from briefings.building.image_copies import CopyFailed, make_copies

    with working_on(number):
        try:
            return make_copies(read_contained(content, path, MAX_IMAGE), list(copies))
        except CopyFailed as error:
            return describe_broken(path, str(error))
        except (OSError, TooLarge) as error:
            return Problem("BRF-unreadable", Location(path), str(error), "a readable file")


def _key(copy: Copy, salt: str) -> bytes:
    """Names hold the digest of the source; not its folder, since a picture may be moved."""
    return "\0".join((copy.path.rpartition("/")[2], str(copy.height), salt)).encode()
