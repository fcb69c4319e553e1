"""The newest changes as JSON, and their schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefings.outputs.changes_data import build_changes_data, build_changes_schema
from briefings.plugin.build import Build
from tests.unit.outputs.broken_data import put
from tests.unit.outputs.data_site import view_data


@pytest.fixture
def data(read_site: Callable[..., Build]) -> dict[str, Any]:
    return json.loads(build_changes_data(view_data(read_site)))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(build_changes_schema("https://bridge.example"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_data_is_as_its_own_schema_says(data: dict[str, Any], validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(data)) == []
    assert validator.schema["$id"] == "https://bridge.example/data/changes.schema.json"
    assert {kind for change in data["changes"] for kind in [change["kind"]]} >= {"briefing", "status", "correction"}


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("version", 1),
        ("changes/0/at", "2021-03-07"),
        ("changes/0/level", "huge"),
        ("changes/0/kind", "rumour"),
        ("changes/0/topics", ["The bridge"]),
        ("changes/0/url", "not a url"),
        ("changes/0/also", ["not a url"]),
        ("changes/0/languages", ["not a language"]),
    ],
)
def test_the_schema_refuses_what_no_record_says(
    data: dict[str, Any], validator: Draft202012Validator, path: str, wrong: Any
) -> None:
    assert not validator.is_valid(put(data, path, wrong))


def test_every_field_is_described(validator: Draft202012Validator) -> None:
    for record in validator.schema["$defs"].values():
        assert record["description"]
        assert [key for key, field in record["properties"].items() if "description" not in field] == []


def test_addresses_are_absolute_and_those_of_translations_stand_beside_them(data: dict[str, Any]) -> None:
    also = {change["url"]: change["also"] for change in data["changes"]}
    assert also["https://bridge.example/briefings/b1-taken/"] == ["https://bridge.example/fa/briefings/b5/"]
    assert all(url.startswith("https://bridge.example/") for url in also)


def test_changes_say_in_which_languages_they_can_be_read(data: dict[str, Any]) -> None:
    languages = {change["url"]: change["languages"] for change in data["changes"] if change["kind"] == "briefing"}
    assert languages.pop("https://bridge.example/briefings/b1-taken/") == ["en", "fa"]
    assert set(map(tuple, languages.values())) == {("en",)}


def test_without_an_address_they_begin_at_the_root(read_site: Callable[..., Build]) -> None:
    found = json.loads(build_changes_data(view_data(read_site, SITEURL="")))
    assert all(change["url"].startswith("/") for change in found["changes"])
