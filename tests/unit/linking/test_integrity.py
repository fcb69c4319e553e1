from __future__ import annotations

import pytest

from briefings.model.ids import Id
from tests.unit.linking.factories import briefing, codes, document, fact, image, link, topic, upcoming

FILES = frozenset({"images/post.jpg"})


@pytest.mark.parametrize(("first", "second"), [("wesh", "wesh"), ("Wesh", "wesh"), ("caf\u00e9", "cafe\u0301")])
def test_two_briefings_at_one_address_are_noted_at_the_later_one(first: str, second: str) -> None:
    site = link(briefing("a", "2021-07-15", slug=first), briefing("b", slug=second))
    [problem] = site.problems
    assert problem.code == "BRF-duplicate-output"
    assert (problem.where.path, problem.where.pointer) == ("briefings/a.md", ("slug",))


def test_whoever_chose_the_address_of_another_one_is_to_change_it() -> None:
    [problem] = link(briefing("a", slug="b"), briefing("b", "2021-07-15")).problems
    assert problem.where.path == "briefings/a.md"


def test_without_a_slug_the_id_is_the_address() -> None:
    assert codes(link(briefing("a", "2021-07-15"), briefing("b", slug="a"))) == ["duplicate-output"]


def test_one_slug_in_two_languages_is_two_addresses() -> None:
    assert link(briefing("a", slug="x", lang="en"), briefing("b", slug="x", lang="fa")).problems == ()


def test_the_address_of_a_draft_is_free() -> None:
    assert link(briefing("a", slug="x"), briefing("b", slug="x", status="draft")).problems == ()


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"image": image("images/pst.jpg")}, ("image", "file")),
        ({"images": (image(), image("images/pst.jpg"))}, ("images", 1, "file")),
    ],
)
def test_an_image_that_is_not_in_the_content_folder_is_noted(fields: dict, pointer: tuple) -> None:
    [problem] = link(briefing("a", **fields), static_paths=FILES).problems
    assert (problem.code, problem.where.pointer) == ("BRF-image-missing", pointer)
    assert problem.hint == "Did you mean `images/post.jpg`?"


def test_the_image_of_a_topic_is_checked_too() -> None:
    [problem] = link(document(topic("war", image=image("images/x.jpg"))), static_paths=FILES).problems
    assert (problem.code, problem.where.path, problem.where.pointer) == (
        "BRF-image-missing",
        "topics/war.md",
        ("image", "file"),
    )


def test_two_upcoming_items_events_or_images_with_one_id_are_noted() -> None:
    record = briefing(
        "a",
        upcoming=(upcoming("talk", "2022"), upcoming("talk", "2023")),
        events=(fact("2021-07-01"), fact("2021-07-02", id=Id("shots")), fact("2021-07-03", id=Id("shots"))),
        image=image(id=Id("post")),
        images=(image(id=Id("post")),),
    )
    assert [(p.code, p.where.pointer) for p in link(record, static_paths=FILES).problems] == [
        ("BRF-duplicate-id", ("images", 0, "id")),
        ("BRF-duplicate-id", ("events", 2, "id")),
        ("BRF-duplicate-id", ("upcoming", 1, "id")),
    ]


def test_what_is_overtaken_without_an_outcome_is_noted() -> None:
    items = (upcoming("talk", "2022", overtaken=True, outcome="Off."), upcoming("vote", "2022", overtaken=True))
    [problem] = link(briefing("a", upcoming=items)).problems
    assert (problem.code, problem.where.pointer) == ("BRF-missing-key", ("upcoming", 1, "overtaken"))
