"""The home page as a plain list, in pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefings.building.pages_made import Digests
from briefings.plugin.build import Build
from briefings.views.latest import LatestView, build_latest_page, count_latest_pages
from briefings.views.pages import build_pages

TEMPLATES = frozenset({"latest.html", "briefing.html"})
FILES: dict[str, str | bytes] = {
    f"briefings/b{n}.md": f"---\ntitle: Number {n}\ndate: 2023-05-0{n}\nevent: 2022-01-0{9 - n}\n---\nText.\n"
    for n in range(1, 6)
}

MakePages = Callable[..., list[LatestView]]


@pytest.fixture
def make_pages(read_site: Callable[..., Build]) -> MakePages:
    def make(files: dict[str, str | bytes] = FILES, **settings: Any) -> list[LatestView]:
        given = {"SITENAME": "Desk", "BRIEFINGS_HOME_ENTRIES": 2, **settings}
        context = read_site(files, **given).build_views("0", TEMPLATES)
        return [build_latest_page(context, number + 1) for number in range(count_latest_pages(context))]

    return make


def test_briefings_stand_in_order_of_publication_each_once(make_pages: MakePages) -> None:
    titles = [[entry.title for entry in page.entries] for page in make_pages()]
    assert titles == [["Number 5", "Number 4"], ["Number 3", "Number 2"], ["Number 1"]]


def test_pages_lead_to_their_neighbours(make_pages: MakePages) -> None:
    pages = make_pages(SITEURL="https://desk.example/news")
    assert [page.page.url for page in pages] == ["/news/", "/news/page/2/", "/news/page/3/"]
    assert [(page.newer, page.older) for page in pages] == [
        ("", "/news/page/2/"),
        ("/news/", "/news/page/3/"),
        ("/news/page/2/", ""),
    ]
    assert [(page.number, page.total) for page in pages] == [(1, 3), (2, 3), (3, 3)]


def test_full_last_page_is_followed_by_none(make_pages: MakePages) -> None:
    assert [len(page.entries) for page in make_pages(BRIEFINGS_HOME_ENTRIES=5)] == [5]


def test_pages_have_titles_of_their_own(make_pages: MakePages) -> None:
    assert len({page.page.title for page in make_pages()}) == 3


def test_site_without_briefings_has_a_home_page(make_pages: MakePages) -> None:
    [page] = make_pages({"topics/quay.md": "---\ntitle: Quay\n---\n"})
    assert (page.entries, page.page.path) == ((), "index.html")


@pytest.mark.parametrize(("more", "expected"), [((), "latest.html"), (("home.html",), "home.html")])
def test_front_page_of_a_theme_comes_before_the_list(
    read_site: Callable[..., Build], more: tuple[str, ...], expected: str
) -> None:
    context = read_site(FILES).build_views("0", TEMPLATES | set(more))
    assert [page.template for page in build_pages(context) if page.path == "index.html"] == [expected]


def test_a_page_is_made_from_its_own_part_of_the_list(read_site: Callable[..., Build]) -> None:
    context = read_site(FILES, BRIEFINGS_HOME_ENTRIES=2).build_views("0", TEMPLATES)
    with context.reads.collect() as read:
        build_latest_page(context, 2)
    digests = Digests(context.reads)
    names = {digests.name(item) for item in read if isinstance(item, int)}
    assert {name for name in names if name.startswith(("latest", "listed", "entries"))} == {
        "latest\0\0keys",
        "latest\x002",
    }
