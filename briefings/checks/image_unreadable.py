"""BRF-image-unreadable: a picture that cannot be decoded. A build says so too, but of what it publishes only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.checks.image_uses import list_shown_files
from briefings.checks.rule import SiteInput
from briefings.model.document import Document
from briefings.problems import Location, Problem

HINT = "Save it again with a program for images, or leave it out."


def check_pictures(checked: SiteInput) -> Iterator[Problem]:
    """Find damaged pictures, each once, where it is shown first."""
    for path, fault in checked.faults.items():
        where = find_use(checked.documents.values(), path)
        yield Problem("BRF-image-unreadable", where, f"`{path}`: {fault}", "a well-formed image", HINT)


def find_use(documents: Iterable[Document], path: str) -> Location:
    """The first place that shows or links to a file; the file itself where there is none."""
    files = frozenset((path,))
    return next((where for document in documents for _, where in list_shown_files(document, files)), Location(path))
