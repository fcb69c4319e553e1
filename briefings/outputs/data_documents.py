"""The data files of a site as documents: which there are, where each goes, and what builds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefings.linking.site import EntityKind
from briefings.outputs.data_csv import build_table
from briefings.outputs.data_json import build_data, build_schema
from briefings.outputs.data_records import RECORDS
from briefings.outputs.feeds import build_json_feed_of, list_feeds
from briefings.outputs.ninjs import build_item, list_items
from briefings.outputs.opml import PATH, build_opml
from briefings.outputs.places_geojson import build_geojson
from briefings.outputs.prov import build_prov
from briefings.outputs.timelinejs import build_timeline, list_timelines
from briefings.outputs.watch_calendar import build_calendar, list_calendars
from briefings.views.context import ViewContext

Build = Callable[[ViewContext, str], tuple[str, bytes]]


def list_data_documents(context: ViewContext) -> Iterator[tuple[str, str]]:
    """Kind and key of every document that the settings ask for. A site that asks for none pays nothing."""
    has_address = bool(context.settings.url)
    for name in sorted(set(context.settings.data)):
        for key in _KEYS[name](context):
            yield f"data-{name}", key
    if context.settings.json_feeds and has_address:
        for folder in list_feeds(context):
            yield "json-feed", folder


def list_schemas(context: ViewContext) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of the schemas, which depend on no content."""
    for name in RECORDS if "json" in context.settings.data else ():
        yield f"data/{name}.schema.json", build_schema(name, context.settings.url)


def _list_tables(context: ViewContext) -> list[str]:
    return [*(("claims", "positions") if context.has_pages(EntityKind.CLAIM) else ()), *RECORDS]


_KEYS: dict[str, Callable[[ViewContext], list[str]]] = {
    "json": lambda _: list(RECORDS),
    "csv": _list_tables,
    "geojson": lambda _: [""],
    "timelinejs": list_timelines,
    "ics": list_calendars,
    "prov": lambda _: [""],
    "ninjs": lambda context: list(list_items(context)),
    "opml": lambda context: [""] if context.settings.url else [],
}


def _in_folder(path: str, suffix: str, build: Callable[[ViewContext, str], bytes]) -> Build:
    """Builds one file for the site, and one for each key in a folder of the same name."""
    return lambda context, key: (f"{path}/{key}{suffix}" if key else f"{path}{suffix}", build(context, key))


BUILDERS: dict[str, Build] = {
    "data-json": lambda context, key: (f"data/{key}.json", build_data(context, key)),
    "data-csv": lambda context, key: (f"data/{key}.csv", build_table(context, key)),
    "data-geojson": lambda context, _: ("data/places.geojson", build_geojson(context)),
    "data-timelinejs": _in_folder("data/timelinejs", ".json", build_timeline),
    "data-ics": _in_folder("data/watch", ".ics", build_calendar),
    "data-prov": lambda context, _: ("data/prov.json", build_prov(context)),
    "data-ninjs": lambda context, key: (f"data/ninjs/{key}.json", build_item(context, key)),
    "data-opml": lambda context, _: (PATH, build_opml(context)),
    "json-feed": build_json_feed_of,
}
"""What builds each kind of document, from its key."""
