"""What a theme has and can name: only that is worked out for its pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from briefings.building.assets import list_templates
from briefings.building.template_words import list_names, list_page_names
from briefings.plugin.settings import is_own_theme

_SYNTAX = ("_string", "_prefix")
"""How settings of Jinja's end that make templates look different."""


class ThemeWords(msgspec.Struct, frozen=True):
    """The templates of the theme and those put before it, all words in them, and those of each kind of page.

    None where other people's theme knows other pages, which may show anything.
    """

    templates: frozenset[str] | None = None
    names: frozenset[str] | None = None
    page_names: Mapping[str, frozenset[str]] | None = None


def read_theme(theme: str, settings: Mapping[str, Any]) -> ThemeWords:
    """The words of a theme with these settings."""
    from briefings.views.pages import TEMPLATES

    if not is_own_theme(theme):
        return ThemeWords()
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), Path(theme, "templates")]
    is_plain = not any(key.endswith(_SYNTAX) for key in settings["JINJA_ENVIRONMENT"])
    page_names = list_page_names(folders, TEMPLATES) if is_plain else None
    return ThemeWords(list_templates(folders), list_names(folders), page_names)
