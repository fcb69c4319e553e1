"""Links to data files from the pages that they belong to: what to watch as a calendar, a timeline for TimelineJS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefings.linking.site import Entry
from briefings.model.ids import Id
from briefings.views.context import ViewContext
from briefings.views.parts import Alternate


def has_calendar(entries: Iterable[Entry]) -> bool:
    """Whether there is something to watch among the entries of a timeline."""
    return any(entry.upcoming for entry in entries)


def has_timeline(entries: Iterable[Entry]) -> bool:
    """Whether anything would stand in a timeline; TimelineJS takes an empty one for an error."""
    return any(True for _ in entries)


def link_topic_data(context: ViewContext, topic: Id) -> tuple[Alternate, ...]:
    """The data files of a topic that the settings ask for."""
    wanted = context.settings.data
    return tuple(_link_data(context, context.site.by_topic[topic].entries, f"/{topic}")) if wanted else ()


def link_site_calendar(context: ViewContext) -> tuple[Alternate, ...]:
    """What to watch on the whole site as a calendar, where the settings ask for it."""
    return (_link_calendar(context, ""),) if "ics" in context.settings.data else ()


def _link_data(context: ViewContext, entries: Iterable[Entry], key: str) -> Iterator[Alternate]:
    if "ics" in context.settings.data and has_calendar(entries):
        yield _link_calendar(context, key)
    if "timelinejs" in context.settings.data and has_timeline(entries):
        title = f"{context.words('Timeline')} (TimelineJS)"
        yield Alternate("data", context.addresses.link(f"data/timelinejs{key}.json"), title, mime="application/json")


def _link_calendar(context: ViewContext, key: str) -> Alternate:
    title = f"{context.words('What to watch')} (iCalendar)"
    return Alternate("data", context.addresses.link(f"data/watch{key}.ics"), title, mime="text/calendar")
