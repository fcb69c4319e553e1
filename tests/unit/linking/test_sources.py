from __future__ import annotations

from briefings.linking.site import Site
from briefings.model.ids import Id
from tests.unit.linking.factories import (
    briefing,
    claim,
    codes,
    document,
    ids,
    link,
    position,
    publisher,
    registry,
    source,
    topic,
)


def origins(site: Site) -> dict[str, tuple[str, ...]]:
    return {key: linked.origins for key, linked in site.sources.items()}


def test_keys_tell_whose_list_a_document_stands_in() -> None:
    site = link(
        registry(source("report")),
        document(topic("war", sources=(source("book"), Id("report")))),
        briefing("a", sources=(source("wire"), Id("report"))),
    )
    assert list(site.sources) == ["a/wire", "report", "topic:war/book"]
    assert [linked.key for linked in site.briefings[Id("a")].sources] == ["a/wire", "report"]
    assert [linked.key for linked in site.topics[Id("war")].sources] == ["topic:war/book", "report"]


def test_the_origin_of_a_document_is_its_publisher() -> None:
    site = link(briefing("a", sources=(source("one"), source("two"), source("three", "reuters"))))
    assert origins(site) == {"a/one": ("afp",), "a/two": ("afp",), "a/three": ("reuters",)}


def test_copies_have_the_origins_of_what_they_copy_through_any_number_of_copies() -> None:
    items = (
        source("copy", "outlet", derived_from=("middle",)),
        source("middle", "other", derived_from=("root", "second")),
        source("root"),
        source("second", "reuters"),
    )
    site = link(briefing("a", sources=items))
    assert origins(site)["a/copy"] == ("afp", "reuters")
    assert site.sources["a/copy"].derived_from == ("a/middle",)


def test_publishers_of_one_owner_are_one_origin() -> None:
    publishers = registry(publisher("holding"), publisher("group", "holding"), publisher("daily", "group"))
    site = link(publishers, briefing("a", sources=(source("one", "daily"), source("two", "group"))))
    assert set(origins(site).values()) == {("holding",)}


def test_a_document_of_the_briefing_comes_before_one_of_the_registry() -> None:
    site = link(
        registry(source("wire", "reuters")),
        briefing("a", sources=(source("wire"), source("copy", "outlet", derived_from=("wire",)))),
    )
    assert site.sources["a/copy"].derived_from == ("a/wire",)


def test_a_document_may_copy_one_of_the_registry() -> None:
    site = link(
        registry(source("wire", "reuters")), briefing("a", sources=(source("copy", "x", derived_from=("wire",)),))
    )
    assert origins(site)["a/copy"] == ("reuters",)


def test_documents_that_copy_each_other_are_noted_with_the_circle() -> None:
    items = (source("one", derived_from=("two",)), source("two", derived_from=("one",)))
    [problem] = link(briefing("a", sources=items)).problems
    assert problem.code == "BRF-source-cycle"
    assert problem.found == "a/one → a/two → a/one"
    assert problem.where.pointer == ("sources", 0, "derived_from")


def test_publishers_that_own_each_other_are_noted_with_the_circle() -> None:
    site = link(registry(publisher("b", "a"), publisher("a", "b")), briefing("x", sources=(source("one", "a"),)))
    [problem] = site.problems
    assert (problem.code, problem.found, problem.where.pointer) == ("BRF-owner-cycle", "a → b → a", (1, "owner"))


def test_a_document_twice_in_one_list_is_noted() -> None:
    site = link(registry(source("report")), briefing("a", sources=(Id("report"), source("report"), Id("report"))))
    assert [(p.code, p.where.pointer) for p in site.problems] == [
        ("BRF-duplicate-id", ("sources", 1, "id")),
        ("BRF-duplicate-id", ("sources", 2)),
    ]


def test_a_document_twice_in_the_registry_is_noted() -> None:
    site = link(registry(source("report"), source("report", "reuters")))
    assert codes(site) == ["duplicate-id"]
    assert origins(site) == {"report": ("afp",)}


def test_a_position_may_name_a_document_of_the_registry_which_joins_the_list() -> None:
    record = briefing("a", sources=(source("wire"),), claims=(claim(positions=(position(via=("report",)),)),))
    site = link(registry(source("report", "reuters")), record)
    assert site.problems == ()
    assert [linked.key for linked in site.briefings[Id("a")].sources] == ["a/wire", "report"]


def test_a_misspelt_document_gets_a_suggestion() -> None:
    record = briefing("a", sources=(source("presstv"),), claims=(claim(positions=(position(via=("prestv",)),)),))
    [problem] = link(record).problems
    assert problem.hint == "Did you mean `presstv`?"


def test_a_briefing_and_a_topic_with_one_id_keep_their_documents_apart() -> None:
    site = link(
        document(topic("war", sources=(source("wire", "reuters"),))), briefing("war", sources=(source("wire"),))
    )
    assert origins(site) == {"topic:war/wire": ("reuters",), "war/wire": ("afp",)}


def test_publishers_may_be_named_by_alias() -> None:
    site = link(registry(publisher("press-tv", aliases=("PTV",))), briefing("a", sources=(source("one", "ptv"),)))
    assert site.problems == ()
    assert site.sources["a/one"].publisher.id == "press-tv"
    assert site.briefings[Id("a")].briefing.sources[0].publisher == "press-tv"


def test_ids_in_a_list_are_documents_of_the_registry_only() -> None:
    site = link(briefing("a", sources=(source("wire"),)), briefing("b", sources=ids("wire")))
    assert codes(site) == ["unknown-id"]
