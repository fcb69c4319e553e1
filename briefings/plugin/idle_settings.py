"""Settings that do not do what somebody chose them for: those of Pelican's that change nothing here, and halves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from briefings.model.address import is_file_of
from briefings.plugin.settings import is_own_theme
from briefings.problems import Location, Problem, Severity
from briefings.settings import Settings, setting_key

_FEEDS = (
    *("FEED_ATOM", "FEED_ALL_ATOM", "FEED_RSS", "FEED_ALL_RSS"),
    *("CATEGORY_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_RSS"),
)
_META = "markdown.extensions.meta"
"""Pelican's own reader adds it to `MARKDOWN` in place."""


def find_idle_settings(raw: Mapping[str, Any], path: str) -> list[Problem]:
    """A warning for each setting of Pelican's that has no effect. `path` is the file that they stand in."""
    return [
        Problem("BRF-settings", Location(path), f"`{key}`, which has no effect", expected, hint, Severity.WARNING)
        for key, expected, hint in _list_idle(raw)
    ]


def _list_idle(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The names of settings, what may stand in their place, and what to do."""
    if _read_extensions(raw.get("MARKDOWN")) != _read_extensions(DEFAULT_CONFIG["MARKDOWN"]):
        yield "MARKDOWN", "Markdown without further extensions", "Take it out, and see in the output what it did."
    for key in ("FILENAME_METADATA", "PATH_METADATA"):
        if raw.get(key, DEFAULT_CONFIG[key]) != DEFAULT_CONFIG[key]:
            yield key, "metadata in the front matter", "Write the metadata into the files, and take it out."
    if any(str(key).lower() != "status" for key in raw.get("DEFAULT_METADATA") or ()):
        yield "DEFAULT_METADATA", "metadata in the front matter", "Write the metadata into the files, and take it out."
    feeds = [key for key in _FEEDS if raw.get(key) and raw[key] != DEFAULT_CONFIG.get(key)]
    if feeds and is_own_theme(str(raw.get("THEME") or "")):
        hint = "Take it out, and let your host lead readers from the old address of the feed to the new one."
        yield "`, `".join(feeds), "feeds at their own addresses, such as feed.atom", hint


def _read_extensions(markdown: object) -> tuple[frozenset[str], dict[str, Any]]:
    """What `MARKDOWN` asks for; nothing but Pelican's own where it is not set."""
    found = markdown if isinstance(markdown, Mapping) else DEFAULT_CONFIG["MARKDOWN"]
    configs = dict(found.get("extension_configs") or {})
    return frozenset(map(str, found.get("extensions") or ())) - {_META, *configs}, configs


def find_split_addresses(settings: Settings, path: str) -> list[Problem]:
    """A warning where pages would not be found at the address that is given for them."""
    found = []
    for kind in ("briefing", "briefing_lang", "page", "page_lang"):
        url, save_as = (getattr(settings, f"{kind}_{field}") for field in ("url", "save_as"))
        if not is_file_of(save_as, url):
            keys = setting_key(f"{kind}_url"), setting_key(f"{kind}_save_as")
            what = f"`{keys[0]} = {url!r}` and `{keys[1]} = {save_as!r}`: pages would not be where links lead"
            expected, hint = "an address and the file for it", f"Set `{keys[0]}` and `{keys[1]}` together."
            found.append(Problem("BRF-settings", Location(path), what, expected, hint, Severity.WARNING))
    return found
