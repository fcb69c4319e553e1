"""The judge of the other tests objects to what is bad, and only to that."""

from __future__ import annotations

import pytest

from briefings.views.content_policy import build_policy
from tests.security.judge import judge_feed, judge_html, judge_sitemap

PAGE = (
    '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{build_policy()}">\n<title>t</title>\n'
    '<script src="/theme/js/app.js?v=0123456789"></script>\n</head>\n<body>\n<main>\nHERE</main>\n</body>\n</html>\n'
)


def test_an_ordinary_page_is_fine() -> None:
    body = (
        '<p id="a" class="b">x <a href="https://example.org/">y</a> <a href="../z/">z</a><img src="i.png" alt=""></p>'
    )
    drawing = '<svg viewBox="0 0 1 1"><path d="M0 0"/><use href="#i-x"/></svg>'
    data = '<script type="application/ld+json">{"a": "\\u003c/script>"}</script>'.replace('>"', '\\u003e"')
    assert judge_html("x.html", PAGE.replace("HERE", body + drawing + data)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x</script>",
        '<script src="//evil.example/x.js"></script>',
        '<script src="/images/x.js"></script>',
        '<script type="application/ld+json">{"a": "<!--"}</script>',
        '<script type="application/ld+json">{a}</script>',
        '<script type="application/json">{}</script>',
        '<p onclick="x">y</p>',
        '<img src="x" alt="" onerror="y">',
        '<p style="color:red">y</p>',
        "<style>p{}</style>",
        '<a href="javascript:x">y</a>',
        '<a href=" java\nscript:x">y</a>',
        '<a href="\x01javascript:x">y</a>',
        '<a href="data:text/html,x">y</a>',
        '<a href="vbscript:x">y</a>',
        '<blockquote cite="javascript:x">y</blockquote>',
        '<img src="https://evil.example/x" alt="">',
        '<img src="//evil.example/x" alt="">',
        '<img src="/\\evil.example/x" alt="">',
        '<img src="x" srcset="https://evil.example/x 1x" alt="">',
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<form action="x"></form>',
        '<input name="x">',
        '<base href="x">',
        '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
        '<meta http-equiv="refresh" content="0; url=//evil.example/">',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<link rel="preload" href="x">',
        "<svg><script>x</script></svg>",
        '<svg onload="x"></svg>',
        '<svg><use href="https://evil.example/x.svg#x"/></svg>',
        '<svg><a xlink:href="javascript:x"><text>y</text></a></svg>',
        "<math><mi>x</mi></math>",
        "<template><p>x</p></template>",
        "<noscript><p>x</p></noscript>",
        '<p id="a">x</p><p id="a">y</p>',
        '<p id="a b">x</p>',
        '<a name="x">y</a>',
        '<img name="x" src="y" alt="">',
        "<!-- x -->",
        "</main><p>x</p><div>y</div>",
        "</main>x",
        "<main>x</main>",
        '<div class="prose"><p data-copy="x">y</p></div>',
        "<xss>y</xss>",
        "<p x>y</p>",
    ],
)
def test_what_is_bad_is_objected_to(bad: str) -> None:
    assert judge_html("x.html", PAGE.replace("HERE", bad)) != []


def test_a_page_without_the_policy_or_with_another_is_objected_to() -> None:
    assert judge_html("x.html", PAGE.replace("'none'", "*", 1)) != []
    assert judge_html(
        "x.html", PAGE.replace('<meta charset="utf-8">', '<meta charset="utf-8"><link rel="icon" href="x">')
    )


FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:x,2020:y</id><title>t</title>'
    '<updated>2021-07-14T00:00:00+00:00</updated><link href="https://desk.example/" rel="alternate"/><entry>'
    "<id>tag:x,2020:z</id><title>t</title><updated>2021-07-14T00:00:00+00:00</updated>"
    '<link href="https://desk.example/x/" rel="alternate"/><summary>&lt;b&gt;s</summary>'
    '<content type="html">&lt;p&gt;s &lt;a href="https://desk.example/y/"&gt;y&lt;/a&gt;&lt;/p&gt;</content></entry></feed>'
)


def test_bad_feeds_and_sitemaps_are_objected_to() -> None:
    assert judge_feed("f", FEED.encode(), "https://desk.example") == []
    for good, bad in (
        ("<summary>", '<summary type="html">'),
        ("&lt;p&gt;s ", "&lt;p&gt;s &lt;script&gt;x&lt;/script&gt;"),
        ("&lt;p&gt;s ", "&lt;p onclick=x&gt;s "),
        ("https://desk.example/y/", "/y/"),
        ("https://desk.example/y/", "javascript:y"),
        ('<content type="html">', '<content type="xhtml">'),
        ("https://desk.example/x/", "javascript:x"),
        ("https://desk.example/x/", "https://desk.example.evil.example/"),
        ("<entry>", '<entry><script xmlns="http://www.w3.org/1999/xhtml">x</script>'),
    ):
        assert judge_feed("f", FEED.replace(good, bad).encode(), "https://desk.example") != [], bad
    sitemap = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
    assert judge_sitemap("s", sitemap.format("https://desk.example/x/").encode(), "https://desk.example") == []
    assert judge_sitemap("s", sitemap.format("javascript:x").encode(), "https://desk.example") != []
