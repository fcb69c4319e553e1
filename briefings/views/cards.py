"""Social cards: which pages have one, and what a page says of it. `outputs.cards` draws them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefings.linking.site import EntityKind
from briefings.views.figures import Pictures
from briefings.views.parts import PageMeta
from briefings.views.wording import Wording

WIDTH, HEIGHT = 1200, 630
"""Pixels of a card."""
FOLDER, HOME = "cards", "home"
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024F\u02B0-\u036F\u0400-\u04FF\u0600-\u06FF\u1E9E\u2000-\u2BFF]")
"""A letter of none of the scripts that the program has a font for: Latin, Cyrillic and Arabic."""


def card_path(kind: EntityKind, identifier: str) -> str:
    """Where the card of a record is written."""
    return f"{FOLDER}/{kind.value}s/{identifier}.png"


def home_card_path(lang: str = "") -> str:
    """Where the card of the home page is written, or of that of a further language."""
    return f"{FOLDER}/{HOME}-{lang}.png" if lang else f"{FOLDER}/{HOME}.png"


def is_drawable(headline: str) -> bool:
    """Whether the program has a font for a headline."""
    return not _FOREIGN.search(headline)


def has_card(wording: Wording, headline: str) -> bool:
    """Whether a page with this headline shows its card. One whose letters would be missing does not."""
    return wording.settings.cards and bool(wording.settings.url) and is_drawable(headline)


def add_card(wording: Wording, meta: PageMeta, kind: EntityKind, identifier: str, headline: str) -> PageMeta:
    """What a page tells other sites, with its card where it has one."""
    return _show_card(wording, meta, card_path(kind, identifier), headline, f"{headline} – {wording.settings.name}")


def add_home_card(wording: Wording, meta: PageMeta, lang: str = "") -> PageMeta:
    """What a home page tells other sites, with its card; `lang` is a further language."""
    return _show_card(wording, meta, home_card_path(lang), wording.settings.name, f"{meta.title} – {meta.description}")


def _show_card(wording: Wording, meta: PageMeta, path: str, headline: str, alt: str) -> PageMeta:
    if not has_card(wording, headline):
        return meta
    image = wording.addresses.absolute(wording.addresses.link(path))
    return replace(meta, image=image, image_alt=alt, image_width=WIDTH, image_height=HEIGHT)


def add_picture(wording: Wording, meta: PageMeta, pictures: Pictures, file: str, alt: str) -> PageMeta:
    """What a page tells other sites, with its own picture."""
    view = pictures.describe(file, alt)
    image = wording.addresses.absolute(view.src)
    width, height = pictures.measure(file, view.src)
    return replace(meta, image=image, image_alt=alt, image_width=width, image_height=height)
