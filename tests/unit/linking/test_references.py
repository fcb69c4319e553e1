from __future__ import annotations

import pytest

from briefings.linking.references import find_citation, find_image, find_path, find_target, targets_of
from briefings.linking.site import EntityKind, Site
from briefings.model.ids import Id
from briefings.problems import Location
from tests.unit.linking.factories import (
    briefing,
    claim,
    codes,
    document,
    ids,
    image,
    link,
    page,
    place,
    publisher,
    reference,
    registry,
    source,
    topic,
)

FILES = frozenset({"images/map.svg", "images/a b.png"})


@pytest.fixture
def site() -> Site:
    return link(
        registry(place("wesh", aliases=("Wesh Crossing",)), place("kabul")),
        document(topic("kabul")),
        briefing("a", sources=(source("wire"),), claims=(claim(),), image=image()),
        static_paths=frozenset({"images/post.jpg"}),
    )


@pytest.mark.parametrize(
    ("target", "prefix", "found"),
    [
        ("wesh", "", (EntityKind.PLACE, "wesh")),
        ("wesh-crossing", "", (EntityKind.PLACE, "wesh")),
        ("Wesh crossing", "", (EntityKind.PLACE, "wesh")),
        ("a", "briefing", (EntityKind.BRIEFING, "a")),
        ("kabul", "topic", (EntityKind.TOPIC, "kabul")),
        ("kabul", "", None),
        ("wesh", "topic", None),
        ("wesh", "person", None),
        ("wesh-captured", "", (EntityKind.CLAIM, "wesh-captured")),
        ("nowhere", "", None),
    ],
)
def test_a_link_leads_to_what_alone_has_its_id_or_alias(site: Site, target: str, prefix: str, found: object) -> None:
    assert find_target(reference("link", target, prefix=prefix), targets_of(site)) == found


def test_marked_words_lead_to_a_claim_only(site: Site) -> None:
    assert find_target(reference("claim", "wesh-captured"), targets_of(site)) == (EntityKind.CLAIM, "wesh-captured")
    assert find_target(reference("claim", "wesh"), targets_of(site)) is None


def test_a_citation_means_a_document_of_the_list(site: Site) -> None:
    sources = site.briefings[Id("a")].sources
    found = find_citation(reference("citation", "wire"), sources)
    assert found is not None
    assert found.key == "a/wire"
    assert find_citation(reference("citation", "other"), sources) is None


@pytest.mark.parametrize(
    ("target", "file"), [("map", "b/other.svg"), ("post", "images/post.jpg"), ("other", "b/other.svg")]
)
def test_a_figure_is_found_by_id_then_by_file_name(target: str, file: str) -> None:
    record = briefing("a", image=image(), images=(image("images/map.png"), image("b/other.svg", id=Id("map"))))
    found = find_image(reference("image", target), record)
    assert found is not None
    assert found.file == file
    assert find_image(reference("image", "nothing"), record) is None


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("../images/map.svg", "images/map.svg"),
        ("/images/map.svg", "images/map.svg"),
        ("|images/map.svg", "images/map.svg"),
        ("/images/a%20b.png", "images/a b.png"),
        ("images/map.svg", None),
        ("/../images/map.svg", None),
        ("../../content/images/map.svg", None),
    ],
)
def test_paths_count_from_the_file_or_from_the_content_folder(target: str, found: str | None) -> None:
    assert find_path(reference("path", target, prefix="static"), "briefings/a.md", FILES) == found


def test_a_path_that_is_only_a_fragment_leads_to_its_own_file() -> None:
    assert find_path(reference("path", "", locator="top"), "pages/a.md", frozenset({"pages/a.md"})) == "pages/a.md"


def problems_of(*references: object, **fields: object) -> list[tuple[str, str, str]]:
    records = [document(topic("kabul")), registry(place("kabul"), place("wesh")), registry(source("report"))]
    site = link(*records, document(briefing("a", **fields), *references))  # type: ignore[arg-type]
    assert {problem.where for problem in site.problems} <= {Location("briefings/a.md", 9, 3)}
    return [(problem.code, problem.found, problem.hint) for problem in site.problems]


