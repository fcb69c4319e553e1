"""Installed as `pelican.plugins.briefings`, where Pelican finds plugins by itself. The plugin is `briefings`."""

from briefings import register as register
