"""What a feed reader shows of a briefing: its deck and what was put right, as HTML that works away from the site."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from briefings.linking.site import LinkedBriefing
from briefings.views.context import ViewContext
from briefings.views.log import build_log
from briefings.views.parts import LogEntry

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r'\s(href|src|srcset|poster)="([^"]*)"')


def build_content(context: ViewContext, linked: LinkedBriefing) -> str:
    """What brought it back, then the deck: corrections with what stood there before, and major updates, newest first.

    Addresses are absolute.
    """
    briefing = linked.briefing
    page = context.addresses.absolute(context.addresses.briefing(linked).href)
    log = build_log(context, linked) if briefing.updates or briefing.corrections else ()
    parts = [_write_notice(context, entry) for entry in log if entry.is_major]
    deck = context.prose.inline(briefing.summary, linked.lang)
    parts += [f"<p>{make_absolute(deck, page)}</p>"] if deck else []
    return "\n".join(parts)


def _write_notice(context: ViewContext, entry: LogEntry) -> str:
    before = f" ({context.words('Before:')} {entry.was})" if entry.was else ""
    head = escape(f"{entry.word} ({entry.at.day}):")
    return f"<p><strong>{head}</strong> {escape(f'{entry.text}{before}')}</p>"


def make_absolute(markup: str, page: str) -> str:
    """HTML of ours with absolute addresses; `page` is the address of the page that it stands on."""
    return _TAG.sub(lambda tag: _ADDRESS.sub(lambda found: _write_address(found, page), tag[0]), markup)


def _write_address(found: re.Match[str], page: str) -> str:
    name, value = found[1], unescape(found[2])
    if name == "srcset":
        candidates = (part.strip().partition(" ") for part in value.split(", "))
        value = ", ".join(f"{urljoin(page, address)}{gap}{size}" for address, gap, size in candidates)
    else:
        value = urljoin(page, value)
    return f' {name}="{escape(value)}"'
