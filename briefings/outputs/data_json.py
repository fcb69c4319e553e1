"""The content as JSON: `/data/briefings.json` and its like, each with a JSON Schema (draft 2020-12) beside it."""

from __future__ import annotations

from typing import Any

import msgspec

from briefings.outputs.data_records import RECORDS, SCHEMA_VERSION, Head
from briefings.outputs.data_tables import list_records
from briefings.outputs.schemas import write_schema
from briefings.views.context import ViewContext


def build_data(context: ViewContext, name: str) -> bytes:
    """One file: its version, whose it is, its last moment, and a list of records under the name of the file."""
    head = msgspec.structs.asdict(build_head(context))
    return msgspec.json.encode({**head, name: list_records(context, name)}) + b"\n"


def build_head(context: ViewContext) -> Head:
    """What stands at the beginning of every file."""
    settings = context.settings
    return Head(
        version=SCHEMA_VERSION,
        site=settings.name,
        as_of=context.site.as_of.rfc3339 if context.site.as_of else "",
        zone=settings.timezone,
        licence=settings.data_licence,
    )


def build_schema(name: str, site: str = "") -> bytes:
    """The schema of one file; `site` is the address of the site."""
    (_, record), definitions = msgspec.json.schema_components([Head, RECORDS[name]], ref_template="#/$defs/{name}")
    properties: dict[str, Any] = {
        **definitions.pop(Head.__name__)["properties"],
        name: {"type": "array", "items": record, "description": "The records."},
    }
    schema = {"type": "object", "properties": properties, "required": list(properties), "$defs": definitions}
    return write_schema(name, SCHEMA_VERSION, site, schema)
