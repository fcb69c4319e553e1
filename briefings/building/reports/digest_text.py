"""Writes a digest as plain text, the other half of an e-mail: 72 columns, addresses on lines of their own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from briefings.building.reports.report import printable
from briefings.views.digest import DigestItem, DigestSection, DigestView
from briefings.views.parts import Link

COLUMNS = 72


def format_digest_text(view: DigestView) -> str:
    """A digest in plain text. Lines are no longer than 72 columns, but for addresses and words that are."""
    blocks = [f"{_wrap(view.title)}\n{_wrap(view.period)}"]
    blocks += [_wrap(view.quiet)] if view.quiet else []
    for section in view.sections:
        blocks += _format_section(view, section)
    blocks.append("\n".join(["-" * COLUMNS, _wrap(view.more.text), *_list_address(view.more)]))
    return "\n\n".join(blocks) + "\n"


def _format_section(view: DigestView, section: DigestSection) -> Iterator[str]:
    yield "\n".join((_wrap(section.title), "=" * min(len(section.title), COLUMNS)))
    for item in section.items:
        yield "\n".join(_list_lines(view, item))
    if section.rest:
        yield _wrap(section.rest)


def _list_lines(view: DigestView, item: DigestItem) -> Iterator[str]:
    yield _wrap(" · ".join(filter(None, (item.note, item.word))), "* ")
    yield _wrap(item.link.text, "  ")
    if item.after:
        yield _wrap(" ".join(filter(None, (item.before, view.arrow, item.after))), "  ")
    for line in item.lines:
        yield _wrap(line.text, "  ")
    yield from _list_address(item.link)
    if item.origin:
        yield _wrap(item.origin.text, "  - ")
        yield from _list_address(item.origin)


def _list_address(link: Link) -> Iterator[str]:
    if link.href:
        yield f"  {printable(link.href)}"


def _wrap(text: str, first: str = "") -> str:
    """Text in lines, the first of which begins with `first`; the others stand as far in."""
    return textwrap.fill(
        printable(text),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
