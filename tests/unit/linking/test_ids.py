from __future__ import annotations

import pytest

from briefings.linking.site import EntityKind
from briefings.model.briefing import Unknown
from briefings.model.document import Document, FileKind
from briefings.model.ids import Id
from briefings.problems import Location, Problem
from tests.unit.linking.factories import (
    actor,
    briefing,
    claim,
    codes,
    correction,
    document,
    edtf,
    fact,
    ids,
    image,
    link,
    place,
    position,
    publisher,
    registry,
    source,
    topic,
    upcoming,
)

STRANGER = Id("stranger")


def everything() -> list[Document]:
    """A registry file of every kind, so that no id defines itself."""
    return [
        registry(actor("taliban")),
        registry(place("wesh")),
        registry(publisher("afp")),
        document(topic("war")),
    ]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"topics": ids("war", "stranger")}, ("topics", 1)),
        ({"actors": ids("stranger")}, ("actors", 0)),
        ({"places": ids("stranger")}, ("places", 0)),
        ({"follows": ids("stranger")}, ("follows", 0)),
        ({"image": image(place=STRANGER)}, ("image", "place")),
        ({"images": (image(place=STRANGER),)}, ("images", 0, "place")),
        ({"sources": (source("wire", "stranger"),)}, ("sources", 0, "publisher")),
        ({"sources": (STRANGER,)}, ("sources", 0)),
        ({"sources": (source("wire", derived_from=("stranger",)),)}, ("sources", 0, "derived_from", 0)),
        ({"unknowns": (Unknown("Who?", STRANGER),)}, ("unknowns", 0, "claim")),
        ({"events": (fact("2021", topics=ids("stranger")),)}, ("events", 0, "topics", 0)),
        ({"events": (fact("2021", places=ids("stranger")),)}, ("events", 0, "places", 0)),
        ({"events": (fact("2021", sources=ids("stranger")),)}, ("events", 0, "sources", 0)),
        ({"upcoming": (upcoming("talk", "2022", topics=ids("stranger")),)}, ("upcoming", 0, "topics", 0)),
        ({"upcoming": (upcoming("talk", "2022", sources=ids("stranger")),)}, ("upcoming", 0, "sources", 0)),
        ({"corrections": (correction("2021-07-15", "stranger"),)}, ("corrections", 0, "claims", 0)),
    ],
)
def test_an_unknown_id_in_a_briefing_is_noted_at_its_exact_place(fields: dict, pointer: tuple) -> None:
    site = link(*everything(), briefing("a", **fields), static_paths=frozenset({"images/post.jpg"}))
    [problem] = site.problems
    assert problem.code == "BRF-unknown-id"
    assert problem.where == Location("briefings/a.md", pointer=pointer)
    assert problem.found == "`stranger`"


@pytest.mark.parametrize(
    ("positions", "pointer"),
    [
        ((position(), position(by="stranger")), ("claims", 0, "positions", 1, "by")),
        ((position(via=("wire", "stranger")),), ("claims", 0, "positions", 0, "via", 1)),
    ],
)
def test_an_unknown_id_in_a_position_is_noted_at_its_exact_place(positions: tuple, pointer: tuple) -> None:
    record = briefing("a", sources=(source("wire"),), claims=(claim(positions=positions),))
    [problem] = link(*everything(), record).problems
    assert (problem.code, problem.where.pointer) == ("BRF-unknown-id", pointer)


@pytest.mark.parametrize(
    ("record", "path", "pointer"),
    [
        (registry(actor("taliban", of=STRANGER)), "registry/actors.yml", (0, "of")),
        (registry(actor("taliban", party_to=ids("stranger"))), "registry/actors.yml", (0, "party_to", 0)),
        (registry(place("kabul"), place("wesh", "stranger")), "registry/places.yml", (1, "in")),
        (registry(publisher("afp", "stranger")), "registry/publishers.yml", (0, "owner")),
        (registry(source("report", "stranger")), "registry/sources.yml", (0, "publisher")),
        (registry(source("report", derived_from=("stranger",))), "registry/sources.yml", (0, "derived_from", 0)),
        (document(topic("peace", "stranger")), "topics/peace.md", ("parent",)),
        (document(topic("peace", actors=ids("stranger"))), "topics/peace.md", ("actors", 0)),
        (document(topic("peace", places=ids("stranger"))), "topics/peace.md", ("places", 0)),
        (document(topic("peace", sources=(STRANGER,))), "topics/peace.md", ("sources", 0)),
    ],
)
def test_an_unknown_id_in_a_registry_or_topic_is_noted_at_its_exact_place(
    record: Document, path: str, pointer: tuple
) -> None:
    others = [other for other in everything() if other.kind is not record.kind or other.kind is FileKind.TOPIC]
    [problem] = link(*others, record).problems
    assert (problem.code, problem.where) == ("BRF-unknown-id", Location(path, pointer=pointer))


def test_the_nearest_id_is_suggested() -> None:
    [problem] = link(*everything(), briefing("a", actors=ids("talibn"))).problems
    assert problem.hint == "Did you mean `taliban`?"


