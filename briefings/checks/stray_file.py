"""BRF-stray-file: a text beside the folders that are read, in one with nearly such a name, or in another format."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from briefings.checks.image_uses import list_shown_files
from briefings.checks.rule import SiteInput
from briefings.problems import Location, Problem, suggest

_TEXTS = (".md", ".markdown", ".mkd", ".mdown")
_FOLDERS = {**dict.fromkeys(("briefings", "topics", "pages"), _TEXTS), "registry": (".yml", ".yaml")}
_OTHER_FORMATS = (".txt", ".text", ".rst", ".html", ".htm", ".adoc", ".org", ".rtf", ".odt", ".doc", ".docx")
"""Texts that nobody reads among briefings and topics. Pages may be in any format that Pelican has a reader for."""
_OURS = ("actors.yml", "places.yml", "publishers.yml", "sources.yml")
_ABOUT = ("readme", "license", "licence", "contributing", "changelog", "notice")
"""Files about the folder itself, as repositories have them."""
_FOUND = "a file that nothing reads"


def check_stray_files(checked: SiteInput) -> Iterator[Problem]:
    """Find files that a writer means to be read and that nothing reads. Folders with other names are left alone.

    Texts with a header, which could be articles anywhere, are found when the content folder is read.
    """
    yield from _find_other_formats(checked)
    for path in sorted(checked.files):
        if not is_about_folder(path) and _find_folder(path):
            yield describe_stray_file(path)


def describe_stray_file(path: str, *, is_markdown: bool = True) -> Problem:
    """The problem of a file that nothing reads, with what can be done about it."""
    if not is_markdown:
        hint = f"Save it as Markdown, {posixpath.splitext(path)[0]}.md, or move it out of this folder."
        expected = "a text in Markdown, or a file that a text links to"
        return Problem("BRF-stray-file", Location(path), _FOUND, expected, hint)
    expected = "a file in one of the folders " + ", ".join(f"`{known}/`" for known in _FOLDERS)
    folder = _find_folder(path)
    hint = f"Move it into `{folder}/`, or out of the content folder."
    if not folder:
        hint = (
            "Move it into `briefings/`, or name its folder in `ARTICLE_PATHS`; `ARTICLE_EXCLUDES` leaves folders out."
        )
    return Problem("BRF-stray-file", Location(path), _FOUND, expected, hint)


def is_about_folder(path: str) -> bool:
    """Whether a file is about the folder itself, as `README.md` is."""
    return posixpath.splitext(posixpath.basename(path).lower())[0] in _ABOUT


def _find_other_formats(checked: SiteInput) -> Iterator[Problem]:
    """Texts among briefings and topics that are in no format for them, and that no text offers to readers."""
    found = {p for p in checked.files if p.startswith(("briefings/", "topics/")) and p.lower().endswith(_OTHER_FORMATS)}
    for document in checked.documents.values() if found else ():
        found.difference_update([path for path, _ in list_shown_files(document, found)])
    yield from (describe_stray_file(p, is_markdown=False) for p in sorted(found) if not is_about_folder(p))


def _find_folder(path: str) -> str:
    """The folder in which a file was surely meant to lie; empty where nothing says so."""
    name = posixpath.basename(path).lower()
    top, slash, _ = path.partition("/")
    if not slash:
        return "registry" if name in _OURS else "briefings" if name.endswith(_TEXTS) else ""
    near = suggest(top.lower(), _FOLDERS).removeprefix("Did you mean `").removesuffix("`?")
    return near if near and top != near and name.endswith(_FOLDERS[near]) else ""
