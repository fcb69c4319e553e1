"""What speaks against putting a finished build in place: an output that is not ours, files in the way, lost pages."""

from __future__ import annotations

import filecmp
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from briefings.building.manifest import MANIFEST, find_manifest, list_files, read_owned
from briefings.problems import Location, Problem

_SHARE = 5
"""A build that would remove more than one page in five asks first."""


def find_foreign_output(output: Path) -> Problem | None:
    """Why `output` is not a folder to build into: it holds things, and no list of ours. Hidden ones (.git) may stay."""
    if not output.is_dir() or find_manifest(output) is not None:
        return None
    if (output / MANIFEST).exists():
        found = f"`{MANIFEST}`, the list of our files, is damaged or from another version"
        hint = "Nobody can tell which files are ours. Delete the folder, or build into another one."
    else:
        names = sorted(entry.name for entry in output.iterdir() if not entry.name.startswith("."))
        if not names:
            return None
        shown = ", ".join(map(repr, names[:3])) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        found = f"what Briefings did not write: {shown}"
        hint = "Build into another folder with `--output`, or delete this one if nothing in it is needed."
    return Problem("BRF-output", Location(str(output)), found, "an empty folder, or one that Briefings built", hint)


def find_obstacles(staging: Path, output: Path) -> list[Problem]:
    """What stands where a file must go and is not ours to remove: files, links, folders that hold such."""
    if not output.exists():
        return []
    ours = read_owned(output)
    files = list_files(staging)
    folders = {parent.as_posix() for name in files for parent in PurePosixPath(name).parents if parent.name}
    blocked = [name for name in sorted(folders) if _blocks_folder(output / name) and name not in ours]
    open_files = [name for name in sorted(files) if not any(name.startswith(f"{folder}/") for folder in blocked)]
    blocked += [name for name in open_files if name not in ours and _blocks_file(output / name, staging / name)]
    blocked += [name for name in open_files if _holds_foreign(output / name, ours, output)]
    hint = "Move it away, or build into another folder."
    found = "something that the build did not write"
    return [
        Problem("BRF-output", Location(str(output / name)), found, "nothing, or a file of ours", hint)
        for name in dict.fromkeys(blocked)
    ]


def _blocks_folder(path: Path) -> bool:
    return path.is_symlink() or (path.exists() and not path.is_dir())


def _blocks_file(path: Path, staged: Path) -> bool:
    """Whether a file or link that is not ours stands at `path`; one with the same bytes does no harm."""
    if path.is_symlink():
        return True
    return path.is_file() and not filecmp.cmp(path, staged, shallow=False)


def _holds_foreign(path: Path, ours: set[str], output: Path) -> bool:
    """A folder is in the way of a file unless the build is about to empty it."""
    if path.is_symlink() or not path.is_dir():
        return False
    return any(f"{path.relative_to(output).as_posix()}/{name}" not in ours for name in list_files(path))


def find_shrinkage(files: Iterable[str], output: Path) -> Problem | None:
    """Note a build that would remove more than a fifth of the pages: half of the content may be missing."""
    before, after = _list_pages(read_owned(output)), set(_list_pages(files))
    lost = [name for name in before if name not in after]
    if len(lost) * _SHARE <= len(before):
        return None
    found = f"{len(lost)} of {len(before)} pages would be removed, such as `{lost[0]}`"
    hint = "If that is meant, build once with `--allow-shrink` (BRIEFINGS_ALLOW_SHRINK)."
    return Problem("BRF-shrink", Location(str(output)), found, f"at most one page in {_SHARE}", hint)


def _list_pages(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.endswith(".html"))
