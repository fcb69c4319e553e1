"""HTML of pages as XHTML of books: well-formed whatever comes in, with addresses of the book."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.building.books.xhtml import find_ids, to_xhtml

LINKS = {"/a/": "#a", "#here": "#here", "#x-here": "#x-here"}
IMAGES = {"/images/a.png": "images/001.png"}


def convert(markup, prefix=""):
    return to_xhtml(markup, LINKS.get, IMAGES.get, prefix)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a<br>b", "a<br/>b"),
        ("a &amp; b &lt; &nbsp;&eacute;", "a &amp; b &lt; \xa0é"),
        ('<p title="&quot;a&quot;">b</p>', '<p title="&quot;a&quot;">b</p>'),
        ('<details open=""><summary>a</summary></details>', '<details open=""><summary>a</summary></details>'),
        ("<ol reversed><li>a</li></ol>", '<ol reversed="reversed"><li>a</li></ol>'),
        ('<p lang="fa" data-x="1" onclick="x()" style="y">a</p>', '<p lang="fa" xml:lang="fa">a</p>'),
        ('<a href="/a/">a</a> <a href="/b/" title="b">b</a>', '<a href="#a">a</a> <span>b</span>'),
        ('<a id="x">a</a>', '<a id="x">a</a>'),
        ('<img src="/images/a.png" srcset="b 2x" loading="lazy">', '<img src="images/001.png" alt=""/>'),
        ('<img src="/images/b.png" alt="A &amp; B">', "A &amp; B"),
        (
            '<picture><source srcset="a"><img src="/images/a.png" alt="A"></picture>',
            '<img src="images/001.png" alt="A"/>',
        ),
        ('a<svg class="icon"><use href="#i"/></svg>b', "ab"),
        ("a<script>if (a < b) {}</script>b<style>p{}</style>", "ab"),
        ("a<script>b", "a"),
        ("<p>a<em>b</p>c", "<p>a<em>b</em></p>c"),
        ("<p>a", "<p>a</p>"),
        ("a</p>", "a"),
        ("<!-- a -->b", "b"),
    ],
)
def test_markup_becomes_well_formed_and_keeps_what_means_something(markup, expected):
    assert convert(markup) == expected


def test_a_drawing_has_its_own_namespace_and_the_names_of_svg():
    drawn = convert('<svg viewBox="0 0 1 1" role="img"><path d="M0 0"/></svg>')
    assert drawn == '<svg viewBox="0 0 1 1" role="img" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"></path></svg>'


def test_ids_of_a_text_can_have_a_prefix_and_links_to_them_too():
    text = convert('<h2 id="here">a</h2><a href="#here">b</a>', "x-")
    assert text == '<h2 id="x-here">a</h2><a href="#x-here">b</a>'
    assert find_ids(text) == ["x-here"]


TAGS = st.sampled_from(
    ["<p>", "</p>", "<em>", "</em>", "<br>", "<img src=x alt='<'>", "</br>", "<a href='/b/'>", "</a>"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4)


@given(st.lists(TAGS | WORDS, max_size=12).map("".join))
def test_whatever_comes_in_xml_can_read_what_comes_out(markup):
    once = convert(markup)
    ElementTree.fromstring(f"<div>{once}</div>")  # noqa: S314 - what we made
    assert convert(once) == once
