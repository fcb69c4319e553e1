"""BRF-overlap: runs of words that are the same as in a text that was given to compare with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from briefings.checks.passages import Passage, without_quotes
from briefings.checks.rule import SiteInput
from briefings.problems import Problem

_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Tibetan, Burmese, Khmer, kana and Chinese characters: words have no spaces between them."""

_FIELDS = ("summary", "why", "caption", "body")
_MODULUS, _BASE = (1 << 61) - 1, 1_000_003
_CANDIDATES = 8
"""How many places with the same words are tried for the longest run; a text that repeats itself has more."""

_SHOWN = 8


class Words(msgspec.Struct, frozen=True):
    """A text as words to compare, and where each of them begins and ends in it."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def add(self, word: str, start: int, end: int) -> None:
        """Put a word at the end."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)


class Run(msgspec.Struct, frozen=True):
    """`length` words that are the same, from one place in each of two texts."""

    start: int
    other: int
    length: int


def check_overlaps(checked: SiteInput) -> Iterator[Problem]:
    """Compare what briefings and topics say in their own words, so not in quotations, with each given text."""
    size = checked.limits.overlap_words + 1
    others = [(name, text, _Index(split_words(text), size)) for name, text in checked.compared.items()]
    for path, document in checked.documents.items() if others else ():
        if document.briefing is None and document.topic is None:
            continue
        file = checked.open_file(path)
        for passage in (*file.fields, file.body):
            if passage.name in _FIELDS:
                own = _split_own(passage.text)
                for name, text, index in others:
                    for run in index.find_runs(own):
                        yield _problem(passage, own, run, name, text, index.words)


def split_words(text: str) -> Words:
    """Words in any script without case and punctuation; in scripts without spaces, every character is one."""
    found = [(match.group(), match.start(), match.end()) for match in _word_pattern().finditer(text)]
    words = [unicodedata.normalize("NFKC", word).casefold().replace("’", "'") for word, _, _ in found]
    return Words(words, [start for _, start, _ in found], [end for _, _, end in found])


def _split_own(text: str) -> Words:
    """The words of a text that are not quoted, with an empty one for every quotation, so that no run goes over it."""
    bare, pattern = split_words(without_quotes(text)), _word_pattern()
    whole = Words([], [], [])
    end = 0
    for word, start, after in zip(bare.words, bare.starts, bare.ends, strict=True):
        if start - end > 2 and pattern.search(text, end, start):
            whole.add("", start, start)
        whole.add(word, start, after)
        end = after
    return whole


def find_runs(own: Words, other: Words, size: int) -> Iterator[Run]:
    """Give every run of at least `size` words that both texts have, in the order of `own`; none overlaps another."""
    return _Index(other, size).find_runs(own)


@cache
def _word_pattern() -> re.Pattern[str]:
    # `re` has no class for combining marks, and words of many scripts hold them.
    marks = "".join(c for c in map(chr, range(0x300, 0x1E900)) if unicodedata.category(c).startswith("M"))
    letter = rf"[^\W_{_UNSPACED}]"
    return re.compile(rf"[{_UNSPACED}](?<=\w)|{letter}(?:{letter}|[{marks}]|['’\u200c\u200d](?={letter}))*")


class _Index:
    """Where every row of `size` words of a text stands, by a rolling hash (Rabin and Karp)."""

    def __init__(self, words: Words, size: int) -> None:
        self.words = words
        self._size = size
        self._places: dict[int, list[int]] = {}
        for place, key in enumerate(_hash_rows(words.words, size)):
            places = self._places.setdefault(key, [])
            if len(places) < _CANDIDATES:
                places.append(place)

    def find_runs(self, own: Words) -> Iterator[Run]:
        """Give every run of at least `size` words, as long as it goes, from the beginning of `own` to its end."""
        free = 0
        for start, key in enumerate(_hash_rows(own.words, self._size)):
            if start >= free and key in self._places:
                length, other = max((self._measure(own, start, place), -place) for place in self._places[key])
                if length >= self._size:
                    free = start + length
                    yield Run(start, -other, length)

    def _measure(self, own: Words, start: int, other: int) -> int:
        """How many words are the same from two places on; the hash alone proves nothing."""
        mine, theirs = own.words, self.words.words
        most, length = min(len(mine) - start, len(theirs) - other), 0
        while length < most and mine[start + length] == theirs[other + length]:
            length += 1
        return length


def _hash_rows(words: Sequence[str], size: int) -> Iterator[int]:
    """The hash of the words from each place on, `size` of them, in one pass."""
    codes = [hash(word) % _MODULUS for word in words]
    weight = pow(_BASE, size, _MODULUS)
    value = 0
    for place, code in enumerate(codes):
        value = (value * _BASE + code) % _MODULUS
        if place >= size:
            value = (value - codes[place - size] * weight) % _MODULUS
        if place >= size - 1:
            yield value


def _problem(passage: Passage, own: Words, run: Run, name: str, text: str, theirs: Words) -> Problem:
    line = text.count("\n", 0, theirs.starts[run.other]) + 1
    last = min(run.start + run.length, run.start + _SHOWN) - 1
    words = " ".join(passage.text[own.starts[at] : own.ends[at]] for at in range(run.start, last + 1))
    dots = "…" if run.length > _SHOWN else ""
    found = f"{run.length} words in a row as in {name}, line {line}: “{words}{dots}”"
    hint = "Say it in your own words, or mark it as a quotation and name whose it is."
    return Problem("BRF-overlap", passage.locate(own.starts[run.start]), found, "the desk's own words", hint)
