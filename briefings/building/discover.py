"""Finds the files of a content folder and says what each one is."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import msgspec

from briefings.model.document import FileKind
from briefings.problems import Location, Problem

_REGISTRY_FILES = {
    "registry/actors.yml": FileKind.ACTORS,
    "registry/places.yml": FileKind.PLACES,
    "registry/publishers.yml": FileKind.PUBLISHERS,
    "registry/sources.yml": FileKind.SOURCES,
}
_TEXT = (".md", ".markdown", ".mkd", ".mdown")


class SourceFile(msgspec.Struct, frozen=True, order=True):
    """A file of the content folder: its path relative to that folder, with forward slashes, and what it is."""

    path: str
    kind: FileKind


def discover_files(content: Path) -> tuple[list[SourceFile], list[Problem]]:
    """All files below `content`, sorted by path. Hidden files and editors' leftovers are passed over.

    A symbolic link that leads out of the folder is a problem, not a way out of it.
    """
    root = content.resolve()
    paths: list[str] = []
    problems: list[Problem] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in [*folders, *names]:
            if os.path.islink(os.path.join(folder, name)):
                problems += _refuse_link(root, Path(folder, name))
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if relative == "." else relative + "/"
        paths += [prefix + n for n in names if not n.startswith((".", "#")) and not n.endswith(("~", ".swp", ".tmp"))]
    refused = {problem.where.path for problem in problems}
    has_folder = any(path.startswith("briefings/") for path in paths)
    return sorted(SourceFile(p, classify(p, has_folder)) for p in paths if p not in refused), problems


def _refuse_link(root: Path, link: Path) -> list[Problem]:
    if link.resolve().is_relative_to(root):
        return []
    where = Location(link.relative_to(root).as_posix())
    hint = "Copy the file into the content folder."
    return [Problem("BRF-unreadable", where, "a link that leads out of the content folder", "a file inside it", hint)]


def classify(path: str, has_briefings_folder: bool) -> FileKind:
    """What the file at `path` is. Without a `briefings` folder, every other Markdown file is a briefing."""
    if path in _REGISTRY_FILES:
        return _REGISTRY_FILES[path]
    top = PurePosixPath(path).parts[0]
    if not path.lower().endswith(_TEXT):
        return FileKind.STATIC
    if top == "topics":
        return FileKind.TOPIC
    if top == "pages":
        return FileKind.PAGE
    if top == "briefings" or not has_briefings_folder:
        return FileKind.BRIEFING
    return FileKind.STATIC
