"""Feeds, sitemap and robots.txt: what machines read of a site, checked with the parsers that machines use."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
import yaml

from tests.site.html_pages import HtmlPage, LinkTarget

Build = Callable[..., Path]


def read_feeds(site: Path) -> dict[str, Any]:
    """All feeds of a site by output path."""
    return {p.relative_to(site).as_posix(): feedparser.parse(p.read_bytes()) for p in sorted(site.rglob("*.atom"))}


@pytest.fixture(scope="module")
def feeds(dossier_site: Path) -> dict[str, Any]:
    """The dossier's feeds."""
    return read_feeds(dossier_site)


@pytest.fixture(scope="module")
def front_matter(dossier_content: Path) -> dict[str, dict[str, Any]]:
    """The front matter of every briefing of the dossier by id, read without our reader."""
    found = {}
    for path in (dossier_content / "briefings").rglob("*.md"):
        found[path.stem.replace(".", "-")] = yaml.load(path.read_text("utf-8").split("\n---", 1)[0], yaml.BaseLoader)  # noqa: S506 - texts only
    return found


def read_time(text: str) -> datetime:
    """A time of the front matter in UTC; the dossier's zone where it names none."""
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Asia/Kabul"))).astimezone(UTC)


def find_updated(keys: dict[str, Any]) -> datetime:
    """Publication, last major update or last correction, whichever is latest."""
    major = [update["at"] for update in keys.get("updates", []) if update.get("level") == "major"]
    moments = [keys["date"], *major, *(correction["at"] for correction in keys.get("corrections", []))]
    return max(read_time(moment) for moment in moments)


def stem_of(entry: Any) -> str:
    """The file name of the briefing that an entry announces; "" for entries about something else."""
    found = re.search(r":briefing:([^:]+)$", entry.id)
    return found[1] if found else ""


def test_the_site_its_languages_and_all_that_briefings_are_about_have_a_feed(
    feeds: dict[str, Any], dossier_content: Path, dossier_site: Path
) -> None:
    topics = {f"topics/{path.stem}/feed.atom" for path in (dossier_content / "topics").glob("*.md")}
    wanted = {"feed.atom", "changes/feed.atom", "corrections/feed.atom", "fa/feed.atom", *topics}
    assert wanted <= set(feeds)
    for kind in ("actors", "places", "claims"):
        records = json.loads((dossier_site / f"data/{kind}.json").read_text("utf-8"))[kind]
        known = {f"{kind}/{record['id']}/feed.atom" for record in records if record.get("briefings", 1)}
        assert {path for path in feeds if path.startswith(f"{kind}/")} == known
    assert [path for path in wanted if not feeds[path].entries] == []


def test_feeds_are_well_formed_and_complete(feeds: dict[str, Any]) -> None:
    for path, feed in feeds.items():
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10", path
        for key in ("id", "title", "updated", "link"):
            assert feed.feed.get(key), f"{path}: no {key}"
        for entry in feed.entries:
            for key in ("id", "title", "updated", "published", "link", *(["summary"] if stem_of(entry) else [])):
                assert entry.get(key), f"{path}: {entry.get('id')}: no {key}"


def test_links_in_feeds_are_absolute_and_lead_to_pages(feeds: dict[str, Any], files: set[str], siteurl: str) -> None:
    for path, feed in feeds.items():
        own = next(link.href for link in feed.feed.links if link.rel == "self")
        assert own == f"{siteurl}/{path}"
        links = [link.href for entry in feed.entries for link in entry.links] + [feed.feed.link]
        for link in links:
            assert link.startswith(siteurl + "/"), f"{path}: {link}"
            target = urldefrag(link).url.removeprefix(siteurl + "/")
            assert (target + "index.html" if target.endswith("/") or not target else target) in files, f"{path}: {link}"


