"""Which pages a site has, whatever its addresses look like: what makes the race fair."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.bench.flavours import KINDS
from tests.bench.measure import look

Page = tuple[str, str]
"""A kind, and a name within it: ("topics", "rural-outbreak")."""


def list_pages(output: Path) -> dict[Page, str]:
    """Pages and feeds of a site, and the file of each."""
    found = {classify(path): path for path in look(output)}
    return {page: path for page, path in found.items() if page[0] != "other"}


def classify(path: str) -> Page:
    """What a file of the output is; "other" for stylesheets and for files that name no address."""
    name, _, ending = path.rpartition(".")
    name = re.sub(r"(^|/)(index|feed)$", "", name)
    folder, _, last = name.rpartition("/")
    if path == "sitemap.xml":
        return "sitemap", ""
    if ending in ("xml", "atom"):
        return f"feed {folder or 'of the site'}" if name else "feed of the site", last
    if ending != "html":
        return "other", path
    if not name or folder == "page":
        return "home", last or "1"
    if folder in KINDS:
        return folder, last
    return ("list", name) if name in KINDS else ("briefing", last)


def compare(outputs: dict[str, Path]) -> Iterable[str]:
    """What some sites have and the first has not, or the other way round, in words; nothing if all is well."""
    first, *others = outputs
    expected = set(list_pages(outputs[first]))
    for other in others:
        found = set(list_pages(outputs[other]))
        for more, less, pages in ((first, other, expected - found), (other, first, found - expected)):
            if pages:
                some = ", ".join(" ".join(page) for page in sorted(pages)[:5])
                yield f"{more} has {len(pages)} pages that {less} has not: {some}"
