"""Every page is valid HTML that any reader can use: structure, language, dates, nothing inline, nothing foreign."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.html_pages import Element, HtmlPage, LinkTarget, is_right_to_left, local_name

_JOINED_SCRIPT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def test_every_page_parses_without_an_error(pages: dict[str, HtmlPage]) -> None:
    assert [error for page in pages.values() for error in page.errors] == []


def test_parser_sees_errors() -> None:
    assert HtmlPage("x", "<!doctype html><title>t</title><p><b>open</p><p id=a id=b>").errors


def test_ids_are_unique_and_have_no_spaces(pages: dict[str, HtmlPage]) -> None:
    twice = {
        page.path: found for page in pages.values() if (found := [i for i, n in Counter(page.ids).items() if n > 1])
    }
    assert twice == {}
    assert [f"{page.path}: {i!r}" for page in pages.values() for i in page.ids if not i or re.search(r"\s", i)] == []


def test_every_icon_has_its_drawing_on_the_page(pages: dict[str, HtmlPage]) -> None:
    used = {
        (page.path, (element.get("href") or "").removeprefix("#"))
        for page in pages.values()
        for element in page.elements
        if local_name(element) == "use"
    }
    assert len(used) > len(pages)
    assert [(path, name) for path, name in used if name not in pages[path].ids] == []


def test_references_between_elements_resolve(pages: dict[str, HtmlPage]) -> None:
    names = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list", "headers", "form")
    lost = [
        f"{page.describe(element)}: {name}={value}"
        for page in pages.values()
        for element in page.elements
        for name in names
        for value in (element.get(name) or "").split()
        if value not in page.ids
    ]
    assert lost == []


def test_headings_start_with_the_only_h1_and_never_skip_a_level(pages: dict[str, HtmlPage]) -> None:
    wrong = {}
    for page in pages.values():
        levels = [int(local_name(e)[1]) for e in page.find_all("h1", "h2", "h3", "h4", "h5", "h6")]
        skips = [(above, below) for above, below in itertools.pairwise(levels) if below > above + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or skips:
            wrong[page.path] = (levels, skips)
    assert wrong == {}


def test_no_heading_and_no_link_is_without_words(pages: dict[str, HtmlPage]) -> None:
    silent = []
    for page in pages.values():
        for element in page.find_all("h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "th", "summary", "title"):
            words = "".join(element.itertext()).strip() or element.get("aria-label") or element.get("aria-labelledby")
            if not words and not any(child.get("alt") for child in element.iter("img")):
                silent.append(page.describe(element))
    assert silent == []


_TIMES = (
    (re.compile(r"\d{4,}"), None),
    (re.compile(r"\d{4,}-(0[1-9]|1[0-2])"), None),
    (re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    (re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,3})?)?"), time.fromisoformat),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?"), datetime.fromisoformat),
    (re.compile(r"\d{4,}-W(0[1-9]|[1-4]\d|5[0-3])"), None),
)
"""Of the HTML standard's formats those that a news site needs: year, month, date, time, date and time, week."""


def is_html_time(value: str) -> bool:
    """Whether a `datetime` is valid HTML, and a date that exists."""
    for pattern, parse in _TIMES:
        if pattern.fullmatch(value):
            try:
                if parse:
                    parse(value)
            except ValueError:
                return False
            return True
    return False


@pytest.mark.parametrize(
    "value", ["2021", "2021-07", "2021-07-14", "2021-07-14T13:20+04:30", "2021-07-14T08:50:00Z", "13:20"]
)
def test_html_times_are_told(value: str) -> None:
    assert is_html_time(value)


@pytest.mark.parametrize(
    "value", ["", "2021-13", "2021-02-30", "2021-07-14~", "2021-07-13/2021-07-15", "2021-07-14T25:00", "2021-21"]
)
def test_other_dates_are_told_from_html_times(value: str) -> None:
    assert not is_html_time(value)


def test_every_time_element_has_a_valid_machine_value(pages: dict[str, HtmlPage]) -> None:
    times = [(page, element) for page in pages.values() for element in page.find_all("time")]
    assert len(times) > len(pages)
    assert [
        page.describe(e) + f" datetime={e.get('datetime')!r}"
        for page, e in times
        if not is_html_time(e.get("datetime") or "")
    ] == []


def test_every_page_names_its_language_and_direction(pages: dict[str, HtmlPage]) -> None:
    for page in pages.values():
        lang = "fa" if page.path.startswith("fa/") else "en"
        assert (page.root.get("lang"), page.root.get("dir")) == (lang, "rtl" if lang == "fa" else "ltr"), page.path
    assert any(page.root.get("dir") == "rtl" for page in pages.values())


def test_elements_in_another_script_say_their_direction(pages: dict[str, HtmlPage]) -> None:
    """`lang` alone turns no text round: right-to-left words on a left-to-right page need `dir`, and the other way.

    `<bdi>` finds its direction by itself.
    """
    silent = []
    for page in pages.values():
        for element in page.elements[1:]:
            lang = element.get("lang")
            is_turned = lang and is_right_to_left(lang) != (page.root.get("dir") == "rtl")
            if is_turned and not element.get("dir") and local_name(element) != "bdi":
                silent.append(page.describe(element))
    assert silent == []


def test_words_in_another_script_name_their_language(pages: dict[str, HtmlPage]) -> None:
    """WCAG 3.1.2: a screen reader cannot read Persian with an English voice."""
    unnamed = []
    for page in pages.values():
        if page.root.get("dir") == "rtl":
            continue
        for element in page.elements:
            text = (element.text or "") + "".join(child.tail or "" for child in element)
            if local_name(element) != "script" and _JOINED_SCRIPT.search(text) and not _has_language(page, element):
                unnamed.append(page.describe(element))
    assert unnamed == []


