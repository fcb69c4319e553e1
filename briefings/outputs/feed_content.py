"""What a feed reader shows of a briefing: its deck and what was put right, as HTML that works away from the site."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

from briefings.linking.site import LinkedBriefing
from briefings.views.context import ViewContext
from briefings.views.log import build_correction_entry

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r'\s(href|src|srcset|poster)="([^"]*)"')


def build_content(context: ViewContext, linked: LinkedBriefing) -> str:
    """Notices of corrections, the newest first, then the deck. Addresses are absolute."""
    briefing = linked.briefing
    page = context.addresses.absolute(context.addresses.briefing(linked).href)
    parts = []
    for correction in sorted(briefing.corrections, key=lambda c: c.at.utc, reverse=True):
        entry = build_correction_entry(context, correction, briefing.id)
        parts.append(f"<p><strong>{escape(entry.word)} ({escape(entry.at.day)}):</strong> {escape(entry.text)}</p>")
    deck = context.prose.inline(briefing.summary, linked.lang)
    parts += [f"<p>{make_absolute(deck, page)}</p>"] if deck else []
    return "\n".join(parts)


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
