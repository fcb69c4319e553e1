"""Every kind of link on a built page is followed to a file of the site and to a part of it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from briefings.checks.built_links import check_built
from briefings.problems import Problem

FILES = ("index.html", "topics/road/index.html", "about.html", "theme/style.css", "images/a.png", "images/b c.png")
ROAD = '<!doctype html><title>Road</title><h1 id="who">Who</h1><p id="گذر">x</p><a name="old">x</a>'


def _find(
    markup: str, base: str = "https://desk.example", page: str = "index.html", files: Collection[str] = FILES
) -> list[Problem]:
    pages = [(page, f"<!doctype html>\n<title>Page</title>{markup}"), ("topics/road/index.html", ROAD)]
    return list(check_built(pages, {*files, page}, base))


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/gone/">x</a>',
        '<a href="gone.html">x</a>',
        '<a href="#gone">x</a>',
        '<a href="/topics/road/#gone">x</a>',
        '<a href="https://desk.example/gone/">x</a>',
        '<a href="//desk.example/gone/">x</a>',
        '<img src="/images/gone.png" alt="">',
        '<img src="" alt="">',
        '<img src="/images/a.png" srcset="/images/a.png 1x, /images/gone.png 2x" alt="">',
        '<picture><source srcset="/images/gone.png"></picture>',
        '<video poster="/images/gone.png"></video>',
        '<svg><use href="#i-gone"/></svg>',
        '<svg><use xlink:href="#i-gone"></use></svg>',
        '<link rel="stylesheet" href="/theme/gone.css">',
        '<link rel="canonical" href="https://desk.example/gone/">',
        '<link rel="preload" as="image" imagesrcset="/images/gone.png 1x">',
        '<script src="/theme/gone.js"></script>',
        '<meta http-equiv="Refresh" content="0; URL=/gone/">',
        '<meta property="og:image" content="https://desk.example/gone.png">',
        '<a href="/topics/Road/">x</a>',
        '<a href="/images/b%20d.png">x</a>',
        '<a href="http://[broken/">x</a>',
    ],
)
def test_link_that_leads_to_nothing_is_found(markup: str) -> None:
    [problem] = _find(markup)
    assert (problem.code, problem.where.path, problem.where.line) == ("BRF-built-link", "index.html", 2)
    assert problem.where.column > len("<title>Page</title>")


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/">a</a><a href="">b</a><a href="#">c</a><a href="#top">d</a><a href="?q=1">e</a>',
        '<a href="/topics/road/#who">a</a><a href="topics/road">b</a><a href="/topics/road/#old">c</a>',
        '<a href="/topics/road/#%DA%AF%D8%B0%D8%B1">a</a><a href="/topics/road/#گذر">b</a>',
        '<a href="/topics/road/#:~:text=Who">a</a><a href="/topics/road/?x=1#who">b</a>',
        '<a href="/images/b%20c.png">a</a><img src="images/b c.png" alt="">',
        '<a href="https://other.example/gone">a</a><a href="mailto:a@desk.example">b</a><a href="tel:1">c</a>',
        '<img src="data:image/png;base64,AA==" alt=""><a href="/images/a.png#xywh=1,2">b</a>',
        '<img srcset="/images/a.png 1x, data:image/png;base64,AA== 2x" alt="">',
        '<a id="here" href="#here">a</a><a href="about.html#top">b</a>',
        '<svg><symbol id="i-x"></symbol><use href="#i-x"/></svg>',
        '<script>document.write(\'<a href="/gone/">x</a>\')</script><!-- <a href="/gone/"> -->',
        '<meta http-equiv="refresh" content="0; url=/topics/road/"><meta http-equiv="refresh" content="5">',
        "<a href='/topics/road/&#35;who'>a</a>",
    ],
)
def test_links_that_lead_somewhere_are_let_be(markup: str) -> None:
    assert _find(markup) == []


def test_every_page_with_the_mistake_is_named_once_an_address() -> None:
    pages = [(f"{name}.html", '<a href="/gone/">x</a> <a href="/gone/">y</a>') for name in "abc"]
    assert [p.where.path for p in check_built(pages, ("a.html", "b.html", "c.html"), "")] == [
        "a.html",
        "b.html",
        "c.html",
    ]


def test_problem_names_the_link_what_was_expected_and_what_is_near() -> None:
    [first, second] = _find('<a href="/topics/roads/">x</a>\n<a href="/topics/road/#whom">y</a>')
    assert first.found == "`/topics/roads/` in <a>"
    assert first.expected == "the file topics/roads/index.html"
    assert second.expected == "a part `#whom` of topics/road/index.html"
    assert second.hint == "Did you mean `who`?"


def test_moved_file_is_named() -> None:
    [problem] = _find('<img src="/a.png" alt="">')
    assert problem.hint == "There is images/a.png."


@pytest.mark.parametrize("base", ["https://desk.example/news", "/news/", "/news"])
def test_site_below_a_path(base: str) -> None:
    assert _find('<a href="/news/topics/road/#who">a</a><a href="/news/">b</a><a href="/news">c</a>', base) == []
    [problem] = _find('<a href="/topics/road/">x</a>', base)
    assert problem.expected == "an address below the one of the site"
    assert len(_find('<a href="../../x/">x</a>', base, page="a/index.html")) == 1


def test_the_rest_of_the_host_is_another_site() -> None:
    assert _find('<a href="https://desk.example/shop/">x</a>', "https://desk.example/news") == []


@pytest.mark.parametrize("page", ["topics/road/deep/index.html", "topics/road/page.html", "fa/گذر/index.html"])
def test_relative_addresses_count_from_their_page(page: str) -> None:
    up = "../" * page.count("/")
    assert _find(f'<a href="{up}topics/road/#who">x</a><a id="a" href="#a">y</a>', page=page) == []
    assert len(_find(f'<a href="{up}topics/gone/">x</a>', page=page)) == 1


def test_base_element_is_obeyed() -> None:
    markup = '<base href="/topics/"><a href="road/#who">x</a>'
    assert _find(markup) == []
    assert len(_find('<base href="/topics/"><a href="index.html">x</a>')) == 1


def test_files_that_are_no_pages_are_not_searched_for_parts() -> None:
    assert _find('<a href="/about.html#anything">x</a>') == []
