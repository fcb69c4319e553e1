"""Finds texts that Pelican would have made articles of, and that nothing reads: none may be lost without a word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefings.building.content_paths import ContentPaths
from briefings.building.discover import SourceFile
from briefings.building.text_header import MARKDOWN, TEXTS, read_header
from briefings.checks.image_uses import list_shown_files
from briefings.checks.stray_file import describe_stray_file, is_about_folder
from briefings.model.document import Document, FileKind
from briefings.problems import Problem


def find_unread_texts(
    content: Path, files: Iterable[SourceFile], documents: Iterable[Document], places: ContentPaths
) -> list[Problem]:
    """A problem for each text with the header of an article that is none here, unless a text offers it to readers.

    What the settings leave out is left alone, and so are pages in other formats, which Pelican reads.
    """
    found = {file.path for file in files if file.kind is FileKind.STATIC and _is_candidate(file.path, places)}
    found = {path for path in found if read_header(content, path).is_article}
    for document in documents if found else ():
        found.difference_update([path for path, _ in list_shown_files(document, found)])
    return [describe_stray_file(path, is_markdown=path.lower().endswith(MARKDOWN)) for path in sorted(found)]


def _is_candidate(path: str, places: ContentPaths) -> bool:
    if not path.lower().endswith(TEXTS) or is_about_folder(path):
        return False
    return places.is_article_place(path) and places.is_page(path) is None and not places.is_page_place(path)
