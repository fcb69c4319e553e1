"""What Pelican's generators share during one run. Pelican has no door for it but the settings."""

from __future__ import annotations

from briefings.plugin.build import Build
from briefings.plugin.page_writer import PageWriter
from briefings.views.context import ViewContext


class RunState:
    """The build, its views, and, once rendering began, the writer of pages."""

    def __init__(self, build: Build, views: ViewContext) -> None:
        self.build, self.views = build, views
        self.writer: PageWriter | None = None
        self.private_files: frozenset[str] = frozenset()
        """Unpublished pages in other formats than Markdown, and static files that such pages use."""
