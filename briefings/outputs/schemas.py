"""Writes JSON Schemas (draft 2020-12) of data files: what they are called, and which version they describe."""

from __future__ import annotations

from typing import Any

import msgspec

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def write_schema(name: str, version: int, site: str, schema: dict[str, Any]) -> bytes:
    """The schema beside `/data/NAME.json`.

    `site` is the address of the site, which makes that of the schema its `$id`; without one it has none. The version
    stands in words only: validators may refuse keywords that no standard has.
    """
    address = {"$id": f"{site}/data/{name}.schema.json"} if site else {}
    head = {"$schema": _DRAFT, **address, "title": f"Briefings data: {name}, version {version}"}
    return msgspec.json.format(msgspec.json.encode({**head, **schema}), indent=1) + b"\n"
