"""Whoever reads the site while it is rebuilt never misses a page, and never gets half of one."""

from __future__ import annotations

import errno
import http.client
import os
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefings.building.publish import publish_folder
from briefings.building.workshop import open_workshop

PAGES = 60
ROUNDS = 40


def _text(number: int, version: int) -> bytes:
    return (f"<!doctype html><title>{number}</title>" + f"version {version} " * 2000 + "</html>").encode()


def _publish(output: Path, version: int) -> None:
    """A site of which half of the pages change with every version."""
    with open_workshop(output) as staging:
        for number in range(PAGES):
            page = staging / f"briefings/b{number}/index.html"
            page.parent.mkdir(parents=True)
            page.write_bytes(_text(number, version if number % 2 else 0))
        publish_folder(staging, output)


class _Crawler(threading.Thread):
    """Fetches page after page until it is stopped; `missing` and `broken` are the addresses of what it did not get."""

    def __init__(self, base: str, paths: list[str], is_whole: Callable[[str, bytes], bool]) -> None:
        super().__init__(daemon=True)
        self._host, self._paths, self._is_whole = urlsplit(base).netloc, paths, is_whole
        self.stopped = threading.Event()
        self.missing: list[str] = []
        self.broken: list[str] = []
        self.count = 0

    def run(self) -> None:
        connection = http.client.HTTPConnection(self._host, timeout=30)
        while not self.stopped.is_set():
            for path in self._paths:
                connection.request("GET", path)
                response = connection.getresponse()
                data = response.read()
                self.count += 1
                if response.status != 200:
                    self.missing.append(path)
                elif not self._is_whole(path, data):
                    self.broken.append(path)
        connection.close()


def _is_a_version(path: str, data: bytes) -> bool:
    number = int(path.rstrip("/").rpartition("/b")[2])
    version = re.search(rb"version (\d+) ", data)
    return version is not None and data == _text(number, int(version[1]))


@pytest.mark.slow
@pytest.mark.parametrize("way", ["exchange", "journal"])
def test_crawler_misses_nothing_while_sites_are_put_in_place(
    tmp_path: Path, serve_folder: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "journal":

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

        monkeypatch.setattr("briefings.building.swap.exchange_folders", refuse)
    output = tmp_path / "output"
    _publish(output, 0)
    crawler = _Crawler(serve_folder(output), [f"/briefings/b{n}/" for n in range(PAGES)], _is_a_version)
    crawler.start()
    version = 0
    while version < ROUNDS or (
        crawler.count < 3 * PAGES and crawler.is_alive()
    ):  # a busy machine gives the crawler little time
        version += 1
        _publish(output, version)
    crawler.stopped.set()
    crawler.join(timeout=60)
    assert (crawler.missing, crawler.broken) == ([], [])


@pytest.mark.slow
def test_crawler_misses_nothing_while_the_real_site_is_rebuilt(
    root: Path, tmp_path: Path, serve_folder: Callable[[Path], str], run_briefings: Callable[..., object]
) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(root / "tests/fixtures/tiny", desk)
    run_briefings("build", cwd=desk)
    paths = ["/" + p.relative_to(desk / "output").as_posix() for p in sorted((desk / "output").rglob("*.html"))]
    crawler = _Crawler(serve_folder(desk / "output"), paths, lambda _, data: data.rstrip().endswith(b"</html>"))
    crawler.start()
    page = desk / "content/briefings/2021-05-09-survey.md"
    number = 0
    while number < 4 or (crawler.count < len(paths) and crawler.is_alive()):
        number += 1
        page.write_text(page.read_text("utf-8") + f"\nSentence {number} was added.\n", "utf-8")
        assert "0 files written" not in run_briefings("build", cwd=desk).stderr
    crawler.stopped.set()
    crawler.join(timeout=60)
    assert (crawler.missing, crawler.broken) == ([], [])
