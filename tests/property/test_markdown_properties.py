"""What holds for every text: it converts, the HTML is harmless, and each mark means exactly one reference."""

from __future__ import annotations

import re
import warnings

import html5lib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.model.body import MARK_CLOSE, MARK_LABEL, MARK_OPEN, ReferenceKind
from briefings.problems import CATALOGUE
from briefings.reading.markdown.convert import convert_body, convert_inline
from briefings.reading.markdown.found import replace_tokens
from briefings.reading.markdown.scan import find_marks

FRAGMENTS = (
    *("[[", "]]", "[[wesh]]", "[[place:wesh|", "|", "![[", "![[image]]", "[@", "[@a; @b, p. 4]", ";", "@c", "[", "]"),
    *("]{claim=x}", "[words]{claim=x}", "]{date=2021-07-14}", "[w]{date=x}", "]{foo=bar}", "{", "}", "{.a #b lang=fa}"),
    *("> ", "> [!unknown] ", "[!watch]", "\n", "\n\n", "    ", "- ", "1. ", "# ", "## ", "===\n", "---\n", ": ", "\t"),
    *("*", "**", "_", "`", "``", "```\n", "~~~\n", "\\", '"', "'", "--", "...", "&", "&amp;", "&#57344;", "&#xE001;"),
    *("<b>", "</b>", "<div>", "</div>", "<a href='", '<a href="javascript:x">', "</a>", "<script>", "</script>", "<"),
    *(
        "<!--",
        "-->",
        "<textarea>",
        "<style>",
        "<p onclick=x>",
        "<svg>",
        "<math>",
        "<table><td>",
        "<!",
        "<?",
        "]]>",
        ">",
    ),
    *(
        "[a](b)",
        "](",
        ")",
        "({filename}x.md#y)",
        "[s]({static}z)",
        "|filename|",
        "[^1]",
        "[^1]: note",
        "\n[^2]: [^3]: ",
    ),
    *("*[UN]: United", "UN", "a | b\n--|--:\n", "[r]: http://x", "[r]", "<http://e.org>", "http://", "javascript:"),
    *(
        "\ue000",
        "\ue004\U000f0000",
        "\ue005",
        "\x02",
        "\x00",
        "\r",
        "\u2028",
        "سلام",
        "کی‌ها",
        "字",
        "é",
        "word ",
        "  \n",
    ),
)
LANGUAGES = st.sampled_from(("en", "fa", "fa-AF", "fr", "de", "", "xx-YY", "ps"))
FREE_TEXT = st.text(max_size=300)
SYNTAX = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=60).map("".join)
EXAMPLES = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = re.compile(f"{MARK_OPEN}(\\d+)(?:({MARK_LABEL})|{MARK_CLOSE})|({MARK_CLOSE})|[\ue000-\ue00f]")
DANGEROUS_SCHEME = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)


def parse_fragment(html):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)


def check_harmless(html):
    for element in parse_fragment(html).iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"script", "style", "iframe", "form", "input", "textarea", "object", "svg", "math"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"style", "target", "srcdoc"}
            if name in {"href", "src"}:
                assert not DANGEROUS_SCHEME.match(value)


def check_marks(body):
    """Each reference has one mark, marks nest and close, and do not overlap with elements."""
    used, depth = [], 0
    for mark in MARKS.finditer(body.html):
        if mark[1]:
            used.append(int(mark[1]))
            depth += mark[2] is not None
        else:
            assert mark[3], "a private-use character that is no mark"
            depth -= 1
        assert depth >= 0
    assert depth == 0
    assert used == list(range(len(body.references)))
    inside = re.sub(f"{MARK_OPEN}\\d+{MARK_LABEL}", "<x-mark>", body.html).replace(MARK_CLOSE, "</x-mark>")
    inside = re.sub(f'(href|src)="{MARK_OPEN}(\\d+)</x-mark>"', r'\1="#\2"', inside)
    check_nesting(inside)


def check_nesting(html):
    stack = []
    for end, tag in re.findall(r"<(/?)([a-z][a-z0-9-]*)", html):
        if end:
            assert stack.pop() == tag
        elif tag not in {"br", "hr", "img", "col", "wbr"}:
            stack.append(tag)
    assert stack == []


def check_references(body, text, first_line):
    lines = text.count("\n") + 1
    for reference in body.references:
        assert first_line <= reference.line < first_line + lines
        assert reference.column >= 1
        assert len(reference.context) <= 240
        assert not MARKS.search(reference.context)
        assert reference.target or reference.kind is ReferenceKind.PATH


def check_headings(body):
    ids = re.findall(r' id="([^"]*)"', body.html)
    assert len(ids) == len(set(ids))
    assert {heading.id for heading in body.headings} <= set(ids)
    assert all(3 <= heading.level <= 6 for heading in body.headings)


def check_body(text, lang):
    body, problems = convert_body(text, path="briefings/x.md", lang=lang, first_line=7)
    check_harmless(body.html)
    check_marks(body)
    check_references(body, text, 7)
    check_headings(body)
    assert all(problem.code in CATALOGUE and problem.where.line >= 7 for problem in problems)
    return body, problems


@EXAMPLES
@given(FREE_TEXT, LANGUAGES)
def test_any_text_converts(text, lang):
    check_body(text, lang)


@EXAMPLES
@given(SYNTAX, LANGUAGES)
def test_any_mixture_of_syntax_converts(text, lang):
    check_body(text, lang)


@EXAMPLES
@given(SYNTAX)
def test_conversion_depends_on_nothing_before(text):
    first = convert_body(text, path="x.md", lang="en", first_line=1)
    convert_body("*[UN]: x\n\n[^1]: y\n\n[r]: z\n\n[[a]] [^1]", path="y.md", lang="en", first_line=1)
    assert convert_body(text, path="x.md", lang="en", first_line=1) == first


@EXAMPLES
@given(SYNTAX)
def test_tokens_give_the_text_back(text):
    text = re.sub("[\ue000-\ue00f]", "", text)
    replaced, found = find_marks(text)
    assert replace_tokens(replaced, lambda i: found[i].raw_open, lambda i: found[i].raw_close) == text


@EXAMPLES
@given(SYNTAX | FREE_TEXT, LANGUAGES)
def test_any_single_line_converts_without_blocks(text, lang):
    html = convert_inline(text, lang=lang)
    check_harmless(html)
    check_nesting(html)
    assert not MARKS.search(html)
    assert not {element.tag for element in parse_fragment(html).iter()} & {"p", "div", "h1", "ul", "img", "table"}
