"""The plain text of a block: the sentence around a place in it, and how many words it has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

CONTEXT_LENGTH = 240

_SENTENCE_END = re.compile(r"(?:[.!?…؟۔।][\"'”’»)\]\u202f]*(?=\s)|[。！？][」』”）]*)")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTER, _SIGN = re.compile(r"[^\W_]"), re.compile(r"[\W_]")
_BREAKS = ("/", "—", "–")


class BlockText:
    """Collects the text of one block, with runs of white space as single spaces."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._ends_in_space = True
        self.length = 0

    def add(self, text: str) -> None:
        """Append text."""
        if text == "\n" and self._ends_in_space:
            # Half of all texts: what stands between two blocks.
            return
        words = " ".join(text.split())
        before = " " if text[:1].isspace() and not self._ends_in_space else ""
        after = " " if words and text[-1].isspace() else ""
        text = before + words + after
        if text:
            self._parts.append(text)
            self.length += len(text)
            self._ends_in_space = text.endswith(" ")

    def text(self) -> str:
        """Give all of it; offsets into it are what `length` was at the time."""
        return "".join(self._parts)


class Sentences:
    """The sentences of one block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]

    def around(self, start: int, end: int) -> str:
        """Give the sentence that holds what stands there, shortened around it where it is long.

        What takes no room, such as the number of a source, belongs to the sentence that ends there.
        """
        position = min(start, len(self._text))
        index = bisect_left(self._ends, position) if start == end and position else bisect_right(self._ends, position)
        first = self._ends[index - 1] if index else 0
        last = self._ends[min(index, len(self._ends) - 1)]
        if last - first <= CONTEXT_LENGTH:
            return self._text[first:last].strip()
        middle = (position + min(end, position + CONTEXT_LENGTH // 2)) // 2
        return self._shorten(first, last, middle)

    def _shorten(self, first: int, last: int, middle: int) -> str:
        room = CONTEXT_LENGTH - 2
        start = max(first, min(middle - room // 2, last - room))
        stop = min(last, start + room)
        if start > first:
            space = self._text.find(" ", start, start + room // 4)
            start = space + 1 if space >= 0 else start
        if stop < last:
            space = self._text.rfind(" ", stop - room // 4, stop)
            stop = space if space >= 0 else stop
        words = self._text[start:stop].strip()
        return f"{'…' if start > first else ''}{words}{'…' if stop < last else ''}"


def count_words(text: str) -> int:
    """Count words in any script: what stands between spaces, and each character of scripts that write none."""
    unspaced = 0 if text.isascii() else len(_UNSPACED.findall(text))
    if unspaced:
        text = _UNSPACED.sub(" ", text)
    for sign in _BREAKS:
        if sign in text:
            text = text.replace(sign, " ")
    words = text.split()
    firsts = "".join([word[0] for word in words])
    if firsts.isalnum():
        return unspaced + len(words)
    # Some begin with a quotation mark, a bracket or the like; and some are nothing but such signs.
    signs = sum(_LETTER.search(words[match.start()]) is None for match in _SIGN.finditer(firsts))
    return unspaced + len(words) - signs
