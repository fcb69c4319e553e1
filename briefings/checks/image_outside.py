"""BRF-image-outside: a drawing that shows a picture which its file does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import find_use
from briefings.checks.rule import SiteInput
from briefings.problems import Problem

_LONGEST = 90


def check_drawings(checked: SiteInput) -> Iterator[Problem]:
    """Find shown drawings that lead to pictures elsewhere, each once, where it is shown first."""
    for path, facts in checked.images.items():
        if facts.outside:
            short = facts.outside[:_LONGEST]
            address = short if short == facts.outside else f"{short}…"
            found = f"`{path}`, which leads to a picture at `{address}`"
            hint = "Embed the picture in the drawing (Inkscape: Extensions > Images), or draw without it."
            where = find_use(checked.documents.values(), path)
            yield Problem("BRF-image-outside", where, found, "a drawing that holds all it shows", hint)
