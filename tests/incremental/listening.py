"""A plugin that wants to hear of every page, and writes a line below it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.plugins import signals


def register() -> None:
    """What Pelican calls."""
    signals.content_written.connect(sign_page)


def sign_page(path: str, context: dict[str, Any]) -> None:
    """Rewrite a page, as plugins do that minify or sign."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"<!-- seen by {context['SITENAME']} -->\n")