def read_bodies(path: Path) -> str:
    """All that a feed, Atom or JSON, says of its entries, as HTML that nobody has mended."""
    if path.suffix == ".json":
        return "".join(item["content_html"] for item in json.loads(path.read_text("utf-8"))["items"])
    feed = feedparser.parse(path.read_bytes(), resolve_relative_uris=False, sanitize_html=False)
    assert not [entry.id for entry in feed.entries if "<" in entry.get("summary", "")]
    return "".join(part.value for entry in feed.entries for part in entry.get("content", ()))


def find_addresses(markup: str) -> list[str]:
    """Every address in HTML."""
    return [html.unescape(found) for found in re.findall(r"""\s(?:href|src|srcset|poster)=["']([^"']*)""", markup)]


@pytest.mark.parametrize("name", ["feed.atom", "feed.json"])
def test_addresses_in_bodies_are_absolute_and_lead_to_pages(linked_site: Path, name: str) -> None:
    """On a site whose decks have links of every sort; those of the sample site have none."""
    home = "https://tiny.example/desk/"
    found = {path: find_addresses(read_bodies(path)) for path in linked_site.rglob(name)}
    addresses = {address for listed in found.values() for address in listed}
    assert addresses == {
        f"{home}briefings/2021-05-09-survey/",
        f"{home}briefings/2021-05-02-quay-closed/#updates",
        f"{home}claims/?a=1&b=2#main",
        "https://survey.example/7?a=1&b=2",
        f"{home}places/marrow-point/",
    }
    with_links = {path.parent.relative_to(linked_site).as_posix() for path, listed in found.items() if listed}
    assert {".", "fa", "topics/north-quay", "actors/pilots-guild", "places/marrow-point"} <= with_links
    for address in addresses:
        if address.startswith(home):
            assert (linked_site / urlsplit(address).path.removeprefix("/desk/") / "index.html").is_file(), address


def test_no_body_of_the_sample_site_has_an_address_that_works_on_the_site_only(dossier_site: Path) -> None:
    files = [*dossier_site.rglob("feed.atom"), *dossier_site.rglob("feed.json")]
    bodies = {path: read_bodies(path) for path in files}
    assert sum(map(bool, bodies.values())) > 400
    assert [path for path, body in bodies.items() for a in find_addresses(body) if not a.startswith("http")] == []


def test_ids_are_unique_and_of_the_whole_site(feeds: dict[str, Any]) -> None:
    assert len({feed.feed.id for feed in feeds.values()}) == len(feeds)
    known: dict[str, tuple[str, str]] = {}
    for path, feed in feeds.items():
        ids = [entry.id for entry in feed.entries]
        assert len(set(ids)) == len(ids), path
        for entry in feed.entries:
            same = (entry.link, entry.title)
            assert known.setdefault(entry.id, same) == same, f"{path}: one id for two things"
            assert re.fullmatch(r"tag:[^,]+,\d{4}(-\d\d)*:\S+", entry.id), f"{entry.id} is no tag URI (RFC 4151)"
    assert len(known) > 100


def test_updated_is_what_the_content_says(feeds: dict[str, Any], front_matter: dict[str, dict[str, Any]]) -> None:
    """Publication, last major update or last correction, whichever is latest; never the day of the build."""
    expected = {}
    for stem, own in front_matter.items():
        # What a translation does not say of changes, its original says for it.
        expected[stem] = find_updated({**front_matter[stem.removesuffix("-fa")], **own})
    seen = set()
    for path, feed in feeds.items():
        for entry in feed.entries:
            stem = stem_of(entry)
            if stem:
                seen.add(stem)
                published, updated = (datetime.fromisoformat(entry[key]) for key in ("published", "updated"))
                assert published == read_time(front_matter[stem]["date"]), f"{path}: {stem}"
                assert updated == expected[stem], f"{path}: {stem}"
    originals = {stem for stem in front_matter if not stem.endswith("-fa")}
    assert originals <= seen


def test_a_feeds_updated_is_its_newest_entrys(feeds: dict[str, Any]) -> None:
    for path, feed in feeds.items():
        updated = [datetime.fromisoformat(entry.updated) for entry in feed.entries]
        if updated:
            assert datetime.fromisoformat(feed.feed.updated) == max(updated), path
        assert feed.feed.updated < "2021-10", f"{path}: later than anything in the content"


