"""Tables: what the standard library reads back, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from briefings.outputs.data_csv import build_table
from briefings.outputs.data_records import RECORDS
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site)


def read(context: ViewContext, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(build_table(context, name).decode("utf-8"), newline=""), strict=True))


@pytest.mark.parametrize("name", [*RECORDS, "claims", "positions"])
def test_tables_are_utf8_without_a_mark_and_every_row_is_whole(context: ViewContext, name: str) -> None:
    data = build_table(context, name)
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert data.endswith(b"\r\n")


def test_text_that_a_spreadsheet_would_run_is_disarmed(context: ViewContext) -> None:
    row = next(row for row in read(context, "briefings") if row["id"] == "b4-danger")
    assert row["title"] == '\'=HYPERLINK("x") & <b>“quoted”</b>'
    assert row["summary"] == "'+1 more, see the page."
    assert row["authors"] == "'@desk; Ann"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_begins_as_a_formula_does(read_site: Callable[..., Build], start: str) -> None:
    actors = f'- {{id: army, name: "{start}cmd", kind: organisation, party_to: [bridge]}}'.replace("\t", "\\t")
    text = str(DATA_FILES["registry/actors.yml"]).replace(
        "- {id: army, name: Army, kind: organisation, party_to: [bridge]}", actors.replace("\r", "\\r")
    )
    context = view_bridge(read_site, {**DATA_FILES, "registry/actors.yml": text})
    names = {row["id"]: row["name"] for row in read(context, "actors")}
    assert names["army"].endswith("cmd")
    assert not names["army"].startswith(start)


def test_numbers_stay_numbers(context: ViewContext) -> None:
    row = next(row for row in read(context, "places") if row["id"] == "toll-house")
    assert (float(row["lat"]), float(row["lon"]), row["briefings"]) == (-12.5, 130.25, "1")
    assert row["names"] == "de: Zollhaus"


def test_positions_name_their_claims(context: ViewContext) -> None:
    rows = read(context, "positions")
    assert [row["best"] for row in rows if row["claim"] == "wounded"] == ["5", "11", ""]
    assert {row["claim"] for row in rows} == {row["id"] for row in read(context, "claims")}


def test_lists_are_joined(context: ViewContext) -> None:
    held = next(row for row in read(context, "claims") if row["id"] == "bridge-held")
    assert held["origins"] == "gazette; radio; wire"
    assert held["is_unverified"] == "false"
