"""`briefings serve` for tests: the real command in a process of its own, on a free port, ended at the end."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

ROOT = Path(__file__).resolve().parent.parent
BRIEFING = """\
---
title: {title}
date: 2021-03-02T09:40+00:00
summary: Nobody may enter.
{more}---

{body}
"""


PATIENCE = 180
"""Seconds for one answer, on the slowest machine."""


class Answer(NamedTuple):
    """What came back: status, headers with names in small letters, bytes."""

    status: int
    headers: dict[str, str]
    data: bytes


class Preview:
    """A running server, the folder of the site that it shows, and what it has said."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, log: Path, temporary: Path) -> None:
        self.process, self.folder, self._log, self.temporary = process, folder, log, temporary
        line = process.stdout.readline()
        assert line.startswith("Serving at http://"), self.said()
        self.address = line.split()[2].rstrip("/")

    def said(self) -> str:
        return self._log.read_text("utf-8")

    def write(self, path: str, title: str = "The quay", body: str = "Nine.", more: str = "") -> None:
        """Save a briefing below the content folder."""
        file = self.folder / "content" / path
        file.write_text(BRIEFING.format(title=title, body=body, more=more), "utf-8")

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; it is answered after the first build."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): text for key, text in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {key.lower(): text for key, text in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def wait_for(self, path: str, text: str) -> Answer:
        """Ask until the answer holds a text."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self.ask(path)
            if text.encode() in answer.data:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{path} never held {text!r}; the server said: {self.said()}")

    def state(self) -> dict:
        return msgspec.json.decode(self.ask("/_briefings/state").data)

    def end(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)


def write_site(folder: Path, **arguments: str) -> Path:
    """A site of one briefing."""
    (folder / "content").mkdir(parents=True)
    values = {"title": "The quay", "body": "Nine.", "more": ""} | arguments
    (folder / "content" / "quay.md").write_text(BRIEFING.format(**values), "utf-8")
    return folder


@contextmanager
def serving(folder: Path, *options: str, port: int = 0) -> Iterator[Preview]:
    """A preview of the site in `folder`."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    log = folder.parent / "log"
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    env = {**os.environ, "PYTHONPATH": search, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "briefings", "serve", "--port", str(port), "-e", "BRIEFINGS_JOBS=1", *options]
    with log.open("w") as err:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=err, text=True)
    with process:
        try:
            yield Preview(process, folder, log, temporary)
        finally:
            process.terminate()
            process.wait(30)
