"""A writer's browser: it follows every save, shows what is wrong, and stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.preview import Preview, serving, write_site

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} of a long report, which nobody reads to its end." for number in range(90))
WRONG = "follows: [harbour]\n"
QUAY = "/briefings/quay/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with serving(write_site(tmp_path / "desk", body=LONG)) as preview:
        yield preview


@pytest.fixture
def open_preview(chromium: Any, preview: Preview) -> Iterator[Callable[..., Page]]:
    """`open_preview(path, color_scheme="dark")`: a page of the preview; at the end no page may have complained."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_preview(path: str = QUAY, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=preview.address, **{"viewport": {"width": 1280, "height": 900}} | options
        )
        context.set_default_timeout(180_000)  # on a busy machine too
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(path)
        return page

    yield open_preview
    for context in contexts:
        context.close()
    assert complaints == []


def find_panel(page: Page) -> Any:
    return page.get_by_role("alert").filter(has_text="the site")


def test_an_open_page_follows_a_save_and_keeps_its_place(preview: Preview, open_preview: Callable[..., Page]) -> None:
    page = open_preview()
    page.evaluate("scrollTo(0, 1200)")
    preview.write("quay.md", body=LONG + "\n\nThe crane has been moved.")
    page.get_by_text("The crane has been moved.").wait_for()
    page.wait_for_function("() => scrollY === 1200")
    assert page.evaluate("sessionStorage.length") == 0


def test_problems_show_in_the_open_page_and_go_when_mended(preview: Preview, open_preview: Callable[..., Page]) -> None:
    page = open_preview()
    page.evaluate("window.isSamePage = true; document.querySelector('main a[href]').focus()")
    focused = page.evaluate("document.activeElement.outerHTML")
    preview.write("quay.md", body="Broken.", more=WRONG)
    panel = find_panel(page)
    panel.wait_for()
    for words in ("1 problem stops the site", "content/quay.md:5:11", "harbour", "BRF-unknown-id", "Expected: "):
        expect(panel).to_contain_text(words)
    expect(page.get_by_text("Paragraph 1 of a long report")).to_be_visible()
    assert page.evaluate("document.activeElement.outerHTML") == focused
    preview.write("quay.md", body=LONG)
    panel.wait_for(state="detached")
    assert page.evaluate("window.isSamePage"), "mended to what it was, the page need not be loaded again"


def test_problems_show_in_pages_that_are_opened_later_and_a_mended_site_replaces_them(
    preview: Preview, open_preview: Callable[..., Page]
) -> None:
    preview.ask(QUAY)
    preview.write("quay.md", body="Broken.", more=WRONG)
    preview.wait_for("/_briefings/state", "BRF-unknown-id")
    page = open_preview()
    find_panel(page).wait_for()
    preview.write("quay.md", body="It is open again.")
    page.get_by_text("It is open again.").wait_for()
    expect(find_panel(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_preview_adds_can_be_read_by_everybody(
    preview: Preview, open_preview: Callable[..., Page], scheme: str
) -> None:
    preview.ask(QUAY)
    preview.write("pier.md", title="The pier", more="status: draft\n", body="Under water.")
    preview.wait_for("/briefings/pier/", "Under water.")
    preview.write("quay.md", body="Broken.", more=WRONG + "actors: [the-harbour-master]\n")
    preview.wait_for("/_briefings/state", "BRF-unknown-id")
    page = open_preview("/briefings/pier/", color_scheme=scheme, viewport={"width": 390, "height": 700})
    find_panel(page).wait_for()
    expect(page.get_by_text("Not published: this briefing is a draft.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.getElementById('briefings-live').getBoundingClientRect().height") < 0.61 * 700
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    page.goto("/")
    marked = page.locator("a[href='/briefings/pier/'][data-briefings-live=draft]")
    marked.first.wait_for()
