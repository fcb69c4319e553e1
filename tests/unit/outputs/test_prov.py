"""Where claims come from, as the `prov` library reads it back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from prov.model import ProvAgent, ProvAttribution, ProvDelegation, ProvDerivation, ProvDocument, ProvEntity

from briefings.model.edtf import format_edtf
from briefings.outputs.prov import build_prov
from briefings.plugin.build import Build
from briefings.views.context import ViewContext
from tests.unit.outputs.data_site import DATA_FILES, view_data
from tests.unit.views.small_site import view_bridge


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    return view_data(read_site)


def read(context: ViewContext) -> ProvDocument:
    return ProvDocument.deserialize(content=build_prov(context).decode(), format="json")


def pairs(document: ProvDocument, kind: type) -> set[tuple[str, ...]]:
    """Relations of a kind by the ids of their ends, and whether they name a primary source."""
    found = set()
    for record in document.get_records(kind):
        first, second = (str(value) for _, value in record.formal_attributes[:2])
        primary = ("primary",) if "prov:PrimarySource" in map(str, record.get_asserted_types()) else ()
        found.add((first, second, *primary))
    return found


def test_claims_come_from_documents_and_these_from_what_they_copy(context: ViewContext) -> None:
    derived = pairs(read(context), ProvDerivation)
    assert ("claim:bridge-held", "source:b1-taken/first") in derived
    assert ("source:b1-taken/first", "source:b1-taken/dispatch") in derived
    assert ("claim:wounded", "source:b1-taken/dispatch") not in derived, "no position on it is carried by the dispatch"


def test_the_root_of_what_was_copied_is_the_primary_source(context: ViewContext) -> None:
    primary = {pair[:2] for pair in pairs(read(context), ProvDerivation) if pair[2:]}
    assert {source for claim, source in primary if claim == "claim:wounded"} == {"source:b1-taken/dispatch"}
    assert {source for claim, source in primary if claim == "claim:bridge-held"} == {
        "source:b1-taken/dispatch",
        "source:b2-toll/call",
        "source:b3-observers/report",
    }


def test_documents_belong_to_publishers_and_claims_to_speakers(context: ViewContext) -> None:
    attributed = pairs(read(context), ProvAttribution)
    assert ("source:b1-taken/first", "publisher:paper") in attributed
    assert ("claim:bridge-held", "actor:rebels") in attributed


def test_every_position_is_an_attribution_with_its_stance_and_its_day(context: ViewContext) -> None:
    stated = [
        (str(record.formal_attributes[0][1]), str(record.formal_attributes[1][1]), *words)
        for record in read(context).get_records(ProvAttribution)
        if (words := [str(value) for _, value in sorted(record.extra_attributes, key=str)])
    ]
    positions = [
        (f"claim:{claim.id}", f"actor:{linked.actor.id}", format_edtf(linked.position.said), linked.position.stance)
        for claim in context.site.claims.values()
        for linked in claim.positions
    ]
    assert sorted(stated) == sorted(positions)
    assert ("claim:wounded", "actor:army", "2021-03-02", "asserts") in stated


def test_claims_that_are_merely_made_are_called_unverified(read_site: Callable[..., Build]) -> None:
    actors = str(DATA_FILES["registry/actors.yml"]).replace("name: Ferryman,", "name: Ferryman, unnamed: true,")
    whispered = """
claims:
  - id: whispered
    text: The bridge is mined.
    kind: attack
    positions:
      - {by: ferryman, stance: asserts, said: 2021-03-05, via: [cable]}
upcoming:"""
    danger = str(DATA_FILES["briefings/b4-danger.md"]).replace("\nupcoming:", whispered)
    files = {**DATA_FILES, "registry/actors.yml": actors, "briefings/b4-danger.md": danger}
    entities = json.loads(build_prov(view_bridge(read_site, files)))["entity"]
    assert {key: record["brf:isUnverified"] for key, record in entities.items() if key.startswith("claim:")} == {
        "claim:bridge-held": False,
        "claim:wounded": False,
        "claim:whispered": True,
    }
    assert entities["claim:whispered"]["brf:status"] == "claimed"


def test_publishers_act_for_their_owners(read_site: Callable[..., Build]) -> None:
    publishers = str(DATA_FILES["registry/publishers.yml"]).replace(
        "{id: paper, name: Paper,", "{id: paper, name: Paper, owner: house,"
    )
    files = {**DATA_FILES, "registry/publishers.yml": publishers + "- {id: house, name: House, kind: newspaper}\n"}
    document = read(view_bridge(read_site, files))
    assert pairs(document, ProvDelegation) == {("publisher:paper", "publisher:house")}
    assert "publisher:house" in {str(agent.identifier) for agent in document.get_records(ProvAgent)}


def test_every_end_of_a_relation_is_described(context: ViewContext) -> None:
    document = read(context)
    known = {str(record.identifier) for kind in (ProvEntity, ProvAgent) for record in document.get_records(kind)}
    ends = {end for kind in (ProvDerivation, ProvAttribution) for pair in pairs(document, kind) for end in pair[:2]}
    assert ends <= known


def test_ids_are_addresses_of_the_site(context: ViewContext, read_site: Callable[..., Build]) -> None:
    document = read(context)
    uris = {record.identifier.uri for record in document.get_records(ProvEntity)}
    assert "https://bridge.example/claims/bridge-held" in uris
    assert json.loads(build_prov(view_data(read_site, SITEURL="")))["prefix"]["claim"] == "urn:x-briefings:claim:"


def test_nothing_of_drafts_is_said(context: ViewContext) -> None:
    assert b"zq" not in build_prov(context)
