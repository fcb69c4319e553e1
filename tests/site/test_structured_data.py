"""JSON-LD of the sample site against what schema.org says of its types: properties, addresses, dates, ratings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.html_pages import HtmlPage

Thing = dict[str, Any]
PROPERTIES = {
    "WebSite": {"url", "name", "description", "inLanguage", "publisher"},
    "CollectionPage": {"url", "name", "inLanguage", "isPartOf", "publisher"},
    "WebPage": {"url", "name", "inLanguage", "isPartOf", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url"},
    "GovernmentOrganization": {"name", "url"},
    "Person": {"name", "url"},
    "Place": {"name", "address", "geo"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Event": {"name", "startDate", "endDate", "location"},
    "CreativeWork": {"name", "url", "archivedAt", "datePublished", "publisher"},
    "BlogPosting": {"headline", "articleBody", "datePublished"},
    "CorrectionComment": {"datePublished", "text"},
    "Rating": {"alternateName"},
    "ClaimReview": {
        *("url", "claimReviewed", "datePublished", "author", "reviewBody", "reviewRating", "itemReviewed"),
    },
    "Claim": {
        *("text", "inLanguage", "creativeWorkStatus", "appearance", "author", "datePublished"),
        "mainEntityOfPage",
    },
    "NewsArticle": {
        *("mainEntityOfPage", "headline", "description", "inLanguage", "datePublished", "dateModified", "image"),
        *("isAccessibleForFree", "author", "publisher", "about", "mentions", "citation", "correction"),
        "translationOfWork",
    },
}
"""What we may say of each type, read off schema.org (version 29); a mistyped property means nothing to anybody."""
PROPERTIES["LiveBlogPosting"] = PROPERTIES["NewsArticle"] | {"coverageStartTime", "liveBlogUpdate"}
KIND_OF_CLAIMS = r"claims/(?!(actor|place|publisher|status|topic|\d+)/)[^/]+/index"
KINDS = {
    r"index": "WebSite",
    r"(fa/)?briefings/": "(NewsArticle|LiveBlogPosting)( Claim)+ BreadcrumbList",
    KIND_OF_CLAIMS: "Claim( ClaimReview)? BreadcrumbList",
    r"pages/": "WebPage BreadcrumbList",
    r"fa/(index|timeline)": "CollectionPage BreadcrumbList",
    r"(actors|changes|claims|corrections|data|places|publishers|timeline|topics|upcoming)/": (
        "CollectionPage BreadcrumbList"
    ),
}
"""What pages of each kind are, by how their paths begin. The first that fits counts."""
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
"""ISO 8601: a year, month or day, or a moment to the second with its zone."""


def walk(value: Any) -> Iterator[Thing]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from walk(item)


@pytest.fixture(scope="module")
def graphs(pages: dict[str, HtmlPage]) -> dict[str, list[Thing]]:
    """The graph of every page that has one."""
    found = {}
    for path, page in pages.items():
        match = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
        if match:
            data = json.loads(match[1])
            assert data.keys() == {"@context", "@graph"}
            found[path] = data["@graph"]
    assert len(found) > 300
    return found


@pytest.fixture(scope="module")
def things(graphs: dict[str, list[Thing]]) -> list[tuple[str, Thing]]:
    """Every thing with a type, and the page on which it is described."""
    return [(path, thing) for path, graph in graphs.items() for thing in walk(graph) if "@type" in thing]


def test_every_type_and_property_is_one_of_schema_org(things: list[tuple[str, Thing]]) -> None:
    wrong = {(t["@type"], key) for _, t in things for key in t.keys() - PROPERTIES[t["@type"]] - {"@type", "@id"}}
    assert wrong == set()
    assert {thing["@type"] for _, thing in things} == set(PROPERTIES)


def test_ids_and_addresses_are_absolute_and_lead_to_pages(
    graphs: dict[str, list[Thing]], siteurl: str, files: set[str]
) -> None:
    for path, graph in graphs.items():
        for thing in walk(graph):
            for key in ("@id", "url", "item", "mainEntityOfPage", "image"):
                address = thing.get(key, "")
                assert not address or address.startswith(("https://", "http://")), f"{path}: {address}"
                if address.startswith(f"{siteurl}/"):
                    target = address.removeprefix(f"{siteurl}/").partition("#")[0]
                    name = target + "index.html" if target.endswith("/") or not target else target
                    assert name in files, f"{path}: {address}"


def test_an_id_stands_for_one_thing_on_all_pages(things: list[tuple[str, Thing]]) -> None:
    known: dict[str, str] = {}
    for path, thing in things:
        if "@id" in thing:
            assert known.setdefault(thing["@id"], thing["@type"]) == thing["@type"], f"{path}: {thing['@id']}"


def test_every_page_that_may_be_found_says_what_it_is(
    pages: dict[str, HtmlPage], graphs: dict[str, list[Thing]]
) -> None:
    robots = {path for path, page in pages.items() if 'name="robots" content="noindex' in page.text}
    redirects = {path for path, page in pages.items() if 'http-equiv="refresh"' in page.text}
    assert len(robots) > 100
    assert set(pages) - robots - redirects - set(graphs) == set()


def test_dates_are_days_or_moments_with_their_zone(things: list[tuple[str, Thing]]) -> None:
    dates = [value for _, thing in things for key, value in thing.items() if re.search("^date|Date$|Time$", key)]
    assert len(dates) > 500
    assert [date for date in dates if not DATE.fullmatch(date)] == []


def test_articles_say_who_wrote_and_published_them_and_in_which_language(
    pages: dict[str, HtmlPage], things: list[tuple[str, Thing]]
) -> None:
    articles = [(path, t) for path, t in things if t["@type"] in ("NewsArticle", "LiveBlogPosting")]
    assert len(articles) > 40
    for path, article in articles:
        for key in ("headline", "datePublished", "dateModified", "author", "publisher", "inLanguage"):
            assert article.get(key), f"{path}: {key}"
        assert article["inLanguage"] == pages[path].elements[0].get("lang"), path
        assert article.get("image", "") == pages[path].meta("og:image"), path
        assert article["@id"] == pages[path].canonical(), path


def test_every_page_says_what_pages_of_its_kind_are(graphs: dict[str, list[Thing]]) -> None:
    met = set()
    for path, graph in graphs.items():
        kind = next((kind for kind in KINDS if re.match(kind, path)), path)
        met.add(kind)
        assert re.fullmatch(KINDS[kind], " ".join(thing["@type"] for thing in graph)), path
    assert met == set(KINDS)


def test_briefings_say_what_happened_what_was_claimed_and_what_was_corrected(
    dossier_site: Path, graphs: dict[str, list[Thing]], siteurl: str
) -> None:
    """As the data files of the same site have it."""
    records = json.loads((dossier_site / "data/briefings.json").read_text("utf-8"))["briefings"]
    live, days, corrected = 0, 0, 0
    for record in records:
        article, *claims, _ = graphs[record["url"].removeprefix(f"{siteurl}/") + "index.html"]
        is_live = record["stage"] == "developing" and bool(record["updates"])
        assert article["@type"] == ("LiveBlogPosting" if is_live else "NewsArticle"), record["id"]
        assert len(article.get("liveBlogUpdate", ())) == (len(record["updates"]) if is_live else 0), record["id"]
        assert [claim["@id"] for claim in claims] == [f"{siteurl}/claims/{key}/#claim" for key in record["claims"]]
        assert article["about"]["@type"] == "Event"
        assert article["about"]["@id"] == f"{article['@id']}#event"
        if re.fullmatch(r"\d{4}-\d\d-\d\d", record["event"]):
            assert article["about"]["startDate"] == record["event"]
            days += 1
        comments = [(found["@type"], found["datePublished"], found["text"]) for found in article.get("correction", ())]
        assert comments == [
            ("CorrectionComment", made["at"], " → ".join(filter(None, (made["was"], made["now"]))))
            for made in record["corrections"]
        ]
        live, corrected = live + is_live, corrected + bool(comments)
    assert live > 5
    assert days > 30
    assert corrected > 1


def test_nothing_is_rated_but_on_the_page_of_a_claim_that_its_briefings_assess(
    graphs: dict[str, list[Thing]], dossier_content: Path
) -> None:
    assessed = set()
    for file in (dossier_content / "briefings").rglob("*.md"):
        for claim in yaml.safe_load(file.read_text("utf-8").split("\n---", 1)[0]).get("claims", ()):
            if claim.get("assessment", {}).get("status") in ("confirmed", "refuted"):
                assessed.add(f"claims/{claim['id']}/index.html")
    rating = {path for path, graph in graphs.items() if re.search("[rR]ating|Review", json.dumps(graph))}
    made = {path for path in graphs if re.match(KIND_OF_CLAIMS, path)} - rating
    assert rating <= assessed
    assert len(rating) > 20
    assert len(made) > 60


def test_only_verdicts_that_an_editor_gave_are_rated(
    dossier_site: Path, graphs: dict[str, list[Thing]], siteurl: str
) -> None:
    reviewed = {
        thing["itemReviewed"]["@id"]
        for graph in graphs.values()
        for thing in walk(graph)
        if thing.get("@type") == "ClaimReview"
    }
    claims = json.loads((dossier_site / "data/claims.json").read_text("utf-8"))["claims"]
    judged = {
        f"{siteurl}/claims/{claim['id']}/#claim"
        for claim in claims
        if claim["status"] in ("confirmed", "refuted") and any(step["basis"] for step in claim["history"])
    }
    assert reviewed == judged
    assert 0 < len(reviewed) < len(claims)
    ratings = [t for graph in graphs.values() for t in walk(graph) if t.get("@type") == "Rating"]
    assert len(ratings) == len(reviewed)


def test_breadcrumbs_lead_step_by_step_to_the_page(pages: dict[str, HtmlPage], graphs: dict[str, list[Thing]]) -> None:
    for path, graph in graphs.items():
        for trail in (thing for thing in graph if thing["@type"] == "BreadcrumbList"):
            steps = trail["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[-1]["item"] == pages[path].canonical(), path
            assert all(step["name"] for step in steps)
    without = {path for path, graph in graphs.items() if not any(t["@type"] == "BreadcrumbList" for t in graph)}
    assert without == {"index.html"}
