"""Which files make a preview old."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

import pytest

from briefings.building.live.watch import find_roots, is_content, watch_folders


@pytest.mark.parametrize("path", ["quay.md", "briefings/quay.md", "registry/actors.yml", "static/css/base.css"])
def test_files_of_a_site_count(path):
    assert is_content(path)


@pytest.mark.parametrize(
    "path", [".quay.md.swp", "quay.md~", "#quay.md#", ".git/index", "a/__pycache__/x.pyc", "x.tmp"]
)
def test_leftovers_do_not(path):
    assert not is_content(path)


def test_folders_are_watched_once_whether_they_are_there_or_not(tmp_path):
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "theme")
    names = ("content/briefings", "content", "theme", "link", "nowhere", "content/nowhere")
    roots = [str(tmp_path / name) for name in ("content", "nowhere", "theme")]
    assert find_roots([str(tmp_path / name) for name in names]) == roots


@pytest.mark.parametrize("is_same", [True, False])
def test_a_folder_that_goes_and_comes_back_is_told_of_and_watched_on(tmp_path, is_same):
    content, away, page = tmp_path / "content", tmp_path / "away", tmp_path / "content" / "quay.md"
    content.mkdir()
    page.write_text("One.")
    root = str(content)

    async def watch():
        async with aclosing(watch_folders([root])) as bursts:
            burst = asyncio.ensure_future(anext(bursts))
            while not burst.done():  # until the watching has begun, nothing is told of
                page.write_text(page.read_text() + ".")
                await asyncio.sleep(0.05)
            content.rename(away)
            while root not in await anext(bursts):
                pass
            burst = asyncio.ensure_future(anext(bursts))
            if is_same:
                away.rename(content)
            else:
                shutil.copytree(away, content)
            assert await burst == {root}
            burst = asyncio.ensure_future(anext(bursts))
            while not burst.done():
                page.write_text(page.read_text() + ".")
                await asyncio.sleep(0.05)
            assert str(page) in burst.result()

    with ThreadPoolExecutor() as pool:  # in this thread another loop may be running: that of a browser
        pool.submit(lambda: asyncio.run(asyncio.wait_for(watch(), 60))).result()


def test_other_folders_are_watched_while_one_is_away(tmp_path):
    content, theme, page = tmp_path / "content", tmp_path / "theme", tmp_path / "content" / "quay.md"
    content.mkdir()
    page.write_text("One.")

    async def find(bursts, path, change):
        """Change something until a burst names it."""
        burst = asyncio.ensure_future(anext(bursts))
        while True:
            change()
            await asyncio.wait([burst], timeout=0.05)
            if burst.done():
                if path in burst.result():
                    return
                burst = asyncio.ensure_future(anext(bursts))

    async def watch():
        async with aclosing(watch_folders([str(content), str(theme)])) as bursts:
            for _ in range(2):
                await find(bursts, str(page), lambda: page.write_text(page.read_text() + "."))
                await find(bursts, str(theme), lambda: theme.mkdir(exist_ok=True))
                await find(bursts, str(theme / "a.html"), lambda: (theme / "a.html").write_text("A."))
                await find(bursts, str(theme), lambda: shutil.rmtree(theme, ignore_errors=True))

    with ThreadPoolExecutor() as pool:
        pool.submit(lambda: asyncio.run(asyncio.wait_for(watch(), 60))).result()
