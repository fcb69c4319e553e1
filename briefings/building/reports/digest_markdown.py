"""Writes a digest as Markdown for chats and forges; what authors wrote stays plain text in it."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.building.reports.difference_markdown import escape
from briefings.views.digest import DigestItem, DigestSection, DigestView
from briefings.views.parts import Link

_UNSAFE = str.maketrans({char: f"%{ord(char):02X}" for char in " ()<>[]\\\"'`*_|"})
"""What would end the address of a link, or mean something in it."""


def format_digest_markdown(view: DigestView) -> str:
    """A digest as CommonMark: headings, lists and links of ours, with no markup of anybody else's."""
    blocks = [f"## {escape(view.title)}", escape(view.period)]
    blocks += [escape(view.quiet)] if view.quiet else []
    for section in view.sections:
        blocks += _format_section(view, section)
    return "\n\n".join([*blocks, _link(view.more)]) + "\n"


def _format_section(view: DigestView, section: DigestSection) -> Iterator[str]:
    yield f"### {escape(section.title)}"
    if section.items:
        yield "\n".join("\n".join(_list_lines(view, item)) for item in section.items)
    if section.rest:
        yield escape(section.rest)


def _list_lines(view: DigestView, item: DigestItem) -> Iterator[str]:
    """A list item. Its further lines are items of a list within, so that every chat breaks the lines."""
    mark = f"{escape(item.word)}: " if item.word else ""
    yield f"- {mark}**{_link(item.link)}** ({escape(item.note)})"
    if item.after:
        yield f"  - {' '.join(filter(None, (escape(item.before), view.arrow, escape(item.after))))}"
    for line in item.lines:
        yield f"  - {escape(line.text)}"
    if item.origin:
        yield f"  - {_link(item.origin)}"


def _link(link: Link) -> str:
    text = escape(" ".join(link.text.split()))
    return f"[{text}]({link.href.translate(_UNSAFE)})" if link.href else text
