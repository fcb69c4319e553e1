"""Pelican's settings for a site of briefings: our defaults where the user chose nothing."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

DEFAULTS: dict[str, Any] = {
    "SITENAME": "Briefings",
    "ARTICLE_URL": "briefings/{slug}/",
    "ARTICLE_SAVE_AS": "briefings/{slug}/index.html",
    "ARTICLE_LANG_URL": "{lang}/briefings/{slug}/",
    "ARTICLE_LANG_SAVE_AS": "{lang}/briefings/{slug}/index.html",
    "PAGE_URL": "pages/{slug}/",
    "PAGE_SAVE_AS": "pages/{slug}/index.html",
    "PAGE_LANG_URL": "{lang}/pages/{slug}/",
    "PAGE_LANG_SAVE_AS": "{lang}/pages/{slug}/index.html",
    "FEED_MAX_ITEMS": 50,
    "SLUGIFY_USE_UNICODE": True,
    "TIMEZONE": "UTC",
}
"""Used wherever a setting still has Pelican's own default."""


def find_theme() -> Path:
    """The folder of the bundled theme: inside the package when installed, beside it in a checkout."""
    package = Path(str(files("briefings")))
    bundled = package / "themes" / "dispatch"
    return bundled if bundled.is_dir() else package.parent / "themes" / "dispatch"


def apply_defaults(settings: dict[str, Any]) -> None:
    """Replace Pelican's own defaults by ours, in place; what the user set is left alone."""
    for key, value in {**DEFAULTS, "THEME": str(find_theme())}.items():
        if settings.get(key) == DEFAULT_CONFIG.get(key) or settings.get(key) is None:
            settings[key] = value
    if is_own_theme(settings["THEME"]):
        # Our fallback templates (article.html, tags.html …) rely on escaping; other people's themes may not bear it.
        settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "autoescape": True}


def is_own_theme(theme: str) -> bool:
    """Whether a theme follows our contract (it has a `briefing.html`); others are rendered by stock Pelican."""
    return os.path.isfile(os.path.join(theme, "templates", "briefing.html"))
