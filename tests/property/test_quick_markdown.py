"""The quick way for plain Markdown gives what Python-Markdown gives, to the byte: for plain texts and near them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefings.reading.front_matter import split_front_matter
from briefings.reading.markdown import convert
from briefings.reading.markdown.convert import _converter_language, convert_body
from briefings.reading.markdown.converter import Converter, load_converter, load_inline_converter
from briefings.reading.markdown.found import Found
from briefings.reading.markdown.plain.blocks import PlainConverter
from briefings.reading.markdown.plain.lines import PlainLines, is_unusual
from briefings.reading.markdown.scan import find_marks
from tests.bench.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
CORPUS = [record.body for record in Corpus(60).records()]
DOSSIER = sorted((ROOT / "content").rglob("*.md"))
EXAMPLES = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
LANGUAGES = st.sampled_from(("en", "fa", "fr", "de", "ps", "pl"))


@cache
def _read(path: Path) -> str:
    return split_front_matter(path.read_bytes().decode("utf-8", "replace")).body


@cache
def _find_texts() -> list[Path]:
    folders = (ROOT / name for name in ("content", "docs", "tests/fixtures", "tests/security", "tests/golden"))
    return sorted(path for folder in folders for path in folder.rglob("*.md") if path.is_file())


def _convert_both(text: str, found: list[Found], lang: str) -> tuple[str | None, str]:
    converter = load_converter(_converter_language(lang))
    converter._tokens.start(found)
    return converter._plain.convert(text), converter._markdown.reset().convert(text)


def _check(raw: str, lang: str = "en") -> None:
    """Compare the HTML that goes into the sanitiser, and the body that comes out in the end."""
    for text, found in ((raw, []), find_marks(raw)):
        quick, careful = _convert_both(text, found, lang)
        assert quick in (None, careful)
    read = convert_body(raw, path="x.md", lang=lang, first_line=7)
    with patch.object(PlainConverter, "convert", return_value=None):
        assert convert_body(raw, path="x.md", lang=lang, first_line=7) == read


def _is_plain(text: str) -> bool:
    return load_converter("en")._plain.convert(find_marks(text)[0]) is not None


@pytest.mark.parametrize("path", _find_texts(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_body_is_the_same_on_real_texts(path: Path) -> None:
    _check(_read(path))
    _check(_read(path), "fa")


def test_body_is_the_same_on_the_corpus() -> None:
    for body in CORPUS:
        _check(body)


def test_white_space_that_python_markdown_treats_in_ways_of_its_own_is_not_plain() -> None:
    spaces = {character for character in map(chr, range(0x110000)) if character.isspace()}
    assert {space for space in spaces if not is_unusual(space)} == {" ", "\n", "\xa0", "\u202f"}


def test_ordinary_texts_are_plain() -> None:
    assert all(map(_is_plain, CORPUS))
    assert sum(map(_is_plain, map(_read, DOSSIER))) >= 0.9 * len(DOSSIER)


WORDS = st.sampled_from(
    (
        *("a", "Two words", "he said, ", " ", "x", "2021.", "it's", "'80s", '"q"', '"', "'", "''", "\"'", "--", "---"),
        *("...", "....", "&", " & ", "AT&T", ">", "~", "=", ":", ";", ".", ",", "?", "!", "\xa0", "\u202f", "—", "–"),
        *("é", "متن", "می\u200cرود", "字", "«", "“", "(", ")", "#", "$", "%", "@", "|", "https://example.org/", "s "),
    )
)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"*{text}*"),
        inner.map(lambda text: f"**{text}**"),
        inner.map(lambda text: f"`{text}`"),
        inner.map(lambda text: f"[{text}](https://example.org/a_b?c=1&d=2#e)"),
        inner.map(lambda text: f"[[wesh|{text}]]"),
        inner.map(lambda text: f"[{text}]{{claim=c}}"),
        st.sampled_from(("[^1]", "[^2]", "[^n]", "[@a]", "[@a; @b, p. 4]", "[[wesh]]", "![[image]]")),
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=4).map(" ".join),
    ),
    max_leaves=12,
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
LINES = st.lists(LINE, min_size=1, max_size=3)


def _prefix(sign: str) -> st.SearchStrategy[str]:
    return LINES.map(lambda lines: "\n".join(sign + line for line in lines))


ROWS = st.lists(st.lists(INLINE, min_size=2, max_size=2).map(lambda cells: f"| {cells[0]} | {cells[1]} |"), min_size=1)
BLOCK = st.one_of(
    LINES.map("\n".join),
    st.tuples(st.sampled_from(("# ", "## ", "### ", "#")), LINE).map("".join),
    st.tuples(st.sampled_from(("# ", "## ")), LINE, LINE).map(lambda parts: f"{parts[0]}{parts[1]}\n{parts[2]}"),
    *map(_prefix, ("> ", "- ", "* ", "1. ", "2. ", ">", "  ", "    ", "+ ")),
    LINES.map(lambda lines: "- " + "\n  ".join(lines)),
    LINES.map(lambda lines: "> " + "\n>\n> ".join(lines)),
    LINES.map(lambda lines: "> [!unknown] " + "\n> ".join(lines)),
    LINES.map(lambda lines: "> [!Watch]\n> " + "\n> ".join(lines)),
    LINE.map(lambda line: f"[^1]: {line}"),
    st.tuples(LINE, LINE).map(lambda lines: f"[^2]: {lines[0]}\n[^n]: {lines[1]}"),
    st.tuples(st.sampled_from(("| a | b |\n| --- | --: |\n", "| a | a |\n|:-:|---|\n", "|x|\n|---|\n")), ROWS).map(
        lambda parts: parts[0] + "\n".join(parts[1])
    ),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=6).map("\n\n".join)
SPECKS = st.sampled_from(
    (
        *(
            "*",
            "**",
            "_",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "|",
            "\\",
            "<",
            "<b>",
            "&amp;",
            "&#65;",
            "~~~",
            "\t",
        ),
        *(
            "\n",
            "\n\n",
            " ",
            "  ",
            "   ",
            "    ",
            "> ",
            "- ",
            "1. ",
            "# ",
            "===",
            "---",
            ": ",
            "*[a]: b",
            "[a]: b",
            "!",
        ),
        *("[^1]", "[^1]: ", "'", '"', "--", "]:", "](", "\x02", "\x85", "\u2028", "\u3000", "///Footnotes Go Here///"),
    )
)


@EXAMPLES
@given(DOCUMENT, LANGUAGES)
@example("> a\n>", "en")
@example("- a\n\n- b", "en")
@example("> a\n\n> b", "en")
@example("a `b\n[x]: http://example.org` c", "en")
@example("a[^1]\n\n[^1]: b\n\n///Footnotes Go Here///", "en")
@example("![a](b)", "en")
@example("| \xa0 | b |\n|---|---|\n| c | d |", "en")
@example("> [!unknown](https://example.org)", "en")
@example("# a | b | c | d\n|--|--|\n|--|--|\n|1|2|", "en")
def test_body_is_the_same_on_documents_of_plain_constructs(text: str, lang: str) -> None:
    _check(text, lang)


@EXAMPLES
@given(DOCUMENT, st.lists(st.tuples(st.floats(0, 1), SPECKS), max_size=4), LANGUAGES)
def test_body_is_the_same_with_something_odd_in_a_plain_document(
    text: str, specks: list[tuple[float, str]], lang: str
) -> None:
    for where, speck in specks:
        at = int(where * len(text))
        text = text[:at] + speck + text[at:]
    _check(text, lang)


@EXAMPLES
@given(st.lists(SPECKS | WORDS, max_size=16).map("".join), LANGUAGES)
def test_body_is_the_same_on_any_mixture_of_signs(text: str, lang: str) -> None:
    _check(text, lang)


@EXAMPLES
@given(LINE | st.lists(SPECKS | WORDS | INLINE, max_size=12).map("".join), LANGUAGES)
def test_single_line_is_the_same(text: str, lang: str) -> None:
    converter = load_inline_converter(_converter_language(lang))
    quick = converter.convert(text)
    with patch.object(PlainLines, "render_alone", return_value=None):
        assert converter.convert(text) == quick


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.example/a?b=1&c=2#d", "http://x.example", "https://a-b.x.example/~a", "https://x.example/&copy=1"),
        *(
            "https://",
            "https://x",
            "https://x..example",
            "https://-x.example",
            "https://xn--a.example",
            "https://1.2.3.4",
        ),
        *(
            "https://0x1.0x2",
            "https://x.example:80",
            "https://x.example:99999",
            "https://a@x.example",
            "https://x_y.example",
        ),
        *(
            "https://é.example",
            "https://x.example/é",
            "https://x.example/%zz",
            "https://x.example/|",
            "https://x.example/a|b|",
        ),
        *(
            "HTTPS://X.example",
            "//x.example",
            "/a",
            "a.md",
            "#a",
            "javascript:alert",
            "mailto:a@x.example",
            "data:text/html,a",
        ),
    ],
)
def test_a_link_leads_where_the_sanitiser_lets_it_lead(address: str) -> None:
    _check(f"# A \xa0b\n\nSome [words]({address}) and **[more]({address})**[^1]\n\n[^1]: A [note]({address}).\n")


def test_a_plain_body_is_made_without_the_sanitiser() -> None:
    text = "# A & b\n\n[a](https://x.example/?a=1&b) \xa0 “b”[^1]\n\n[^1]: A > b.\n\n| a | b |\n|---|---|\n| 字 | – |"
    with patch.object(Converter, "convert", side_effect=AssertionError):
        quick = convert_body(text, path="x.md", lang="en", first_line=1)
    with patch.object(convert, "build_plain_body", return_value=None):
        assert convert_body(text, path="x.md", lang="en", first_line=1) == quick
