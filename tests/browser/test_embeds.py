"""What other sites show of this one in frames."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

KINDS = {
    "claim": ("/claims/wesh-captured/", "Taliban fighters have taken the border town of Wesh."),
    "timeline": ("/topics/spin-boldak-crossing/", "Spin Boldak"),
    "map": ("/topics/spin-boldak-crossing/", "Locator map"),
}


@contextmanager
def serve_page(text: str) -> Iterator[str]:
    """Another site, with one page."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read_code(page: Page, kind: str, home: str) -> str:
    """What the page offers to copy, for the address at which the tests serve it."""
    code = page.locator(f"#embed-{kind}").input_value()
    return re.sub(r'src="https?://[^/"]+', f'src="{home}', code)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 900])
def test_what_was_copied_shows_it_on_another_page(
    open_page: Callable[..., Page], dossier_url: str, kind: str, width: int
) -> None:
    path, words = KINDS[kind]
    code = read_code(open_page(path), kind, dossier_url)
    assert "<script" not in code
    host = open_page("/data/", viewport={"width": width, "height": 900})
    asked: list[str] = []
    host.on("request", lambda request: asked.append(request.url))
    head = "<!doctype html><html lang=en><title>Elsewhere</title><link rel=icon href='data:,'>"
    with serve_page(f"{head}<main>{code}</main></html>") as address:
        host.route(f"{address}/**", lambda route: route.continue_())
        host.goto(address)
        _check_frame(host, words, asked)


def wait_until_it_fits(frame: Frame) -> None:
    """It has nothing beyond its width, once its stylesheet is there."""
    frame.wait_for_load_state("load")
    assert frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _check_frame(host: Page, words: str, asked: list[str]) -> None:
    frame = host.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text(words)
    assert not [url for url in asked if ".js" in url]
    content = host.frames[1]
    wait_until_it_fits(content)
    link = frame.locator(".more a")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("href", re.compile(r"^https?://"))


LONGEST = ("/claims/wesh-captured/", "claim")
"""A claim with many speakers on both sides."""


@pytest.mark.parametrize("width", [320, 640])
def test_the_end_of_a_long_claim_can_be_reached(open_page: Callable[..., Page], dossier_url: str, width: int) -> None:
    path, kind = LONGEST
    code = read_code(open_page(path), kind, dossier_url)
    host = open_page("/data/", viewport={"width": width, "height": 800})
    style = "<style>body { margin: 0 }</style>"
    with serve_page(f"<!doctype html><html lang=en><title>Elsewhere</title>{style}{code}</html>") as address:
        host.route(f"{address}/**", lambda route: route.continue_())
        host.goto(address)
        frame = host.frame_locator("iframe")
        expect(frame.locator("dd").last).to_contain_text("origins")
        assert host.locator("iframe").bounding_box()["width"] == width  # type: ignore[index]
        content = host.frames[1]
        wait_until_it_fits(content)
        host.mouse.move(width / 2, 100)
        host.mouse.wheel(0, 5000)
        expect(frame.locator(".more a")).to_be_in_viewport(ratio=1)
        inner, height = content.evaluate("[innerHeight, document.documentElement.scrollHeight]")
        assert height > inner or width > 320, "the frame is long enough on a phone: take a longer claim"


@pytest.mark.parametrize("kind", KINDS)
def test_frames_have_a_name_for_those_who_do_not_see_them(
    open_page: Callable[..., Page], dossier_url: str, kind: str
) -> None:
    code = read_code(open_page(KINDS[kind][0]), kind, dossier_url)
    title = re.search(r' title="([^"]+)"', code)
    assert title
    assert title[1].endswith(" – The Daybook")


def test_the_code_can_be_copied(open_page: Callable[..., Page]) -> None:
    page = open_page("/claims/wesh-captured/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("This claim", exact=True).click()
    page.locator(".embed").get_by_role("button", name="Copy").click()
    expect(page.locator(".embed [role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("<iframe src=")


def test_frames_are_light_and_say_where_the_full_page_is(dossier_site: Path) -> None:
    pages = list((dossier_site / "embed").rglob("index.html"))
    assert len(pages) > 50
    for path in pages:
        text = path.read_text("utf-8")
        assert "<script" not in text
        assert 'content="noindex"' in text
        assert f"/{path.parent.name}/" in re.search(r'rel="canonical" href="([^"]*)"', text).group(1)  # type: ignore[union-attr]
        assert len(text) < 16 * 1024, path
    assert (dossier_site / "theme/embed.css").stat().st_size < 8 * 1024
    assert "/embed/" not in (dossier_site / "sitemap.xml").read_text("utf-8")
