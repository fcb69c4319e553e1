"""Puts back what the writer typed wherever tokens went into code, raw HTML or attributes: those are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from briefings.reading.markdown.found import Found, has_tokens, replace_tokens

_LAST = -10


class TokensExtension(Extension):
    """Knows what the tokens of the present file stand for; `restored` are the uses that it put back."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()
        self.restored: set[int] = set()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the processor after all others."""
        md.treeprocessors.register(_Restorer(md, self), "tokens", _LAST)

    def start(self, found: Sequence[Found]) -> None:
        """Take up a file."""
        self.found, self.restored = found, set()

    def restore(self, text: str) -> str:
        """Put back the raw text of every token in `text`."""

        def opening(index: int) -> str:
            self.restored.add(index)
            return self.found[index].raw_open

        return replace_tokens(text, opening, lambda index: self.found[index].raw_close)


class _Restorer(Treeprocessor):
    def __init__(self, md: Markdown, tokens: TokensExtension) -> None:
        super().__init__(md)
        self._tokens = tokens

    def run(self, root: Element) -> None:
        if not self._tokens.found:
            return
        for element in root.iter():
            if element.tag == "code" and element.text and has_tokens(element.text):
                element.text = AtomicString(self._restore_code(element.text))
            elif element.tag == "a" and element.text and element.text == element.get("href"):
                # `<https://example.org/[[a]]>`: all of it is an address.
                element.text = AtomicString(self._tokens.restore(element.text))
            for name, value in element.items():
                if value and has_tokens(value):
                    element.set(name, self._tokens.restore(value))
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, raw in enumerate(stash):
            if isinstance(raw, str) and has_tokens(raw):
                stash[index] = self._restore_raw(raw)

    def _restore_code(self, text: str) -> str:
        return replace_tokens(text, lambda i: code_escape(self._open(i)), lambda i: code_escape(self._close(i)))

    def _restore_raw(self, raw: str) -> str:
        if raw.startswith("<pre"):
            return replace_tokens(raw, lambda i: escape(self._open(i)), lambda i: escape(self._close(i)))
        return self._tokens.restore(raw)

    def _open(self, index: int) -> str:
        self._tokens.restored.add(index)
        return self._tokens.found[index].raw_open

    def _close(self, index: int) -> str:
        return self._tokens.found[index].raw_close
