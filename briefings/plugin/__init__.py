"""The Pelican side of Briefings: `PLUGINS = ["briefings"]` calls `register`."""

from __future__ import annotations

from typing import Any

from pelican import Pelican
from pelican.plugins import signals

from briefings.plugin.pelican_class import BriefingsPelican
from briefings.plugin.settings import apply_defaults


def _adopt(pelican: Pelican) -> None:
    """Make a stock `Pelican` object ours. `PLUGINS` is all that a user sets, and Pelican has no other door for this."""
    if type(pelican) is Pelican:
        pelican.__class__ = BriefingsPelican
    settings: dict[str, Any] = pelican.settings
    apply_defaults(settings)
    pelican.theme = settings["THEME"]


def register() -> None:
    """Pelican calls this when it loads the plugin. Receivers are held weakly, so they live at module level."""
    signals.initialized.connect(_adopt)
