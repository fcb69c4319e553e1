"""Finds the files of a content folder and says what each one is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec

from briefings.building.content_paths import ContentPaths
from briefings.building.text_header import MARKDOWN
from briefings.model.document import FileKind
from briefings.problems import Location, Problem, suggest

_REGISTRY_FILES = {
    "registry/actors.yml": FileKind.ACTORS,
    "registry/places.yml": FileKind.PLACES,
    "registry/publishers.yml": FileKind.PUBLISHERS,
    "registry/sources.yml": FileKind.SOURCES,
}
_ANYWHERE = ContentPaths()


class SourceFile(msgspec.Struct, frozen=True, order=True):
    """A file of the content folder: its path relative to that folder, with forward slashes, and what it is."""

    path: str
    kind: FileKind


def discover_files(content: Path, places: ContentPaths = _ANYWHERE) -> tuple[list[SourceFile], list[Problem]]:
    """All files below `content`, sorted by path. Hidden files and editors' leftovers are passed over.

    `places` is what the settings say about the folder: what they pass over is not there. A symbolic link that leads out
    of the folder is a problem, not a way out of it; so is what would be lost without a word.
    """
    root = os.path.realpath(content)
    paths: list[str] = []
    problems: list[Problem] = []
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders[:] = sorted(n for n in folders if not (n.startswith((".", "__")) or places.is_ignored(n)))
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if relative == "." else relative + "/"
        kept = [n for n in names if not (_is_leftover(n) or places.is_ignored(n))]
        for name in folders:
            problems += _check(root, prefix + name)
        for name in kept:
            found = _check(root, prefix + name)
            problems += found
            paths += [] if found else [prefix + name]
    problems += [_blame_folder(root, error) for error in closed if not isinstance(error, FileNotFoundError)]
    has_folder = any(path.startswith("briefings/") for path in paths)
    return sorted(SourceFile(p, classify(p, has_folder, places)) for p in paths), problems


def _blame_folder(root: str, error: OSError) -> Problem:
    path = os.path.relpath(error.filename or root, root).replace(os.sep, "/")
    where = Location("" if path == "." else path)
    hint = "Check the folder's permissions: what lies in it would be missing."
    return Problem("BRF-unreadable", where, error.strerror or str(error), "a folder that can be read", hint)


def _is_leftover(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp"))


def _check(root: str, path: str) -> list[Problem]:
    """Why the file or folder at `path` cannot be read, if so. No file of the registry may be lost over its name."""
    full, where = f"{root}/{path}", Location(path)
    if not path.isprintable() or not (path.isascii() or path.encode("utf-8", "replace").decode() == path):
        where, found = Location(ascii(path)[1:-1]), "a name with control characters or not in UTF-8"
        return [Problem("BRF-unreadable", where, found, "text", "Rename the file.")]
    mode = _read_mode(full)
    if stat.S_ISLNK(mode):
        if problems := _check_link(root, full, where):
            return problems
        mode = _read_mode(os.path.realpath(full))
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
        return [Problem("BRF-unreadable", where, "a pipe, a socket or a device", "a file", "Delete it.")]
    folder, _, name = path.rpartition("/")
    if folder == "registry" and name.endswith((".yml", ".yaml")) and path not in _REGISTRY_FILES:
        names = [known.rpartition("/")[2] for known in _REGISTRY_FILES]
        near = suggest(name.rpartition(".")[0], (known.rpartition(".")[0] for known in names))  # the ending is alike
        hint = f"{near.removesuffix('`?')}.yml`?" if near else ""
        return [Problem("BRF-unknown-file", where, f"`{name}`", "one of " + ", ".join(names), hint)]
    return []


def _read_mode(path: str) -> int:
    """What is there, by `lstat`: one call a file; 0 for nothing any more."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _check_link(root: str, link: str, where: Location) -> list[Problem]:
    target = os.path.realpath(link)
    if not Path(target).is_relative_to(root):
        hint = "Copy the file into the content folder."
        return [
            Problem("BRF-unreadable", where, "a link that leads out of the content folder", "a file inside it", hint)
        ]
    if not os.path.exists(link):
        return [Problem("BRF-unreadable", where, "a link that leads nowhere", "a file", "Mend or delete the link.")]
    if os.path.isdir(link):
        return [
            Problem(
                "BRF-unreadable",
                where,
                "a link to a folder",
                "a folder",
                "Move the folder here: links are not followed.",
            )
        ]
    return []


def classify(path: str, has_briefings_folder: bool, places: ContentPaths = _ANYWHERE) -> FileKind:
    """What the file at `path` is. Without a `briefings` folder, every other Markdown file is a briefing.

    `places` may name other folders for briefings and pages, and leave some out.
    """
    if path in _REGISTRY_FILES:
        return _REGISTRY_FILES[path]
    if not path.lower().endswith(MARKDOWN):
        return FileKind.STATIC
    if path.startswith("topics/"):
        return FileKind.TOPIC
    is_page = places.is_page(path)
    if is_page:
        return FileKind.PAGE
    has_folder = has_briefings_folder or is_page is False  # what is no page is a briefing only where one is expected
    if places.is_briefing(path, has_briefings_folder=has_folder):
        return FileKind.BRIEFING
    return FileKind.PAGE if is_page is None and "" in places.pages and places.is_page_place(path) else FileKind.STATIC
