"""What is new since a reader's last visit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

TOPIC = "/topics/kabul-security/"
BEFORE = "2021-09-01T00:00:00Z"


def come_back(page: Page, key: str, seen: str) -> None:
    """As somebody who was here when `seen` was the newest."""
    page.evaluate("([key, seen]) => { sessionStorage.clear(); localStorage.setItem(key, seen); }", [key, seen])
    page.reload()


def test_nothing_is_marked_on_the_first_visit(open_page: Callable[..., Page]) -> None:
    page = open_page(TOPIC)
    page.wait_for_function("() => localStorage.getItem('since:kabul-security')")
    expect(page.locator(".new")).to_have_count(0)
    expect(page.locator("[data-since] button")).to_be_hidden()


def test_a_returning_reader_sees_what_is_new_and_can_see_only_that(open_page: Callable[..., Page]) -> None:
    page = open_page(TOPIC)
    come_back(page, "since:kabul-security", BEFORE)
    marked = page.locator("[data-new]")
    expect(marked.first).to_be_visible()
    assert page.locator(".entry:not([data-new])").count() > 0
    expect(page.locator("[data-since] [role=status]")).to_contain_text("New since you last came here")
    button = page.get_by_role("button", name="Show only what is new")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".entry:not([data-new])").first).to_be_hidden()
    button.click()
    expect(page.locator(".entry:not([data-new])").first).to_be_visible()


def test_marks_stay_for_the_visit_and_are_gone_at_the_next(open_page: Callable[..., Page]) -> None:
    page = open_page(TOPIC)
    come_back(page, "since:kabul-security", BEFORE)
    expect(page.locator("[data-new]").first).to_be_visible()
    page.reload()
    expect(page.locator("[data-new]").first).to_be_visible()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator("[data-since] [role=status]")).to_have_text("Nothing has changed since you last came here.")
    expect(page.locator(".new")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "key"),
    [("/topics/us-withdrawal/", "since:us-withdrawal"), (TOPIC, "since:kabul-security"), ("/", "since:")],
)
def test_as_much_is_marked_as_is_said(open_page: Callable[..., Page], address: str, key: str) -> None:
    page = open_page(address)
    come_back(page, key, BEFORE)
    expect(page.locator(".new").first).to_be_visible()
    said = page.locator("[data-since] [role=status]").inner_text()
    assert int(said.split()[-1]) == page.locator(".new").count() > 0
    if address == "/":
        assert "marked on this page" in said  # more has changed than stands there
    else:
        assert page.locator("tr[data-new] .new").count() == 3


@pytest.mark.parametrize(("address", "key"), [("/topics/us-withdrawal/", "since:us-withdrawal"), ("/", "since:")])
def test_only_what_is_new_is_shown_in_every_list(open_page: Callable[..., Page], address: str, key: str) -> None:
    page = open_page(address)
    come_back(page, key, BEFORE)
    items = page.locator(".entry, .brief-list > li, .lead, .row--topic, tbody tr, [data-since] li")
    old = items.and_(page.locator(":not([data-new])"))
    button = page.get_by_role("button", name="Show only what is new")
    button.click()
    assert old.count() > 0
    assert [shown for shown in old.all() if shown.is_visible()] == []
    assert all(shown.is_visible() for shown in items.and_(page.locator("[data-new]")).all())
    button.click()
    expect(old.first).to_be_visible()


def test_home_of_a_language_marks_what_can_be_read_in_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/fa/")
    come_back(page, "since:/fa", "2021-07-01T00:00:00Z")
    expect(page.locator(".new").first).to_be_visible()
    in_all = page.evaluate("fetch('/changes.json').then((answer) => answer.json()).then((data) => data.changes)")
    readable = {change["url"] for change in in_all if "fa" in change["languages"]}
    assert 0 < len(readable) < len({change["url"] for change in in_all})
    page.wait_for_function(
        "(n) => document.querySelector('[data-since] [role=status]').textContent.includes(n)",
        arg=page.evaluate("(n) => new Intl.NumberFormat('fa').format(n)", len(readable)),
    )


def test_minor_changes_are_called_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    href = page.locator(".entry__title a").first.get_attribute("href")
    change = {"at": "2021-09-20T00:00:00Z", "level": "minor", "kind": "update", "topics": [], "url": href, "also": []}

    def answer(route: Route) -> None:
        route.fulfill(json={"version": 2, "changes": [{**change, "title": "x"}]})

    page.route("**/changes.json", answer)
    come_back(page, "since:", BEFORE)
    expect(page.locator(".entry .new").first).to_have_text("Minor change")


def test_nothing_is_sent_anywhere(open_page: Callable[..., Page]) -> None:
    asked: list[str] = []
    page = open_page("/")
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.partition('?')[2]}"))
    come_back(page, "since:", BEFORE)
    expect(page.locator("[data-new]").first).to_be_visible()
    assert {request.partition(" ")[0] for request in asked} == {"GET"}
    assert not any("since" in request for request in asked)


def test_without_script_the_last_day_and_week_stand_there(open_page: Callable[..., Page]) -> None:
    page = open_page(TOPIC, java_script_enabled=False)
    box = page.locator("[data-since]")
    expect(box).to_contain_text("in the last week")
    assert box.locator("li").count() > 0
    expect(box.get_by_role("button")).to_be_hidden()


def test_the_data_lists_changes_newest_first_with_pages_that_exist(dossier_site: Any) -> None:
    data = json.loads((dossier_site / "changes.json").read_bytes())
    assert data["version"] == 2
    times = [change["at"] for change in data["changes"]]
    assert times == sorted(times, reverse=True)
    assert {change["level"] for change in data["changes"]} <= {"major", "minor"}
    for change in data["changes"]:
        for url in (change["url"], *change["also"]):
            assert (dossier_site / urlsplit(url).path.strip("/") / "index.html").is_file(), url
