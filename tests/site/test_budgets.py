"""Weight: what a reader on a slow connection loads, before compression."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.html_pages import Element, HtmlPage, local_name
from tests.site.long_topic import PER_MONTH, write_long_topic

KB = 1024
PAGE, STYLES, SCRIPTS = 60 * KB, 40 * KB, 12 * KB


def sum_loaded(site: Path, page: HtmlPage, name: str) -> int:
    """Bytes of all files that `<link rel=stylesheet>` or `<script>` elements of a page name."""
    addresses = {address for element, address in page.references() if loads(element, name)}
    return sum((site / urlsplit(address).path.lstrip("/")).stat().st_size for address in addresses)


def loads(element: Element, name: str) -> bool:
    """Whether an element loads a script or stylesheet."""
    return local_name(element) == name and (name == "script" or "stylesheet" in (element.get("rel") or "").split())


def list_scripts(site: Path) -> list[Path]:
    """The scripts of all pages; those of the search have a page of their own, and Pagefind a budget."""
    found = [path.relative_to(site) for path in site.rglob("*.js")]
    return [path for path in found if path.parts[0] != "pagefind" and "search" not in path.parts]


def test_stylesheets_stay_small(dossier_site: Path, pages: dict[str, HtmlPage]) -> None:
    """Pages for frames have a stylesheet of their own, and load no other."""
    assert 1 * KB < max(sum_loaded(dossier_site, page, "link") for page in pages.values()) <= STYLES


def test_scripts_stay_small_with_all_their_modules(dossier_site: Path) -> None:
    assert 0 < sum((dossier_site / path).stat().st_size for path in list_scripts(dossier_site)) <= SCRIPTS


HEAVY = {
    "briefings/2021-07-14-wesh-capture": 76 * KB,
    "briefings/2021-07-27-chaman-trade": 66 * KB,
    "briefings/2021-07-31-aihrc-embassies": 62 * KB,
    "briefings/2021-07-14-chaman-closed": 62 * KB,
    "fa/briefings/2021-07-14-wesh-capture": 90 * KB,
}
"""Pages beyond the budget. A briefing is one document, never split: these have six or seven claims with every position
on them, up to fourteen sources, and JSON-LD that names all of these. A letter of the Persian one takes two bytes."""


def test_every_page_of_the_dossier_stays_small(dossier_site: Path) -> None:
    pages = {path.parent.relative_to(dossier_site).as_posix(): path for path in dossier_site.rglob("*.html")}
    sizes = {name: path.stat().st_size for name, path in pages.items()}
    assert {name: size for name, size in sizes.items() if size > HEAVY.get(name, PAGE)} == {}
    assert {name for name in HEAVY if sizes[name] <= PAGE} == set(), "needs no exception any more"


@pytest.fixture(scope="module")
def long_site(tmp_path_factory, run_briefings):
    """A desk with one topic of three hundred briefings, built with nothing chosen but its name and address."""
    folder = tmp_path_factory.mktemp("long")
    write_long_topic(folder / "content")
    result = run_briefings("build", "content", "-e", "SITEURL=https://long.example", "-o", "output", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def long_pages(long_site: Path) -> dict[str, HtmlPage]:
    """Home, and every page of the long topic as it is known now."""
    files = [long_site / "index.html", *(long_site / "topics/lock").rglob("*.html")]
    paths = [file.relative_to(long_site).as_posix() for file in files if "as-of" not in file.parts]
    return {path: HtmlPage(path, (long_site / path).read_text("utf-8")) for path in paths}


def test_every_page_of_a_topic_with_three_hundred_briefings_stays_small(
    long_site: Path, long_pages: dict[str, HtmlPage]
) -> None:
    front = long_pages["topics/lock/index.html"]
    assert {"stand", "timeline", "claims", "sources", "where", "actors"} <= set(front.ids)
    heavy = {path: size for path in long_pages if (size := (long_site / path).stat().st_size) > PAGE}
    assert heavy == {}


def test_every_other_page_of_that_site_stays_small(long_site: Path) -> None:
    """Those of an actor who makes every claim, of a newspaper that carries all of them, and of places."""
    pages = [path.relative_to(long_site).as_posix() for path in long_site.rglob("*.html")]
    assert {"claims/actor/keepers/2/index.html", "publishers/gazette/documents/2/index.html"} <= set(pages)
    assert {path: size for path in pages if (size := (long_site / path).stat().st_size) > PAGE} == {}


@pytest.mark.parametrize(
    ("profile", "first", "row"),
    [
        ("actors/keepers", "claims/actor/keepers", "/claims/shut-"),
        ("publishers/gazette", "claims/publisher/gazette", "/claims/shut-"),
        ("publishers/gazette", "publishers/gazette/documents", "https://a.example/"),
    ],
)
def test_what_a_profile_has_too_much_of_is_listed_whole(long_site: Path, profile: str, first: str, row: str) -> None:
    """Three hundred claims, or documents, from the profile by links alone."""
    assert f"/{first}/" in list_addresses(long_site, profile)
    pages = {address for address in list_addresses(long_site, first) if address.startswith(f"/{first}/")}
    linked = [address for page in pages for address in list_addresses(long_site, page.strip("/"))]
    assert len({address for address in linked if address.startswith(row)}) == 300
    assert linked.count(f"/{profile}/") >= len(pages) == 6 + (row != "/claims/shut-")


def list_addresses(site: Path, folder: str) -> set[str]:
    """Where a page leads."""
    return {address for _, address in read_page(site, f"{folder}/index.html").references()}


def read_page(site: Path, path: str) -> HtmlPage:
    """One page of a site."""
    return HtmlPage(path, (site / path).read_text("utf-8"))


@pytest.mark.parametrize("start", ["topics/lock", "topics/lock/published", "actors/keepers", "places/place-0"])
def test_every_briefing_of_a_long_timeline_is_reached_from_its_first_page(long_site: Path, start: str) -> None:
    """By links of the jump list alone: of a topic in both orders, of an actor, of a place."""
    seen, ahead, entries = set[str](), [f"{start}/index.html"], set[str]()
    while ahead:
        path = ahead.pop()
        if path not in seen and path.startswith(start):
            seen.add(path)
            page = read_page(long_site, path)
            entries.update(e.get("id") for e in page.find_all("li") if e.get("class") == "entry")
            ahead += find_jumps(page)
    expected = {"actors/keepers": 300, "places/place-0": 12 + 12 + 2 * 12}
    assert len(entries) == expected.get(start, 12 * sum(PER_MONTH.values()))


def find_jumps(page: HtmlPage) -> Iterator[str]:
    """The pages to which the list of years leads."""
    for nav in page.find_all("nav"):
        if "years" in (nav.get("class") or "").split():
            for link in nav.iter():
                if local_name(link) == "a":
                    yield urlsplit(urljoin(f"/{page.path}", link.get("href"))).path.lstrip("/") + "index.html"