def test_entries_are_ordered_by_when_they_were_updated(feeds: dict[str, Any]) -> None:
    for path, feed in feeds.items():
        updated = [datetime.fromisoformat(entry.updated) for entry in feed.entries]
        assert updated == sorted(updated, reverse=True), path


def test_a_short_feed_has_the_last_major_changes(
    run_briefings: Callable[..., Any],
    dossier_content: Path,
    front_matter: dict[str, dict[str, Any]],
    tiny: Path,
    tmp_path: Path,
) -> None:
    """A briefing was taken back after more were published than this feed holds."""
    given = {"SITEURL": "https://desk.example", "FEED_MAX_ITEMS": 5, "TIMEZONE": "Asia/Kabul"}
    options = [word for key, value in given.items() for word in ("-e", f"{key}={json.dumps(value)}")]
    site = tmp_path / "output"
    result = run_briefings("build", dossier_content, "-s", tiny / "pelicanconf.py", *options, "-o", site)
    assert result.returncode == 0, result.stderr
    stems = [stem for stem in front_matter if not stem.endswith("-fa")]
    updated = sorted(stems, key=lambda stem: (-find_updated(front_matter[stem]).timestamp(), stem))
    published = sorted(stems, key=lambda stem: read_time(front_matter[stem]["date"]), reverse=True)
    assert set(updated[:5]) != set(published[:5])
    assert [stem_of(entry) for entry in read_feeds(site)["feed.atom"].entries] == updated[:5]


def test_entries_say_what_was_corrected(feeds: dict[str, Any], front_matter: dict[str, dict[str, Any]]) -> None:
    corrected = {stem: keys["corrections"] for stem, keys in front_matter.items() if keys.get("corrections")}
    seen = set()
    for feed in feeds.values():
        for entry in feed.entries:
            for correction in corrected.get(stem_of(entry), ()):
                seen.add(stem_of(entry))
                assert html.escape(correction["now"]) in entry.content[0].value, entry.id
    assert {stem for stem in corrected if not stem.endswith("-fa")} <= seen


def test_days_of_changes_are_those_of_the_front_matter(
    feeds: dict[str, Any], front_matter: dict[str, dict[str, Any]]
) -> None:
    days = {
        (stem, correction["at"][:10])
        for stem, keys in front_matter.items()
        for correction in keys.get("corrections", ())
        if len(correction["at"]) == len("2021-08-27")
    }
    found = {tuple(entry.id.split(":")[-2:]): entry.updated for entry in feeds["corrections/feed.atom"].entries}
    listed = [pair for pair in days if pair in found]
    assert listed
    for pair in listed:
        assert found[pair] == f"{pair[1]}T00:00:00+04:30"


def test_topic_feeds_have_the_topics_briefings_and_no_other(
    feeds: dict[str, Any], front_matter: dict[str, dict[str, Any]]
) -> None:
    for path, feed in feeds.items():
        if not path.startswith("topics/"):
            continue
        topic = path.split("/")[1]
        stems = {stem_of(entry) for entry in feed.entries}
        own = {stem for stem, keys in front_matter.items() if topic in keys.get("topics", [])}
        assert own <= stems, f"{path} lacks {own - stems}"
        for stem in stems - own:  # parts of the topic count as the topic
            assert any(f"topics/{part}/feed.atom" in feeds for part in front_matter[stem]["topics"]), f"{path}: {stem}"


@pytest.mark.parametrize(("name", "kind"), [("feed.atom", "atom+xml"), ("feed.json", "feed+json")])
def test_pages_link_their_feed(
    pages: dict[str, HtmlPage], feeds: dict[str, Any], siteurl: str, name: str, kind: str
) -> None:
    for path in feeds:
        page = pages[path.replace("feed.atom", "index.html")]
        links = [e for e in page.find_all("link") if e.get("type") == f"application/{kind}"]
        own = path.replace("feed.atom", name)
        assert own in {LinkTarget(siteurl, page, link.get("href")).path for link in links}, page.path


