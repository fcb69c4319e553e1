"""Briefings: Markdown articles with a claim ledger become a static timeline site, through Pelican and Jinja."""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """The door for Pelican: `PLUGINS = ["briefings"]`."""
    from briefings.plugin import register as register_plugin  # Pelican is heavy; the command line loads without it

    register_plugin()
