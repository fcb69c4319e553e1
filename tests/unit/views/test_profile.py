"""Profiles: their claims, and the facts at the side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.linking.site import EntityKind
from briefings.model.ids import Id
from briefings.plugin.build import Build
from briefings.views.claim_lists import (
    build_claims_views,
    build_profile_claims,
    link_profile_claims,
    list_profile_claims,
)
from briefings.views.context import ViewContext
from briefings.views.documents import build_documents_pages, link_documents
from briefings.views.profile import build_actor_pages, build_place_pages
from tests.unit.views.small_site import FILES, view_bridge

PLACES = """
- {id: valley, name: The valley, kind: district}
- {id: crossing, name: The crossing, kind: town, in: valley}
"""
NAMES = """
- {id: guild, name: Guild, kind: organisation, names: {ar: طالبان, de: Gilde, fa: طالبان}}
"""


@pytest.fixture
def context(read_site: Callable[..., Build]) -> ViewContext:
    taken, actors = FILES["briefings/b1-taken.md"], FILES["registry/actors.yml"]
    assert isinstance(taken, str)
    assert isinstance(actors, str)
    files = {
        **FILES,
        "registry/places.yml": PLACES,
        "registry/actors.yml": actors + NAMES.lstrip(),
        "briefings/b1-taken.md": taken.replace("topics: [bridge]", "topics: [bridge]\nplaces: [crossing]"),
    }
    return view_bridge(read_site, files)


@pytest.mark.parametrize("place", ["crossing", "valley"])
def test_place_shows_all_its_claims_where_they_fit(context: ViewContext, place: str) -> None:
    page = next(build_place_pages(context, [place]))
    assert {row.text for row in page.carried} == {"Rebels hold the bridge.", "People were wounded at the bridge."}
    assert (page.carried_shown, page.all_claims) == ("Showing 2 claims", None)
    assert list(list_profile_claims(context)) == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("actor/army", "Every claim on which this speaker took a position"),
        ("place/crossing", "Every claim in briefings about this place"),
        ("publisher/paper", "Every claim that documents of this publisher carry"),
    ],
)
def test_a_list_of_some_claims_does_not_say_that_it_has_every_one(context: ViewContext, name: str, what: str) -> None:
    (listed,) = build_profile_claims(context, Id(name))
    ours = "A status is ours; the words are a paraphrase of theirs."
    assert listed.deck == listed.page.description == f"{what}, who made it, and where it stands. {ours}"
    decks = {view.page.url: view.deck for view in build_claims_views(context)}
    assert decks["/claims/"].startswith("Every claim we have recorded, ")
    assert decks["/claims/topic/bridge/"].startswith("Every claim about this topic, ")


def test_a_list_of_documents_says_how_many_there_are_and_what_it_leaves_out(
    context: ViewContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.views.documents.WHOLE", 1)
    monkeypatch.setattr("briefings.views.documents.NEWEST", 1)
    link = link_documents(context, Id("gazette"))
    assert link is not None
    assert link.text == "Documents: showing 1 of 2"
    (page,) = build_documents_pages(context, Id("gazette"))
    assert page.status == page.page.description == "2 documents"
    monkeypatch.setattr("briefings.views.long_lists.MAX_ROWS", 1)
    assert [page.status for page in build_documents_pages(context, Id("gazette"))] == [link.text, link.text]


def test_place_with_many_claims_leads_to_the_list_of_them(
    context: ViewContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.views.claim_lists.WHOLE", 1)
    monkeypatch.setattr("briefings.views.profile_claims.NEWEST", 1)
    page = next(build_place_pages(context, ["crossing"]))
    assert [row.text for row in page.carried] == ["Rebels hold the bridge."], "the one that moved last"
    assert page.carried_shown == "Claims: showing 1 of 2"
    assert page.all_claims == link_profile_claims(context, EntityKind.PLACE, "crossing")
    assert page.all_claims is not None
    assert "place/crossing" in list_profile_claims(context)
    (listed,) = build_profile_claims(context, "place/crossing")
    assert listed.page.url == page.all_claims.href == "/claims/place/crossing/"
    assert len(listed.claims) == 2
    assert (listed.about and listed.about.href) == page.page.url


def test_name_that_languages_share_is_written_once(context: ViewContext) -> None:
    guild = next(build_actor_pages(context, ["guild"]))
    (names,) = (fact for fact in guild.facts if fact.label == "Also written")
    assert [(name.text, name.lang) for name in names.values] == [("طالبان", "ar"), ("Gilde", "de")]
