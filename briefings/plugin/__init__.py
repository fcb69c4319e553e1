"""The Pelican side of Briefings: `PLUGINS = ["briefings"]` calls `register`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from pelican import Pelican, get_config, get_instance
from pelican.generators import Generator
from pelican.plugins import signals

from briefings.plugin.pelican_class import BriefingsPelican
from briefings.plugin.settings import apply_defaults, is_own_theme, note_chosen

if TYPE_CHECKING:
    from briefings.plugin.run_state import RunState


def _adopt(pelican: Pelican) -> None:
    """Make a stock `Pelican` object ours. `PLUGINS` is all that a user sets, and Pelican has no other door for this."""
    if type(pelican) is Pelican:
        pelican.__class__ = BriefingsPelican
    settings: dict[str, Any] = pelican.settings
    apply_defaults(settings)
    pelican.theme = settings["THEME"]


def _note_wishes() -> None:
    """Remember on Pelican's object what `PLUGINS` names, and in its settings which of them the user chose.

    Before `initialized`, Pelican replaces `PLUGINS` by what it could load, and long before it has put its own settings
    among the user's. It gives plugins nothing when it registers them: what it knew is in the frames that called us.
    """
    frame, pelican = sys._getframe(1).f_back, None
    while frame is not None:
        found = frame.f_locals.get("self")
        if pelican is None and isinstance(found, Pelican):
            pelican = found
            pelican.wanted_plugins = list(pelican.settings["PLUGINS"] or ())
        if pelican is not None and frame.f_code is get_instance.__code__:  # the `pelican` command
            names = frame.f_locals
            note_chosen(pelican.settings, names["config_file"], get_config(names["args"]))
            return
        frame = frame.f_back


def _equip(generator: Generator) -> None:
    """Let templates of ours that Pelican itself asks for (article.html, tags.html …) find what they use."""
    state: RunState | None = generator.settings.get("RUN_OF_BRIEFINGS")
    if state is not None and is_own_theme(generator.theme):
        from briefings.building.render import equip_environment
        from briefings.views.site import build_site_view

        views = state.views
        equip_environment(generator.env, views.language, build_site_view(views))


def register() -> None:
    """Pelican calls this when it loads the plugin. Receivers are held weakly, so they live at module level."""
    _note_wishes()
    signals.initialized.connect(_adopt)
    signals.generator_init.connect(_equip)
