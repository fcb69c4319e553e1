"""Digests of the parts of a site: two are the same exactly when the parts are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from briefings.building.pages_made import Digests
from briefings.linking.ledger import drop_history, restore_history
from briefings.linking.site import LinkedClaim
from briefings.plugin.build import Build
from briefings.views.reads import ALL, Reads, Table
from briefings.views.watched_site import FIELDS, SHARED, TABLES
from tests.unit.views.small_site import FILES, SETTINGS

Files = dict[str, str | bytes]

EDITS: dict[str, tuple[str, str, str]] = {
    "title": ("briefings/b1-taken.md", "Rebels say they hold the bridge", "Rebels say that they hold the bridge"),
    "body": ("briefings/b2-toll.md", "Text.", "Another text."),
    "summary": ("briefings/b3-observers.md", "saw who", "saw that nobody"),
    "quote": ("briefings/b1-taken.md", "It is ours", "It is not theirs"),
    "stance": ("briefings/b1-taken.md", "stance: denies", "stance: asserts"),
    "day said": ("briefings/b2-toll.md", "said: 2021-03-03", "said: 2021-03-02"),
    "figure": ("briefings/b1-taken.md", "best: 11", "best: 12"),
    "verdict": ("briefings/b3-observers.md", "status: confirmed", "status: refuted"),
    "basis": ("briefings/b3-observers.md", "under their flag", "in their coats"),
    "offset of a time": ("briefings/b1-taken.md", "2021-03-01T10:00+00:00", "2021-03-01T11:00+01:00"),
    "origin": (
        "briefings/b1-taken.md",
        "title: Second copy, published: 2021-03-01, derived_from: [dispatch]",
        "title: S",
    ),
    "event": ("briefings/b2-toll.md", "Shots are heard", "Shouts are heard"),
    "day of an event": ("briefings/b2-toll.md", "date: 2021-03-04, text", "date: 2021-03-05, text"),
    "outcome": ("briefings/b1-taken.md", "outcome: It was closed instead.", "outcome: It was."),
    "name of an actor": ("registry/actors.yml", "name: Ferryman", "name: Boatman"),
    "party": (
        "registry/actors.yml",
        "name: Observers, kind: organisation",
        "name: O, kind: person, party_to: [bridge]",
    ),
    "name of a publisher": ("registry/publishers.yml", "name: Radio", "name: Radio One"),
    "name of a topic": ("topics/bridge.md", "The bridge", "The old bridge"),
    "link to a claim": ("briefings/b2-toll.md", "Text.", "See [[claim:wounded]]."),
    "correction": ("briefings/b3-observers.md", "on 4 March", "on 6 March"),
}


def edit(files: Files, name: str) -> Files:
    """The small site after one edit; "deleted" and "added" are whole briefings."""
    if name == "deleted":
        path = "briefings/b3-observers.md"  # a draft is on no site
        return files | {path: str(files[path]).replace("title:", "status: draft\ntitle:", 1)}
    if name == "added":
        text = str(files["briefings/b3-observers.md"]).replace("follows: [b2-toll]\n", "")
        return files | {"briefings/b4-again.md": text.replace("title: Observers", "title: Again observers")}
    path, old, new = EDITS[name]
    text = str(files[path])
    assert old in text
    return files | {path: text.replace(old, new, 1)}


def list_parts(build: Build) -> Iterator[tuple[str, bytes, Any]]:
    """Every part of a site that pages can read: its name, its digest, and its value as JSON, order of keys and all."""
    views = build.build_views("0")
    digests, seen = Digests(views.reads), set()
    for number, (readable, key) in enumerate(views.reads.parts):
        seen.add(readable.name)
        value = readable.value(key)
        if key is ALL and readable.name in TABLES:
            value = list(value.items())
        yield digests.name(number), digests.of(number), msgspec.json.encode(value)
    assert seen == TABLES.keys() | FIELDS.keys()


def read_parts(read_site: Callable[..., Build], files: Files) -> dict[str, tuple[bytes, Any]]:
    build = read_site(files, **SETTINGS)
    assert not build.has_errors(), build.located_problems()
    return {name: (digest, value) for name, digest, value in list_parts(build)}


@pytest.mark.parametrize("name", [*EDITS, "added", "deleted"])
def test_digest_of_a_part_is_another_one_exactly_when_the_part_is(read_site: Callable[..., Build], name: str) -> None:
    before, after = read_parts(read_site, FILES), read_parts(read_site, edit(FILES, name))
    assert any(before.get(part) != found for part, found in after.items())
    for part in before.keys() & after.keys():
        (digest, value), (new_digest, new_value) = before[part], after[part]
        assert (digest == new_digest) == (value == new_value), part


def test_edits_change_records_of_every_table_that_is_not_digested_as_it_stands(read_site: Callable[..., Build]) -> None:
    before = read_parts(read_site, FILES)
    changed: set[str] = set()
    for name in (*EDITS, "added", "deleted"):
        after = read_parts(read_site, edit(FILES, name))
        parts = (part for part in before.keys() & after.keys() if before[part] != after[part] and "\0\0" not in part)
        changed.update(part.partition("\0")[0] for part in parts)
    assert changed >= {"claims", "bodies", "briefings", "teasers", *SHARED} - {"by_place"}


def test_whatever_changes_in_an_entry_or_in_their_order_changes_where_it_appears(
    read_site: Callable[..., Build],
) -> None:
    site = read_site(FILES, **SETTINGS).build_views("0").site
    appearances = site.by_topic["bridge"]  # type: ignore[index]  # any id
    entries = appearances.entries
    assert len(entries) > 2
    variants = [entries, entries[::-1], entries[1:], (*entries, entries[0]), ()]
    for field in entries[0].__struct_fields__:
        values = [getattr(entry, field) for entry in entries]
        other = next((two for one, two in pairwise(values) if two != one), "another")
        changed = msgspec.structs.replace(entries[0], **{field: other if other != values[0] else "another"})
        variants.append((changed, *entries[1:]))
    found = [_digest_appearances(msgspec.structs.replace(appearances, entries=variant)) for variant in variants]
    assert len(set(found)) == len(variants)
    assert _digest_appearances(msgspec.structs.replace(appearances, briefings=())) not in found


def _digest_appearances(value: Any) -> bytes:
    reads = Reads()
    table: Table[str, Any] = Table("by_topic", {"bridge": value}, reads)
    (number,) = table.list_numbers()
    return Digests(reads).of(number)


@pytest.mark.parametrize("name", [None, *EDITS])
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati"])
def test_claim_is_whole_again_without_what_follows_from_the_rest(
    read_site: Callable[..., Build], name: str | None, zone: str
) -> None:
    build = read_site(edit(FILES, name) if name else FILES, **{**SETTINGS, "TIMEZONE": zone})
    assert any(len(claim.history) > 1 for claim in build.site.claims.values())
    for claim in build.site.claims.values():
        data = msgspec.json.encode(drop_history(claim))
        kept = msgspec.json.decode(data, type=LinkedClaim)
        assert not kept.history
        whole = restore_history(kept, ZoneInfo(zone))
        assert whole == claim
        assert msgspec.json.encode(whole) == msgspec.json.encode(claim)
