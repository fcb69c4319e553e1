"""A reader's browser: it sees the site on the loopback interface and nothing else, and a complaint fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Route, expect

expect.set_options(timeout=180_000)  # a busy machine is no reason to fail


class Complaints:
    """What a browser complained about: errors, warnings, exceptions, failed requests, requests to another host."""

    def __init__(self, home: str) -> None:
        self._home, self.found, self.expected = home, [], ()
        """`expected` are parts of messages that the test itself provokes."""

    def watch(self, page: Page) -> None:
        """Listen to a page, and keep it from the network."""
        page.on("console", self._on_message)
        page.on("pageerror", lambda error: self.found.append(f"exception on {page.url}: {error}"))
        page.on("requestfailed", self._on_failure)
        page.route("**/*", self._on_request)

    def _on_message(self, message: ConsoleMessage) -> None:
        text = f"{message.type}: {message.text} ({message.location.get('url')})"
        if message.type in ("error", "warning") and not any(part in text for part in self.expected):
            self.found.append(text)

    def _on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # that is the reader, who went on before everything had come
            self.found.append(f"failed: {request.url}: {request.failure}")

    def _on_request(self, route: Route) -> None:
        if route.request.url.startswith((self._home + "/", "data:")):
            route.fallback()
        else:
            self.found.append(f"request to another host: {route.request.url}")
            route.abort()


@pytest.fixture
def complaints(dossier_url: str) -> Iterator[Complaints]:
    """Collects complaints of all pages that `open_page` opens; at the end there must be none."""
    complaints = Complaints(dossier_url)
    yield complaints
    assert complaints.found == []


@pytest.fixture
def open_page(chromium: Any, dossier_url: str, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """`open_page("/topics/", color_scheme="dark")`: a page of the sample site, in a context of its own."""
    contexts = []

    def open_page(address: str = "/", **options: Any) -> Page:
        defaults: dict[str, Any] = {
            "base_url": dossier_url,
            "viewport": {"width": 1280, "height": 900},
            "locale": "en-GB",
            "timezone_id": "UTC",
            "color_scheme": "light",
            "reduced_motion": "reduce",
        }
        context = chromium.new_context(**defaults | options)
        context.set_default_timeout(180_000)  # on a busy machine too
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