def test_briefings_link_the_feed_of_their_language(pages: dict[str, HtmlPage], siteurl: str) -> None:
    linked = {}
    for path, page in pages.items():
        if re.fullmatch(r"(fa/)?briefings/[^/]+/index\.html", path):
            [link] = [e for e in page.find_all("link") if e.get("type") == "application/atom+xml"]
            linked[path] = LinkTarget(siteurl, page, link.get("href")).path
    assert len(linked) > 40
    assert {path.partition("briefings/")[0] + "feed.atom" for path in linked} == {"feed.atom", "fa/feed.atom"}
    assert [path for path, feed in linked.items() if feed != path.partition("briefings/")[0] + "feed.atom"] == []


def test_a_changed_title_or_address_keeps_the_id(
    build_tiny: Build, tiny_site: Path, tiny: Path, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(tiny / "content", content)
    file = content / "briefings/2021-05-09-survey.md"
    file.write_text(
        re.sub(
            r"^title: .*$", "title: A new headline\nslug: a-new-address", file.read_text("utf-8"), flags=re.MULTILINE
        ),
        "utf-8",
    )
    before, after = read_feeds(tiny_site)["feed.atom"], read_feeds(build_tiny(content=content))["feed.atom"]
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    changed = [
        new
        for old, new in zip(before.entries, after.entries, strict=True)
        if old.link != new.link and old.title != new.title
    ]
    assert [entry.title for entry in changed] == ["Corrected: A new headline"]
    assert changed[0].link.endswith("/a-new-address/")


def read_sitemap(site: Path) -> dict[str, str]:
    """Address → `lastmod` ("" where there is none) of a sitemap."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 - we wrote it
    assert root.tag == space + "urlset"
    rows = [(url.findtext(space + "loc", ""), url.findtext(space + "lastmod", "")) for url in root]
    assert len({address for address, _ in rows}) == len(rows)
    return dict(rows)


def test_the_sitemap_lists_exactly_the_pages_that_may_be_indexed(
    dossier_site: Path, pages: dict[str, HtmlPage], siteurl: str
) -> None:
    listed = read_sitemap(dossier_site)
    assert set(listed) == {siteurl + page.address for page in pages.values() if page.is_indexed()}
    assert siteurl + "/" in listed
    assert all(not page.is_indexed() for page in pages.values() if page.is_redirect() or page.path == "404.html")


def test_lastmod_is_what_the_content_says(
    dossier_site: Path, front_matter: dict[str, dict[str, Any]], pages: dict[str, HtmlPage], siteurl: str
) -> None:
    listed = read_sitemap(dossier_site)
    days = [day for day in listed.values() if day]
    assert len(days) >= 45, "every briefing has one"
    for day in days:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
        assert day < "2022", "the day of the build, not of the content"
    for page in pages.values():
        modified = page.meta("article:modified_time")
        if page.is_indexed() and modified:
            assert listed[siteurl + page.address] == modified[:10], page.path


def test_robots_may_read_everything_and_find_the_sitemap(dossier_site: Path, siteurl: str, files: set[str]) -> None:
    robots = RobotFileParser()
    robots.parse((dossier_site / "robots.txt").read_text("utf-8").splitlines())
    assert robots.can_fetch("AnyBot", siteurl + "/topics/")
    assert robots.site_maps() == [f"{siteurl}/sitemap.xml", f"{siteurl}/news-sitemap.xml"]
    assert {"sitemap.xml", "news-sitemap.xml"} <= files


def test_without_siteurl_nothing_that_needs_one_is_linked_or_written(build_tiny: Build) -> None:
    site = build_tiny(siteurl="")
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert "index.html" in names
    assert {name for name in names if name.endswith((".atom", ".xml", ".rss")) or name == "robots.txt"} == set()
    for name in sorted(names):
        if name.endswith(".html"):
            page = HtmlPage(name, (site / name).read_text("utf-8"))
            assert page.canonical() == "", name
            assert not re.search(r"atom\+xml|\.atom\b|og:url|Atom", page.text), name
