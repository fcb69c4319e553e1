"""What is said of pictures that cannot be published: a check says it in the same words as a build."""

from __future__ import annotations

from briefings.building.contained import TooLarge
from briefings.problems import Location, Problem

MAX_IMAGE = 256 * 1024 * 1024
"""How many bytes an image may have."""
MAX_PIXELS = 89_478_485
"""How many pixels: Pillow's own limit, above which a small file may be meant to fill the memory."""


def describe_broken(path: str, fault: str) -> Problem:
    """The problem of a picture that cannot be read to its end."""
    hint = "Save it again with a program for images, or leave it out."
    return Problem("BRF-image-unreadable", Location(path), fault, "a well-formed image", hint)


def describe_uncleaned(path: str, fault: str) -> Problem:
    """The problem of a picture with metadata that nobody takes out."""
    hint = "Save it without metadata, or as JPEG, PNG or WebP, which are cleaned."
    return Problem("BRF-image-unreadable", Location(path), fault, "a picture without metadata", hint)


def describe_heavy(path: str, error: TooLarge) -> Problem:
    """The problem of a picture with too many bytes."""
    return Problem("BRF-too-large", Location(path), str(error), f"an image of at most {MAX_IMAGE} bytes")


def describe_large(path: str, width: int, height: int) -> Problem:
    """The problem of a picture with too many pixels; 0 stands for sizes too huge for Pillow to name."""
    known = width and height
    found = f"{width} by {height} pixels" if known else f"more than {2 * MAX_PIXELS // 1_000_000} million pixels"
    expected = f"at most {MAX_PIXELS // 1_000_000} million pixels"
    return Problem("BRF-too-large", Location(path), f"a picture of {found}", expected, "Save a smaller one.")
