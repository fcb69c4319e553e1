"""Where pages are written and how they are linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.linking.site import EntityKind
from briefings.settings import Settings
from briefings.views.addresses import Addresses, claim_anchor
from briefings.views.context import ViewContext


@pytest.mark.parametrize(
    ("folder", "path", "href"),
    [("", "index.html", "/"), ("topics", "topics/index.html", "/topics/"), ("/a/b/", "a/b/index.html", "/a/b/")],
)
def test_folder_has_a_page_and_a_link(folder: str, path: str, href: str) -> None:
    address = Addresses(Settings()).at(folder)
    assert (address.path, address.href) == (path, href)


def test_site_below_a_path_links_with_it_and_writes_without_it() -> None:
    addresses = Addresses(Settings(url="https://desk.example/news"))
    address = addresses.at("topics")
    assert (address.path, address.href) == ("topics/index.html", "/news/topics/")
    assert addresses.absolute(address.href) == "https://desk.example/news/topics/"


def test_without_an_address_of_the_site_nothing_is_absolute() -> None:
    assert Addresses(Settings()).absolute("/topics/") == ""


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("موضوع/", "/%D9%85%D9%88%D8%B6%D9%88%D8%B9/"),
        ("images/a b.png", "/images/a%20b.png"),
        ("images/50%.png", "/images/50%25.png"),
        ("images/a#b?c.png", "/images/a%23b%3Fc.png"),
        ('images/"a"<b>.png', "/images/%22a%22%3Cb%3E.png"),
        ("a/feed.atom", "/a/feed.atom"),
    ],
)
def test_link_is_percent_encoded(url: str, href: str) -> None:
    assert Addresses(Settings()).link(url) == href


def test_translation_stands_below_its_language(dossier: ViewContext) -> None:
    addresses = dossier.addresses
    assert addresses.briefing(dossier.site.briefings["quay"]).path == "briefings/quay/index.html"
    assert addresses.briefing(dossier.site.briefings["quay-fa"]).path == "fa/briefings/quay/index.html"


def test_templates_of_the_settings_are_followed(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier(ARTICLE_URL="{date:%Y}/{slug}", ARTICLE_SAVE_AS="{date:%Y}/{slug}.html")
    address = context.addresses.briefing(context.site.briefings["quay"])
    assert (address.path, address.href) == ("2023/quay.html", "/2023/quay")


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (EntityKind.TOPIC, "topics/x/index.html"),
        (EntityKind.ACTOR, "actors/x/index.html"),
        (EntityKind.PLACE, "places/x/index.html"),
        (EntityKind.PUBLISHER, "publishers/x/index.html"),
    ],
)
def test_everything_with_an_id_has_a_folder(kind: EntityKind, path: str) -> None:
    assert Addresses(Settings()).entity(kind, "x").path == path


def test_anchor_of_a_claim_cannot_be_that_of_a_heading() -> None:
    assert claim_anchor("cracks") == "claim-cracks"
