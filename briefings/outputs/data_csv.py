"""The content as tables: CSV (RFC 4180) in UTF-8 without a byte order mark, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import msgspec

from briefings.outputs.claims_data import list_claims
from briefings.outputs.data_records import RECORDS
from briefings.outputs.data_tables import list_records
from briefings.views.context import ViewContext

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection), in both widths."""
_CLAIM_COLUMNS = (
    *("id", "url", "text", "kind", "status", "is_unverified", "measure", "unit", "due"),
    *("topics", "briefings", "origins"),
)
_POSITION_COLUMNS = (
    *("claim", "by", "name", "stance", "said", "how", "quote", "low", "best", "high"),
    *("is_party", "via", "briefing", "known"),
)

Row = dict[str, Any]


class _Lines(list[str]):
    """Collects what is written."""

    def write(self, line: str) -> None:
        self.append(line)


def build_table(context: ViewContext, name: str) -> bytes:
    """One table: a file of `data_records.RECORDS`, or `claims`, or `positions` (each with the id of its claim).

    Lists are joined with "; ". Lists of records are left to the JSON files.
    """
    columns, rows = _find_table(context, name)
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows([_write_cell(row[column]) for column in columns] for row in rows)
    return "".join(lines).encode()


def _find_table(context: ViewContext, name: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    if name == "claims":
        return _CLAIM_COLUMNS, (msgspec.structs.asdict(claim) for claim in list_claims(context))
    if name == "positions":
        return _POSITION_COLUMNS, (
            {"claim": claim.id, **msgspec.structs.asdict(position)}
            for claim in list_claims(context)
            for position in claim.positions
        )
    columns = tuple(field for field in RECORDS[name].__struct_fields__ if field not in ("updates", "corrections"))
    return columns, (msgspec.structs.asdict(record) for record in list_records(context, name))


def _write_cell(value: Any) -> str:
    """A cell. Numbers are what they are; text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value).removesuffix(".0")
    if isinstance(value, dict):
        value = "; ".join(f"{key}: {text}" for key, text in value.items())
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(_FORMULA) else text
