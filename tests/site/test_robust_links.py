"""Robust Links (robustlinks.mementoweb.org/spec) on the sources of the sample site.

`data-originalurl` stands only beside a copy: without `data-versionurl` the script of Robust Links takes it to say that
the link itself leads to a copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.site.html_pages import Element, HtmlPage

TOPIC = "topics/pakistan-afghanistan-relations/index.html"


def list_sources(page: HtmlPage) -> Iterator[tuple[Element, str]]:
    """The link of each source of a page, and when the page says that it was published."""
    for item in page.find_all("li"):
        if item.get("class") == "source":
            link = next(item.iter("a"))
            times = [time.get("datetime", "") for time in item.iter("time")]
            if page.parents[link].get("class") == "source__title":
                yield link, times[0] if times else ""


def test_links_to_sources_have_the_day_of_the_version_that_is_meant(pages: dict[str, HtmlPage]) -> None:
    dated, undated = set(), set()
    for page in pages.values():
        for link, published in list_sources(page):
            day = published[:10] if len(published) >= 10 else None
            assert link.get("data-versiondate") == day, page.describe(link)
            assert (link.get("data-originalurl") is None) == (link.get("data-versionurl") is None), page.describe(link)
            (dated if day else undated).add(link.get("href"))
    assert len(dated) > 150
    assert len(undated) < 10


def test_a_copy_is_named_beside_the_document_with_the_day_that_it_shows(pages: dict[str, HtmlPage]) -> None:
    page = pages[TOPIC]
    (link,) = (link for link, _ in list_sources(page) if link.get("data-versionurl"))
    copy = link.get("data-versionurl")
    assert link.get("data-originalurl") == "https://github.com/factbook/factbook.json/blob/master/south-asia/af.json"
    assert copy.endswith("/41f53764dad13345460cdfc1d2030878d7e28aef/south-asia/af.json")
    assert link.get("data-versiondate") == "2021-07-15"
    (beside,) = (other for other in page.find_all("a") if other.get("href") == copy)
    assert "".join(beside.itertext()) == "Archived copy"
    assert beside.get("data-originalurl") == link.get("href")
    assert beside.get("data-versiondate") == "2021-07-15"
