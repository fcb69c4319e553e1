"""BRF-stray-file: a text file beside the folders that are read, or in one with nearly the name of such a folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.problems import Location, Problem, suggest

_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
_FOLDERS = {**dict.fromkeys(("briefings", "topics", "pages"), _TEXTS), "registry": (".yml", ".yaml")}
_OURS = ("actors.yml", "places.yml", "publishers.yml", "sources.yml")
_ABOUT = ("readme", "license", "licence", "contributing", "changelog", "notice")
"""Files about the folder itself, as repositories have them."""


def check_stray_files(checked: SiteInput) -> Iterator[Problem]:
    """Find files that a writer means to be read and that nothing reads. Folders with other names are left alone."""
    for path in sorted(checked.files):
        name = posixpath.basename(path).lower()
        if name.rpartition(".")[0] not in _ABOUT:
            folder = _find_folder(path, name)
            if folder:
                hint = f"Move it into `{folder}/`, or out of the content folder."
                expected = "a file in one of the folders " + ", ".join(f"`{known}/`" for known in _FOLDERS)
                yield Problem("BRF-stray-file", Location(path), "a file that nothing reads", expected, hint)


def _find_folder(path: str, name: str) -> str:
    """The folder in which a file was surely meant to lie; empty where nothing says so."""
    top, slash, _ = path.partition("/")
    if not slash:
        return "registry" if name in _OURS else "briefings" if name.endswith(_TEXTS) else ""
    near = suggest(top.lower(), _FOLDERS).removeprefix("Did you mean `").removesuffix("`?")
    return near if near and top != near and name.endswith(_FOLDERS[near]) else ""
