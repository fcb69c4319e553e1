"""BRF-stray-file: a text beside the folders that are read, in one with nearly such a name, or in another format."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefings.checks.image_uses import list_shown_files
from briefings.checks.rule import SiteInput
from briefings.problems import Location, Problem, suggest

_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
_FOLDERS = {**dict.fromkeys(("briefings", "topics", "pages"), _TEXTS), "registry": (".yml", ".yaml")}
_OTHER_FORMATS = (".txt", ".text", ".rst", ".adoc", ".org", ".rtf", ".odt", ".doc", ".docx")
"""Texts that nobody reads among briefings and topics. Pages may be in any format that Pelican has a reader for."""
_OURS = ("actors.yml", "places.yml", "publishers.yml", "sources.yml")
_ABOUT = ("readme", "license", "licence", "contributing", "changelog", "notice")
"""Files about the folder itself, as repositories have them."""


def check_stray_files(checked: SiteInput) -> Iterator[Problem]:
    """Find files that a writer means to be read and that nothing reads. Folders with other names are left alone."""
    yield from _find_other_formats(checked)
    for path in sorted(checked.files):
        name = posixpath.basename(path).lower()
        if name.rpartition(".")[0] not in _ABOUT:
            folder = _find_folder(path, name)
            if folder:
                hint = f"Move it into `{folder}/`, or out of the content folder."
                expected = "a file in one of the folders " + ", ".join(f"`{known}/`" for known in _FOLDERS)
                yield Problem("BRF-stray-file", Location(path), "a file that nothing reads", expected, hint)


def _find_other_formats(checked: SiteInput) -> Iterator[Problem]:
    """Texts among briefings and topics that are in no format for them, and that no text offers to readers."""
    found = {p for p in checked.files if p.startswith(("briefings/", "topics/")) and p.lower().endswith(_OTHER_FORMATS)}
    for document in checked.documents.values() if found else ():
        found.difference_update([path for path, _ in list_shown_files(document, found)])
    for path in sorted(found):
        stem, _ = posixpath.splitext(path)
        if posixpath.basename(stem).lower() not in _ABOUT:
            hint = f"Save it as Markdown, {stem}.md, or move it out of this folder."
            expected = "a text in Markdown, or a file that a text links to"
            yield Problem("BRF-stray-file", Location(path), "a file that nothing reads", expected, hint)


def _find_folder(path: str, name: str) -> str:
    """The folder in which a file was surely meant to lie; empty where nothing says so."""
    top, slash, _ = path.partition("/")
    if not slash:
        return "registry" if name in _OURS else "briefings" if name.endswith(_TEXTS) else ""
    near = suggest(top.lower(), _FOLDERS).removeprefix("Did you mean `").removesuffix("`?")
    return near if near and top != near and name.endswith(_FOLDERS[near]) else ""
