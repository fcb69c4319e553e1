"""Weight: what a reader on a slow connection loads, before compression."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.html_pages import Element, HtmlPage, local_name

KB = 1024


def sum_loaded(site: Path, pages: dict[str, HtmlPage], name: str) -> int:
    """Bytes of all files that `<link rel=stylesheet>` or `<script>` elements name on any page."""
    addresses = {address for page in pages.values() for element, address in page.references() if loads(element, name)}
    return sum((site / urlsplit(address).path.lstrip("/")).stat().st_size for address in addresses)


def loads(element: Element, name: str) -> bool:
    """Whether an element loads a script or stylesheet."""
    return local_name(element) == name and (name == "script" or "stylesheet" in (element.get("rel") or "").split())


def test_stylesheets_stay_small(dossier_site: Path, pages: dict[str, HtmlPage]) -> None:
    assert 1 * KB < sum_loaded(dossier_site, pages, "link") <= 40 * KB


def test_scripts_stay_small_with_all_their_modules(dossier_site: Path, pages: dict[str, HtmlPage]) -> None:
    everything = sum(path.stat().st_size for path in dossier_site.rglob("*.js"))
    assert 0 < sum_loaded(dossier_site, pages, "script") <= everything <= 12 * KB


@pytest.mark.parametrize("path", ["index.html", "topics/spin-boldak-crossing/index.html"])
def test_pages_that_readers_enter_by_stay_small(dossier_site: Path, path: str) -> None:
    assert (dossier_site / path).stat().st_size <= 60 * KB
