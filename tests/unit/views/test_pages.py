"""All pages of a site: one at each address, each with a title and a description, every link to one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from briefings.views.context import ViewContext
from briefings.views.language_marks import MixedText
from briefings.views.page import Page
from briefings.views.pages import build_pages
from briefings.views.parts import View

TEMPLATES = Path(__file__).resolve().parents[3] / "themes" / "dispatch" / "templates"


@pytest.fixture
def pages(dossier: ViewContext) -> list[Page]:
    return list(build_pages(dossier))


def _fields(value: Any) -> Iterator[tuple[str, str]]:
    """All texts of a view with the names of their fields, however deep."""
    if isinstance(value, View):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if isinstance(inner, str):
                yield name, inner
            else:
                yield from _fields(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(item)


def test_no_two_pages_have_one_address(pages: list[Page]) -> None:
    assert {path for path, count in Counter(page.path.casefold() for page in pages).items() if count > 1} == set()


def test_address_is_relative_and_stays_inside_the_output(pages: list[Page]) -> None:
    for page in pages:
        assert page.path == page.view.page.path
        assert not page.path.startswith("/")
        assert ".." not in page.path.split("/")
        assert page.path.endswith(".html")


def test_every_page_has_a_title_a_description_a_language_and_a_direction(pages: list[Page]) -> None:
    for page in pages:
        meta = page.view.page
        assert meta.title, page.path
        assert meta.description, page.path
        assert (meta.lang, meta.direction) in (("en", "ltr"), ("fa", "rtl"))
        assert "<" not in meta.description


def test_titles_of_indexed_pages_differ(pages: list[Page]) -> None:
    titles = Counter((page.view.page.title, page.view.page.lang) for page in pages if page.view.page.is_indexed)
    assert {title for title, count in titles.items() if count > 1} == set()


def test_every_template_exists_in_the_theme(pages: list[Page]) -> None:
    assert {page.template for page in pages if not (TEMPLATES / page.template).is_file()} == set()


def test_everything_that_has_an_id_has_a_page(pages: list[Page], dossier: ViewContext) -> None:
    paths = {page.path for page in pages}
    wanted = {"index.html", "404.html", "timeline/index.html", "topics/index.html", "corrections/index.html"}
    wanted |= {"briefings/quay/index.html", "fa/briefings/quay/index.html", "briefings/survey/index.html"}
    for folder, records in (
        ("topics", dossier.site.topics),
        ("actors", dossier.site.actors),
        ("places", dossier.site.places),
        ("publishers", dossier.site.publishers),
    ):
        wanted |= {f"{folder}/{identifier}/index.html" for identifier in records}
    assert wanted <= paths


def test_every_internal_link_of_a_view_leads_to_a_page_or_a_file(pages: list[Page], dossier: ViewContext) -> None:
    known = {page.path for page in pages} | set(dossier.static_paths) | {"pages/about/index.html"}
    for page in pages:
        for name, value in _fields(page.view):
            hrefs = (
                [value] if name in ("href", "src") else re.findall(r'href="([^"]+)"', value) if "<a " in value else []
            )
            for href in hrefs:
                path = unquote(urlsplit(href).path)
                if not path or "//" in href or path.endswith(".atom"):
                    continue
                assert path.startswith("/news/"), (page.path, href)
                target = path.removeprefix("/news/")
                assert (target + "index.html" if target.endswith("/") or not target else target) in known, (
                    page.path,
                    name,
                    href,
                )


def test_alias_redirects_to_its_page(pages: list[Page]) -> None:
    [redirect] = [page for page in pages if page.template == "redirect.html" and page.path == "topics/boats/index.html"]
    assert redirect.view.target.href == "/news/topics/ferries/"
    assert not redirect.view.page.is_indexed


def test_alias_never_takes_the_place_of_a_page(view_dossier: Callable[..., ViewContext]) -> None:
    context = view_dossier({"topics/old.md": "---\ntitle: Old\naliases: [published]\n---\n"})
    paths = Counter(page.path for page in build_pages(context))
    assert max(paths.values()) == 1


def test_pages_do_not_depend_on_the_order_of_the_calls(
    dossier: ViewContext, view_dossier: Callable[..., ViewContext]
) -> None:
    other = view_dossier(SITEURL="https://desk.example/news", SITENAME="Desk")
    for _ in build_pages(other.in_language("fa")):
        pass
    assert list(build_pages(dossier)) == list(build_pages(other))


def test_views_hold_plain_data_only(pages: list[Page]) -> None:
    """A view can be written down: nothing of the site, no functions, no clocks."""

    def write_text(value: object) -> str:
        """Texts with words of another language are texts."""
        assert isinstance(value, MixedText)
        return str.__str__(value)

    for page in pages:
        assert msgspec.json.encode(page.view, enc_hook=write_text)


def test_site_of_a_single_briefing_has_all_its_pages(view_site: Callable[..., ViewContext]) -> None:
    context = view_site({"a.md": "---\ntitle: A\ndate: 2023-05-02\n---\n"})
    paths = {page.path for page in build_pages(context)}
    assert {"index.html", "briefings/a/index.html", "timeline/index.html", "404.html"} <= paths


@pytest.mark.parametrize("event", ["0001-01-01", "9999-12-31", "2023-05-02T00:00+14:00", "../2023", "[1900..]"])
def test_event_at_the_end_of_the_calendar_breaks_no_page(view_site: Callable[..., ViewContext], event: str) -> None:
    context = view_site({"a.md": f"---\ntitle: A\ndate: 2023-05-02\nevent: '{event}'\n---\n"}, TIMEZONE="Asia/Kabul")
    assert list(build_pages(context))


def test_withdrawn_briefing_shows_its_notice_only(view_dossier: Callable[..., ViewContext]) -> None:
    reason = "corrections: [{at: 2023-05-04, kind: retraction, now: We were misled.}]"
    text = (
        f"---\ntitle: Secret\ndate: 2023-05-02\nstage: withdrawn\nsummary: Secret.\n{reason}\n---\nThe secret body.\n"
    )
    pages = list(build_pages(view_dossier({"briefings/gone.md": text})))
    [page] = [page for page in pages if page.path == "briefings/gone/index.html"]
    assert (page.template, page.view.title) == ("withdrawn.html", "Withdrawn briefing of 2 May 2023")
    assert page.view.page.description == "The briefing published here on 2 May 2023 was withdrawn on 4 May 2023."
    assert [(reason.at.text, reason.text) for reason in page.view.reasons] == [("4 May 2023", "We were misled.")]
    assert not page.view.page.is_indexed
    assert not any("secret" in value.lower() for page in pages for _, value in _fields(page.view))


def test_notice_without_a_reason_says_no_day(view_dossier: Callable[..., ViewContext]) -> None:
    text = "---\ntitle: Secret\ndate: 2023-05-02\nmodified: 2023-05-09\nstage: withdrawn\n---\n"
    pages = build_pages(view_dossier({"briefings/gone.md": text}))
    [view] = [page.view for page in pages if page.template == "withdrawn.html"]
    assert (view.withdrawn, view.reasons) == (None, ())
    assert view.page.description == "The briefing published here on 2 May 2023 was withdrawn."
