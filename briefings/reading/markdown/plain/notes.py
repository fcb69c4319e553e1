"""Plain footnotes: each defined once, on a line of its own, and referred to once."""

from __future__ import annotations

import re

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import ETX, STX

from briefings.reading.markdown.found import OWN
from briefings.reading.markdown.plain.lines import NotPlainError, PlainLines
from briefings.reading.markdown.words import find_word

_DEFINITION = re.compile(r"\[\^([\w-]+)\]: (?=\S)(.*)")
_SPACE = NBSP_PLACEHOLDER.replace(STX, "").replace(ETX, "")


class PlainNotes:
    """The footnotes of one text."""

    def __init__(self, lines: PlainLines, language: str) -> None:
        self._lines = lines
        self._back, _ = find_word("back", language)
        self._texts: dict[str, str] = {}
        self._referred: set[str] = set()

    def define(self, line: str) -> str:
        """Take in a definition; gives the text of the note."""
        match = _DEFINITION.fullmatch(line)
        if match is None or match[1] in self._texts:
            raise NotPlainError(line)
        self._texts[match[1]] = match[2]
        return match[2]

    def refer(self, label: str) -> str:
        """Give the HTML of a reference."""
        if label not in self._texts or label in self._referred:
            raise NotPlainError(label)
        self._referred.add(label)
        number = list(self._texts).index(label) + 1
        return f'<sup id="{OWN}fnref-{number}"><a class="footnote-ref" href="#{OWN}fn-{number}">{number}</a></sup>'

    def render(self) -> str:
        """Give the list of notes, after all references; an empty text where there are none."""
        if len(self._referred) < len(self._texts):
            raise NotPlainError("a note that nothing refers to")
        if not self._texts:
            return ""
        items = "\n".join(self._render_note(number, text) for number, text in enumerate(self._texts.values(), start=1))
        return f'<div class="footnote">\n<hr>\n<ol>\n{items}\n</ol>\n</div>'

    def _render_note(self, number: int, text: str) -> str:
        # Rules for quotation marks look at what follows: here, as in Python-Markdown, the stand-in of a space.
        html = self._lines.render(text + NBSP_PLACEHOLDER)
        html = html.replace(STX, "").replace(ETX, "").removesuffix(_SPACE)
        return (
            f'<li id="{OWN}fn-{number}">\n<p>{html}&#160;<a aria-label="{self._back}" class="footnote-backref"'
            f' href="#{OWN}fnref-{number}">↩\ufe0e</a></p>\n</li>'
        )
