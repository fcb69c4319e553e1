"""Single lines: summaries, reasons, captions."""

from __future__ import annotations

import pytest

from briefings.reading.markdown.convert import convert_inline


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ('It *fell*, "they" say -- `so`', "It <em>fell</em>, “they” say – <code>so</code>"),
        ("[a](https://example.org)", '<a href="https://example.org" rel="noopener">a</a>'),
        ("one\ntwo\n\nthree", "one two three"),
        ("# no heading", "# no heading"),
        ("1. no list", "1. no list"),
        ("> no quote", "&gt; no quote"),
        ("    no code", "no code"),
        ("***", "***"),
        ("![no](image.png)", ""),
        ("<div>no block</div>", "no block"),
        ("a <b>b</b><script>c</script>", "a <b>b</b>"),
        ("[a](javascript:b)", '<a rel="noopener">a</a>'),
        ('<i id="main" onclick="x">a</i>', "<i>a</i>"),
        ("[a]({filename}b.md)", '<a rel="noopener">a</a>'),
        ("[[a]] [@b] [c]{claim=d}", "[[a]] [@b] [c]{claim=d}"),
        ("a<br>b", "a<br>b"),
        ("4 < 5 & 6", "4 &lt; 5 &amp; 6"),
        ("a&#1; b\ufdd0 c&#x1FFFF;", "a\ufffd b\ufffd c\ufffd"),
        ("[a]: https://example.org", "[a]: https://example.org"),
    ],
)
def test_lines_hold_inline_markdown_only(text, html):
    assert convert_inline(text, lang="en") == html


def test_quotation_marks_follow_the_language():
    assert convert_inline('"نقل"', lang="fa-AF") == "«نقل»"


def test_a_hostile_line_is_empty():
    assert convert_inline("[" * 50_000, lang="en") == ""
