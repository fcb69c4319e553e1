"""What Pelican's generators share during one run. Pelican has no door for it but the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefings.plugin.build import Build
from briefings.views.context import ViewContext

if TYPE_CHECKING:
    from briefings.plugin.page_writer import PageWriter


class RunState:
    """The build, its views, and, once rendering began, the writer of pages."""

    def __init__(self, build: Build, views: ViewContext) -> None:
        self.build, self.views = build, views
        self.writer: PageWriter | None = None
