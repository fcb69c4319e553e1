"""The sample site as it is published, with everything on: its social cards, and what the search adds to its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.site.html_pages import HtmlPage
from tests.site.test_budgets import HEAVY, KB, PAGE, SCRIPTS, list_scripts

HOME = "https://daybook.example/"
SEARCHES = {"search/index.html", "search/fa/index.html"}
BACKGROUND = (253, 253, 252)
SEARCH = re.compile(
    r"<div hidden>(?:\s*<i data-pagefind-[^>]*></i>)+\s*</div>"
    r"|<form class=\"find\".*?</form>"
    r"|\sdata-pagefind-[a-z]+(?:=\"[^\"]*\")?",
    re.DOTALL,
)
"""What a page has for the search alone: the facts by which it filters, the box, and the marks on what it reads."""


@pytest.fixture(scope="module")
def published(published_site: Path) -> dict[str, str]:
    """The text of every page by output path."""
    files = published_site.rglob("*.html")
    return {path.relative_to(published_site).as_posix(): path.read_text("utf-8") for path in files}


def has_ink(card: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether there is writing on this part: some of it is as dark as words are, and most is background."""
    pixels = card.convert("L").crop(box).histogram()
    return 0.002 < sum(pixels[:110]) / sum(pixels) < 0.5


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("index.html", "home.png"),
        ("fa/index.html", "home-fa.png"),
        ("briefings/2021-07-14-wesh-capture/index.html", "briefings/2021-07-14-wesh-capture.png"),
        ("fa/briefings/2021-07-14-wesh-capture/index.html", "briefings/2021-07-14-wesh-capture-fa.png"),
        ("topics/spin-boldak-crossing/index.html", "topics/spin-boldak-crossing.png"),
        ("claims/wesh-checking/index.html", "claims/wesh-checking.png"),
    ],
)
def test_a_card_of_every_kind_is_a_picture_with_words_on_it(
    published_site: Path, published: dict[str, str], path: str, card: str
) -> None:
    page = HtmlPage(path, published[path])
    assert page.meta("og:image") == f"{HOME}cards/{card}"
    assert page.meta("twitter:card") == "summary_large_image"
    assert page.meta("og:image:alt")
    with Image.open(published_site / "cards" / card) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1200", "630")
        assert picture.convert("RGB").getpixel((5, 5)) == BACKGROUND
        sides = [has_ink(picture, (72, 60, 360, 120)), has_ink(picture, (840, 60, 1128, 120))]
        assert sides == ([False, True] if page.root.get("dir") == "rtl" else [True, False]), "the name of the site"
        assert has_ink(picture, (72, 170, 1128, 400)), "the headline"
        assert has_ink(picture, (72, 510, 1128, 610)), "the status line and the date"


def test_every_card_belongs_to_a_page_and_no_two_are_the_same(published_site: Path, published: dict[str, str]) -> None:
    named = {found for page in published.values() for found in re.findall('"og:image" content="([^"]*)"', page)}
    files = {path.relative_to(published_site).as_posix() for path in published_site.glob("cards/**/*.png")}
    assert named == {HOME + path for path in files}
    assert len({(published_site / path).read_bytes() for path in files}) == len(files) > 200


def test_pages_stay_within_their_budget_without_what_the_search_needs(published: dict[str, str]) -> None:
    """Cards and a longer address weigh up to a kilobyte on the pages that are beyond the budget without them."""
    beyond = {f"{path}/index.html": size + KB for path, size in HEAVY.items()}
    sizes = {path: len(SEARCH.sub("", page).encode()) for path, page in published.items()}
    assert {path: size for path, size in sizes.items() if size > beyond.get(path, PAGE)} == {}


def test_the_search_adds_little_to_a_page(published: dict[str, str]) -> None:
    added = {path: sum(len(found[0].encode()) for found in SEARCH.finditer(page)) for path, page in published.items()}
    assert 2 * KB < max(added.values()) <= 7 * KB
    assert {path for path, page in published.items() if "pagefind" in SEARCH.sub("", page)} == SEARCHES


def test_only_the_pages_of_the_search_load_its_scripts(published_site: Path, published: dict[str, str]) -> None:
    loading = {path for path, page in published.items() if re.search(r'<script[^>]+src="[^"]*/search/', page)}
    assert loading == SEARCHES
    assert 0 < sum((published_site / path).stat().st_size for path in list_scripts(published_site)) <= SCRIPTS
