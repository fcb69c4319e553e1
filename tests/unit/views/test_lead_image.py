"""The picture at the head of a topic."""

from __future__ import annotations

from collections.abc import Callable

from briefings.views.context import ViewContext
from briefings.views.parts import ImageView
from briefings.views.topic import build_topic_pages

QUAY = "---\ntitle: The quay\ndate: 2023-05-02\ntopics: [harbour]\n---\nText.\n"
TOPIC = "---\ntitle: Harbour\n{image}---\nText.\n"
IMAGE = "image: {file: images/a.svg, alt: A quay., caption: The *old* quay., credit: Desk, taken: 2014}\n"


def show_topic(view_site: Callable[..., ViewContext], image: str) -> ImageView | None:
    files = {"briefings/quay.md": QUAY, "topics/harbour.md": TOPIC.format(image=image), "images/a.svg": "<svg/>"}
    context = view_site(files)
    front, *_ = build_topic_pages(context, context.site.topics["harbour"])
    return front.image


def test_a_topic_shows_its_picture_with_caption_and_credit(view_site: Callable[..., ViewContext]) -> None:
    image = show_topic(view_site, IMAGE)
    assert image is not None
    assert (image.src, image.alt) == ("/images/a.svg", "A quay.")
    assert (image.caption, image.credit) == ("The old quay.", "Desk")


def test_a_topic_is_no_event_so_that_its_picture_is_never_too_old(view_site: Callable[..., ViewContext]) -> None:
    image = show_topic(view_site, IMAGE)
    assert image is not None
    assert image.note == ""


def test_a_topic_without_a_picture_shows_none(view_site: Callable[..., ViewContext]) -> None:
    assert show_topic(view_site, "") is None
