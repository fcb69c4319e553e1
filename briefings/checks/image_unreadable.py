"""BRF-image-unreadable, BRF-too-large: a picture that a build refuses. A build says so of what it publishes only."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.image_uses import blame_use
from briefings.checks.rule import SiteInput
from briefings.problems import Problem


def check_pictures(checked: SiteInput) -> Iterator[Problem]:
    """Find pictures that cannot be published, each once, where it is shown first."""
    for fault in checked.faults.values():
        yield blame_use(fault, checked.site, checked.documents)
