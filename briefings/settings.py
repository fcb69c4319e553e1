"""The settings of a site: one frozen record, made from Pelican's settings."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from briefings.problems import Location, Problem, suggest

_PREFIX = "BRIEFINGS_"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a site may choose. Fields marked with a setting's name come from it; the rest are `BRIEFINGS_<FIELD>`."""

    name: str = "Briefings"
    """`SITENAME`."""
    subtitle: str = ""
    """`SITESUBTITLE`: a sentence about the site, for the home page's description and feeds."""
    url: str = ""
    """`SITEURL`, without a slash at the end; feeds, canonical links and the sitemap need it."""
    timezone: str = "UTC"
    """`TIMEZONE`: an IANA name; applies to times without a zone, and pages show times in it."""
    lang: str = "en"
    """`DEFAULT_LANG`."""
    briefing_url: str = "briefings/{slug}/"
    """`ARTICLE_URL`."""
    briefing_save_as: str = "briefings/{slug}/index.html"
    """`ARTICLE_SAVE_AS`."""
    briefing_lang_url: str = "{lang}/briefings/{slug}/"
    """`ARTICLE_LANG_URL`."""
    briefing_lang_save_as: str = "{lang}/briefings/{slug}/index.html"
    """`ARTICLE_LANG_SAVE_AS`."""
    page_url: str = "pages/{slug}/"
    """`PAGE_URL`."""
    page_save_as: str = "pages/{slug}/index.html"
    """`PAGE_SAVE_AS`."""
    page_lang_url: str = "{lang}/pages/{slug}/"
    """`PAGE_LANG_URL`."""
    page_lang_save_as: str = "{lang}/pages/{slug}/index.html"
    """`PAGE_LANG_SAVE_AS`."""
    feed_items: int = 50
    """`FEED_MAX_ITEMS`: how many entries a feed has."""
    zone_label: str = ""
    """How the site's zone is called after a time ("AFT"); default: its offset ("UTC+04:30")."""
    timeline_limit: int = 200
    """A timeline with more entries than this is split by year, a year with more by month."""
    home_entries: int = 8
    """How many timeline entries the home page shows."""
    home_topics: int = 12
    """How many topics the home page shows; the rest are on the topics page."""
    about: str = ""
    """Markdown for the footer: how the desk works."""
    links: tuple[tuple[str, str], ...] = ()
    """Further links for the footer: pairs of text and address."""

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base(self) -> str:
        """The path prefix of every address: "" for a site at the root of its host."""
        return urlsplit(self.url).path.rstrip("/")


_FROM_PELICAN = {
    "name": "SITENAME",
    "subtitle": "SITESUBTITLE",
    "url": "SITEURL",
    "timezone": "TIMEZONE",
    "lang": "DEFAULT_LANG",
    "briefing_url": "ARTICLE_URL",
    "briefing_save_as": "ARTICLE_SAVE_AS",
    "briefing_lang_url": "ARTICLE_LANG_URL",
    "briefing_lang_save_as": "ARTICLE_LANG_SAVE_AS",
    "page_url": "PAGE_URL",
    "page_save_as": "PAGE_SAVE_AS",
    "page_lang_url": "PAGE_LANG_URL",
    "page_lang_save_as": "PAGE_LANG_SAVE_AS",
    "feed_items": "FEED_MAX_ITEMS",
}


def parse_settings(raw: dict[str, Any], path: str) -> tuple[Settings, list[Problem]]:
    """Settings from Pelican's dictionary. `path` names the settings file in problems; a broken value keeps its default."""
    problems: list[Problem] = []
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    own = {_PREFIX + name.upper(): name for name in fields if name not in _FROM_PELICAN}
    values: dict[str, Any] = {}
    for key, value in sorted(raw.items()):
        if key.startswith(_PREFIX) and key not in own:
            hint = suggest(key, own)
            problems.append(Problem("BRF-settings", Location(path), f"`{key}`", "one of " + ", ".join(sorted(own)), hint))
    for key, name in [*own.items(), *((key, name) for name, key in _FROM_PELICAN.items())]:
        if raw.get(key) is None:
            continue
        try:
            values[name] = msgspec.convert(raw[key], fields[name].type, strict=True)
        except msgspec.ValidationError as error:
            problems.append(Problem("BRF-settings", Location(path), f"`{key} = {raw[key]!r}`", str(error), "Mend the setting."))
    values["url"] = values.get("url", "").rstrip("/")
    try:
        ZoneInfo(values.get("timezone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found = f"`TIMEZONE = {values.pop('timezone')!r}`"
        problems.append(Problem("BRF-settings", Location(path), found, "an IANA time zone such as Asia/Kabul"))
    return Settings(**values), problems
