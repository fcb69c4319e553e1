"""The content as JSON: `/data/briefings.json` and its like, each with a JSON Schema (draft 2020-12) beside it."""

from __future__ import annotations

from typing import Any

import msgspec

from briefings.outputs.data_records import RECORDS, SCHEMA_VERSION
from briefings.outputs.data_tables import list_records
from briefings.outputs.schemas import write_schema
from briefings.views.context import ViewContext


def build_data(context: ViewContext, name: str) -> bytes:
    """One file: its version, whose it is, its last moment, and a list of records under the name of the file."""
    as_of = context.site.as_of
    head = {
        "version": SCHEMA_VERSION,
        "site": context.settings.name,
        "as_of": as_of.text if as_of else "",
        "licence": context.settings.data_licence,
    }
    return msgspec.json.encode({**head, name: list_records(context, name)}) + b"\n"


def build_schema(name: str, site: str = "") -> bytes:
    """The schema of one file; `site` is the address of the site."""
    (record,), definitions = msgspec.json.schema_components([RECORDS[name]], ref_template="#/$defs/{name}")
    properties: dict[str, Any] = {
        "version": {"const": SCHEMA_VERSION, "description": "The version of this schema."},
        "site": {"type": "string", "description": "The name of the site."},
        "as_of": {"type": "string", "description": "The latest moment that the content names, in ISO 8601."},
        "licence": {
            "type": "string",
            "description": "The terms for the data in Markdown, as the site states them; may be empty.",
        },
        name: {"type": "array", "items": record, "description": "The records."},
    }
    schema = {"type": "object", "properties": properties, "required": list(properties), "$defs": definitions}
    return write_schema(name, SCHEMA_VERSION, site, schema)
