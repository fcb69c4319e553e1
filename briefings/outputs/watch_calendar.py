"""What to watch as iCalendar (RFC 5545): of the whole site, and of each topic.

A date that is not exact becomes whole days: all those on which it can be. Nothing is taken from the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from briefings.linking.site import Entry
from briefings.linking.timeline import find_last_change
from briefings.model.briefing import Briefing
from briefings.model.edtf import CalendarDate, DateTime, Edtf, earliest, marker
from briefings.model.ids import Id
from briefings.outputs.atom import site_host
from briefings.outputs.data_tables import find_address
from briefings.outputs.event_days import find_days
from briefings.views.context import ViewContext
from briefings.views.language import message as _

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//Briefings//What to watch//EN"


def list_calendars(context: ViewContext) -> list[str]:
    """Which calendars there are: "" for the site's, and the ids of topics with something to watch."""
    topics = {topic for entry in context.site.upcoming for topic in _find_topics(context, entry)}
    return ["", *(topic for topic in context.site.topics if topic in topics)]


def _find_topics(context: ViewContext, entry: Entry) -> set[Id]:
    """The topics of an entry, and those that these are part of."""
    return {name for topic in entry.topics for name in (topic, *context.site.topics[topic].parents)}


def build_calendar(context: ViewContext, topic: str) -> bytes:
    """One calendar, the earliest first."""
    # Only sites with calendars pay for the import.
    from icalendar import Calendar

    calendar = Calendar()
    about = context.topic_title(Id(topic)) if topic else context.words(_("What to watch"))
    title = context.join_name(context.settings.name, about)
    for name, value in (("prodid", _PRODUCT), ("version", "2.0"), ("name", title), ("x-wr-calname", title)):
        calendar.add(name, value)
    for entry in _list_watched(context, topic):
        calendar.add_component(_build_event(context, entry))
    return bytes(calendar.to_ical())


def _list_watched(context: ViewContext, topic: str) -> Iterator[Entry]:
    for entry in reversed(context.site.upcoming):
        if not topic or Id(topic) in _find_topics(context, entry):
            yield entry


def _build_event(context: ViewContext, entry: Entry) -> Event:
    from icalendar import Event

    assert entry.upcoming is not None  # noqa: S101 - `Site.upcoming` has no others
    link = context.briefing_link(entry.briefing)
    event = Event()
    event.add("uid", f"{entry.id.replace('/', '.')}@{site_host(context) or 'briefings.invalid'}")
    for name, revision in _find_revision(context.site.briefings[entry.briefing].briefing):
        event.add(name, revision)
    for name, value in _find_times(context, entry.when):
        event.add(name, value)
    event.add("summary", entry.upcoming.what)
    event.add("description", "\n".join(_describe(context, entry, link.text)))
    event.add("status", _find_status(entry))
    event.add("transp", "TRANSPARENT")
    if entry.topics:
        event.add("categories", [context.topic_title(topic) for topic in entry.topics])
    if context.settings.url and link.href:
        event.add("url", find_address(context, link.href))
    return event


def _find_revision(briefing: Briefing) -> Iterator[tuple[str, datetime | int]]:
    """Which revision this is, so that calendars take it over: when the briefing last said that it was changed.

    DTSTAMP is the same in a calendar without a METHOD (RFC 5545, 3.8.7.2). An outcome moves them only with a note or
    with `modified`: when something was written that does not say so, nothing can know.
    """
    changed = find_last_change(briefing)
    last = max(briefing.date.utc, changed.utc if changed else briefing.date.utc).replace(microsecond=0)
    yield "dtstamp", last
    yield "last-modified", last
    yield "sequence", len(briefing.updates) + len(briefing.corrections)


def _describe(context: ViewContext, entry: Entry, title: str) -> Iterator[str]:
    yield context.words(_("When: {date}")).format(date=context.when(entry.when).text)
    yield context.words(_("Reported in: {title}")).format(title=title)
    if entry.upcoming and entry.upcoming.outcome:
        yield context.words(_("What came of it: {outcome}")).format(outcome=entry.upcoming.outcome)


def _find_status(entry: Entry) -> str:
    """CANCELLED for what never came, or not as it was announced; TENTATIVE while its day is not certain."""
    if entry.is_overtaken:
        return "CANCELLED"
    has_day = isinstance(entry.when, CalendarDate | DateTime) and marker(entry.when) == "day"
    return "CONFIRMED" if has_day else "TENTATIVE"


def _is_exact(when: Edtf) -> bool:
    return isinstance(when, DateTime) and not when.qualifier


def _find_times(context: ViewContext, when: Edtf) -> Iterator[tuple[str, date | datetime]]:
    """The beginning and the end. The end is the first moment after it, as RFC 5545 asks for days."""
    if _is_exact(when):
        yield "dtstart", earliest(when, context.zone).astimezone(UTC)
        return
    first, last = find_days(when, context.zone)
    start = first or last
    if start:
        yield "dtstart", start
        if last and first and last < date.max:
            yield "dtend", last + timedelta(days=1)
