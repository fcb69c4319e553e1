"""`> [!unknown]`, `[!known]`, `[!claimed]` and `[!watch]`: a quoted block marked with how certain it is.

Text behind the marker begins the block. It is its title only where an empty `>` line follows, so that long lines can be
wrapped. After GitHub's alerts and Obsidian's callouts.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension

from briefings.reading.markdown.words import find_word

_BEFORE_QUOTES = 21
STATUSES = {"unknown": "unverified", "known": "confirmed", "claimed": "claimed", "watch": "watch"}
_MARKER = re.compile(rf"[ ]{{0,3}}>[ ]?\[!({'|'.join(STATUSES)})\][ ]*([^\n]*)(?:\n|$)", re.IGNORECASE)


class MarkedBlocksExtension(Extension):
    """The syntax, with words in `language`."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the processor before that of plain quotes."""
        md.parser.blockprocessors.register(_MarkedBlockProcessor(md, self._language), "marked-block", _BEFORE_QUOTES)


class _MarkedBlockProcessor(BlockQuoteProcessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md.parser)
        self._language = language

    def test(self, parent: Element, block: str) -> bool:
        return "[!" in block and super().test(parent, block) and self._find_marker(block) is not None

    def _find_marker(self, block: str) -> re.Match[str] | None:
        quote = self.RE.search(block)
        return _MARKER.match(block, quote.end(1)) if quote else None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        marker = self._find_marker(block)
        if marker is None:
            raise ValueError("run without test")
        self.parser.parseBlocks(parent, [block[: marker.start()].rstrip("\n")])
        first, rest = marker[2].strip(), [self.clean(line) for line in block[marker.end() :].split("\n")]
        is_titled = bool(first) and not rest[0].strip() and any(line.strip() for line in rest)
        aside = self._make_aside(parent, marker[1].lower(), first if is_titled else "")
        # Paragraphs inside lists get their `<p>` in this state only.
        self.parser.state.set("blockquote")
        self.parser.parseChunk(aside, "\n".join(rest if is_titled else [first, *rest]).strip("\n"))
        self.parser.state.reset()

    def _make_aside(self, parent: Element, kind: str, name: str) -> Element:
        aside = SubElement(parent, "aside", {"class": "marked", "data-status": STATUSES[kind]})
        title = SubElement(aside, "p", {"class": "marked__title"})
        title.text, spoken = find_word(kind, self._language)
        if spoken != self._language:
            title.set("lang", spoken)
        if name:
            title.text += " "
            own = {"lang": self._language} if spoken != self._language else {}
            SubElement(title, "span", {"class": "marked__name", **own}).text = name
        return aside
