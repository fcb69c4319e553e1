"""The web server of a preview (ASGI): the files of a built site, and what open pages ask to keep up with it."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import AsyncIterator
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from briefings.building.live.pages import ROOT, build_waiting_page, prepare_page
from briefings.building.live.state import Feed, State

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")

# Only Python's own list: what the machine adds would make the same file another thing elsewhere.
_TYPES = mimetypes.MimeTypes()
for _type, _ending in (
    ("text/javascript", ".js"), ("font/woff2", ".woff2"), ("image/avif", ".avif"), ("image/webp", ".webp"),
    ("application/manifest+json", ".webmanifest"), ("application/yaml", ".yml"), ("text/markdown", ".md"),
):  # fmt: skip
    _TYPES.add_type(_type, _ending)


def build_app(site: Path, feed: Feed, *, is_local: bool = True) -> Starlette:
    """The application that serves the folder `site`, which a build may exchange for another at any time.

    With `is_local`, it answers only to the names of this machine: otherwise any page in the writer's browser could
    give its own host this address (DNS rebinding) and read what is not published.
    """
    server = _Server(site, feed)
    routes = [
        Route(f"{ROOT}/events", server.send_events),
        Route(f"{ROOT}/state", server.send_state),
        Route(f"{ROOT}/live.js", server.send_own_file),
        Route(f"{ROOT}/live.css", server.send_own_file),
        Route("/{path:path}", server.send_file),
    ]
    hosts = list(_LOOPBACK) if is_local else ["*"]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)])


class _Server:
    """Answers requests."""

    def __init__(self, site: Path, feed: Feed) -> None:
        self._site, self._feed = site, feed

    async def send_events(self, _: Request) -> Response:
        """Every state, as server-sent events (WHATWG HTML)."""

        async def events() -> AsyncIterator[bytes]:
            async for state in self._feed.follow():
                yield b"data: " + msgspec.json.encode(state) + b"\n\n"

        return StreamingResponse(events(), headers=_HEADERS, media_type="text/event-stream")

    async def send_state(self, _: Request) -> Response:
        """The present state."""
        state = await self._feed.wait_for_first()
        return Response(msgspec.json.encode(state), headers=_HEADERS, media_type="application/json")

    async def send_own_file(self, request: Request) -> Response:
        """The script and the stylesheet that pages of a preview have."""
        name = request.url.path.rpartition("/")[2]
        data = files("briefings.building.live").joinpath(name).read_bytes()
        return Response(data, headers=_HEADERS, media_type=_guess_type(name))

    async def send_file(self, request: Request) -> Response:
        """A file of the site; the index of a folder; the site's page for what is not there."""
        state = await self._feed.wait_for_first()
        if not state.version:
            return _build_page(build_waiting_page(state.problems), HTTPStatus.SERVICE_UNAVAILABLE)
        found = find_file(self._site, request.path_params["path"])
        if found is None:
            return self._send_missing(state)
        if found.is_dir():
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(
                quote("/" + request.path_params["path"].lstrip("/")) + "/" + query, headers=_HEADERS
            )
        kind = _guess_type(found.name)
        if kind != "text/html":
            return FileResponse(found, headers=_HEADERS, media_type=kind)
        try:
            data = found.read_bytes()
        except OSError:  # a build has removed it this very moment
            return self._send_missing(state)
        reason = state.unpublished.get(found.relative_to(os.path.realpath(self._site)).as_posix(), "")
        return _build_page(prepare_page(data, state.version, reason))

    def _send_missing(self, state: State) -> Response:
        page = self._site / "404.html"
        data = page.read_bytes() if page.is_file() else b"<!doctype html><title>Not found</title><h1>Not found</h1>"
        return _build_page(prepare_page(data, state.version), HTTPStatus.NOT_FOUND)


def find_file(site: Path, path: str) -> Path | None:
    """The file that an address means, or a folder that it forgot the slash of; None where nothing is served.

    Neither what lies outside the folder, on whatever way, nor hidden files (the build's own notes) are served.
    """
    parts = path.split("/")
    if "\0" in path or any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    root = Path(os.path.realpath(site))
    try:
        found = (root / path.lstrip("/")).resolve()
        if found.is_dir() and (found / "index.html").is_file():
            found = found / "index.html" if path.endswith("/") or not path else found
        elif not found.is_file() or path.endswith("/"):
            return None
    except OSError:  # a name longer than the system has files for
        return None
    return found if found.is_relative_to(root) else None


def _guess_type(name: str) -> str:
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _build_page(data: bytes, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(data, status, _HEADERS, "text/html")
