"""The ledger as JSON, and its schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefings.outputs.claims_data import build_claims_data, build_claims_schema
from briefings.plugin.build import Build
from tests.unit.outputs.broken_data import put
from tests.unit.views.small_site import FILES, view_bridge


@pytest.fixture
def data(read_site: Callable[..., Build]) -> dict[str, Any]:
    return json.loads(build_claims_data(view_bridge(read_site)))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(build_claims_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_data_is_as_its_own_schema_says(data: dict[str, Any], validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(data)) == []


@pytest.mark.parametrize("field", ["id", "status", "positions", "origins", "history"])
def test_the_schema_asks_for_what_it_describes(
    data: dict[str, Any], validator: Draft202012Validator, field: str
) -> None:
    broken = copy.deepcopy(data)
    del broken["claims"][0][field]
    assert not validator.is_valid(broken)
    broken["claims"][0][field] = 7
    assert not validator.is_valid(broken)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("as_of", "2021-03-07T11:00+00:00"),
        ("zone", "half past four"),
        ("claims/0/id", "Bridge held"),
        ("claims/0/url", "not a url"),
        ("claims/0/kind", "x"),
        ("claims/0/status", "banana"),
        ("claims/0/due", "soon"),
        ("claims/0/topics/0", "the bridge"),
        ("claims/0/positions/0/stance", "shouts"),
        ("claims/0/positions/0/said", "yesterday"),
        ("claims/0/positions/0/known", "2021-03-01T10:00"),
        ("claims/0/positions/0/via/0", "two words"),
        ("claims/0/history/0/before", "unknown"),
        ("claims/0/history/0/after", ""),
        ("sources/0/url", "not a url"),
        ("sources/0/published", "March"),
    ],
)
def test_the_schema_refuses_what_no_record_says(
    data: dict[str, Any], validator: Draft202012Validator, path: str, wrong: str
) -> None:
    assert not validator.is_valid(put(data, path, wrong))


def test_a_position_is_known_when_it_had_been_said_and_carried(read_site: Callable[..., Build]) -> None:
    later = "      - {by: army, stance: asserts, said: 2021-03-02, how: second"
    files = {
        **FILES,
        "briefings/b1-taken.md": str(FILES["briefings/b1-taken.md"]).replace(
            "published: 2021-03-01, d", "published: 2021-03-04, d"
        ),
    }
    data = json.loads(build_claims_data(view_bridge(read_site, files)))
    assert later in str(files["briefings/b1-taken.md"])
    held, wounded = ([position["known"] for position in claim["positions"]] for claim in data["claims"])
    assert held[:2] == ["2021-03-01T10:00:00+00:00", "2021-03-04"]
    assert wounded == ["2021-03-04", "2021-03-04", "2021-03-04"]


def test_the_schema_is_described_in_words(validator: Draft202012Validator) -> None:
    definitions = validator.schema["$defs"]
    assert {name for name, definition in definitions.items() if not definition.get("description")} == set()
    fields = {
        f"{name}.{key}": field
        for name, definition in definitions.items()
        for key, field in definition["properties"].items()
    }
    assert {name for name, field in fields.items() if not field.get("description")} == set()


def test_the_schema_is_of_one_version_and_knows_its_address(
    data: dict[str, Any], validator: Draft202012Validator
) -> None:
    assert not validator.is_valid({**data, "version": 1})
    schema = json.loads(build_claims_schema("https://bridge.example/news"))
    assert schema["$id"] == "https://bridge.example/news/data/claims.schema.json"
    assert schema["title"] == "Briefings data: claims, version 2"
    assert "$id" not in validator.schema


def test_the_terms_stand_in_the_file(read_site: Callable[..., Build]) -> None:
    context = view_bridge(read_site, BRIEFINGS_DATA_LICENCE="CC BY 4.0")
    assert json.loads(build_claims_data(context))["licence"] == "CC BY 4.0"


def test_claims_stand_in_order_of_their_numbers_with_their_addresses(data: dict[str, Any]) -> None:
    assert [(claim["id"], claim["url"]) for claim in data["claims"]] == [
        ("bridge-held", "https://bridge.example/claims/bridge-held/"),
        ("wounded", "https://bridge.example/claims/wounded/"),
    ]


def test_every_source_key_is_in_the_list_of_sources(data: dict[str, Any]) -> None:
    used = {key for claim in data["claims"] for position in claim["positions"] for key in position["via"]}
    assert used == {source["key"] for source in data["sources"]}
    origins = {source["key"]: source["origins"] for source in data["sources"]}
    assert origins["b1-taken/third"] == ["wire"]


def test_the_last_step_of_the_history_is_the_status(data: dict[str, Any]) -> None:
    held = data["claims"][0]
    assert [(step["when"], step["before"], step["after"]) for step in held["history"]] == [
        ("2021-03-01", "", "claimed"),
        ("2021-03-02", "claimed", "disputed"),
        ("2021-03-06", "disputed", "confirmed"),
    ]
    assert held["status"] == "confirmed"
    assert held["history"][2]["basis"]
    assert held["history"][1]["by"] == "army"
    assert held["origins"] == ["gazette", "radio", "wire"]


def test_figures_are_given_one_by_one(data: dict[str, Any]) -> None:
    figures = [(p["low"], p["best"], p["high"]) for p in data["claims"][1]["positions"]]
    assert figures == [(None, 5, None), (None, 11, None), (8, None, 20)]
    assert (data["claims"][1]["measure"], data["claims"][1]["unit"]) == ("wounded", "people")


def test_moments_are_those_of_the_content(data: dict[str, Any]) -> None:
    assert data["as_of"].startswith("2021-03-07")
    assert data["site"] == "Bridge news"


def test_a_site_without_an_address_links_from_its_root(read_site: Callable[..., Build]) -> None:
    views = view_bridge(read_site, SITEURL="")
    assert json.loads(build_claims_data(views))["claims"][0]["url"] == "/claims/bridge-held/"
