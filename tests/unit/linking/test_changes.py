"""Changes: the names by which feeds tell them apart, for good."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import feedparser
import pytest

from briefings.linking.changes import list_changes
from briefings.outputs.documents import build_documents
from briefings.plugin.build import Build
from tests.unit.linking.factories import OPTIONS, briefing, claim, link, position
from tests.unit.views.small_site import FILES, SETTINGS

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*")
"""What RFC 3986 lets an address hold, "[" and "]" left out: they may only stand around the number of a host."""


def name_moves(said: str) -> list[str]:
    """The names of the moves of a claim that was asserted, and denied on a date."""
    denied = claim(positions=(position(said="2020-01-01"), position("kabul", "denies", said)))
    changes = list_changes(link(briefing("a", claims=(denied,))), OPTIONS.zone)
    return [change.name for change in changes if change.claim]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2021-07-14", "2021-07-14"),
        ("2021-07-14T10:00+04:30", "2021-07-14T10:00+04:30"),
        ("2021-07-14~", "2021-07-14~"),
        ("2021-07-14?", "2021-07-14?"),
        ("2021-07-13/2021-07-14", "2021-07-13/2021-07-14"),
        ("2021-07-14%", "2021-07-14%25"),
        ("[2021-07-13..2021-07-14]", "%5B2021-07-13..2021-07-14%5D"),
        ("{2021-07-13,2021-07-14%}", "%7B2021-07-13,2021-07-14%25%7D"),
    ],
)
def test_the_name_of_a_move_has_its_date_as_an_address_may_hold_it(said: str, written: str) -> None:
    assert name_moves(said) == [f"wesh-captured:{written}:disputed"]


@pytest.mark.parametrize("said", ["2021-03-02%", "[2021-03-02..2021-03-03]", "{2021-03-02,2021-03-03}"])
def test_ids_and_addresses_in_feeds_and_data_are_uris_whatever_is_not_certain(
    read_site: Callable[..., Build], said: str
) -> None:
    name = "briefings/b1-taken.md"
    text = str(FILES[name]).replace("stance: denies, said: 2021-03-02", f'stance: denies, said: "{said}"')
    event = f'events:\n  - {{date: "{said}", text: Shots are heard., topics: [bridge], sources: [first]}}\nclaims:'
    files = {**FILES, name: text.replace("claims:", event, 1)}
    build = read_site(files, **SETTINGS, BRIEFINGS_JSON_FEEDS=True, BRIEFINGS_DATA=["json"])
    assert build.located_problems() == []
    found = dict(build_documents(build.build_views("0"), ()))
    addresses = []
    for path, data in found.items():
        if path.endswith(".atom"):
            feed = feedparser.parse(data)
            assert not feed.bozo
            addresses += [address for entry in feed.entries for address in (entry.id, entry.link)]
        if path.endswith("feed.json"):
            addresses += [item[key] for item in json.loads(data)["items"] for key in ("id", "url")]
    addresses += [change["url"] for change in json.loads(found["changes.json"])["changes"]]
    assert [address for address in addresses if not URI.fullmatch(address)] == []
    moves = {address for address in addresses if address.startswith("tag:") and ":bridge-held:" in address}
    assert any("%" in urlsplit(address).path for address in moves)
