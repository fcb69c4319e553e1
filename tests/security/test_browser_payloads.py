"""Hostile texts in a real browser: nothing of them runs, and no page asks another host for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Route

from tests.browser.page_kinds import PAGE_KINDS
from tests.security.payload_files import Payload

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TRAPS = """
window.ran = [];
window.marker = () => window.ran.push("marker");
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran.push(name);
document.addEventListener("securitypolicyviolation", (event) => {
  window.ran.push(`violation: ${event.violatedDirective}`);
});
"""
PROVOKE = """
const kinds = ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "load", "error", "animationstart", "begin"];
for (const element of document.querySelectorAll("main *")) {
  for (const kind of kinds)
    element.dispatchEvent(new Event(kind, { bubbles: true }));
}
for (const details of document.querySelectorAll("details")) details.open = true;
"""


class Watch:
    """What a page did that no page may do."""

    def __init__(self, page: Page, home: str) -> None:
        self.found: list[str] = []
        self._home = home
        page.add_init_script(TRAPS)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.found.append(f"exception: {error}"))
        page.on("dialog", self._on_dialog)
        page.on("popup", lambda popup: self.found.append(f"window: {popup.url}"))
        page.route("**/*", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        # A picture that is not there is the writer's mistake, and harmless.
        if message.type in ("error", "warning") and "404" not in message.text:
            self.found.append(f"{message.type}: {message.text}")

    def _on_dialog(self, dialog: Dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _on_request(self, route: Route) -> None:
        request: Request = route.request
        if request.url.startswith(self._home + "/"):
            route.fallback()
        else:
            self.found.append(f"request: {request.url}")
            route.abort()


@pytest.fixture
def watched(chromium: Browser) -> Any:
    """`watched(home)`: a page of which everything forbidden is noted, and its watch."""
    contexts = []

    def open_page(home: str) -> tuple[Page, Watch]:
        context = chromium.new_context(base_url=home, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        return page, Watch(page, home)

    yield open_page
    for context in contexts:
        context.close()


def test_the_watch_sees_what_is_forbidden(watched: Any, tmp_path: Path, serve_folder: Callable[..., str]) -> None:
    (tmp_path / "x.html").write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"img-src 'self'\">"
        '<main><img src=x onerror="marker()"><img src="https://evil.example/x"><p onmouseover="alert(1)">x</p></main>'
    )
    page, watch = watched(serve_folder(tmp_path))
    page.goto("/x.html")
    page.evaluate(PROVOKE)
    ran = page.evaluate("window.ran")
    assert {"marker", "alert", "violation: img-src"} <= set(ran)
    assert any("Content Security Policy" in found for found in watch.found)


def test_nothing_of_the_hostile_texts_runs(
    watched: Any, markup_site: Any, markup_payloads: list[Payload], serve_folder: Callable[..., str]
) -> None:
    """One text of every idea, and every twenty-fifth, on the pages where they stand in the most places."""
    ideas = {payload.idea: payload.number for payload in reversed(markup_payloads)}
    numbers = sorted({*ideas.values(), *range(0, len(markup_payloads), 25)})
    assert len(numbers) >= 25
    pages = [f"/{'fa/' if n % 2 else ''}briefings/b-{n}/" for n in numbers]
    pages += [
        "/",
        "/topics/t-0/",
        "/actors/a-1/",
        "/publishers/o-2/",
        "/places/l-3/",
        "/claims/",
        "/upcoming/",
        "/fa/pages/p-0/",
    ]
    page, watch = watched(serve_folder(markup_site.output))
    for address in pages:
        response = page.goto(address, wait_until="load")
        assert response is not None, address
        assert response.status == 200, address
        page.evaluate(PROVOKE)
        assert page.evaluate("window.ran") == [], address
        scripts = "[...document.scripts].filter((script) => script.type !== 'application/ld+json')"
        assert page.evaluate(f"{scripts}.every((s) => s.src.startsWith(location.origin + '/theme/js/'))")
        assert watch.found == [], address


def test_no_kind_of_page_breaks_its_own_policy(watched: Any, dossier_url: str) -> None:
    page, watch = watched(dossier_url)
    for kind, address in PAGE_KINDS.items():
        page.goto(address, wait_until="load")
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1, kind
        assert page.evaluate("window.ran") == [], kind
        assert watch.found == [], kind