def test_without_a_near_id_the_hint_says_where_to_define_it() -> None:
    [problem] = link(*everything(), briefing("a", actors=ids("zzz"))).problems
    assert problem.hint == "Add `zzz` to registry/actors.yml."


def test_ids_of_a_kind_without_any_file_define_themselves() -> None:
    site = link(
        briefing(
            "a",
            topics=ids("us-withdrawal"),
            actors=ids("interior-ministry"),
            places=ids("spin-boldak"),
            sources=(source("wire", "press-tv"),),
        )
    )
    assert site.problems == ()
    assert site.topics[Id("us-withdrawal")].topic.title == "Us withdrawal"
    assert (site.actors[Id("interior-ministry")].name, site.actors[Id("interior-ministry")].kind) == (
        "Interior ministry",
        "organisation",
    )
    assert site.places[Id("spin-boldak")].name == "Spin boldak"
    assert site.publishers[Id("press-tv")].kind == "reference"


def test_an_unknown_speaker_is_a_problem_and_the_position_still_stands() -> None:
    record = briefing("a", sources=(source("wire"),), claims=(claim(positions=(position(by="stranger"),)),))
    site = link(*everything(), record)
    assert codes(site) == ["unknown-id"]
    assert [p.actor.id for p in site.claims[Id("wesh-captured")].positions] == ["stranger"]


def test_an_alias_leads_to_the_id_everywhere() -> None:
    site = link(registry(actor("interior-ministry", aliases=("Mo I",))), briefing("a", actors=ids("mo-i")))
    assert site.problems == ()
    assert site.briefings[Id("a")].briefing.actors == ("interior-ministry",)
    assert site.aliases == {(EntityKind.ACTOR, "mo-i"): "interior-ministry"}


def test_an_id_and_its_alias_in_one_list_are_one() -> None:
    site = link(registry(actor("taliban", aliases=("talib",))), briefing("a", actors=ids("taliban", "talib")))
    assert site.briefings[Id("a")].briefing.actors == ("taliban",)


def test_the_second_record_with_an_id_is_noted_and_left_out() -> None:
    first, second = actor("taliban"), actor("taliban", role="again")
    site = link(registry(first, actor("other"), second))
    [problem] = site.problems
    assert (problem.code, problem.where.pointer) == ("BRF-duplicate-id", (2, "id"))
    assert site.actors[Id("taliban")].role == ""


def test_two_briefings_with_one_id_are_noted_in_the_order_of_their_paths() -> None:
    site = link(document(briefing("a"), path="briefings/2.md"), document(briefing("a"), path="briefings/1.md"))
    [problem] = [p for p in site.problems if p.code == "BRF-duplicate-id"]
    assert problem.where.path == "briefings/2.md"
    assert site.briefings[Id("a")].briefing.path == "briefings/1.md"


@pytest.mark.parametrize("alias", ["Kabul", "capital"])
def test_an_alias_that_something_else_has_is_noted(alias: str) -> None:
    site = link(registry(place("kabul", aliases=("capital",)), place("wesh", aliases=("border", alias))))
    [problem] = site.problems
    assert (problem.code, problem.where.pointer) == ("BRF-duplicate-id", (1, "aliases", 1))
    assert site.aliases == {(EntityKind.PLACE, "capital"): "kabul", (EntityKind.PLACE, "border"): "wesh"}


def test_an_alias_may_repeat_the_id_of_its_own_record() -> None:
    assert link(registry(place("kabul", aliases=("Kabul",)))).problems == ()


def test_an_alias_without_letters_is_noted() -> None:
    assert codes(link(registry(place("kabul", aliases=("!",))))) == ["invalid-id"]


def test_one_id_may_stand_in_several_kinds() -> None:
    assert link(registry(place("kabul")), registry(actor("kabul")), document(topic("kabul"))).problems == ()


BROKEN = (Problem("BRF-missing-key", Location("x"), "nothing", "a name"),)


def test_ids_are_not_judged_while_their_registry_cannot_be_read_whole() -> None:
    assert link(registry(actor("taliban"), problems=BROKEN), briefing("a", actors=ids("stranger"))).problems == ()


def test_the_id_of_a_briefing_that_cannot_be_read_is_not_unknown() -> None:
    broken = Document("briefings/2021-07-13-front.md", FileKind.BRIEFING, problems=BROKEN)
    site = link(broken, briefing("a", follows=ids("front")), briefing("b", follows=ids("stranger")))
    assert [problem.found for problem in site.problems] == ["`stranger`"]


def test_a_missing_briefing_that_is_a_draft_is_explained() -> None:
    [problem] = link(briefing("a", status="draft"), briefing("b", follows=ids("a"))).problems
    assert problem.hint == "`a` is a draft."


def test_thousands_of_unknown_ids_are_all_noted_but_only_some_get_a_suggestion() -> None:
    record = briefing("a", actors=ids(*(f"talibam-{i}" for i in range(3000))))
    site = link(registry(actor("talibam-x")), record)
    assert len(site.problems) == 3000
    assert sum("Did you mean" in problem.hint for problem in site.problems) == 50


def test_dates_do_not_change_under_resolving() -> None:
    site = link(briefing("a", event=edtf("2021-07-14~")))
    assert site.briefings[Id("a")].event == edtf("2021-07-14~")
