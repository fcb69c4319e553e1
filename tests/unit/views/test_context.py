"""What builders of views share: names, links, dates and texts in one language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.linking.site import EntityKind
from briefings.model.moment import Moment
from briefings.views.context import ViewContext


def test_other_language_is_made_once_and_knows_the_way_back(dossier: ViewContext) -> None:
    persian = dossier.in_language("fa")
    assert persian is dossier.in_language("fa")
    assert persian.in_language("en") is dossier
    assert dossier.in_language("en") is dossier


def test_names_are_those_of_the_language_where_the_registry_has_them(dossier: ViewContext) -> None:
    persian = dossier.in_language("fa")
    office, union = dossier.site.actors["harbour-office"], dossier.site.actors["union"]
    assert (dossier.name(office), persian.name(office)) == ("Harbour office", "دفتر بندر")
    assert dossier.in_language("fa-AF").name(office) == "دفتر بندر"
    assert persian.name(union) == "Dockers' union"
    assert (persian.topic_title("harbour"), persian.topic_title("ferries")) == ("بندر", "Ferries")


@pytest.mark.parametrize(
    ("kind", "identifier", "text", "href"),
    [
        (EntityKind.BRIEFING, "quay", "The quay is closed", "/news/briefings/quay/"),
        (EntityKind.TOPIC, "ferries", "Ferries", "/news/topics/ferries/"),
        (EntityKind.ACTOR, "ana-ng", "Ana Ng", "/news/actors/ana-ng/"),
        (EntityKind.PLACE, "town", "The town", "/news/places/town/"),
        (EntityKind.PUBLISHER, "gazette", "Gazette", "/news/publishers/gazette/"),
    ],
)
def test_everything_with_an_id_has_a_link(
    dossier: ViewContext, kind: EntityKind, identifier: str, text: str, href: str
) -> None:
    link = dossier.link(kind, identifier)
    assert (link.text, link.href) == (text, href)


def test_link_to_a_briefing_leads_to_its_translation(dossier: ViewContext) -> None:
    persian = dossier.in_language("fa")
    assert persian.briefing_link("quay").href == "/news/fa/briefings/quay/"
    assert persian.briefing_link("survey").lang == "en"
    assert dossier.briefing_link("quay").lang == ""


def test_stamp_is_in_the_zone_of_the_site_with_utc_beside_it(dossier: ViewContext) -> None:
    stamp = dossier.stamp(dossier.site.briefings["quay"].briefing.date)
    assert (stamp.day, stamp.iso) == ("2 May 2023", "2023-05-02T09:30+04:30")
    assert "05:00" in stamp.utc
    day = dossier.stamp(Moment(dossier.site.briefings["quay"].briefing.date.at, has_time=False))
    assert (day.text, day.iso, day.clock, day.utc) == ("2 May 2023", "2023-05-02", "", "")


def test_site_without_an_address_has_no_feeds_and_no_canonical_links(view_dossier: Callable[..., ViewContext]) -> None:
    bare = view_dossier()
    assert bare.feeds("", "Desk") == ()
    assert bare.meta("topics", "Topics", "All").canonical == ""


def test_meta_says_where_a_page_is(dossier: ViewContext) -> None:
    meta = dossier.meta("topics", "Topics", "All of them.", section="topics")
    assert (meta.path, meta.url, meta.canonical) == (
        "topics/index.html",
        "/news/topics/",
        "https://desk.example/news/topics/",
    )
    assert (meta.lang, meta.direction, dossier.in_language("fa").meta("", "", "").direction) == ("en", "ltr", "rtl")


def test_files_that_bodies_and_front_matter_use_are_listed(dossier: ViewContext) -> None:
    assert dossier.linked_files() == {"images/quay.svg"}
