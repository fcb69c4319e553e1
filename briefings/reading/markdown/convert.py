"""Markdown to HTML: the body of a file, and single lines of front matter. Nothing that a writer types raises."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from msgspec.structs import replace

from briefings.model.body import Body, Reference, ReferenceKind
from briefings.problems import Location, Problem
from briefings.reading.markdown.converter import load_converter, load_inline_converter
from briefings.reading.markdown.figures import lift_figures
from briefings.reading.markdown.finish import Finisher
from briefings.reading.markdown.found import Found
from briefings.reading.markdown.intrasite import IntrasiteLinks
from briefings.reading.markdown.limits import check_limits, limit_problem
from briefings.reading.markdown.plain.body import build_plain_body
from briefings.reading.markdown.quotes import QUOTED_LANGUAGES
from briefings.reading.markdown.scan import find_marks
from briefings.reading.markdown.words import SPOKEN_LANGUAGES, primary_language

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\ue00f]")
_CODES = {
    ReferenceKind.LINK: "BRF-link-unknown",
    ReferenceKind.CITATION: "BRF-citation-unknown",
    ReferenceKind.CLAIM: "BRF-span-unknown",
    ReferenceKind.DATE: "BRF-span-unknown",
    ReferenceKind.IMAGE: "BRF-link-unknown",
    ReferenceKind.PATH: "BRF-broken-link",
}


def convert_body(text: str, *, path: str, lang: str, first_line: int) -> tuple[Body, list[Problem]]:
    """Convert the Markdown of a file whose body begins on `first_line`. `lang` chooses quotation marks and words.

    The HTML is sanitised, and holds marks where the linker must look something up (`briefings.model.body`). What cannot
    be read is a problem, and stays in the text as it was typed.
    """
    problem = check_limits(text, path, first_line)
    if problem is not None:
        return Body(), [problem]
    try:
        return _Conversion(_FORBIDDEN.sub("\ufffd", text), path, first_line).run(_converter_language(lang))
    except RecursionError:
        # A converter that was interrupted is in no known state.
        load_converter.cache_clear()
        return Body(), [limit_problem(path, first_line, "quotes, lists or emphasis inside each other", "less nesting")]


@lru_cache(maxsize=8192)
def convert_inline(text: str, *, lang: str) -> str:
    """Convert a single line of Markdown: emphasis, code, links, quotation marks. No blocks and no marks; sanitised."""
    if check_limits(text, "", 1) is not None:
        return ""
    return load_inline_converter(_converter_language(lang)).convert(_FORBIDDEN.sub("\ufffd", text))


def _converter_language(lang: str) -> str:
    language = primary_language(lang)
    return language if language in QUOTED_LANGUAGES or language in SPOKEN_LANGUAGES else "en"


class _Conversion:
    """The conversion of one file."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text, self._path, self._first_line = text, path, first_line
        self._problems: list[Problem] = []

    def run(self, language: str) -> tuple[Body, list[Problem]]:
        text, found = find_marks(self._text)
        converter = load_converter(language)
        plain = converter.render_plain(text)
        quick = None if found or plain is None else build_plain_body(plain)
        if quick is not None:
            return quick, []
        links = IntrasiteLinks(self._text)
        html, untouched = converter.convert(text, plain, found, links)
        finisher = Finisher(found, self._locate, self._report)
        body = finisher.finish(lift_figures(html, found))
        for index in sorted(set(range(len(found))) - finisher.seen - untouched):
            self._report(found[index], "a place in the text that is published")
        relative = tuple(map(self._refer, links.relative))  # behind those that marks count
        return (replace(body, references=body.references + relative) if relative else body), self._problems

    def _refer(self, found: Found) -> Reference:
        return Reference(found.kind, found.target, found.prefix, found.locator, *self._locate(found.offset))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def _locate(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return self._first_line + line - 1, offset - self._line_starts[line - 1] + 1

    def _report(self, found: Found, expected: str) -> None:
        code = found.flaw.code if found.flaw else _CODES[found.kind]
        hint = found.flaw.hint if found.flaw else ""
        shown = f"`{found.raw_open}{'…' if found.raw_close else ''}{found.raw_close}`"
        self._problems.append(Problem(code, Location(self._path, *self._locate(found.offset)), shown, expected, hint))
