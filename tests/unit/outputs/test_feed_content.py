"""Addresses that work away from the site."""

from __future__ import annotations

import pytest

from briefings.outputs.feed_content import make_absolute

PAGE = "https://desk.example/news/briefings/x/"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="/news/a/">t</a>', '<a href="https://desk.example/news/a/">t</a>'),
        ('<a href="#S1">t</a>', f'<a href="{PAGE}#S1">t</a>'),
        ('<a href="../y/?a=1&amp;b=2">', '<a href="https://desk.example/news/briefings/y/?a=1&amp;b=2">'),
        ('<a href="https://other.example/">', '<a href="https://other.example/">'),
        ('<img alt="/a" src="/i.png">', '<img alt="/a" src="https://desk.example/i.png">'),
        (
            '<img srcset="/a.webp 480w, /b.webp 960w">',
            '<img srcset="https://desk.example/a.webp 480w, https://desk.example/b.webp 960w">',
        ),
        ('<code> href="/not/a/link"</code>', '<code> href="/not/a/link"</code>'),
    ],
)
def test_addresses_become_absolute_and_nothing_else_changes(markup: str, expected: str) -> None:
    assert make_absolute(markup, PAGE) == expected
