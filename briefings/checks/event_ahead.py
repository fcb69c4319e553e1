"""BRF-event-ahead: an event after the last change of the briefing that reports it, and not given as planned."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.checks.bounds import first_instant, last_change, last_instant
from briefings.checks.rule import FileInput
from briefings.linking.content import is_withdrawn
from briefings.model.briefing import Briefing
from briefings.model.edtf import Edtf, format_edtf
from briefings.problems import Location, Pointer, Problem


def check_events(file: FileInput) -> Iterator[Problem]:
    """Find `event` and items of `events` that had not come, unless an `upcoming` item has them in its window."""
    briefing = file.document.briefing
    if briefing is None or is_withdrawn(briefing):
        return
    dated: list[tuple[Edtf, Pointer]] = [] if briefing.event is None else [(briefing.event, ("event",))]
    dated += [(fact.date, ("events", index, "date")) for index, fact in enumerate(briefing.events)]
    for value, pointer in dated:
        if first_instant(value, file.zone) > last_change(briefing) and not _is_planned(value, briefing, file):
            found = f"{format_edtf(value)}, after the last change of the briefing"
            expected = "a day that had come, or an item of `upcoming` with this day in its window"
            hint = "Mend the day; for a plan add `upcoming: [{id: …, what: …, when: …}]`."
            if pointer[0] == "events":
                hint = "Mend the day, or move the item to `upcoming`, where plans stand."
            yield Problem("BRF-event-ahead", Location(file.document.path, pointer=pointer), found, expected, hint)


def _is_planned(value: Edtf, briefing: Briefing, file: FileInput) -> bool:
    first, last = first_instant(value, file.zone), last_instant(value, file.zone)
    return any(
        first_instant(item.when, file.zone) <= last and first <= last_instant(item.when, file.zone)
        for item in briefing.upcoming
    )
