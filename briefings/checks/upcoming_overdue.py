"""BRF-upcoming-overdue: what was to be watched until a window passed, without a word of what came."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.linking.content import is_withdrawn
from briefings.model.edtf import format_edtf, latest
from briefings.problems import Location, Problem


def check_windows(checked: SiteInput) -> Iterator[Problem]:
    """Find items of `upcoming` whose window ended before the site's present, and that have no outcome."""
    for linked in checked.site.briefings.values():
        briefing = linked.briefing
        if is_withdrawn(briefing) or linked.original != briefing.id:
            continue
        for index, item in enumerate(briefing.upcoming):
            if checked.now is not None and not item.outcome and latest(item.when, checked.zone) < checked.now:
                where = Location(briefing.path, pointer=("upcoming", index, "when"))
                found = f"`{item.id}`, whose window {format_edtf(item.when)} has passed"
                hint = "Write what came of it, or give it a later window."
                yield Problem("BRF-upcoming-overdue", where, found, "an `outcome`", hint)
