"""What Pelican's generators share during one run. Pelican has no door for it but the settings.

It lies there as `RUN_OF_BRIEFINGS`, without the prefix of what users set: a plugin may copy all settings for a run of
its own.
"""

from __future__ import annotations

from briefings.building.last_build import LastBuild
from briefings.building.pages_made import Put
from briefings.plugin.build import Build
from briefings.plugin.page_writer import PageWriter
from briefings.views.context import ViewContext
from briefings.views.reads import Read


class RunState:
    """The build, its views, what the last build left, and, once rendering began, the writer of pages."""

    def __init__(
        self, build: Build, views: ViewContext, last: LastBuild, intact: set[str], put: Put | None = None
    ) -> None:
        self.build, self.views = build, views
        self.last, self.intact, self.put = last, intact, put
        """What the last build made, and the paths of its files that still lie as they were."""
        self.writer: PageWriter | None = None
        self.page_reads: dict[str, set[Read]] = {}
        """What was read of the site for the bodies of ordinary pages, by path."""
        self.private_files: frozenset[str] = frozenset()
        """Unpublished pages in other formats than Markdown, and static files that such pages use."""
