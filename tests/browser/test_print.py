"""What comes out of a printer, on A4 and Letter: everything that a page says, in pages that break where they may."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.page_kinds import PAGE_KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
"""Points."""
PRINTED = [
    *((kind, "A4") for kind in ("briefing", "rtl briefing", "topic", "claim", "claims of a status")),
    ("rtl briefing", "Letter"),
    ("topic", "Letter"),
]
OTHERS = [kind for kind in PAGE_KINDS if kind not in {kind for kind, _ in PRINTED}]
OTHERS_PRINTED = [(kind, ("A4", "Letter")[number % 2]) for number, kind in enumerate(OTHERS)]
KEPT_WHOLE = "li:not(.claim), .claim:not(:has(li:nth-child(5))), figure, tr, .facts"
"""What no page break may cut. A claim with many voices may take more than a page."""
_SHOWN = (
    """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => e.innerText)"""
)
_WORD = re.compile("[A-Za-z]{3,}")


class Print(NamedTuple):
    """A page of the site as its reader sees it for print, and the text of each sheet without any space."""

    page: Page
    sheets: list[str]
    lines: list[list[str]]
    size: tuple[int, int]

    def shown(self, selector: str) -> list[str]:
        """The words of all elements that a printer gets to see."""
        return self.page.evaluate(_SHOWN, selector)


def squash(text: str) -> str:
    """Text without spaces, and without the ligatures that a font has."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def list_words(text: str) -> list[str]:
    """Words that can be looked for on paper: in lines from right to left all other signs are in the font's order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


@pytest.fixture(params=PRINTED, ids=" on ".join)
def printed(request: Any, open_page: Callable[..., Page]) -> Print:
    """One kind of page on one kind of paper, printed by somebody who reads in the dark."""
    kind, paper = request.param
    page = open_page(PAGE_KINDS[kind], color_scheme="dark")
    reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
    texts = [sheet.extract_text() for sheet in reader.pages]
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    lines = [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]
    box = reader.pages[0].mediabox
    assert PAPERS[paper] == (int(box.width), int(box.height)), "the printer's paper, not the stylesheet's"
    return Print(page, [squash(text) for text in texts], lines, PAPERS[paper])


def test_paper_has_what_the_page_says_in_whole_pieces(printed: Print) -> None:
    check_words(printed)
    check_breaks(printed)
    check_means(printed)


@pytest.mark.parametrize("printed", OTHERS_PRINTED, ids=" on ".join, indirect=True)
def test_every_other_kind_of_page_fits_on_paper(printed: Print) -> None:
    assert find_overflow(printed) == []
    check_means(printed)
    words, everything = list_words(" ".join(printed.shown("main"))), "".join(printed.sheets)
    lost = [word for word in words if word not in everything]
    assert len(lost) <= len(words) / 10, "paper is narrow, and leaves out what a narrow screen does: keys to signs"


def check_words(printed: Print) -> None:
    """All words are there, and no sheet is all but empty."""
    everything = "".join(printed.sheets)
    [main] = printed.shown("main")
    assert len(list_words(main)) > 100
    assert [word for word in list_words(main) if word not in everything] == []
    assert [len(sheet) for sheet in printed.sheets[:-1] if len(sheet) < 300] == []


def check_breaks(printed: Print) -> None:
    """Nothing is cut by the end of a sheet, or by its edge."""
    cut = [
        text
        for text in printed.shown(KEPT_WHOLE)
        if not any(all(word in sheet for word in list_words(text)) for sheet in printed.sheets)
    ]
    assert cut == []
    assert find_lonely_headings(printed) == []
    assert find_overflow(printed) == []


def check_means(printed: Print) -> None:
    """It is light, has addresses in place of links, and nothing that only a screen can do."""
    everything = "".join(printed.sheets)
    colours = "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).colorScheme]"
    assert printed.page.evaluate(colours) == ["rgb(0, 0, 0)", "light"]
    links = "[...document.querySelectorAll('.source__title a')].map(a => a.getAttribute('href'))"
    addresses = [address for address in printed.page.evaluate(links) if address.isascii()]
    is_rtl = printed.page.locator("html").get_attribute("dir") == "rtl"
    parts = {address: list_words(address) if is_rtl else [address] for address in addresses}
    assert [address for address, words in parts.items() if not all(word in everything for word in words)] == []
    for words in ("Skip to content", "Theme:", "On this page", "Show this elsewhere", "Follow this topic"):
        assert squash(words) not in everything
    assert urlsplit(printed.page.url).path in everything, "where it was printed from"


def find_lonely_headings(printed: Print) -> list[str]:
    """Headings that are the last thing on their sheet."""
    headings = {squash(text) for text in printed.shown("h2, h3, h4, h5")}
    number = re.compile(r"\d+ ?/ ?\d+")
    ends = [[line for line in lines if not number.fullmatch(line)][-1] for lines in printed.lines]
    return [end for end in ends if squash(end) in headings]


def find_overflow(printed: Print) -> list[str]:
    """What is wider than the paper between its margins."""
    width = int(printed.size[0] / 72 * 96 - 2 * 17 / 25.4 * 96)
    printed.page.set_viewport_size({"width": width, "height": 900})
    return printed.page.evaluate("""() => [...document.querySelectorAll('main *')]
        .filter(e => e.checkVisibility() && !e.closest('svg') && !e.closest('.visually-hidden'))
        .map(e => [e, e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
        .map(([e]) => `${e.tagName}.${e.className}`)""")


def test_maps_and_figures_are_printed(open_page: Callable[..., Page]) -> None:
    page = open_page(PAGE_KINDS["briefing"])
    page.emulate_media(media="print")
    for selector in ("svg.map", "figure img"):
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        assert min(box["width"], box["height"]) > 50, selector
