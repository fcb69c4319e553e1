"""A topic as it was known on an evening: every page of that kind is searched for everything that came later."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from tests.site.html_pages import Element, HtmlPage, LinkTarget

ZONE = ZoneInfo("Asia/Kabul")
AS_OF = re.compile(r"topics/([a-z0-9-]+)/as-of/(\d{4}-\d\d-\d\d)/index\.html")
WESH = "topics/spin-boldak-crossing/as-of/2021-07-14/index.html"

Find = Callable[[HtmlPage, str], list[str]]


def day_of(moment: str) -> str:
    """The day of a time of the front matter or of the data, in the dossier's zone."""
    at = datetime.fromisoformat(moment)
    return (at if at.tzinfo else at.replace(tzinfo=ZONE)).astimezone(ZONE).date().isoformat()


def first_day(edtf: str) -> str:
    """The first day that a date of the dossier may mean: `2021-07~` may be the first of July, an unknown date any."""
    digits = re.match(r"[\d-]*", edtf.split("/", maxsplit=1)[0]).group()[:10]
    return digits + "0000-01-01"[len(digits) :]


@pytest.fixture(scope="module")
def evenings(pages: dict[str, HtmlPage]) -> dict[str, HtmlPage]:
    """Every page of the kind, by output path."""
    return {path: page for path, page in pages.items() if AS_OF.fullmatch(path)}


