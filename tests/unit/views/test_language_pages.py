"""Pages of a language besides the site's own, and the language of texts that stand on pages of another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefings.views.context import ViewContext
from briefings.views.home import build_home_view, build_language_home
from briefings.views.pages import build_pages
from briefings.views.site import build_site_view
from briefings.views.surroundings import build_person, build_watch
from tests.unit.views.conftest import QUAY_FA

SITE = {"SITEURL": "https://desk.example/news"}


@pytest.fixture
def persian(view_dossier: Callable[..., ViewContext]) -> ViewContext:
    return view_dossier(**SITE).in_language("fa")


def _paths(context: ViewContext) -> set[str]:
    return {page.path for page in build_pages(context)}


def test_language_has_a_home_and_a_timeline(persian: ViewContext) -> None:
    assert {"fa/index.html", "fa/timeline/index.html"} <= _paths(persian.in_language("en"))


def test_site_of_one_language_has_neither_them_nor_links_to_them(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier({"briefings/quay.fa.md": QUAY_FA.replace("lang: fa\ntranslation_key: quay\n", "")}, **SITE)
    assert not [path for path in _paths(context) if path.startswith("fa/")]
    assert [other for other in build_home_view(context).page.alternates if other.kind == "language"] == []


def test_withdrawn_translation_makes_no_home(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier({"briefings/quay.fa.md": QUAY_FA.replace("lang:", "stage: withdrawn\nlang:")}, **SITE)
    assert "fa/index.html" not in _paths(context)


def test_home_of_a_language_has_its_briefings_alone(persian: ViewContext) -> None:
    view = build_language_home(persian)
    assert view.lead is not None
    assert (view.lead.title, view.count, view.earlier.count) == ("اسکله بسته است", 1, 0)
    assert view.more.href == "/news/fa/timeline/"


def test_homes_name_each_other_and_a_default(persian: ViewContext) -> None:
    for view in (build_language_home(persian), build_home_view(persian.in_language("en"))):
        links = [(other.lang, other.href) for other in view.page.alternates if other.kind == "language"]
        assert links == [("en", "/news/"), ("fa", "/news/fa/"), ("x-default", "/news/")]


def test_menu_leads_to_the_pages_of_the_language_where_it_has_them(persian: ViewContext) -> None:
    site = build_site_view(persian)
    places = {item.section: item.href for item in site.menu}
    assert site.home == places["home"] == "/news/fa/"
    assert (places["timeline"], places["topics"]) == ("/news/fa/timeline/", "/news/topics/")
    assert build_site_view(persian.in_language("de")).home == "/news/"


def test_role_and_name_of_the_registry_say_their_language_on_other_pages(persian: ViewContext) -> None:
    english = persian.in_language("en")
    assert (build_person(persian, "ana-ng").lang, build_person(persian, "ana-ng").link.lang) == ("en", "en")
    assert (build_person(english, "ana-ng").lang, build_person(english, "ana-ng").link.lang) == ("", "")
    assert build_person(persian, "harbour-office").link.lang == ""  # it has a name in Persian


def test_item_that_a_translation_takes_from_its_original_says_its_language(persian: ViewContext) -> None:
    translation = persian.site.briefings["quay"].translations["fa"]
    (item,) = persian.site.briefings[translation].briefing.upcoming
    assert build_watch(persian, translation, item).lang == "en"
    assert build_watch(persian.in_language("en"), "quay", item).lang == ""


def test_item_of_its_own_is_in_the_language_of_the_translation(view_dossier: Callable[..., ViewContext]) -> None:
    own = QUAY_FA.replace("lang: fa", "lang: fa\nupcoming: [{id: opening-fa, what: اسکله باز می‌شود., when: 2023-08}]")
    persian = view_dossier({"briefings/quay.fa.md": own}).in_language("fa")
    translation = persian.site.briefings["quay"].translations["fa"]
    (item,) = persian.site.briefings[translation].briefing.upcoming
    assert build_watch(persian, translation, item).lang == ""


def test_a_language_has_one_folder_however_its_tag_is_written(view_dossier: Callable[..., ViewContext]) -> None:
    files = {
        f"briefings/x-{number}.md": f"---\ntitle: X\ndate: 2023-05-01\nlang: {tag}\n---\n"
        for number, tag in enumerate(("con", "CON"))
    }
    assert [lang for lang in view_dossier(files).site.by_language if lang.casefold() == "con"] == ["CON"]
