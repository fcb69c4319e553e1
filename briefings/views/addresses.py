"""Addresses: where every page is written and how it is linked. The only place that knows the site's layout."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

import msgspec

from briefings.linking.site import EntityKind, LinkedBriefing
from briefings.model.page import StaticPage
from briefings.settings import Settings
from briefings.views.teasers import Teaser

FOLDERS = {
    EntityKind.TOPIC: "topics",
    EntityKind.ACTOR: "actors",
    EntityKind.PLACE: "places",
    EntityKind.PUBLISHER: "publishers",
}

_SAFE = "/=&:+,~@"
_NEEDS_NO_QUOTING = re.compile(rf"[A-Za-z0-9_.\-{_SAFE}]*").fullmatch
"""Most addresses are plain, and to ask `quote` about each would take longer than all else."""


class Address(msgspec.Struct, frozen=True):
    """A page's output path (relative, with forward slashes) and its root-relative link."""

    path: str
    href: str


class Addresses:
    """Addresses of the pages of one site; pure, from settings alone."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.base = settings.base
        self._briefings: dict[tuple[str, str, datetime], Address] = {}
        self._folders: dict[str, Address] = {}

    def at(self, folder: str, fragment: str = "") -> Address:
        """The page of a folder: `topics/x` is written to `topics/x/index.html` and linked as `/topics/x/`."""
        inner = folder.strip("/")
        path = f"{inner}/index.html" if inner else "index.html"
        return Address(path, self.link(f"{inner}/" if inner else "") + fragment)

    def link(self, url: str) -> str:
        """A root-relative link to `url`, which is relative to the site's root; other scripts are percent-encoded."""
        return f"{self.base}/{url if _NEEDS_NO_QUOTING(url) else quote(url, safe=_SAFE)}"

    def absolute(self, href: str) -> str:
        """The absolute form of a root-relative link; empty without SITEURL."""
        root = self._settings.url.removesuffix(self.base) if self.base else self._settings.url
        return root + href if root else ""

    def briefing(self, linked: LinkedBriefing) -> Address:
        """The page of a briefing; translations stand below their language."""
        return self._briefing(linked.briefing.slug, linked.lang, linked.briefing.date.at)

    def teaser(self, teaser: Teaser) -> Address:
        """The page of a briefing in a list."""
        return self._briefing(teaser.slug, teaser.lang, teaser.date.at)

    def _briefing(self, slug: str, lang: str, at: datetime) -> Address:
        settings, key = self._settings, (slug, lang, at)
        if key in self._briefings:
            return self._briefings[key]
        values = {"slug": slug, "lang": lang, "date": at}
        is_main = lang == settings.lang
        url = settings.briefing_url if is_main else settings.briefing_lang_url
        save_as = settings.briefing_save_as if is_main else settings.briefing_lang_save_as
        address = self._briefings[key] = Address(save_as.format(**values), self.link(url.format(**values)))
        return address

    def entity(self, kind: EntityKind, identifier: str) -> Address:
        """The page of a topic, actor, place or publisher."""
        folder = f"{FOLDERS[kind]}/{identifier}"
        if folder not in self._folders:
            self._folders[folder] = self.at(folder)
        return self._folders[folder]

    def page(self, page: StaticPage, lang: str) -> Address:
        """An ordinary page."""
        settings = self._settings
        values = {"slug": page.slug, "lang": lang}
        is_main = lang == settings.lang
        url = settings.page_url if is_main else settings.page_lang_url
        save_as = settings.page_save_as if is_main else settings.page_lang_save_as
        return Address(save_as.format(**values), self.link(url.format(**values)))

    def claim(self, identifier: str) -> Address:
        """The page of a claim."""
        return self.at(f"claims/{identifier}")


def as_of_folder(topic: str, day: str) -> str:
    """The folder of a topic as it was known on a day (ISO 8601)."""
    return f"{FOLDERS[EntityKind.TOPIC]}/{topic}/as-of/{day}"


def alias_folder(kind: EntityKind, alias: str) -> str:
    """The folder of an old address: what an alias (as a slug) of anything but a claim stands for."""
    return f"{FOLDERS.get(kind, 'briefings')}/{alias}"


def claim_anchor(identifier: str) -> str:
    """The anchor of a claim in a ledger; prefixed, so that no heading of the body can take it."""
    return f"claim-{identifier}"
