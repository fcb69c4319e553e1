"""Live: how long after a file was saved its page, as a browser gets it, shows the change."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from tests.bench.corpus import Corpus
from tests.bench.measure import list_family, read_memory
from tests.bench.peers import Site
from tests.bench.scenarios import Edits, find_page
from tests.bench.tools import HUGO, build_environment

PATIENCE = 900
"""Seconds after which a server that shows nothing is given up."""
_POLL = 0.01

_SERVERS = {
    "hugo": ((str(HUGO), "server", "--bind", "127.0.0.1", "--port"), "/{slug}.html"),
    "minimal": (
        (sys.executable, "-m", "briefings", "serve", "-s", "pelicanconf.py", "--port"),
        "/briefings/{slug}.html",
    ),
    "dispatch": ((sys.executable, "-m", "briefings", "serve", "-s", "pelicanconf.py", "--port"), "/briefings/{slug}/"),
}
"""The command of each server, but for the port, and where the edited page stands."""


class ServerFailed(Exception):
    """A server ended, or showed nothing for a long time."""


class Live(NamedTuple):
    """Seconds until the first page was served, seconds from save to shown for each edit, bytes held at the end."""

    start: float
    shown: tuple[float, ...]
    memory: int


def find_obstacle(key: str) -> str:
    """Why a site cannot be served live; "" where it can."""
    if key not in _SERVERS:
        return "the race is with Hugo's server"
    command = [*_SERVERS[key][0][:-1], "--help"]
    result = subprocess.run(command, env=build_environment(), capture_output=True, check=False)
    return "" if result.returncode == 0 else "`briefings serve` is not there yet"


def measure_live(site: Site, corpus: Corpus, rounds: int, log: Path) -> Live:
    """Start the server of a site, edit one body again and again, and put everything back. Raises `ServerFailed`."""
    command, address = _SERVERS[site.peer.key]
    path, port = address.format(slug=find_page(corpus)), _find_port()
    edits, shown = Edits(site, corpus), []
    with _serving([*command, str(port)], site.folder, log) as process:
        try:
            start = _wait_for(process, port, path, b"</html>")
            for number in range(1, rounds + 1):
                _wait_for_rest(process.pid)
                edits.edit_body(number)
                shown.append(_wait_for(process, port, path, f"It was so {number} times.".encode()))
            memory = read_memory(process.pid)
        finally:
            edits.undo()
    return Live(start, tuple(shown), memory)


@contextmanager
def _serving(command: list[str], folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=build_environment(), stdout=out, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int, path: str, text: bytes) -> float:
    """Seconds until a page holds a text."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if text in _fetch(port, path):
            return time.monotonic() - start
        if process.poll() is not None:
            raise ServerFailed(f"the server ended with {process.returncode}")
        time.sleep(_POLL)
    raise ServerFailed(f"{path} did not show the change within {PATIENCE} seconds")


def _fetch(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    with suppress(OSError, HTTPException):
        connection.request("GET", path)
        return connection.getresponse().read()
    connection.close()
    return b""


def _wait_for_rest(pid: int) -> None:
    """Wait until a server and its workers have done nothing for half a second: the next save finds it idle."""
    until, used = time.monotonic() + 60, -1
    while time.monotonic() < until and used != (now := sum(map(_read_ticks, list_family(pid)))):
        used = now
        time.sleep(0.5)


def _read_ticks(pid: int) -> int:
    with suppress(OSError):
        return sum(
            int(field) for field in Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
        )
    return 0


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
