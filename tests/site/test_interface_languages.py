"""The whole interface in each of its languages: valid, in the right direction, and open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scores.axe import STRUCTURE, TELEPHONE, find_violations
from tests.scores.desks import DESK_PAGES, LANGUAGES, choose_settings
from tests.site.html_pages import HtmlPage, is_right_to_left

pytestmark = pytest.mark.slow

TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: Any, tiny: Path, run_briefings: Callable[..., Any]) -> dict[str, Path]:
    """The tiny desk in each language of the interface but English, with everything that adds pages."""
    folder = tmp_path_factory.mktemp("desks")
    for lang in TRANSLATED:
        options = ("-s", tiny / "pelicanconf.py", *choose_settings(lang), "-e", "BRIEFINGS_CACHE=false")
        result = run_briefings("build", tiny / "content", *options, "-o", folder / lang)
        assert result.returncode == 0, result.stderr
    return {lang: folder / lang for lang in TRANSLATED}


def find_page(site: Path, address: str) -> Path:
    """The file behind an address."""
    return site / (address.lstrip("/") + "index.html" if address.endswith("/") else address.lstrip("/"))


@pytest.mark.parametrize("lang", TRANSLATED)
def test_pages_parse_and_name_their_language(desks: dict[str, Path], lang: str) -> None:
    for kind, address in DESK_PAGES.items():
        page = HtmlPage(kind, find_page(desks[lang], address).read_text("utf-8"))
        assert page.errors == []
        direction = "rtl" if is_right_to_left(lang) else "ltr"
        assert (page.root.get("lang"), page.root.get("dir")) == (lang, direction)


def test_the_nu_checker_finds_nothing_in_any_language(vnu: Callable[..., list[str]], desks: dict[str, Path]) -> None:
    assert vnu(*(find_page(site, address) for site in desks.values() for address in DESK_PAGES.values())) == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", TRANSLATED)
def test_axe_finds_nothing_in_any_language(
    chromium: Any, serve_folder: Callable[[Path], str], desks: dict[str, Path], lang: str
) -> None:
    """Structure alone, at one width: the colours are those of the dossier."""
    home = serve_folder(desks[lang])
    page = chromium.new_page(viewport=TELEPHONE, reduced_motion="reduce")
    found = {}
    for kind, address in DESK_PAGES.items():
        page.goto(home + address)
        found[kind] = find_violations(page, **STRUCTURE)
    page.close()
    assert {kind: violations for kind, violations in found.items() if violations} == {}