@pytest.fixture(scope="module")
def ledger(dossier_site: Path) -> dict[str, Any]:
    """The ledger as the site publishes it."""
    return json.loads((dossier_site / "data/claims.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def front_matter(dossier_content: Path) -> dict[str, dict[str, Any]]:
    """The front matter of every briefing, read without our reader."""
    found = {}
    for path in (dossier_content / "briefings").rglob("*.md"):
        found[path.stem] = yaml.load(path.read_text("utf-8").split("\n---", 1)[0], yaml.BaseLoader)  # noqa: S506 - texts only
    return found


@pytest.fixture(scope="module")
def later_words(ledger: dict[str, Any], front_matter: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Everything that the dossier says in words, with the day on which it could be known first."""
    published = {source["key"]: first_day(source["published"]) for source in ledger["sources"] if source["published"]}
    found = []
    for claim in ledger["claims"]:
        days = []
        for position in claim["positions"]:
            carried = [published[key] for key in position["via"] if key in published]
            days.append(max(first_day(position["said"]), day_of(position["known"]), min(carried, default="")))
            found += [(days[-1], position["quote"]), (days[-1], position["how"])]
        found.append((min(days), claim["text"]))
        found += [(first_day(step["when"]), step["basis"]) for step in claim["history"] if step["basis"]]
    for keys in front_matter.values():
        said = day_of(keys["date"])
        found += [(said, keys["title"]), (said, keys["summary"].strip())]
        found += [(day_of(update["at"]), update["note"]) for update in keys.get("updates", [])]
        found += [(day_of(item["at"]), item["now"]) for item in keys.get("corrections", [])]
        found += [(max(said, first_day(item["date"])), item["text"]) for item in keys.get("events", [])]
        found += [("9999-12-31", item["outcome"]) for item in keys.get("upcoming", []) if item.get("outcome")]
    common = {text for day, text in found for other, same in found if same == text and other != day}
    return sorted({(day, " ".join(text.split())) for day, text in found if len(text) > 20 and text not in common})


def begins_other_days(element: Element) -> bool:
    """Whether an element is about the way from day to day, or about what was announced and not yet due."""
    if "pager" in element.get("class", "").split() or element.get("aria-labelledby") == "days":
        return True
    if element.tag == "small" and "".join(element.itertext()).startswith("falls due"):
        return True
    return any(child.get("id") == "ahead" for child in element)


def list_own(page: HtmlPage) -> Iterator[Element]:
    """The elements that speak of the day itself, the head of the site included; none inside of one about other days."""
    ways = [page.root]
    while ways:
        element = ways.pop()
        if isinstance(element.tag, str) and not begins_other_days(element):
            yield element
            ways.extend(reversed(element))


def read_own(page: HtmlPage, names: tuple[str, ...]) -> str:
    """What elements of these names say, each word once: an element's words hold those of the elements inside of it."""
    outermost, inside = [], set()
    for element in list_own(page):
        if element.tag in names and element not in inside:
            outermost.append(element)
            inside.update(element.iter())
    return " ".join(" ".join("".join(element.itertext()).split()) for element in outermost)


def find_later_dates(page: HtmlPage, day: str) -> list[str]:
    """Dates after `day` on the page."""
    times = [e for e in list_own(page) if e.tag == "time" and "footer" not in e.get("class", "")]
    values = [(e, e.get("datetime")) for e in times]
    return [page.describe(e) for e, value in values if (value_day := as_day(value)) > day[: len(value_day)]]


def as_day(value: str) -> str:
    """A day, month or year as it stands in `datetime`; a moment as the day of the dossier's zone."""
    return day_of(value) if "T" in value else value


def find_later_words(page: HtmlPage, day: str, words: list[tuple[str, str]]) -> list[str]:
    """What was first said after `day` and stands on the page."""
    names = ("p", "th", "td", "li", "h1", "h2", "h3", "h4", "h5", "title", "time")
    text = read_own(page, names) + page.meta("description")
    present = set(text.split())
    # A sentence can only be there if all its words but the outer two, which may touch others, are: a quick look first.
    possible = ((known, said) for known, said in words if known > day and present.issuperset(said.split()[1:-1]))
    return [f"{page.path}: {known}: {sentence}" for known, sentence in possible if sentence in text]


def find_later_links(page: HtmlPage, day: str, pages: dict[str, HtmlPage], root: str) -> list[str]:
    """Links to briefings that were published after `day`."""
    main = next(page.find_all("main"))
    links = [(e, LinkTarget(root, page, e.get("href")).path) for e in main.iter() if e.tag == "a" and e.get("href")]
    published = ((e, pages[path].meta("article:published_time")) for e, path in links if path in pages)
    return [page.describe(e) for e, moment in published if moment and day_of(moment) > day]


def test_there_is_a_page_for_every_day_of_change_and_no_other(
    evenings: dict[str, HtmlPage], pages: dict[str, HtmlPage]
) -> None:
    changes = [page for path, page in pages.items() if path.startswith("changes/")]
    days = {e.get("datetime") for page in changes for e in page.find_all("time") if len(e.get("datetime", "")) == 10}
    assert len(evenings) > 100
    assert {AS_OF.fullmatch(path).group(2) for path in evenings} <= days
    for page in evenings.values():
        assert not page.is_indexed(), page.path


def test_no_page_has_a_later_date(evenings: dict[str, HtmlPage]) -> None:
    assert [leak for path, page in evenings.items() for leak in find_later_dates(page, path.split("/")[3])] == []


def test_no_page_links_a_later_briefing(
    evenings: dict[str, HtmlPage], pages: dict[str, HtmlPage], siteurl: str
) -> None:
    found = [find_later_links(page, path.split("/")[3], pages, siteurl) for path, page in evenings.items()]
    assert [leak for leaks in found for leak in leaks] == []


def test_no_page_has_later_words(evenings: dict[str, HtmlPage], later_words: list[tuple[str, str]]) -> None:
    found = [find_later_words(page, path.split("/")[3], later_words) for path, page in evenings.items()]
    assert [leak for leaks in found for leak in leaks] == []


def test_the_search_finds_what_came_later_where_it_stands(
    pages: dict[str, HtmlPage], later_words: list[tuple[str, str]], siteurl: str
) -> None:
    today = pages["topics/spin-boldak-crossing/index.html"]
    assert len(find_later_dates(today, "2021-07-14")) > 10
    assert len(find_later_links(today, "2021-07-14", pages, siteurl)) > 10
    assert len(find_later_words(today, "2021-07-14", later_words)) > 10
    assert len([known for known, _ in later_words if known > "2021-07-14"]) > 200


LATER_THAN_14_JULY = (
    r"15 July|16 July|17 July|18 July|August|September",
    r"Chaudhri|Siddiqui|Saleh|Nadery|Fawad Aman|Shinwari|Dawn\b",
    r"foreign ministry|on the record",
    r"ret(ake|aken|ook)\b|recaptur|won back|propaganda|baseless|outnumbered|fell back|pulled? back",
    r"tear gas|stones|stranded|pedestrian|crowd",
    r"confirmed|Confirmed|retracted|Retracted",
    r"war crimes|looted|killings|Human Rights",
)


def test_the_evening_of_14_july_knows_nothing_of_what_followed(evenings: dict[str, HtmlPage]) -> None:
    page = evenings[WESH]
    text = " ".join(
        "".join(e.itertext()) for e in list_own(page) if e.tag in ("p", "th", "td", "h1", "h2", "h3", "title")
    )
    assert [match.group() for words in LATER_THAN_14_JULY for match in re.finditer(words, text)] == []
    for word in ("Taliban fighters have taken the border town of Wesh", "Disputed", "Chaman gate"):
        assert word in text


def test_the_claim_of_wesh_is_disputed_on_14_july_and_confirmed_on_15_july(evenings: dict[str, HtmlPage]) -> None:
    statuses = {}
    for day in ("2021-07-14", "2021-07-15"):
        page = evenings[WESH.replace("2021-07-14", day)]
        rows = [row for row in page.find_all("tr") if "taken the border town of Wesh" in "".join(row.itertext())]
        statuses[day] = [row.get("data-status") for row in rows]
    assert statuses == {"2021-07-14": ["disputed"], "2021-07-15": ["confirmed"]}


def test_the_head_of_the_page_says_as_of_when(evenings: dict[str, HtmlPage], pages: dict[str, HtmlPage]) -> None:
    def edition(page: HtmlPage) -> str:
        return next("".join(e.itertext()) for e in page.elements if e.get("class") == "edition__asof").strip()

    assert edition(evenings[WESH]) == "As known on 14 July 2021"
    assert edition(pages["index.html"]).startswith("As of ")


def test_days_lead_to_each_other(evenings: dict[str, HtmlPage], siteurl: str) -> None:
    topics: dict[str, list[str]] = {}
    for path in sorted(evenings):
        topics.setdefault(AS_OF.fullmatch(path).group(1), []).append(path)
    for paths in topics.values():
        for index, path in enumerate(paths):
            page = evenings[path]
            ways = {
                e.get("rel"): LinkTarget(siteurl, page, e.get("href")).path for e in page.find_all("a") if e.get("rel")
            }
            around = {"prev": paths[index - 1] if index else None, "next": (*paths, None)[index + 1]}
            assert ways == {rel: target for rel, target in around.items() if target}, path
