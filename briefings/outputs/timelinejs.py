"""Timelines for TimelineJS 3 (Knight Lab): of the whole site, and of each topic.

Its dates are days or moments of the calendar. What EDTF says beyond them stands in words in `display_date`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

import msgspec

from briefings.linking.site import Entry
from briefings.model.edtf import CalendarDate, DateTime, Edtf, Precision, earliest, precision
from briefings.model.ids import Id
from briefings.outputs.data_tables import find_address, list_entries, name_entry
from briefings.outputs.event_days import find_days
from briefings.views.context import ViewContext
from briefings.views.data_links import has_timeline
from briefings.views.language import message as _
from briefings.views.prose import strip_html


def list_timelines(context: ViewContext) -> list[str]:
    """Which timelines there are: "" for the site's, and the ids of topics. An empty one is an error in TimelineJS."""
    topics = (name for name, found in context.site.by_topic.items() if has_timeline(found.entries))
    return ["", *topics] if any(True for _ in list_entries(context)) else []


def build_timeline(context: ViewContext, topic: str) -> bytes:
    """One timeline, oldest event first."""
    if topic:
        found = context.site.by_topic[Id(topic)].entries
        entries: Iterable[Entry] = found
        title = context.topic_title(Id(topic))
        text = strip_links(context.prose.inline(context.site.topics[Id(topic)].topic.summary))
    else:
        entries = list_entries(context)
        title, text = context.settings.name, escape(context.settings.subtitle, quote=False)
    timeline = {
        "scale": "human",
        "title": {"unique_id": "title", "text": {"headline": escape(title), "text": text}},
        "events": [_build_event(context, entry) for entry in entries][::-1],
    }
    return msgspec.json.encode(timeline) + b"\n"


def strip_links(markup: str) -> str:
    """A line without its markup, escaped again: addresses relative to our pages lead nowhere elsewhere."""
    return escape(strip_html(markup), quote=False)


def _build_event(context: ViewContext, entry: Entry) -> dict[str, Any]:
    words = context.when(entry.when).text
    href = find_address(context, context.briefing_link(entry.briefing).href)
    headline = escape(name_entry(context, entry))
    event: dict[str, Any] = {
        "unique_id": entry.id.replace("/", "--"),
        **_build_dates(context, entry.when),
        "display_date": words,
        "text": {
            "headline": f'<a href="{escape(href)}">{headline}</a>' if href else headline,
            "text": _describe(context, entry),
        },
    }
    for part in ("start_date", "end_date"):
        if part in event:
            event[part]["display_date"] = words
    if entry.topics:
        event["group"] = context.topic_title(entry.topics[0])
    return event


def _describe(context: ViewContext, entry: Entry) -> str:
    if entry.upcoming:
        return _describe_expected(context, entry, entry.upcoming.outcome)
    if entry.fact:
        return f"<p>{escape(context.briefing_link(entry.briefing).text, quote=False)}</p>"
    linked = context.localised(entry.briefing)
    deck = strip_links(context.prose.inline(linked.briefing.summary, linked.lang))
    return f"<p>{deck}</p>" if deck else ""


def _describe_expected(context: ViewContext, entry: Entry, outcome: str) -> str:
    """That it is an announcement, how it stands, who reports it: nobody may take it for something that happened."""
    label = context.words(_("Overtaken") if entry.is_overtaken else _("Expected") if outcome else _("To watch"))
    title = context.briefing_link(entry.briefing).text
    lines = [f"<b>{escape(label)}</b>", escape(context.words("Reported in: {title}").format(title=title), quote=False)]
    if outcome:
        came = context.words("What came of it: {outcome}").format(outcome=outcome)
        lines.append(escape(came, quote=False))
    return "".join(f"<p>{line}</p>" for line in lines)


def _build_dates(context: ViewContext, when: Edtf) -> dict[str, Any]:
    """A year, month, day or moment as it is; anything else as the days that it can mean, from the first to the last."""
    if isinstance(when, DateTime):
        at = earliest(when, context.zone)
        return {"start_date": {**_write_day(at.date()), "hour": at.hour, "minute": at.minute}}
    if isinstance(when, CalendarDate) and not when.unspecified:
        grade = precision(when)
        if grade in (Precision.YEAR, Precision.MONTH, Precision.DAY):
            parts = {"year": when.year, "month": when.month, "day": when.day}
            return {"start_date": {name: value for name, value in parts.items() if value is not None}}
    first, last = find_days(when, context.zone)
    start, end = first or last, last
    dates = {"start_date": _write_day(start)} if start else {}
    return {**dates, "end_date": _write_day(end)} if end and end != start else dates


def _write_day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
