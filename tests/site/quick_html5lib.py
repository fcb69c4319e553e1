"""html5lib in a third of the time: what nearly all of a page is made of is read with regular expressions.

Words, tags with quoted attributes, and the few references that escaping makes. Everything else, and all that is
wrong, is left to html5lib, which builds the tree in any case. `test_html.py` compares the two.
"""

from __future__ import annotations

import gc
import re
from typing import Any

from html5lib import HTMLParser
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

_REFERENCE = "&(?:amp|lt|gt|quot|#34|#39);"
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&"))
"""`&amp;` last: what it gives is not read again."""
_WORDS = re.compile(rf"(?:[^&<\0\t\n\f\r ]|{_REFERENCE})[^&<\0]*+(?:{_REFERENCE}[^&<\0]*+)*+")
_ATTRIBUTE = rf'[a-z][a-z0-9:-]*+(?:="[^"&\0]*+(?:{_REFERENCE}[^"&\0]*+)*+")?+'
_TAG = re.compile(rf"<(/)?+([a-z][a-z0-9]*+)((?:[ \n]++{_ATTRIBUTE})*+)[ \n]*+>")
_PAIR = re.compile(r'([a-z][a-z0-9:-]*)(?:="([^"]*)")?')


class _QuickTokenizer(HTMLTokenizer):
    def dataState(self) -> bool:  # noqa: N802 - its name in html5lib
        stream = self.stream
        match = _WORDS.match(stream.chunk, stream.chunkOffset)
        if match is not None:
            self.tokenQueue.append({"type": tokenTypes["Characters"], "data": _unescape(match[0])})
            stream.chunkOffset = match.end()
            return True
        match = _TAG.match(stream.chunk, stream.chunkOffset)
        if match is None or not self._take_tag(*match.groups()):
            return bool(super().dataState())
        stream.chunkOffset = match.end()
        return True

    def _take_tag(self, slash: str | None, name: str, attributes: str) -> bool:
        pairs = [[key, _unescape(value)] for key, value in _PAIR.findall(attributes)]
        if len({key for key, _ in pairs}) < len(pairs) or (slash and pairs):
            return False
        self.currentToken = {
            "type": tokenTypes["EndTag" if slash else "StartTag"],
            "name": name,
            "data": pairs,
            "selfClosing": False,
            "selfClosingAcknowledged": False,
        }
        self.emitCurrentToken()
        return True


def _unescape(text: str) -> str:
    if "&" in text:
        for reference, sign in _ESCAPES:
            text = text.replace(reference, sign)
    return text


class QuickParser(HTMLParser):
    """A parser of whole documents, given as text."""

    def parse(self, stream: str) -> Any:
        """The document; meanwhile nothing looks for garbage, of which there is none among so many small objects."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return super().parse(stream)
        finally:
            if was_enabled:
                gc.enable()

    def _parse(self, stream: str, innerHTML: bool = False, container: str = "div", scripting: bool = False) -> None:  # noqa: N803
        assert not innerHTML
        self.innerHTMLMode, self.container, self.scripting = False, container, scripting
        self.tokenizer = _QuickTokenizer(stream, parser=self)
        self.reset()
        self.mainLoop()
