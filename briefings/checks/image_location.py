"""BRF-image-location: an image whose file holds the place where it was taken."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import list_shown_files
from briefings.checks.rule import SiteInput
from briefings.problems import Problem


def check_locations(checked: SiteInput) -> Iterator[Problem]:
    """Find shown images with GPS data in the file, each once, where it is shown first."""
    placed = {path for path, facts in checked.images.items() if facts.has_location}
    for document in checked.documents.values() if placed else ():
        for path, where in list_shown_files(document, frozenset(placed)):
            if path in placed:
                placed.remove(path)
                found = f"`{path}`, whose file holds the place where it was taken (GPS)"
                hint = (
                    "It can give away who took it, or who was there. Save it without metadata: `exiftool -all= FILE`."
                )
                yield Problem("BRF-image-location", where, found, "a picture without a place in its file", hint)
