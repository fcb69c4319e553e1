"""Splits a file into its front matter and its body."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9_-]*):(?:[ \t]+(.*))?$")


class Style(StrEnum):
    """How the front matter is written."""

    YAML = "yaml"
    STOCK = "stock"
    """Pelican's own `Title: …` lines, ended by an empty line."""
    OPEN = "open"
    """A first `---` without a second."""
    NONE = "none"


class Split(msgspec.Struct, frozen=True):
    """A file in two parts; `header_line` and `body_line` are the lines of the file, from 1, on which each begins."""

    style: Style
    header: str
    header_line: int
    body: str
    body_line: int


def split_front_matter(text: str) -> Split:
    """Find the front matter of `text`; the body is everything after it. Line ends must be single line feeds."""
    if text.startswith("---"):
        first_end = text.find("\n") + 1
        if _FENCE.match(text) and first_end:
            closing = _FENCE.search(text, first_end)
            if closing is None:
                return Split(Style.OPEN, text[first_end:], 2, "", 1)
            header = text[first_end : closing.start()]
            body_start = min(closing.end() + 1, len(text))
            return Split(Style.YAML, header, 2, text[body_start:], text.count("\n", 0, body_start) + 1)
    return _split_stock(text)


def _split_stock(text: str) -> Split:
    """Pelican's header lines: `Key: value`, values go on in indented lines; the first empty line ends them."""
    lines = text.split("\n")
    count = 0
    for line in lines:
        if not (_HEADER.match(line) or (count and line.startswith((" ", "\t")) and line.strip())):
            break
        count += 1
    if count == 0 or not any(line.lower().startswith(("title:", "date:")) for line in lines[:count]):
        return Split(Style.NONE, "", 1, text, 1)
    return Split(Style.STOCK, "\n".join(lines[:count]), 1, "\n".join(lines[count:]), count + 1)


def parse_stock_header(header: str) -> list[tuple[str, str, int]]:
    """The `(key, value, line)` triples of stock header lines; keys in lower case, lines from 1 within the header."""
    found: list[tuple[str, str, int]] = []
    for number, line in enumerate(header.split("\n"), start=1):
        match = _HEADER.match(line)
        if match and not line.startswith((" ", "\t")):
            found.append((match[1].lower(), (match[2] or "").strip(), number))
        elif found:
            key, value, start = found[-1]
            found[-1] = (key, f"{value} {line.strip()}".strip(), start)
    return found
