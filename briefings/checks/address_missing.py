"""BRF-address-missing: a setting asks for something that needs the address of the site, and there is none."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.problems import Location, Problem
from briefings.settings import Settings, setting_key

_WANTED = {
    "cards": "social cards, which other sites fetch",
    "embeds": "pages for frames on other sites",
    "news_sitemap": "a news sitemap, which holds absolute addresses only",
    "json_feeds": "JSON feeds, which hold absolute addresses only",
}
_FORMATS = {"ninjs": "ninjs items", "opml": "the list of feeds"}
"""Those of `Settings.data` in which every address is absolute."""


def check_address(checked: SiteInput) -> Iterator[Problem]:
    """Find what the settings ask for and the site does not have, since `SITEURL` is empty."""
    if checked.settings.url:
        return
    for field, what in _list_wanted(checked.settings):
        key = setting_key(field)
        hint = f"Set `SITEURL`, or move `{key}` to the settings file that does, such as publishconf.py."
        found = f"`{key}` asks for {what}; `SITEURL` is empty, so they are left out"
        yield Problem("BRF-address-missing", Location("settings"), found, "the address of the site", hint)


def _list_wanted(settings: Settings) -> Iterator[tuple[str, str]]:
    """The settings that cannot do what they ask for, and what that is."""
    for field, what in _WANTED.items():
        if getattr(settings, field):
            yield field, what
    formats = [what for name, what in _FORMATS.items() if name in settings.data]
    if formats:
        yield "data", " and ".join(formats)
