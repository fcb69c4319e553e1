"""Every address on every page leads somewhere: to a file of the site, to an id on its page, or to the web."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urlsplit

import pytest

from tests.site.html_pages import HtmlPage, LinkTarget, read_pages


def find_broken_links(pages: dict[str, HtmlPage], files: set[str], root: str) -> list[str]:
    """Addresses of a site that lead nowhere. `root` is where the site stands."""
    broken = []
    for page in pages.values():
        for element, address in page.references():
            target = LinkTarget(root, page, address)
            if not address:
                reason = "empty address"
            elif not target.is_internal:
                reason = "" if target.scheme in ("http", "https", "mailto") else "unknown scheme"
            elif not target.is_below_root:
                reason = "outside the site"
            elif target.path not in files:
                reason = f"no file {target.path}"
            else:
                is_lost = target.fragment and (
                    target.path not in pages or target.fragment not in pages[target.path].ids
                )
                reason = f"no id {target.fragment} in {target.path}" if is_lost else ""
            if reason:
                broken.append(f"{page.describe(element)} → {address!r}: {reason}")
    return broken


def test_finder_sees_each_kind_of_broken_link() -> None:
    text = """<!doctype html><title>t</title>
    <a href="/gone/">a</a><a href="#gone">b</a><img src="x.png" alt=""><a href="">c</a><a href="javascript:x">d</a>
    <a href="//host.example/">fine</a><a href="#here" id="here">fine</a><a href="/">fine</a>"""
    pages = {"index.html": HtmlPage("index.html", text)}
    assert len(find_broken_links(pages, {"index.html"}, "https://site.example")) == 5
    assert len(find_broken_links(pages, {"index.html"}, "https://site.example/news")) == 6


def test_every_link_of_every_page_resolves(pages: dict[str, HtmlPage], files: set[str], siteurl: str) -> None:
    assert find_broken_links(pages, files, siteurl) == []


def test_every_link_resolves_below_a_path_prefix(build_tiny: Callable[..., Path]) -> None:
    site = build_tiny(siteurl="https://example.org/news")
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert find_broken_links(read_pages(site), files, "https://example.org/news") == []


def test_every_link_resolves_where_dates_are_not_certain(
    build_tiny: Callable[..., Path], tiny: Path, tmp_path: Path
) -> None:
    """Ids of elements are made of dates: a link finds its own, which holds nothing that a fragment must encode."""
    content = Path(shutil.copytree(tiny / "content", tmp_path / "content"))
    file = content / "briefings/2021-05-02-quay-closed.md"
    fact = "text: The wall cracks., topics: [north-quay], sources: [port-notice]"
    dates = ("2021-05-02%", "[2021-05-03..2021-05-04]", "{2021-05-05,2021-05-06}")
    events = "".join(f'  - {{date: "{date}", {fact}}}\n' for date in dates)
    text = file.read_text("utf-8").replace("claims:", f"events:\n{events}claims:", 1)
    text = text.replace("stance: denies, said: 2021-05-02", f'stance: denies, said: "{dates[1]}"')
    file.write_text(text.replace("event: 2021-05-02", f'event: "{dates[0]}"'), "utf-8")
    site = build_tiny(content)
    pages = read_pages(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert find_broken_links(pages, files, "https://tiny.example") == []
    ids = {name for page in pages.values() for name in page.ids}
    assert {name for name in ids if "quay-closed--event" in name} == {
        "e-2021-05-02-quay-closed--event-2021-05-02",
        "e-2021-05-02-quay-closed--event-2021-05-03-2021-05-04",
        "e-2021-05-02-quay-closed--event-2021-05-05-2021-05-06",
    }
    assert sorted(name for name in ids if name.isascii() and quote(name) != name) == []


def test_every_link_of_the_dossier_starts_with_the_path_prefix(prefixed_site: Path, files: set[str]) -> None:
    """Read without a parser, since there are a thousand pages and another test parses each of them."""
    rooted: set[str] = set()
    for path in prefixed_site.rglob("*.html"):
        rooted.update(
            re.findall(r"""(?:href|src|srcset|action|poster|data|url)=["']?(/[^"'?#\s>]*)""", path.read_text("utf-8"))
        )
    assert len(rooted) > 500
    assert sorted(address for address in rooted if not address.startswith("/news/")) == []
    targets = {re.sub(r"(^|/)$", r"\1index.html", unquote(address).removeprefix("/news/")) for address in rooted}
    assert sorted(targets - files) == []


