"""Pages of a language besides the site's own, and the language of texts that stand on pages of another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markupsafe import escape

from briefings.views.briefing import build_lead_image
from briefings.views.context import ViewContext
from briefings.views.home import build_home_view
from briefings.views.language_home import build_language_home
from briefings.views.pages import build_pages
from briefings.views.series import build_series
from briefings.views.site import build_site_view
from briefings.views.sources import SourceList, build_source_views
from briefings.views.surroundings import build_person, build_watch
from tests.unit.views.conftest import QUAY, QUAY_FA

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


def test_home_of_a_language_says_what_changed_lately_in_what_can_be_read(
    view_dossier: Callable[..., ViewContext],
) -> None:
    update = "updates: [{at: 2023-06-08, note: Divers went down.}]\nstage:"
    quay = QUAY.replace("stage:", f"translation_key: quay\n{update}")
    context = view_dossier({"briefings/quay.md": quay}, **SITE)
    here = build_home_view(context).recent
    there = build_language_home(context.in_language("fa")).recent
    assert here is not None
    assert there is not None
    assert [item.change.link.href for item in here.entries] == ["/news/briefings/survey/", "/news/briefings/quay/"]
    assert [item.change.link.href for item in there.entries] == ["/news/fa/briefings/quay/"]
    assert (here.lang, there.lang, there.counts) == ("", "fa", ("۱ تغییر در هفتهٔ گذشته",))


def test_home_of_a_language_has_the_topics_of_its_briefings(persian: ViewContext) -> None:
    view = build_language_home(persian)
    (topic,) = view.topics
    assert (topic.title, topic.summary, topic.href) == ("بندر", "", "/news/topics/harbour/")
    assert (topic.briefings, topic.claims) == ("۱ گزارش", "۲ ادعا، ۱ مورد اختلاف")  # of two briefings one can be read
    assert "بندر" not in [row.title for row in build_home_view(persian.in_language("en")).topics]


def test_topic_without_a_name_in_the_language_says_which_it_is_in(view_dossier: Callable[..., ViewContext]) -> None:
    nameless = {"topics/harbour.md": "---\ntitle: The harbour\n---\n"}
    (topic,) = build_language_home(view_dossier(nameless, **SITE).in_language("fa")).topics
    assert escape(topic.title) == '<bdi lang="en" dir="ltr">The harbour</bdi>'


def test_home_of_a_language_has_what_to_watch_in_its_words_or_marked(view_dossier: Callable[..., ViewContext]) -> None:
    (item,) = build_language_home(view_dossier(**SITE).in_language("fa")).watch
    assert (item.what, item.lang) == ("The quay opens.", "en")
    own = QUAY_FA.replace("lang: fa", "lang: fa\nupcoming: [{id: opening, what: اسکله باز می‌شود., when: 2023-08~}]")
    (item,) = build_language_home(view_dossier({"briefings/quay.fa.md": own}, **SITE).in_language("fa")).watch
    assert (item.what, item.lang) == ("اسکله باز می‌شود.", "")


def test_home_of_a_language_has_the_claims_of_its_briefings_that_moved(persian: ViewContext) -> None:
    changes = build_language_home(persian).changes
    assert {str.__str__(change.claim.text) for change in changes} == {"اسکله امن است.", "Cracks were found."}
    assert [escape(change.claim.text).startswith("<bdi") for change in changes] == [
        change.claim.text != "اسکله امن است." for change in changes
    ]


def test_home_of_a_language_leaves_out_what_it_cannot_read(view_dossier: Callable[..., ViewContext]) -> None:
    other = "---\ntitle: Elsewhere\ndate: 2023-07-01\ntopics: [{0}]\n{1}---\nText.\n"
    more = "upcoming:\n  - {id: far, what: Far away., when: 2023-09}\n"
    files = {"topics/inland.md": "---\ntitle: Inland\n---\n", "briefings/inland.md": other.format("inland", more)}
    view = build_language_home(view_dossier(files, **SITE).in_language("fa"))
    assert [row.title for row in view.topics] == ["بندر"]
    assert [item.what for item in view.watch] == ["The quay opens."]


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


def test_names_and_texts_serve_every_country_of_a_language(view_dossier: Callable[..., ViewContext]) -> None:
    dari = view_dossier().in_language("fa-AF")
    assert (dari.topic_link("harbour").text, dari.topic_link("harbour").lang) == ("بندر", "")
    assert dari.claim_text(dari.site.claims["quay-safe"]) == ("اسکله امن است.", "")
    assert dari.topic_link("ferries").lang == "en"


def test_lists_have_the_comma_of_the_language(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier()
    series = {lang: build_series(context.in_language(lang), context.site.claims["cracks"]) for lang in ("en", "fa")}
    english, persian = series["en"], series["fa"]
    assert english is not None
    assert persian is not None
    assert ("; " in english.label, "؛ " in persian.label, "; " in persian.label) == (True, True, False)
    assert english.points[0].sources == "Agency"
    assert escape(persian.points[0].value) == 'بین ۴ و ۶ <bdi lang="en" dir="ltr">cracks</bdi>'


def test_picture_that_a_translation_takes_from_its_original_says_its_language(persian: ViewContext) -> None:
    translation = persian.site.briefings[persian.site.briefings["quay"].translations["fa"]]
    image = build_lead_image(persian, translation)
    assert image is not None
    assert (image.caption, image.lang) == ("A map.", "en")


def test_source_is_in_the_language_of_the_briefing_that_lists_it(persian: ViewContext) -> None:
    listed = SourceList(persian.site.briefings["quay"].sources)
    note, agency, *_ = build_source_views(persian, listed)
    assert (note.lang, agency.lang) == ("fa", "en")
    assert escape(agency.grade_why) == '<bdi lang="en" dir="ltr">Long record.</bdi>'
    assert build_source_views(persian.in_language("en"), listed)[1].lang == ""