def _has_language(page: HtmlPage, element: Element | None) -> bool:
    while element is not None and element is not page.root:
        if element.get("lang"):
            return is_right_to_left(element.get("lang"))
        element = page.parents.get(element)
    return False


def test_no_page_has_inline_script_style_or_handlers(pages: dict[str, HtmlPage]) -> None:
    """So that a site can send a Content-Security-Policy without exceptions. JSON-LD is data, not script."""
    inline = []
    for page in pages.values():
        for element in page.elements:
            name = local_name(element)
            is_script = name == "script" and not element.get("src") and element.get("type") != "application/ld+json"
            handlers = [key for key in element.keys() if key.startswith("on") or key == "style"]  # noqa: SIM118 - not a mapping
            if is_script or name == "style" or handlers:
                inline.append(page.describe(element) + f" {handlers}")
    assert inline == []


def test_no_page_loads_anything_from_another_host(pages: dict[str, HtmlPage], siteurl: str) -> None:
    loaded_rels = {
        "stylesheet",
        "icon",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "manifest",
    }
    foreign = []
    for page in pages.values():
        for element, address in page.references():
            name = local_name(element)
            is_loaded = name not in ("a", "area", "meta", "link", "form") or (
                name == "link" and loaded_rels & set((element.get("rel") or "").split())
            )
            if is_loaded and (not LinkTarget(siteurl, page, address).is_internal or urlsplit(address).netloc):
                foreign.append(page.describe(element))
    assert foreign == []


def test_every_page_has_title_description_and_landmarks(pages: dict[str, HtmlPage]) -> None:
    titles = Counter()
    for page in pages.values():
        assert len(list(page.find_all("main"))) == 1, page.path
        assert page.meta("viewport") == "width=device-width, initial-scale=1", page.path
        if page.is_redirect():
            continue
        assert page.meta("description"), page.path
        if page.path.startswith("embed/"):
            continue  # it stands in a page that has all of this
        assert list(page.find_all("header")), page.path
        assert list(page.find_all("footer")), page.path
        assert next(page.find_all("a")).get("href") == "#main", f"{page.path}: the first link skips to the content"
        titles[("".join(next(page.find_all("title")).itertext()), page.root.get("lang"))] += 1
    # A state may be actor and place, a news agency actor and publisher; more pages than these must not share a title.
    assert sum(titles.values()) - len(titles) <= 0.1 * len(titles), titles.most_common(10)


def test_every_image_has_alternative_text(pages: dict[str, HtmlPage]) -> None:
    images = [(page, element) for page in pages.values() for element in page.find_all("img")]
    assert images, "the dossier has figures"
    assert [page.describe(e) for page, e in images if e.get("alt") is None] == []


_KINDS = {
    "home": r"index\.html",
    "briefing": r"briefings/[^/]+/index\.html",
    "rtl briefing": r"fa/briefings/[^/]+/index\.html",
    "topics": r"topics/index\.html",
    "topic": r"topics/[^/]+/index\.html",
    "topic by publication": r"topics/[^/]+/published/index\.html",
    "timeline": r"timeline/index\.html",
    "timeline by publication": r"timeline/published/index\.html",
    "actors": r"actors/index\.html",
    "actor": r"actors/[^/]+/index\.html",
    "places": r"places/index\.html",
    "place": r"places/[^/]+/index\.html",
    "publishers": r"publishers/index\.html",
    "publisher": r"publishers/[^/]+/index\.html",
    "claims": r"claims/index\.html",
    "claims of a status": r"claims/status/[^/]+/index\.html",
    "claims of a topic": r"claims/topic/[^/]+/index\.html",
    "claim": r"claims/[^/]+/index\.html",
    "topic as of a day": r"topics/[^/]+/as-of/[^/]+/index\.html",
    "changes": r"changes/index\.html",
    "changes of a month": r"changes/\d{4}-\d\d/index\.html",
    "what to watch": r"upcoming/index\.html",
    "corrections": r"corrections/index\.html",
    "page": r"pages/[^/]+/index\.html",
    "data": r"data/index\.html",
    "home in another language": r"fa/index\.html",
    "timeline in another language": r"fa/timeline/index\.html",
    "embedded claim": r"embed/claims/[^/]+/index\.html",
    "embedded timeline": r"embed/timelines/[^/]+/index\.html",
    "embedded map": r"embed/maps/[^/]+/index\.html",
    "not found": r"404\.html",
}


def choose_sample(pages: dict[str, HtmlPage]) -> list[str]:
    """The largest page of every kind (it has the most components), a redirect, and every thirtieth of all."""
    chosen = []
    for kind, pattern in _KINDS.items():
        found = [page for page in pages.values() if re.fullmatch(pattern, page.path) and not page.is_redirect()]
        assert found, f"the dossier has no page of kind {kind}"
        chosen.append(max(found, key=lambda page: (len(page.text), page.path)).path)
    chosen.append(next(path for path, page in pages.items() if page.is_redirect()))
    return sorted({*chosen, *list(pages)[::30]})


@pytest.mark.slow
def test_the_nu_checker_finds_nothing(
    vnu: Callable[..., list[str]], pages: dict[str, HtmlPage], dossier_site: Path
) -> None:
    assert vnu(*(dossier_site / path for path in choose_sample(pages))) == []


def test_the_nu_checker_finds_what_is_wrong(vnu: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<!doctype html><title>t</title><p><div aria-labelledby=gone></p>", "utf-8")
    assert len(vnu(tmp_path / "x.html")) >= 2