def test_addresses_in_stylesheets_and_scripts_resolve(dossier_site: Path) -> None:
    found = 0
    for path in [*dossier_site.rglob("*.css"), *dossier_site.rglob("*.js")]:
        text = path.read_text("utf-8")
        imported = r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']"""
        linked = r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']"""
        for match in re.finditer(imported if path.suffix == ".js" else linked, text):
            address = next(group for group in match.groups() if group)
            if not address.startswith("data:"):
                found += 1
                assert urlsplit(address).netloc == "", f"{path}: {address} asks another host"
                assert (path.parent / urlsplit(address).path).is_file(), f"{path}: {address}"
    assert found, "the theme's script has modules; this test must have seen their imports"


def test_every_page_is_reached_from_the_home_page(pages: dict[str, HtmlPage], siteurl: str) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        page = pages[waiting.pop()]
        if page.path in reached:
            continue
        reached.add(page.path)
        targets = (LinkTarget(siteurl, page, e.get("href")) for e in page.find_all("a") if e.get("href"))
        waiting += [target.path for target in targets if target.is_internal and target.path in pages]
    orphans = {path for path, page in pages.items() if path not in reached and page.is_indexed()}
    assert orphans == set()


def test_canonical_addresses_are_each_page_its_own(pages: dict[str, HtmlPage], siteurl: str) -> None:
    """But for those in frames on other sites, which name the full page."""
    own = [page for page in pages.values() if page.path != "404.html" and not page.path.startswith("embed/")]
    wrong = {
        page.path: page.canonical()
        for page in own
        if not page.is_redirect() and page.canonical() != siteurl + page.address
    }
    assert wrong == {}
    assert pages["404.html"].canonical() == ""


def test_redirects_lead_to_a_page_that_is_no_redirect(pages: dict[str, HtmlPage], siteurl: str) -> None:
    redirects = [page for page in pages.values() if page.is_redirect()]
    assert redirects, "the dossier has aliases"
    for page in redirects:
        target = next(a for e, a in page.references() if e.get("http-equiv") == "refresh")
        assert not pages[LinkTarget(siteurl, page, target).path].is_redirect(), page.path
        assert not page.is_indexed(), page.path


def test_translations_name_each_other(pages: dict[str, HtmlPage], siteurl: str) -> None:
    """`hreflang` counts only where it is returned, and where a page names itself as well (Google's rule, and ours)."""
    others: dict[str, dict[str, str]] = {}
    for page in pages.values():
        links = [e for e in page.find_all("link") if e.get("rel") == "alternate" and e.get("hreflang")]
        if links:
            others[page.path] = {e.get("hreflang"): LinkTarget(siteurl, page, e.get("href")).path for e in links}
    assert others, "the dossier has translations"
    for path, named in others.items():
        lang = pages[path].root.get("lang")
        assert named[lang] == path, f"{path} does not name itself"
        for other in set(named.values()):
            assert others.get(other) == named, f"{path} and {other} disagree"


@pytest.mark.parametrize("attribute", ["href", "src"])
def test_own_paths_are_percent_encoded(pages: dict[str, HtmlPage], attribute: str) -> None:
    """RFC 3986: a path is ASCII without spaces. A fragment never leaves the browser and may stay readable."""
    wrong = [
        page.describe(element)
        for page in pages.values()
        for element in page.elements
        if (address := element.get(attribute) or "").startswith("/")
        and re.search(r"[^\x21-\x7e]", urldefrag(address).url)
    ]
    assert wrong == []
