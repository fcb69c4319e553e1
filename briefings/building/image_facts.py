"""Reads what the file of an image says about itself, for the rules that look at pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from briefings.building.contained import TooLarge, read_contained
from briefings.building.drawing_pictures import find_outside_picture
from briefings.building.exif import parse_metadata
from briefings.building.image_metadata import ImageUnreadable, find_metadata
from briefings.building.picture_drawings import DRAWING, strip_drawing
from briefings.checks.rule import ImageFacts

MAX_BYTES = 64 * 1024 * 1024
"""More than any picture for readers has; what is larger is not looked at."""
_NOTHING = ImageFacts()


def read_image_facts(folder: Path, path: str) -> ImageFacts:
    """What the image at `path` below `folder` says; nothing where it is missing, too large, broken or no image."""
    try:
        data = read_contained(folder, path, MAX_BYTES)
    except (OSError, TooLarge):
        return _NOTHING
    if path.lower().endswith(DRAWING):
        return ImageFacts(outside=find_outside_picture(strip_drawing(data)))
    has_location, taken = False, ""
    try:
        for block in find_metadata(data):
            facts = parse_metadata(block)
            has_location, taken = has_location or facts.has_location, taken or facts.taken
    except ImageUnreadable:
        pass  # What came before the broken part counts.
    return ImageFacts(has_location, taken)


def read_all_facts(folder: Path, paths: Iterable[str]) -> Mapping[str, ImageFacts]:
    """The facts of images by path; those that say nothing are left out."""
    facts = {path: read_image_facts(folder, path) for path in sorted(set(paths))}
    return {path: found for path, found in facts.items() if found != _NOTHING}