def test_an_ambiguous_link_is_noted_with_its_candidates() -> None:
    assert problems_of(reference("link", "kabul")) == [
        ("BRF-link-ambiguous", "`[[kabul]]`", "Write `[[topic:kabul]]` or `[[place:kabul]]`.")
    ]


def test_a_link_to_nothing_is_noted_with_the_nearest_id() -> None:
    assert problems_of(reference("link", "wsh")) == [("BRF-link-unknown", "`[[wsh]]`", "Did you mean `wesh`?")]
    assert problems_of(reference("link", "wesh", prefix="topic")) == [("BRF-link-unknown", "`[[topic:wesh]]`", "")]


def test_a_link_of_an_unknown_kind_is_noted_with_the_nearest_kind() -> None:
    assert problems_of(reference("link", "kabul", prefix="topics")) == [
        ("BRF-link-unknown", "`[[topics:kabul]]`", "Did you mean `topic`?")
    ]


def test_words_that_mark_no_claim_are_noted() -> None:
    assert problems_of(reference("claim", "wesh")) == [("BRF-span-unknown", "`wesh`", "")]


def test_a_citation_of_nothing_is_noted() -> None:
    assert problems_of(reference("citation", "wir"), sources=(source("wire"),)) == [
        ("BRF-citation-unknown", "`@wir`", "Did you mean `wire`?")
    ]


def test_a_citation_of_a_registered_document_says_to_list_it() -> None:
    assert problems_of(reference("citation", "report")) == [
        ("BRF-citation-unknown", "`@report`", "It is in registry/sources.yml: list `report` in `sources`.")
    ]
    assert problems_of(reference("citation", "report"), sources=ids("report")) == []


def test_a_figure_of_nothing_is_noted() -> None:
    assert problems_of(reference("image", "pst"), image=None) == [("BRF-link-unknown", "`![[pst]]`", "")]


def test_a_path_to_nothing_is_noted_and_so_is_one_that_leaves_the_content_folder() -> None:
    missing = problems_of(reference("path", "b.md", prefix="filename"))
    assert missing == [("BRF-broken-link", "`{filename}b.md`", "")]
    outside = problems_of(reference("path", "../../etc/passwd", prefix="static"))
    assert outside == [("BRF-broken-link", "`{static}../../etc/passwd`", "")]


def test_paths_may_lead_to_briefings_topics_pages_and_files() -> None:
    targets = ("b.md", "/topics/war.md", "/pages/about.md", "/images/map.svg")
    references = [reference("path", target) for target in targets]
    site = link(
        document(briefing("a"), *references),
        briefing("b"),
        document(topic("war")),
        static_paths=FILES,
        page_paths=frozenset({"pages/about.md"}),
    )
    assert site.problems == ()


def test_a_path_to_a_draft_is_broken_and_says_why() -> None:
    site = link(document(briefing("a"), reference("path", "b.md")), briefing("b", status="draft"))
    [problem] = site.problems
    assert problem.hint == "briefings/b.md is a draft."


def test_topics_and_ordinary_pages_are_checked_too() -> None:
    nothing = reference("link", "nothing")
    figure = reference("image", "map")
    site = link(document(topic("war"), nothing, figure), page("pages/about.md", nothing))
    assert [(p.where.path, p.code) for p in site.problems] == [
        ("pages/about.md", "BRF-link-unknown"),
        ("topics/war.md", "BRF-link-unknown"),
        ("topics/war.md", "BRF-link-unknown"),
    ]


def test_a_topic_cites_its_own_documents() -> None:
    record = topic("war", sources=(source("book", "oup"),))
    site = link(registry(publisher("oup")), document(record, reference("citation", "book")))
    assert codes(site) == []
