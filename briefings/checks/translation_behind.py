"""BRF-translation-behind: a translation that readers still get as it was before a major update or a correction."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.rule import SiteInput
from briefings.model.briefing import Briefing, Level
from briefings.model.moment import Moment
from briefings.problems import Location, Problem


def check_translations(checked: SiteInput) -> Iterator[Problem]:
    """Find translations whose last own change is before the last major update or correction of their original."""
    for linked in checked.site.briefings.values():
        briefing = linked.briefing
        original = checked.site.briefings[linked.original]
        if original is linked or linked.is_withdrawn or original.is_withdrawn:
            continue
        # The linked translation has the updates of its original; what was done to itself stands in its own file.
        own = checked.documents[briefing.path].briefing or briefing
        last, before = _last_weighty(original.briefing), _last_touch(own)
        if last is not None and _is_before(before, last):
            where = Location(briefing.path, pointer=("modified",) if own.modified else ("date",))
            found = f"the translation is of {before.text}; `{original.briefing.id}` was changed at {last.text}"
            hint = "Bring it up to date, and say so: `modified: …`, or an entry in `updates:`."
            yield Problem("BRF-translation-behind", where, found, "a translation of what it says now", hint)


def _is_before(before: Moment, last: Moment) -> bool:
    """Whether one moment is surely before another: a day without a time may be any hour of that day."""
    if before.has_time and last.has_time:
        return before.utc < last.utc
    return before.at.date() < last.at.astimezone(before.at.tzinfo).date()


def _last_weighty(briefing: Briefing) -> Moment | None:
    """When the briefing last said something else to its readers; None where it never did."""
    updates = (update.at for update in briefing.updates if update.level is Level.MAJOR)
    return max((*updates, *(made.at for made in briefing.corrections)), key=lambda at: at.utc, default=None)


def _last_touch(briefing: Briefing) -> Moment:
    updates, corrections = (update.at for update in briefing.updates), (made.at for made in briefing.corrections)
    return max((briefing.date, briefing.modified or briefing.date, *updates, *corrections), key=lambda at: at.utc)
