"""Gives a folder for each state of the content that a person names: a folder, or a revision of a git repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec

_READ = (".md", ".markdown", ".mkd", ".mdown", ".yml", ".yaml")
"""Files that are read. Of others, a comparison needs to know only that they are there."""

_FILE, _LINK = "100", "120000"

_OF_A_HOOK = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))
"""What git tells a hook about the folder that it was called in; from another folder it would mislead."""


class RevisionError(Exception):
    """A name that stands for no state of the content. The message is for the person who gave it."""


class StateFolder(msgspec.Struct, frozen=True):
    """Where one state of the content lies.

    `name` is what the person called it, `kind` is `folder`, `revision` or `working tree`, `commit` the full name of a
    revision's commit. `prefix` is put before paths of content files to show them: they then are as the person knows
    them. `folder` is the content folder itself. `objects` are the names that git has for files that are empty there, by
    path: of what is not text, a revision gives no more.
    """

    name: str
    kind: Literal["folder", "revision", "working tree"]
    folder: Path
    prefix: str
    commit: str = ""
    objects: Mapping[str, str] = {}


def find_folder(name: str) -> Path | None:
    """The content folder that `name` stands for: itself, or `content` inside; None where it is to be a revision.

    A folder counts where its name has a slash, or where it holds content: a branch may be called as a folder is.
    """
    folder = Path(name)
    if "\0" in name or not name or not folder.is_dir():
        return None
    if (folder / "content").is_dir():
        return folder / "content"
    holds_content = (folder / "briefings").is_dir() or any(folder.glob("*.md"))
    return folder if holds_content or "/" in name or os.sep in name else None


@contextmanager
def open_revision(name: str, content: Path) -> Iterator[StateFolder]:
    """The content folder as a revision has it, in a folder that is removed at the end; the working tree stays as it is.

    `content` says which repository, and which folder of it. Of files that are not text, only names are kept. Raises
    `RevisionError` where there is no git, no repository, no such revision, or no such folder in it.
    """
    top = Path(_ask(["rev-parse", "--show-toplevel"], content, name))
    prefix = _ask(["rev-parse", "--show-prefix"], content, name)
    commit = _find_commit(name, top)
    entries = _list_entries(f"{commit}:{prefix.rstrip('/')}", name, prefix, top)
    with TemporaryDirectory(prefix="briefings-diff-") as folder:
        _write_entries(entries, Path(folder), top)
        objects = {entry.path: entry.name for entry in entries if entry.mode.startswith(_FILE) and not _is_read(entry)}
        yield StateFolder(name, "revision", Path(folder), prefix, commit, objects)


def is_revision(name: str, content: Path) -> bool:
    """Whether git knows a revision of this name in the repository of `content`."""
    try:
        return bool(_find_commit(name, content))
    except RevisionError:
        return False


class _Entry(msgspec.Struct, frozen=True):
    """A file or link of a tree: its mode, the name of its object, and its path below the content folder."""

    mode: str
    name: str
    path: str


def _find_commit(name: str, folder: Path) -> str:
    wanted = f"{name}^{{commit}}"
    done = _run(["rev-parse", "--verify", "--quiet", "--end-of-options", wanted], folder) if "\0" not in name else None
    commit = os.fsdecode(done.stdout).strip() if done and done.returncode == 0 else ""
    if not (len(commit) >= 40 and set(commit) <= set("0123456789abcdef")):
        message = f"{name!r} is neither a folder with content nor a revision that git knows in this repository."
        hint = " A shallow clone has only the newest ones: fetch the rest (in GitHub Actions, `fetch-depth: 0`)."
        raise RevisionError(message + (hint if _is_shallow(folder) else ""))
    return commit


def _is_shallow(folder: Path) -> bool:
    return _run(["rev-parse", "--is-shallow-repository"], folder).stdout.strip() == b"true"


def _list_entries(tree: str, revision: str, prefix: str, top: Path) -> list[_Entry]:
    kind = _run(["cat-file", "-t", tree], top)
    if kind.stdout.strip() not in (b"tree", b"commit"):
        raise RevisionError(f"The revision {revision!r} has no folder {prefix.rstrip('/')!r}.")
    done = _run(["ls-tree", "-r", "-z", "--full-tree", tree], top)
    if done.returncode:
        raise RevisionError(f"git cannot read the revision {revision!r}: {_first_line(done.stderr)}")
    entries = [_parse_entry(os.fsdecode(line)) for line in done.stdout.split(b"\0") if line]
    return [entry for entry in entries if _is_contained(entry.path)]


def _parse_entry(line: str) -> _Entry:
    """A line of `git ls-tree`: mode, kind and name of the object, a tab, the path."""
    head, _, path = line.partition("\t")
    mode, _, name = head.split()
    return _Entry(mode, name, path)


def _is_contained(path: str) -> bool:
    """A tree that somebody made by hand may hold names that lead out of it."""
    return not {"", ".", ".."} & set(path.replace(os.sep, "/").split("/")) and not Path(path).drive


def _write_entries(entries: Iterable[_Entry], folder: Path, top: Path) -> None:
    """Write files first and links last, so that nothing can be written through a link."""
    entries = list(entries)
    files = [entry for entry in entries if entry.mode.startswith(_FILE)]
    wanted = {entry.path: entry.name for entry in files if _is_read(entry)}
    links = [entry for entry in entries if entry.mode == _LINK]
    texts = _read_objects([*wanted.values(), *(entry.name for entry in links)], top)
    for entry in files:
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(texts[entry.name] if entry.path in wanted else b"")
    for entry in links:
        target = os.fsdecode(texts[entry.name])
        if _leads_inside(entry.path, target):
            (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / entry.path).symlink_to(target)


def _is_read(entry: _Entry) -> bool:
    return entry.path.lower().endswith(_READ)


def _leads_inside(path: str, target: str) -> bool:
    found = os.path.normpath(PurePosixPath(path).parent / target) if target and "\0" not in target else ".."
    return not os.path.isabs(found) and found.split(os.sep)[0] != ".."


def _read_objects(names: list[str], top: Path) -> dict[str, bytes]:
    """The bytes of objects by name, as they were committed: no filter and no attribute of the repository is applied."""
    names = list(dict.fromkeys(names))
    done = _run(["cat-file", "--batch"], top, "".join(f"{name}\n" for name in names).encode())
    found: dict[str, bytes] = {}
    rest = memoryview(done.stdout)
    for name in names:
        header, start = _read_header(rest)
        if len(header) != 3:
            raise RevisionError(f"git cannot read the object {name}: {_first_line(done.stderr) or 'it is missing'}")
        size = int(header[2])
        found[name] = bytes(rest[start : start + size])
        rest = rest[start + size + 1 :]
    return found


def _read_header(rest: memoryview) -> tuple[list[bytes], int]:
    line = bytes(rest[:200]).partition(b"\n")[0]
    return line.split(), len(line) + 1


def _ask(arguments: list[str], folder: Path, name: str) -> str:
    done = _run(arguments, folder)
    if done.returncode:
        message = f"{name!r} is no folder with content, and {str(folder)!r} is in no git repository that can be read."
        raise RevisionError(f"{message} git says: {_first_line(done.stderr)}")
    return os.fsdecode(done.stdout).removesuffix("\n")


def _first_line(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else ""


def _run(arguments: list[str], folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git without a shell and without questions to anybody."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment = {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "--no-pager", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - no shell; what a person typed is never taken for an option
            command, cwd=folder, env=environment, input=given, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise RevisionError("`git` is not installed here; compare two folders instead.") from error
