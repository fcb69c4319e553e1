"""BRF-date-ahead: a publication, update or correction of the future, which is as a rule a slip in the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from briefings.checks.rule import SiteInput
from briefings.model.briefing import Briefing
from briefings.model.moment import Moment
from briefings.problems import Location, Pointer, Problem

LEEWAY = timedelta(days=1)
"""Where the writer sits it may be tomorrow already, and clocks go wrong."""


def check_dates(checked: SiteInput) -> Iterator[Problem]:
    """Compare what is public with the clock: of everything that is written, the latest moment is the site's present."""
    if checked.clock is None:
        return
    latest = checked.clock + LEEWAY
    for linked in checked.site.briefings.values():
        path = linked.briefing.path
        document = checked.documents.get(path)  # what a translation takes over is said of its original
        for moment, pointer in _list_moments(document.briefing) if document and document.briefing else ():
            if moment.utc > latest:
                found = f"`{pointer[-1]}: {moment.text}`, and today is {checked.clock:%Y-%m-%d}"
                hint = "What is to come out later has an `embargo:`, or is a draft until then."
                yield Problem("BRF-date-ahead", Location(path, pointer=pointer), found, "a day that has come", hint)


def _list_moments(briefing: Briefing) -> Iterator[tuple[Moment, Pointer]]:
    """All that can become the present of a site (`linking.timeline.find_as_of`)."""
    yield briefing.date, ("date",)
    for key, moment in (("modified", briefing.modified), ("as_of", briefing.as_of)):
        if moment is not None:
            yield moment, (key,)
    yield from ((update.at, ("updates", index, "at")) for index, update in enumerate(briefing.updates))
    yield from ((mended.at, ("corrections", index, "at")) for index, mended in enumerate(briefing.corrections))
