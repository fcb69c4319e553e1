"""What pages say of themselves in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from briefings.model.ids import Id
from briefings.views.briefing import build_briefing_view
from briefings.views.claim import build_claim_page
from briefings.views.context import ViewContext
from briefings.views.home import build_home_view
from briefings.views.plain import build_not_found_view, build_page_view
from briefings.views.topic import build_topic_pages

ROOT = "https://desk.example/news"


def graph(meta: Any) -> list[dict[str, Any]]:
    data = json.loads(meta.json_ld)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def node(meta: Any, kind: str) -> dict[str, Any]:
    (found,) = (thing for thing in graph(meta) if thing["@type"] == kind)
    return found


def briefing_meta(context: ViewContext, identifier: str) -> Any:
    linked = context.site.briefings[Id(identifier)]
    return build_briefing_view(context.in_language(linked.lang), linked).page


def claim_meta(context: ViewContext, identifier: str) -> Any:
    return build_claim_page(context, context.site.claims[Id(identifier)]).page


def test_a_briefing_is_an_article_about_an_event_somewhere(dossier: ViewContext) -> None:
    article = node(briefing_meta(dossier, "quay"), "NewsArticle")
    assert article["@id"] == f"{ROOT}/briefings/quay/"
    assert article["headline"] == "The quay is closed"
    assert article["datePublished"] == "2023-05-02T09:30:00+04:30"
    assert article["publisher"]["name"] == "Desk"
    event = article["about"]
    assert (event["@type"], event["startDate"]) == ("Event", "2023-05-02")
    assert event["location"] == [
        {
            "@type": "Place",
            "name": "North quay",
            "geo": {"@type": "GeoCoordinates", "latitude": 10.5, "longitude": 20.5},
        }
    ]
    assert {source["name"] for source in article["citation"]} == {
        "A note",
        'Quay "safe"',
        "Agency report",
        "Another report",
    }


def test_a_developing_story_with_updates_is_a_live_blog(view_dossier: Callable[..., ViewContext]) -> None:
    source = (
        "---\ntitle: Ferry\ndate: 2023-05-04\nstage: developing\nupdates:\n- {at: 2023-05-05, note: It sails.}\n---\n"
    )
    context = view_dossier({"briefings/ferry.md": source}, SITEURL=ROOT)
    live = node(briefing_meta(context, "ferry"), "LiveBlogPosting")
    assert live["liveBlogUpdate"] == [{"@type": "BlogPosting", "headline": "It sails.", "datePublished": "2023-05-05"}]
    assert live["dateModified"] == "2023-05-05"


@pytest.mark.parametrize(
    ("event", "dates"),
    [
        ("2023-05-01", {"startDate": "2023-05-01"}),
        ("2023-05", {"startDate": "2023-05"}),
        ("2023-05-01T09:30", {"startDate": "2023-05-01T09:30:00+04:30"}),
        ("2023-05-01T09:30Z", {"startDate": "2023-05-01T09:30:00Z"}),
        ("2023-05-01/2023-05-03", {"startDate": "2023-05-01", "endDate": "2023-05-03"}),
        ("2023-05-01/..", {"startDate": "2023-05-01"}),
        ("../2023-05-01", {"endDate": "2023-05-01"}),
        ("2023-05-01~", {}),
        ("2023-05-01?", {}),
        ("2023-05-01~/2023-05-03", {}),
        ("[2023-05-01,2023-05-03]", {}),
    ],
)
def test_events_have_the_dates_that_are_certain(
    view_dossier: Callable[..., ViewContext], event: str, dates: dict[str, str]
) -> None:
    source = f'---\ntitle: Ferry\ndate: 2023-06-04\nevent: "{event}"\n---\n'
    context = view_dossier({"briefings/ferry.md": source}, SITEURL=ROOT, TIMEZONE="Asia/Kabul")
    event_node = node(briefing_meta(context, "ferry"), "NewsArticle")["about"]
    assert {key: event_node[key] for key in ("startDate", "endDate") if key in event_node} == dates
    assert event_node["@id"] == f"{ROOT}/briefings/ferry/#event"


def test_a_long_update_is_whole_in_its_body(view_dossier: Callable[..., ViewContext]) -> None:
    note = "It sails again, " * 10 + "at last."
    source = (
        f'---\ntitle: Ferry\ndate: 2023-05-04\nstage: developing\nupdates:\n- {{at: 2023-05-05, note: "{note}"}}\n---\n'
    )
    context = view_dossier({"briefings/ferry.md": source}, SITEURL=ROOT)
    (update,) = node(briefing_meta(context, "ferry"), "LiveBlogPosting")["liveBlogUpdate"]
    assert len(update["headline"]) <= 110
    assert update["articleBody"] == note


def test_whoever_publishes_is_one_thing_on_all_pages(dossier: ViewContext) -> None:
    topic = next(build_topic_pages(dossier, dossier.site.topics[Id("harbour")])).page
    pages = (node(topic, "CollectionPage"), node(briefing_meta(dossier, "quay"), "NewsArticle"))
    assert {page["publisher"]["@id"] for page in pages} == {f"{ROOT}/#publisher"}
    assert pages[0]["isPartOf"]["@id"] == node(build_home_view(dossier).page, "WebSite")["@id"] == f"{ROOT}/"


def test_corrections_say_what_stood_there_and_what_stands_there_now(dossier: ViewContext) -> None:
    article = node(briefing_meta(dossier, "survey"), "NewsArticle")
    assert article["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2023-06-10T10:00:00+00:00", "text": "six → five"}
    ]


def test_a_translation_names_its_original(dossier: ViewContext) -> None:
    article = node(briefing_meta(dossier, dossier.site.briefings[Id("quay")].translations["fa"]), "NewsArticle")
    assert article["inLanguage"] == "fa"
    assert article["translationOfWork"] == {"@id": f"{ROOT}/briefings/quay/"}


def test_a_claim_that_was_merely_made_gets_no_rating(dossier: ViewContext) -> None:
    disputed = claim_meta(dossier, "quay-safe")
    assert "Rating" not in disputed.json_ld
    assert "ClaimReview" not in disputed.json_ld
    claim = node(disputed, "Claim")
    assert claim["text"] == "The quay is safe & sound."
    assert claim["creativeWorkStatus"] == "Disputed"
    assert claim["author"] == [{"@type": "Organization", "name": "Harbour office"}]


def test_a_claim_appears_where_somebody_makes_it_and_not_where_it_is_denied(dossier: ViewContext) -> None:
    claim = node(claim_meta(dossier, "quay-safe"), "Claim")
    assert [found.get("url") or found["@id"] for found in claim["appearance"]] == [
        f"{ROOT}/briefings/quay/",
        "https://a.example/note",
    ]
    assert "firstAppearance" not in claim


def test_an_ordinary_page_says_what_it_is(dossier: ViewContext) -> None:
    page = build_page_view(dossier, "pages/about/index.html", "pages/about/", "About", "", "<p>We.</p>")
    found = node(page.view.page, "WebPage")
    assert (found["name"], found["url"]) == ("About", f"{ROOT}/pages/about/")


def test_an_assessment_is_a_review_with_its_basis_and_a_word(dossier: ViewContext) -> None:
    review = node(claim_meta(dossier, "cracks"), "ClaimReview")
    assert review["reviewBody"] == "The report lists them."
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Confirmed"}
    assert review["datePublished"] == "2023-06-09"


def test_breadcrumbs_lead_from_the_home_page_to_the_page(dossier: ViewContext) -> None:
    topic = next(build_topic_pages(dossier, dossier.site.topics[Id("harbour")])).page
    steps = node(topic, "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Desk", f"{ROOT}/"),
        (2, "Topics", f"{ROOT}/topics/"),
        (3, "The harbour", f"{ROOT}/topics/harbour/"),
    ]
    assert [thing["@type"] for thing in graph(build_home_view(dossier).page)] == ["WebSite"]


def test_nothing_in_the_data_can_end_the_element_it_stands_in(view_dossier: Callable[..., ViewContext]) -> None:
    title = "</script><script>alert(1)</script><!-- & more"
    context = view_dossier({"briefings/bad.md": f"---\ntitle: '{title}'\ndate: 2023-05-04\n---\n"}, SITEURL=ROOT)
    meta = briefing_meta(context, "bad")
    assert not set("<>&") & set(meta.json_ld)
    assert node(meta, "NewsArticle")["headline"] == title


def test_without_an_address_a_site_says_nothing(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier()
    assert briefing_meta(context, "quay").json_ld == claim_meta(context, "cracks").json_ld == ""


def test_a_page_that_is_not_there_is_not_the_site(dossier: ViewContext) -> None:
    assert build_not_found_view(dossier).page.json_ld == ""
