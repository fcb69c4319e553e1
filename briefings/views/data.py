"""The page of the data: every file for other programs, what it holds, its format and its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import msgspec

from briefings.linking.site import EntityKind, Entry
from briefings.model.ids import Id
from briefings.views.context import ViewContext
from briefings.views.data_links import has_calendar, has_timeline
from briefings.views.language import message as _
from briefings.views.parts import Html, Link, PageMeta, View
from briefings.views.recent import PATH


class DataFileView(View):
    """A file, or a set of them with one for each record. `format` names the standard; `file` has no address for a set.

    `pattern` is the address of a set, with the part that differs in capitals, and `examples` are some of its files;
    `schema` describes the file.
    """

    title: str
    format: str
    file: Link
    pattern: str = ""
    examples: tuple[Link, ...] = ()
    schema: Link | None = None


class DataGroup(View):
    """Files of one format, with what it is good for."""

    id: str
    title: str
    deck: str
    files: tuple[DataFileView, ...]


class DataView(View):
    """The page of the data. `licence` are the terms, as the site states them; empty where it does not."""

    page: PageMeta
    title: str
    deck: str
    groups: tuple[DataGroup, ...]
    licence: Html


class DataFile(msgspec.Struct, frozen=True):
    """A file below `/data/`: what it holds, and its path. A set of files has capitals where they differ."""

    title: str
    path: str
    schema: str = ""

    @property
    def is_set(self) -> bool:
        """Whether there is one for each record."""
        return self.path in _EXAMPLES


_CONTENT = {
    "briefings": _("Briefings: dates, summary, topics, claims, sources, updates and corrections"),
    "timeline": _("Timeline: briefings, events and announcements by event date"),
    "actors": _("Actors"),
    "places": _("Places"),
    "sources": _("Sources, with what they copy and who published them"),
}
_CLAIMS = DataFile(_("Claims: positions, status and its history"), "data/claims.json", schema="data/claims.schema.json")
_CHANGES = DataFile(_("Changes"), PATH, schema="data/changes.schema.json")
_ALL = _("The whole site")
_EACH_TOPIC = _("Each topic")
_FILES = {
    "json": [DataFile(text, f"data/{key}.json", schema=f"data/{key}.schema.json") for key, text in _CONTENT.items()],
    "csv": [
        DataFile(_("Briefings: dates, summary, topics, claims, sources"), "data/briefings.csv"),
        *(DataFile(text, f"data/{key}.csv") for key, text in _CONTENT.items() if key != "briefings"),
    ],
    "geojson": [DataFile(_("Places"), "data/places.geojson")],
    "timelinejs": [DataFile(_ALL, "data/timelinejs.json"), DataFile(_EACH_TOPIC, "data/timelinejs/TOPIC.json")],
    "ics": [DataFile(_ALL, "data/watch.ics"), DataFile(_EACH_TOPIC, "data/watch/TOPIC.ics")],
    "prov": [DataFile(_("Claims, documents, publishers and speakers"), "data/prov.json")],
    "ninjs": [DataFile(_("Each briefing"), "data/ninjs/BRIEFING.json")],
    "opml": [DataFile(_("All feeds"), "feeds.opml")],
}
"""The files of each format, besides those of the ledger."""
_NEED_ADDRESS = ("ninjs", "opml")
"""Formats in which every address is absolute."""
_WORDS = {
    "json": ("JSON", _("For programs. Each file has a JSON Schema, which says what every field means.")),
    "csv": ("CSV (RFC 4180)", _("Tables for spreadsheets and statistics, in UTF-8.")),
    "geojson": ("GeoJSON (RFC 7946)", _("Points for maps, each with how far off it may be.")),
    "timelinejs": ("TimelineJS 3", _("Timelines to show on another site.")),
    "ics": ("iCalendar (RFC 5545)", _("What to watch, for your calendar. A date that is not exact fills whole days.")),
    "prov": ("PROV-JSON (W3C)", _("Which claim comes from which document, and which document copies which.")),
    "ninjs": ("ninjs 3.0 (IPTC)", _("Briefings for the systems of other newsrooms.")),
    "opml": ("OPML 2.0", _("The list of all feeds, for feed readers.")),
}


def build_data_view(context: ViewContext) -> DataView:
    """The page of the data."""
    title = context.words(_("Data"))
    deck = context.words(
        _("What this site says, as files that programs can read. All of them are made with the pages.")
    )
    return DataView(
        page=context.meta("data", title, deck, section="data"),
        title=title,
        deck=deck,
        groups=tuple(_build_groups(context)),
        licence=context.prose.inline(context.settings.data_licence),
    )


def _build_groups(context: ViewContext) -> Iterator[DataGroup]:
    for name, (title, deck) in _WORDS.items():
        files = tuple(_build_file(context, file, title) for file in _list_files(context, name))
        if files:
            yield DataGroup(id=f"format-{name}", title=title, deck=context.words(deck), files=files)


def _list_files(context: ViewContext, name: str) -> Iterator[DataFile]:
    """The files of one format that the site has.

    The ledger and the changes as JSON are there where the theme shows them, other formats where the site asks.
    """
    has_claims = context.has_pages(EntityKind.CLAIM)
    if name == "json" and has_claims:
        yield _CLAIMS
    if name == "json" and context.is_named("recent"):
        yield _CHANGES
    if name not in context.settings.data or (name in _NEED_ADDRESS and not context.settings.url):
        return
    if name == "csv" and has_claims:
        yield DataFile(_("Claims"), "data/claims.csv")
        yield DataFile(_("Positions on claims"), "data/positions.csv")
    yield from _FILES[name]


def _build_file(context: ViewContext, file: DataFile, form: str) -> DataFileView:
    link = context.addresses.link
    name = file.path.rpartition("/")[2]
    schema = Link(file.schema.rpartition("/")[2], link(file.schema)) if file.schema else None
    return DataFileView(
        title=context.words(file.title),
        format=form,
        file=Link(name, "" if file.is_set else link(file.path)),
        pattern=_find_pattern(context, link(file.path)) if file.is_set else "",
        examples=_list_examples(context, file) if file.is_set else (),
        schema=schema,
    )


def _find_pattern(context: ViewContext, href: str) -> str:
    """The absolute address, since a program starts from nowhere; from the root of the host where there is none."""
    return context.addresses.absolute(href) or href


def _list_examples(context: ViewContext, file: DataFile) -> tuple[Link, ...]:
    """The first files of a set: of topics in their order, of the newest briefings."""
    part = file.path.rpartition("/")[2].partition(".")[0]
    names = islice(_EXAMPLES[file.path](context), _MOST_EXAMPLES)
    paths = [file.path.replace(part, name) for name in names]
    return tuple(Link(path.rpartition("/")[2], context.addresses.link(path)) for path in paths)


def _list_topics(context: ViewContext, is_there: Callable[[Iterable[Entry]], bool]) -> Iterator[Id]:
    """The topics of which there is a file."""
    return (topic for topic in context.site.topics if is_there(context.site.by_topic[topic].entries))


_MOST_EXAMPLES = 3
_EXAMPLES: dict[str, Callable[[ViewContext], Iterable[Id]]] = {
    "data/timelinejs/TOPIC.json": lambda context: _list_topics(context, has_timeline),
    "data/watch/TOPIC.ics": lambda context: _list_topics(context, has_calendar),
    "data/ninjs/BRIEFING.json": lambda context: context.site.listed,
}
"""The ids that stand in the names of the files of each set."""
