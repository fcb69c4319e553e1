"""A web host for measuring: it compresses, sends what `_headers` says, and lets files with a version be kept."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Rules = list[tuple[str, list[tuple[str, str]]]]
"""Patterns of paths, and the headers for each."""
FOREVER = "public, max-age=31536000, immutable"


def read_rules(text: str) -> Rules:
    """The rules of a `_headers` file: a path with `*` for anything, then its headers on indented lines."""
    rules: Rules = []
    for line in text.splitlines():
        name, colon, value = line.strip().partition(":")
        if line.startswith(" ") and colon:
            rules[-1][1].append((name, value.strip()))
        elif line.strip():
            rules.append((line.strip(), []))
    return rules


class HostHeaders:
    """Adds the headers of every rule that fits a path."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        for pattern, found in self._rules:
            if fnmatchcase(scope.get("path", ""), pattern):
                for name, value in found:
                    headers.append(name, value)
        if scope.get("query_string", b"").startswith(b"v="):
            headers["Cache-Control"] = FOREVER


def build_app(site: Path) -> Starlette:
    """The host of one built site; its own page answers for what is not there."""
    headers = site / "_headers"
    rules = read_rules(headers.read_text("utf-8")) if headers.is_file() else []
    middleware = [Middleware(HostHeaders, rules=rules), Middleware(GZipMiddleware, minimum_size=500)]
    return Starlette(routes=[Mount("/", StaticFiles(directory=site, html=True))], middleware=middleware)


@contextmanager
def serve_site(site: Path, listener: socket.socket) -> Iterator[str]:
    """Serve a site on a socket that is bound already, so that the site could be built for its address; give that."""
    server = uvicorn.Server(uvicorn.Config(build_app(site), log_level="error", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def bind() -> socket.socket:
    """A socket of this machine alone, on a free port. It listens at once: whoever comes early waits."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.listen(128)
    return listener


def address_of(listener: socket.socket) -> str:
    """The address of a host, without a slash at the end."""
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
