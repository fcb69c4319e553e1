"""Pelican's settings for a site of briefings: our defaults where the user chose nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, get_settings_from_module

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
"""Used wherever the user chose nothing."""

_CHOSEN = "CHOSEN_SETTINGS"
"""Where it is noted in the settings which of ours the user named: Pelican fills in the rest before we see them."""


_DOCUTILS = "Docutils has no localization for '%s'. Using 'en' instead."
"""What Pelican says in every build of a site in Pashto, Urdu or Turkish, which may have no reStructuredText at all."""


def find_theme() -> Path:
    """The folder of the bundled theme: inside the package when installed, beside it in a checkout."""
    package = Path(str(files("briefings")))
    bundled = package / "themes" / "dispatch"
    return bundled if bundled.is_dir() else package.parent / "themes" / "dispatch"


def note_chosen(settings: dict[str, Any], file: str | None, options: Iterable[str]) -> None:
    """Note which settings the user named: in the settings file that Pelican has just read, or as `options` with it."""
    module = sys.modules.get(Path(file).stem) if file else None  # where Pelican leaves what it ran
    is_read = file is not None and os.path.abspath(getattr(module, "__file__", None) or "") == os.path.abspath(file)
    named = {*(get_settings_from_module(module) if is_read else ()), *options}
    settings[_CHOSEN] = tuple(sorted(named & {*DEFAULTS, "THEME"}))


def apply_defaults(settings: dict[str, Any]) -> None:
    """Replace Pelican's own defaults by ours, in place; what the user set is left alone, whatever its value.

    What the user set is known from `note_chosen`, so with the `briefings` and `pelican` commands. A program that makes
    Pelican's object itself leaves no trace of it: there, a value that is Pelican's own default counts as no choice.
    """
    chosen = settings.get(_CHOSEN, ())
    for key, value in {**DEFAULTS, "THEME": str(find_theme())}.items():
        is_default = key not in chosen and settings.get(key) == DEFAULT_CONFIG.get(key)
        if is_default or settings.get(key) is None:
            settings[key] = value
    if is_own_theme(settings["THEME"]):
        # Our fallback templates (article.html, tags.html …) rely on escaping; other people's themes may not bear it.
        settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "autoescape": True}
    logging.getLogger("pelican.readers").addFilter(_is_worth_saying)


def _is_worth_saying(record: logging.LogRecord) -> bool:
    return record.msg != _DOCUTILS


def is_own_theme(theme: str) -> bool:
    """Whether a theme follows our contract (it has a `briefing.html`); others are rendered by stock Pelican."""
    return os.path.isfile(os.path.join(theme, "templates", "briefing.html"))
