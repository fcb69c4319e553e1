"""BRF-syntax-in-field: a link, citation or mark of the text in a field of front matter, where nothing reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.checks.rule import FileInput
from briefings.problems import Problem

_SYNTAX = re.compile(
    r"!?\[\[[^\[\]\n]+\]\]"  # links and figures
    r"|\[@[^\[\]\s,]+[^\[\]\n]*\]"  # citations
    r"|\[[^\[\]\n]*\]\{[ \t]*(?:claim|date)[ \t]*=[^{}\n]*\}"  # words with a claim or a date
)


def check_fields(file: FileInput) -> Iterator[Problem]:
    """Find what only bodies have a meaning for; readers would see its brackets. Words of others are left alone."""
    for passage in file.fields:
        marks = () if passage.is_verbatim else _SYNTAX.finditer(passage.text)
        for mark, offset in {match[0]: match.start() for match in marks}.items():
            found = f"`{mark}` in `{passage.name}`, which readers see as it stands"
            hint = "Write the words alone here, and the link, citation or mark in the text below the front matter."
            yield Problem("BRF-syntax-in-field", passage.locate(offset), found, "words, or ordinary Markdown", hint)
